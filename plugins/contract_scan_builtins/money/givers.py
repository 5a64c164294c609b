"""Whom the rows and columns of a table are about: who gives what a row holds, and whose a column is.

The giver of a row is somebody its head names, whoever grants ("Grant"), or who puts in something of its own
("own funds").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from contract_scan.expressions import compiled
from contract_scan.finding import Fact
from contract_scan_builtins.money.bodies import is_body
from contract_scan_builtins.money.cells import HEADINGS, SEVERAL, Cells, is_cost, is_tagged, whole_pattern
from contract_scan_builtins.money.grid import Row
from contract_scan_builtins.money.lexicon import pattern_of

_NOTHING = compiled(r"\s*(?:[-–—]*|n/?a|n\.v\.t\.?|nihil|nil)\s*", re.IGNORECASE)
_NUMBERING = compiled(r"\W*(?:no|nr|#|wp)?\W*\d{0,3}[a-z]?\W*", re.IGNORECASE)
_ARTICLE = compiled(r"\A(?:the|de|het)\s", re.IGNORECASE)
_TAIL = compiled(r"\s*(?:\(.*|[,;:].*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives what a row holds; `own` says that it is something of its own, `by_expense` that a charge says so."""

    name: str
    own: bool = False
    by_expense: bool = False


