"""Events in tables: a column of payers and columns of amounts, a column for each payer, rows of a budget or of
instalments, and lists of what and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from contract_scan.document import Document, Span
from contract_scan.facts import find_facts
from contract_scan.facts.number import value_of
from contract_scan.finding import Fact
from contract_scan.gift import Gift, GiftKind
from contract_scan.rules.folding import words_of as folded_words
from contract_scan_builtins._wordlists import any_of, words_of
from contract_scan_builtins.money.budgets import is_cost
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.grid import Grid, Row, currency_of, grids
from contract_scan_builtins.money.lexicon import lexicon


def in_tables(document: Document, cast: Cast) -> Iterator[Gift]:
    """Yield what tables of money say is paid, row by row."""
    for grid in grids(document):
        yield from _in_grid(document, cast, grid)


def _in_grid(document: Document, cast: Cast, grid: Grid) -> Iterator[Gift]:
    header = grid.rows[0]
    columns = _Columns(document, cast, header if _is_header(document, header) else None)
    money = _is_tagged(" ".join((grid.title, *columns.headings.values())), header.language, "money_heading")
    for row in grid.rows[1:] if columns.header else grid.rows:
        amounts = _amounts(document, header, row)
        if not amounts or _is_harm(document, row):
            continue
        events = list(columns.events(row, amounts)) if money or _is_paid(document, row) else []
        if not events and (_is_paid(document, row) or (money and not columns.breaks_down)):
            events = [Gift(row.span, amount=list(amounts.values())[-1], how="row")]
        yield from events


class _Columns:
    """Knows who gives what stands in each column of a table: somebody its heading names, or the row."""

    def __init__(self, document: Document, cast: Cast, header: Row | None) -> None:
        self.document, self.cast, self.header = document, cast, header
        cells = header.cells if header else {}
        self.headings = {column: document.quote(span) for column, span in cells.items()}
        self.named = {column: name for column, span in cells.items() if (name := _mentioned(document, cast, span))}

    @property
    def breaks_down(self) -> bool:
        """Whether the rows are what the money is spent on, and not who pays it or when."""
        return _words("item_columns").search(self.headings.get(min(self.headings, default=0), "")) is not None

    def events(self, row: Row, amounts: dict[int, Fact]) -> Iterator[Gift]:
        """Yield what is given in a row."""
        first = row.cells[min(row.cells)]
        at_head = _named(self.document, self.cast, first, sure=not self._pays(min(row.cells)))
        payer = next((column for column in row.cells if column != min(row.cells) and self._pays(column)), None)
        elsewhere = _named(self.document, self.cast, row.cells[payer], sure=False) if payer is not None else None
        if elsewhere:
            yield Gift(row.span, elsewhere, amount=list(amounts.values())[-1], how="row charged")
            return
        charged = _charged(self.document, self.cast, first)
        if charged:
            head = self.document.quote(first)
            own: GiftKind = "own contribution" if _words("own_columns").search(head) else "money"
            whole = _words("total_row").match(head) is not None
            yield Gift(row.span, charged, gift=own, amount=list(amounts.values())[-1], whole=whole, how="row charged")
            return
        for column, amount in amounts.items():
            if column in self.named and not is_cost(self.headings[column]):
                yield Gift(row.span, self.named[column], amount=amount, how="column")
            elif at_head and self._is_given(column, amounts):
                is_own = bool(_words("own_columns").search(self.headings.get(column, "")))
                yield Gift(row.span, at_head, amount=amount, gift="own contribution" if is_own else "money", how="row")

    def _is_given(self, column: int, amounts: dict[int, Fact]) -> bool:
        """Say whether a column holds what the one at the head of a row gives."""
        heading = self.headings.get(column, "")
        if is_cost(heading) or self._is_granted(heading):
            return False
        if any(map(is_cost, self.headings.values())) and not _words("own_columns").search(heading):
            return bool(_words("given_columns").search(heading))
        if _words("given_columns").search(heading):
            return True
        if any(_words("given_columns").search(text) and not self._pays(at) for at, text in self.headings.items()):
            return False  # another column holds what is given, and this one what it comes to
        first = min(self.headings, default=0)
        pays = self._pays(first) or not self.headings.get(first, "").strip()
        return pays and column == max(amounts) and not _words("cost_columns").search(heading)

    def _is_granted(self, heading: str) -> bool:
        """Say whether a column holds what another pays, where the table also says what it costs or what each bears."""
        apart = [text for text in self.headings.values() if is_cost(text) or _words("own_columns").search(text)]
        own = _words("own_columns").search(heading)
        return bool(apart) and not own and _words("granted_columns").search(heading) is not None

    def _pays(self, column: int) -> bool:
        """Say whether a column is headed as one of those who pay."""
        heading = self.headings.get(column, "").strip()
        return bool(_words("payer_columns").fullmatch(heading) or _words("giving_columns").search(heading))


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(words_of('money', key))})(?!\w)", re.IGNORECASE)


def _charged(document: Document, cast: Cast, span: Span) -> str | None:
    """Return at whose expense a row is: "Total, to be provided by Acme"."""
    for match in _words("at_expense").finditer(cast.text, span.start, span.end):
        for _, people in cast.mentions(match.end(), span.end):
            return people[0].name if len(people) == 1 else None
    return None


def _mentioned(document: Document, cast: Cast, span: Span) -> str | None:
    """Return the one whom a heading names, alone or in words such as "grant of the Fund"."""
    for _, people in cast.mentions(span.start, span.end):
        if len(people) == 1:
            return people[0].name
    return cast.called(" ".join(document.quote(span).split())) or _named(document, cast, span)


def _is_tagged(text: str, language: str | None, *tags: str) -> bool:
    hits = lexicon(language).hits(folded_words(text))
    return any(hits.get(tag) for tag in tags)


def _is_paid(document: Document, row: Row) -> bool:
    """Say whether the head of a row says that it is paid: "Cost sharing to be provided by the Institute"."""
    return _is_tagged(document.quote(row.cells[min(row.cells)]), row.language, "source")


def _is_harm(document: Document, row: Row) -> bool:
    words = folded_words(document.quote(row.span))
    return bool(lexicon(row.language).hits(words).get("harm"))


def _is_header(document: Document, row: Row) -> bool:
    return not any(find_facts(document.quote(span), row.language, ("amount",)) for span in row.cells.values())


def _named(document: Document, cast: Cast, span: Span, *, sure: bool = True) -> str | None:
    """Return who a cell names: somebody known, or an organisation that is all it holds (`sure`: by form or a word)."""
    for place, people in cast.mentions(span.start, span.end):
        if len(people) == 1 and len(place) * 2 > len(span):
            return people[0].name
    if known := cast.called(" ".join(document.quote(span).split())):
        return known
    named = cast.organisation_at(span.start)
    whole = named is not None and named[0].end >= span.end
    return named[1] if named and whole and (not sure or cast.is_certain(named[1])) else None


def _amounts(document: Document, header: Row, row: Row) -> dict[int, Fact]:
    """Return the amounts of a row by column; a bare number takes its currency from the heading of its column."""
    found = {}
    for column, span in row.cells.items():
        heading = document.quote(header.cells[column]) if column in header.cells else ""
        fact = amount_of(document, span, heading, row.language)
        if fact is not None:
            found[column] = fact
    return found


def amount_of(document: Document, span: Span, heading: str, language: str | None) -> Fact | None:
    """Return the amount of a cell, None where it holds none."""
    text = document.quote(span)
    facts = find_facts(text, language, ("amount",), span.start)
    if facts:
        return facts[0]
    number = re.fullmatch(r"\s*(\d[\d.,\u00a0 ]*)(?:,?[-–—]{1,2})?\s*", text)
    currency = currency_of(heading)
    value: Decimal | None = value_of(number.group(1).strip(), None) if number and currency else None
    return None if value is None else Fact("amount", span, f"{value.normalize():f}", currency)
