"""Events in tables: who gives what by the rows and columns of a budget, and what the whole comes to.

A row is read once: its giver is somebody its head names, whoever grants ("Grant"), or who puts in something of its own
("own funds"); a column may be one payer's as well. From the rows come the events, and the plan that shares are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property

from contract_scan.document import Document, Span
from contract_scan.expressions import compiled
from contract_scan.facts import find_facts
from contract_scan.facts.number import value_of
from contract_scan.finding import Fact
from contract_scan.gift import Gift
from contract_scan.rules.folding import words_of as folded_words
from contract_scan_builtins._wordlists import any_of, words_of
from contract_scan_builtins.money.bodies import is_body
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.contribution import Contribution, Total
from contract_scan_builtins.money.grid import Grid, Row, currency_of, grids
from contract_scan_builtins.money.lexicon import lexicon

#: Headings stand in one of the first rows; so many rows with a known payer make a table of payers.
_HEADINGS, _SEVERAL = 3, 2
#: A bare number that is plainly one of money where the words above a table tell a currency.
_IN_THOUSANDS = compiled(r"\s*(?:\d{1,3}(?:[.,\u00a0 ]\d{3})+|0)\s*\Z")
_BARE = re.compile(r"\s*(\d[\d.,\u00a0 ]*)(?:,?[-–—]{1,2})?\s*")
_PER_CENT = compiled(r"\s*(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|per\scent|procent)\s*", re.IGNORECASE)
_NOTHING = compiled(r"\s*(?:[-–—]*|n/?a|n\.v\.t\.?|nihil|nil)\s*", re.IGNORECASE)
_NUMBERING = compiled(r"\W*(?:no|nr|#|wp)?\W*\d{0,3}[a-z]?\W*", re.IGNORECASE)
_TAIL = compiled(r"\s*(?:\(.*|[,;:].*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table says: its events in reading order, what each payer gives in all, and what that is of.

    `rest` is what the table leaves open of the costs of each of those who work: a column "Other".
    """

    events: tuple[Gift, ...]
    given: tuple[Contribution, ...] = ()
    total: Total | None = None
    rest: Mapping[str, Fact] = field(default_factory=dict)


def plans_of(document: Document, cast: Cast, grantor: str | None, givers: Sequence[str] = ()) -> list[Plan]:
    """Return what the tables of a document say, one plan for each table of money.

    `grantor` is who gives what a row or column "Grant" holds, None where that is not known; `givers` are those of whom
    the text says that they give, for whom a heading may have initials.
    """
    return [plan for grid in grids(document) if (plan := _Table(document, cast, grid, grantor, givers).plan())]


@dataclass(frozen=True, slots=True)
class _Giver:
    """Who gives what a row holds; `own` says that it is something of its own, `by_expense` that a charge says so."""

    name: str
    own: bool = False
    by_expense: bool = False