class Givers(Cells):
    """A table of which is known who gives."""

    def _has_gap(self, row: Row, columns: Sequence[int]) -> bool:
        """Say whether an amount is missing or left open; a dash in one of several columns is no gap."""
        cells = [(self._text(row, column), self._amount(row, column)) for column in columns if column in row.cells]
        if all(amount is None for _, amount in cells):
            return True
        return any(amount is None and not _NOTHING.fullmatch(text) for text, amount in cells)

    @cached_property
    def payers(self) -> int | None:
        """The column of those who pay: under a heading that says so, or of which several cells name a payer."""
        for row in self.grid.rows[:HEADINGS]:
            for column, span in sorted(row.cells.items()):
                if whole_pattern("payer_columns").fullmatch(self.document.quote(span)):
                    return column
        first = min(self.headings, default=0)
        for column, text in sorted(self.headings.items()):
            if self._is_giving(column, text):
                return column
        if self._breaks_down:
            return None
        known = [row for row in self.rows if self._named(row, first, sure=True) and self._every_amount(row)]
        blank = not self.headings.get(first, "").strip()
        return first if len(known) >= SEVERAL and (blank or self.is_of_money) and not self._costs_only else None

    def _is_giving(self, column: int, text: str) -> bool:
        return bool(pattern_of("giving_columns").search(text)) and not self._cells_with_amounts(column)

    @cached_property
    def _headed(self) -> bool:
        """Whether the column of those who pay has a heading that says so."""
        column = self.payers
        spans = [row.cells[column] for row in self.grid.rows[:HEADINGS] if column is not None and column in row.cells]
        texts = [self.document.quote(span) for span in spans]
        whole = any(whole_pattern("payer_columns").fullmatch(text) for text in texts)
        return whole or (column is not None and self._is_giving(column, self.headings.get(column, "")))

    @property
    def _costs_only(self) -> bool:
        columns = [column for column in self.headings if self._cells_with_amounts(column)]
        return bool(columns) and all(is_cost(self.headings[column]) for column in columns)

    def _head(self, row: Row) -> int:
        """Return the column that says what or whom a row is about: the first one that is no number."""
        if self.payers is not None and self.payers in row.cells:
            return self.payers
        texts = {column: self._text(row, column) for column in sorted(row.cells)}
        return next((column for column, text in texts.items() if not _NUMBERING.fullmatch(text)), min(row.cells))

    def _giver(self, row: Row) -> Giver | None:
        head = self._head(row)
        text, language = " ".join(self._text(row, head).split()), row.language
        if not text or self._is_total(row):
            return None
        sure = self.payers is None or not self._headed
        name = self._named(row, head, sure=sure)
        own = bool(pattern_of("own_columns").search(text)) and not is_tagged(text, language, "harm")
        charged = self._charged(row, head)
        if own and (self.payers is not None or is_tagged(text, language, "source", "own_share", "money")):
            own_name = (
                charged or name if (charged or name) and not pattern_of("own_columns").match(name or "") else None
            )
            own_name = own_name or self.cast.recipient
            return Giver(own_name, own=True, by_expense=sure) if own_name else None
        if charged and (sure or not name):
            return Giver(charged, by_expense=True)
        if whole_pattern("grant_rows").fullmatch(text) and (sure or not name or name == text):
            return Giver(self.grantor) if self.grantor else None
        if name is None and (elsewhere := self._payer_elsewhere(row, head)):
            return Giver(elsewhere, by_expense=True)
        return Giver(name) if name and (self.payers is not None) else None

    def _payer_elsewhere(self, row: Row, head: int) -> str | None:
        """Return who pays for a row by another column than its first: "charged to"."""
        for column in row.cells:
            if column != head and pattern_of("giving_columns").search(self.headings.get(column, "")):
                return self._named(row, column, sure=False)
        return None

    def _named(self, row: Row, column: int, *, sure: bool) -> str | None:
        """Return who a cell names: somebody known, or a body that is all it holds; not `sure`, whoever it holds."""
        span = row.cells.get(column)
        if span is None:
            return None
        text = " ".join(self.document.quote(span).split())
        for place, people in self.cast.mentions(span.start, span.end):
            head = place.start - span.start <= 4 or len(place) * 2 > len(span)
            if len(people) == 1 and (head or not sure):
                return people[0].name
        if known := self.cast.called(text):
            return known
        bare = _TAIL.sub("", text)
        if pattern_of("own_columns").search(bare) and not is_body(bare):
            return None  # "Own funds"
        if sure:
            return bare if is_body(bare) else None
        return (
            bare
            if bare[:1].isalpha() and not _is_nobody(bare) and not whole_pattern("grant_rows").fullmatch(text)
            else None
        )

    def _charged(self, row: Row, column: int) -> str | None:
        """Return at whose expense a row is: "Total, to be provided by Acme", "Door gemeente te betalen"."""
        span = row.cells[column]
        for match in pattern_of("at_expense").finditer(self.cast.text, span.start, span.end):
            for _, people in self.cast.mentions(match.end(), span.end):
                return people[0].name if len(people) == 1 else None
            after = self.cast.text[match.end() : span.end].split()
            named = next((name for word in after[:2] if (name := self.cast.called(word.strip(",.;:")))), None)
            if named:
                return named
        return None

    @cached_property
    def named(self) -> dict[int, str]:
        """Whom the headings of columns with amounts name."""
        if self.header is None:
            return {}
        row = self.grid.rows[self.header]
        found = {column: self._in_heading(row, column) for column in row.cells if column != min(row.cells)}
        return {
            column: name
            for column, name in found.items()
            if name and not name[-1].isdigit() and not is_cost(self.headings[column])  # "Year 1" is nobody
        }

    def _in_heading(self, row: Row, column: int) -> str | None:
        span = row.cells[column]
        lead = pattern_of("from_columns").match(self.document.quote(span))  # "From the Garsdale Fund"
        for _, people in self.cast.mentions(span.start + (lead.end() if lead else 0), span.end):
            if len(people) == 1:
                return people[0].name
        heading = " ".join(self.document.quote(span).split())
        if lead:
            name = _ARTICLE.sub("", heading[lead.end() :].strip())
            return self.cast.called(name) or (name if is_body(name) else None)
        initials = (name for name in self.givers if any(_initials(name) == word for word in heading.split()))
        return self.cast.called(heading) or next(initials, None) or self._named(row, column, sure=True)

    def _given_columns(self, giver: Giver | None) -> list[int]:
        """Return the columns that hold what the one at the head of a row gives."""
        found = self._money_columns
        headings = {column: self.headings.get(column, "") for column in found}
        if giver and giver.by_expense:
            return found[-1:]
        if len(found) > 1 and any(map(is_cost, headings.values())):  # what it costs, and what another pays of that
            own = [column for column, text in headings.items() if pattern_of("own_columns").search(text)]
            given = [column for column, text in headings.items() if pattern_of("given_columns").search(text)]
            return own or [column for column in given if not is_cost(headings[column])]
        if any(column in self.named for column in found):
            return [column for column in found if whole_pattern("total_row").match(headings[column])][-1:]
        totals = [column for column in found if whole_pattern("total_row").match(headings[column])]
        return totals[-1:] or found

    @cached_property
    def _money_columns(self) -> list[int]:
        rows = [row for row in self.rows if not self._is_total(row)] or self.rows
        columns = sorted({column for row in self.rows for column in row.cells})
        priced = {column for row in rows for column in self._every_amount(row)}
        found = [
            column for column in columns if column != self.payers and column in priced and not self._is_part(column)
        ]
        return found[1:] if len(found) > 1 and found[0] == columns[0] else found  # the first says what a row is about

    def _is_part(self, column: int) -> bool:
        """Say whether a column holds a part of what another holds: "Of which in kind"."""
        return pattern_of("part_columns").match(self.headings.get(column, "").strip()) is not None

    def _is_total(self, row: Row) -> bool:
        text = " ".join(self._text(row, self._head_of_total(row)).split())
        return bool(
            whole_pattern("total_row").fullmatch(text) or pattern_of("total_words").match(text)
        ) and not self._charged(row, self._head_of_total(row))

    def _begins_as_total(self, row: Row) -> bool:
        return pattern_of("total_words").match(self._text(row, self._head_of_total(row)).strip()) is not None

    def _head_of_total(self, row: Row) -> int:
        texts = {column: self._text(row, column) for column in sorted(row.cells)}
        return next((column for column, text in texts.items() if text.strip()), min(row.cells))

    def _amounts(self, row: Row) -> dict[int, Fact]:
        """Return the amounts of a row by column, but for the column of its head."""
        found = self._every_amount(row)
        head = self._head(row)
        return {column: fact for column, fact in found.items() if column != head} or found


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _is_nobody(text: str) -> bool:
    """Say whether words at the head of a row are no name: "Other income", "Salaries"."""
    return pattern_of("no_payer_rows").search(text) is not None or not any(c.isupper() for c in text)