class _Table:
    """A table of which the headings are known."""

    def __init__(
        self, document: Document, cast: Cast, grid: Grid, grantor: str | None, givers: Sequence[str] = ()
    ) -> None:
        self.document, self.cast, self.grid, self.grantor, self.givers = document, cast, grid, grantor, givers
        self.header = self._header()
        cells = grid.rows[self.header].cells if self.header is not None else {}
        self.headings = {column: document.quote(span) for column, span in cells.items()}
        self.rows = grid.rows[self.header + 1 :] if self.header is not None else grid.rows
        self.currency = currency_of(grid.title)

    def _header(self) -> int | None:
        """Return the row of headings: one with a heading for payers, or else the first with several words."""
        first = self.grid.rows[:_HEADINGS]
        payers = _whole("payer_columns")
        named = (
            i
            for i, row in enumerate(first)
            if any(payers.fullmatch(self.document.quote(c)) for c in row.cells.values())
        )
        return next(named, next((i for i, row in enumerate(first) if self._is_header(row)), None))

    def _is_header(self, row: Row) -> bool:
        """Say whether a row holds headings: several cells with words, and no amount."""
        filled = [self.document.quote(span) for span in row.cells.values() if self.document.quote(span).strip()]
        amounts = any(find_facts(text, row.language, ("amount",)) for text in filled)
        return not amounts and (len(filled) > 1 or len(row.cells) == 1)

    def plan(self) -> Plan | None:
        """Return what the table says; None where it is not about money."""
        if self._granted_and_own:
            return self._matrix(*self._granted_and_own)
        events, given, total = self._by_row()
        if not given:
            given, total = self._across()
        return Plan(tuple(events), tuple(given), total) if events or given else None

    # ---- rows ------------------------------------------------------------------------------------------------

    def _by_row(self) -> tuple[list[Gift], list[Contribution], Total | None]:
        events: list[Gift] = []
        given: list[Contribution] = []
        total: Total | None = None
        charged: Total | None = None
        for row in self.rows:
            found = self._amounts(row)
            giver = self._giver(row)
            columns = self._given_columns(giver)
            amounts = [found[column] for column in columns if column in found]
            events += self._events(row, giver, amounts, found)
            if self._is_total(row) and found:
                total = _total(amounts or list(found.values())[-1:]) or total
            elif giver and giver.by_expense and amounts and self._begins_as_total(row):
                charged = _total(amounts)  # "Total, to be paid by Acme"
                given.append(self._contribution(row, giver, columns, amounts))
            elif giver and (amounts or (self.payers is not None and self._has_gap(row, columns))):
                given.append(self._contribution(row, giver, columns, amounts))
        return events, given, total or charged

    def _events(self, row: Row, giver: _Giver | None, amounts: list[Fact], found: dict[int, Fact]) -> Iterator[Gift]:
        if not found or self._is_harm(row):
            return
        named = [(self.named[column], fact) for column, fact in found.items() if column in self.named]
        if giver and amounts and not self._is_total(row):
            how = "row charged" if giver.by_expense else "row"
            for amount in amounts:
                share = self._share(row)
                kind = "own contribution" if giver.own else "money"
                yield Gift(row.span, giver.name, gift=kind, amount=amount, share=share, how=how)  # type: ignore[arg-type]
        elif named:
            for name, amount in named:
                yield Gift(row.span, name, amount=amount, how="column")
        elif self._is_paid(row) or (self.is_of_money and not self._breaks_down):
            yield Gift(row.span, amount=list(found.values())[-1], how="row")

    def _contribution(self, row: Row, giver: _Giver, columns: list[int], amounts: list[Fact]) -> Contribution:
        single = {amount.unit for amount in amounts}
        whole = len(single) == 1 and not self._has_gap(row, columns)
        value = sum((Decimal(amount.value) for amount in amounts), Decimal(0)) if whole else None
        share = self._share(row)
        return Contribution(
            row.cells[self._head(row)],
            giver.name,
            None,
            value,
            amounts[0].unit if whole else None,
            Decimal(share.value) if share else None,
            terms=frozenset({"in_kind"} if self._in_kind(row) else ()),
        )

    def _has_gap(self, row: Row, columns: Sequence[int]) -> bool:
        """Say whether an amount is missing or left open; a dash in one of several columns is no gap."""
        cells = [(self._text(row, column), self._amount(row, column)) for column in columns if column in row.cells]
        if all(amount is None for _, amount in cells):
            return True
        return any(amount is None and not _NOTHING.fullmatch(text) for text, amount in cells)

    # ---- who gives -------------------------------------------------------------------------------------------

    @cached_property
    def payers(self) -> int | None:
        """The column of those who pay: under a heading that says so, or of which several cells name a payer."""
        for row in self.grid.rows[:_HEADINGS]:
            for column, span in sorted(row.cells.items()):
                if _whole("payer_columns").fullmatch(self.document.quote(span)):
                    return column
        first = min(self.headings, default=0)
        for column, text in sorted(self.headings.items()):
            if self._is_giving(column, text):
                return column
        if self._breaks_down:
            return None
        known = [row for row in self.rows if self._named(row, first, sure=True) and self._every_amount(row)]
        blank = not self.headings.get(first, "").strip()
        return first if len(known) >= _SEVERAL and (blank or self.is_of_money) and not self._costs_only else None

    def _is_giving(self, column: int, text: str) -> bool:
        return bool(_words("giving_columns").search(text)) and not self._cells_with_amounts(column)

    @cached_property
    def _headed(self) -> bool:
        """Whether the column of those who pay has a heading that says so."""
        column = self.payers
        spans = [row.cells[column] for row in self.grid.rows[:_HEADINGS] if column is not None and column in row.cells]
        texts = [self.document.quote(span) for span in spans]
        whole = any(_whole("payer_columns").fullmatch(text) for text in texts)
        return whole or (column is not None and self._is_giving(column, self.headings.get(column, "")))

    @property
    def _costs_only(self) -> bool:
        columns = [column for column in self.headings if self._cells_with_amounts(column)]
        return bool(columns) and all(is_cost(self.headings[column]) for column in columns)

    def _cells_with_amounts(self, column: int) -> int:
        return sum(self._amount(row, column) is not None for row in self.rows if column in row.cells)

    def _head(self, row: Row) -> int:
        """Return the column that says what or whom a row is about: the first one that is no number."""
        if self.payers is not None and self.payers in row.cells:
            return self.payers
        texts = {column: self._text(row, column) for column in sorted(row.cells)}
        return next((column for column, text in texts.items() if not _NUMBERING.fullmatch(text)), min(row.cells))

    def _giver(self, row: Row) -> _Giver | None:
        head = self._head(row)
        text, language = " ".join(self._text(row, head).split()), row.language
        if not text or self._is_total(row):
            return None
        sure = self.payers is None or not self._headed
        name = self._named(row, head, sure=sure)
        own = bool(_words("own_columns").search(text)) and not _is_tagged(text, language, "harm")
        charged = self._charged(row, head)
        if own and (self.payers is not None or _is_tagged(text, language, "source", "own_share", "money")):
            own_name = charged or name if (charged or name) and not _words("own_columns").match(name or "") else None
            own_name = own_name or self.cast.recipient
            return _Giver(own_name, own=True, by_expense=sure) if own_name else None
        if charged and (sure or not name):
            return _Giver(charged, by_expense=True)
        if _whole("grant_rows").fullmatch(text) and (sure or not name or name == text):
            return _Giver(self.grantor) if self.grantor else None
        if name is None and (elsewhere := self._payer_elsewhere(row, head)):
            return _Giver(elsewhere, by_expense=True)
        return _Giver(name) if name and (self.payers is not None) else None

    def _payer_elsewhere(self, row: Row, head: int) -> str | None:
        """Return who pays for a row by another column than its first: "charged to"."""
        for column in row.cells:
            if column != head and _words("giving_columns").search(self.headings.get(column, "")):
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
        if sure:
            return bare if is_body(bare) else None
        return (
            bare if bare[:1].isalpha() and not _is_nobody(bare) and not _whole("grant_rows").fullmatch(text) else None
        )

    def _charged(self, row: Row, column: int) -> str | None:
        """Return at whose expense a row is: "Total, to be provided by Acme", "Door gemeente te betalen"."""
        span = row.cells[column]
        for match in _words("at_expense").finditer(self.cast.text, span.start, span.end):
            for _, people in self.cast.mentions(match.end(), span.end):
                return people[0].name if len(people) == 1 else None
            after = self.cast.text[match.end() : span.end].split()
            named = next((name for word in after[:2] if (name := self.cast.called(word.strip(",.;:")))), None)
            if named:
                return named
        return None

    # ---- columns ---------------------------------------------------------------------------------------------

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
        for _, people in self.cast.mentions(span.start, span.end):
            if len(people) == 1:
                return people[0].name
        heading = " ".join(self.document.quote(span).split())
        initials = (name for name in self.givers if any(_initials(name) == word for word in heading.split()))
        return self.cast.called(heading) or next(initials, None) or self._named(row, column, sure=True)

    def _given_columns(self, giver: _Giver | None) -> list[int]:
        """Return the columns that hold what the one at the head of a row gives."""
        found = self._money_columns
        headings = {column: self.headings.get(column, "") for column in found}
        if giver and giver.by_expense:
            return found[-1:]
        if len(found) > 1 and any(map(is_cost, headings.values())):  # what it costs, and what another pays of that
            own = [column for column, text in headings.items() if _words("own_columns").search(text)]
            given = [column for column, text in headings.items() if _words("given_columns").search(text)]
            return own or [column for column in given if not is_cost(headings[column])]
        if any(column in self.named for column in found):
            return [column for column in found if _whole("total_row").match(headings[column])][-1:]
        totals = [column for column in found if _whole("total_row").match(headings[column])]
        return totals[-1:] or found

    @cached_property
    def _money_columns(self) -> list[int]:
        columns = sorted({column for row in self.rows for column in row.cells})
        found = [column for column in columns if column != self.payers and self._cells_with_amounts(column)]
        return found[1:] if len(found) > 1 and found[0] == columns[0] else found  # the first says what a row is about

    @cached_property
    def _granted_and_own(self) -> tuple[int | None, int] | None:
        """The columns of what each puts in (None for none) and of what it is granted, in a table of those who work."""
        own = next((c for c, text in self.headings.items() if _words("own_columns").search(text)), None)
        columns = [c for c, text in self.headings.items() if _words("granted_columns").search(text) and c != own]
        granted = next((c for c in columns if self._cells_with_amounts(c)), None)
        cost = any(is_cost(text) for column, text in self.headings.items() if column not in (own, granted))
        if granted is None or not self._payer_of(granted):
            return None
        if own is None and not (cost and any(self._named(row, self._head(row), sure=False) for row in self.rows)):
            return None
        works = _words("payer_columns").search(" ".join(self.headings.values())) or own is not None
        return (own, granted) if works else None

    def _payer_of(self, column: int) -> str | None:
        """Return who pays what a column such as "Paid by the Foundation" or "Grant" holds."""
        return self.named.get(column) or self.grantor

    def _matrix(self, own: int | None, granted: int) -> Plan:
        """Read a table of those who do the work: a column of what each puts in, and one of what it is granted."""
        columns = (c for c, text in self.headings.items() if c not in (own, granted) and is_cost(text))
        open_to = next((c for c, text in self.headings.items() if _words("rest_columns").search(text)), None)
        rest: dict[str, Fact] = {}
        cost, payer = next(columns, None), self._payer_of(granted)
        events: list[Gift] = []
        given: list[Contribution] = []
        sums: dict[int, list[Fact]] = {column: [] for column in (own, granted, cost) if column is not None}
        for row in self.rows:
            if self._is_total(row):
                if fact := self._amount(row, granted):
                    events.append(Gift(row.span, payer, amount=fact, how="column"))
                continue
            head = self._head(row)
            name = self._named(row, head, sure=False)
            for column, facts in sums.items():
                facts += [fact for fact in (self._amount(row, column),) if fact]
            got, put = self._amount(row, granted), self._amount(row, own) if own is not None else None
            left = self._amount(row, open_to) if open_to is not None else None
            if name and left and Decimal(left.value):
                rest[name] = left
            if got and Decimal(got.value):
                events.append(Gift(row.span, payer, name, amount=got, how="column"))
            if name and put and Decimal(put.value):
                events.append(Gift(row.span, name, gift="own contribution", amount=put, how="row"))
                given.append(Contribution(row.cells[head], name, None, Decimal(put.value), put.unit))
        paid = _total(sums[granted])
        if payer and paid and self.header is not None:
            cell = self.grid.rows[self.header].cells[granted]
            given.append(Contribution(cell, payer, None, paid.amount, paid.currency))
        whole = [*sums[granted], *(sums[own] if own is not None else ())]
        return Plan(tuple(events), tuple(given), _total(sums[cost] if cost is not None else whole), rest)

    def _across(self) -> tuple[list[Contribution], Total | None]:
        """Read a table with a column for each payer: what its row "Total" holds under each."""
        last = next((row for row in reversed(self.rows) if self._is_total(row)), None)
        if last is None or len(self.named) < _SEVERAL or self.header is None:
            return [], None
        given, total = [], None
        for column, span in self.grid.rows[self.header].cells.items():
            fact = self._amount(last, column) if column in last.cells else None
            if column in self.named:
                value = Decimal(fact.value) if fact else None
                given.append(Contribution(span, self.named[column], None, value, fact.unit if fact else None))
            elif fact and _whole("total_row").match(self.headings[column]):
                total = Total(Decimal(fact.value), fact.unit)
        return given, total

    # ---- cells -----------------------------------------------------------------------------------------------

    @cached_property
    def is_of_money(self) -> bool:
        """Whether the words above the table or its headings speak of money."""
        language = self.grid.rows[0].language
        return _is_tagged(" ".join((self.grid.title, *self.headings.values())), language, "money_heading")

    @cached_property
    def _breaks_down(self) -> bool:
        """Whether the rows are what the money is spent on, and not who pays it or when."""
        return _words("item_columns").search(self.headings.get(min(self.headings, default=0), "")) is not None

    def _is_total(self, row: Row) -> bool:
        text = " ".join(self._text(row, self._head_of_total(row)).split())
        return bool(_whole("total_row").fullmatch(text) or _words("total_words").match(text)) and not self._charged(
            row, self._head_of_total(row)
        )

    def _begins_as_total(self, row: Row) -> bool:
        return _words("total_words").match(self._text(row, self._head_of_total(row)).strip()) is not None

    def _head_of_total(self, row: Row) -> int:
        texts = {column: self._text(row, column) for column in sorted(row.cells)}
        return next((column for column, text in texts.items() if text.strip()), min(row.cells))

    def _is_paid(self, row: Row) -> bool:
        """Say whether the head of a row says that it is paid: "Cost sharing to be provided by the Institute"."""
        return _is_tagged(self._text(row, min(row.cells)), row.language, "source")

    def _is_harm(self, row: Row) -> bool:
        return _is_tagged(self.document.quote(row.span), row.language, "harm")

    def _in_kind(self, row: Row) -> bool:
        words = words_of("money", "in_kind")
        return any(word in self._text(row, column).lower() for column in row.cells for word in words)

    def _share(self, row: Row) -> Fact | None:
        """Return the share that a row states in a cell of its own; None where none or several do."""
        if any(map(is_cost, self.headings.values())):
            return None  # of what a partner's own work costs, and not of the whole
        found = [(span, _PER_CENT.fullmatch(self.document.quote(span))) for span in row.cells.values()]
        shares = [Fact("percentage", span, match[1].replace(",", ".")) for span, match in found if match]
        return shares[0] if len(shares) == 1 and Decimal(shares[0].value) <= 100 else None

    def _amounts(self, row: Row) -> dict[int, Fact]:
        """Return the amounts of a row by column, but for the column of its head."""
        found = self._every_amount(row)
        head = self._head(row)
        return {column: fact for column, fact in found.items() if column != head} or found

    def _every_amount(self, row: Row) -> dict[int, Fact]:
        return {column: fact for column in row.cells if (fact := self._amount(row, column)) is not None}

    def _amount(self, row: Row, column: int) -> Fact | None:
        """Return the amount of a cell; a bare number takes its currency from the heading of its column or the table."""
        if column not in row.cells:
            return None
        span, heading = row.cells[column], self.headings.get(column, "")
        text = self.document.quote(span)
        if facts := find_facts(text, row.language, ("amount",), span.start):
            return _whole_of(self.document, span, facts)
        number = _BARE.fullmatch(text)
        currency = currency_of(heading) or (self.currency if number and _IN_THOUSANDS.match(number[1]) else None)
        value = value_of(number.group(1).strip(), None) if number and currency else None
        return None if value is None else Fact("amount", span, f"{value.normalize():f}", currency)

    def _text(self, row: Row, column: int) -> str:
        return self.document.quote(row.cells[column])


def is_cost(heading: str) -> bool:
    """Say whether a column holds what the work costs, and not what somebody gives: "Total cost (EUR)"."""
    apart = _words("own_columns").search(heading) or _words("payments").search(heading)
    return _words("pure_costs").search(heading) is not None and apart is None


def _whole_of(document: Document, span: Span, facts: Sequence[Fact]) -> Fact:
    """Return the amount of a cell that counts: "EUR 900 a month, in all EUR 9,000" is the latter."""
    in_all = (fact for fact in facts if _in_all().search(document.text[span.start : fact.span.start]))
    return next(in_all, facts[0])


@cache
def _in_all() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(words_of('money', 'in_all'))}|total|totaal)\W{{0,3}}\Z", re.IGNORECASE)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _is_nobody(text: str) -> bool:
    """Say whether words at the head of a row are no name: "Other income", "Salaries"."""
    return _words("no_payer_rows").search(text) is not None or not any(c.isupper() for c in text)


def _total(amounts: Sequence[Fact]) -> Total | None:
    """Return the sum of amounts of one currency; None where there are none, or of several."""
    if not amounts or len({amount.unit for amount in amounts}) != 1:
        return None
    value = sum((Decimal(amount.value) for amount in amounts), Decimal(0))
    return Total(value, amounts[0].unit) if value else None


@cache
def _words(key: str) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(words_of('money', key))})(?!\w)", re.IGNORECASE)


@cache
def _whole(key: str) -> re.Pattern[str]:
    return compiled(rf"\s*(?:{any_of(words_of('money', key))})\s*(?:\(.*\))?\s*:?\s*(?!\w)", re.IGNORECASE)


def _is_tagged(text: str, language: str | None, *tags: str) -> bool:
    hits = lexicon(language).hits(folded_words(text))
    return any(hits.get(tag) for tag in tags)
