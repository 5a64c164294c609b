"""Contributions in tables: a column of payers and columns of amounts, or a column for each payer and a total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from contract_scan.document import Document, Span
from contract_scan.expressions import compiled
from contract_scan.facts import find_facts
from contract_scan.facts.number import value_of
from contract_scan_builtins._wordlists import any_of, words_of
from contract_scan_builtins.money.contribution import Contribution, Total
from contract_scan_builtins.money.grid import currency_of, grids
from contract_scan_builtins.parties.find import parties_of
from contract_scan_builtins.parties.names import is_institution, name_at

#: Headings stand in one of the first rows.
_HEADINGS = 3
#: A bare number that is plainly one of money where the words above a table tell a currency.
_IN_THOUSANDS = compiled(r"\s*(?:\d{1,3}(?:[.,\u00a0 ]\d{3})+|0)\s*\Z")
_PER_CENT = compiled(r"\s*(\d{1,3}(?:[.,]\d{1,2})?)\s?%\s*")
_NOTHING = compiled(r"\s*(?:[-–—]*|n/?a|n\.v\.t\.?|nihil|nil)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its place, its language, and the currency of its table where the words above it tell that."""

    span: Span
    language: str | None
    currency: str | None = None


Rows = dict[int, dict[int, _Cell]]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(words_of('money', words))})\s*:?\s*", re.IGNORECASE)


def contributions_in_tables(document: Document, giver: str | None = None) -> Iterator[list[Contribution | Total]]:
    """Yield, for each table of payers, its contributions and its total, if there is one.

    `giver` is who gives what a column headed "Grant" holds, where the heading names nobody.
    """
    for grid in grids(document):
        rows = {
            index: {column: _Cell(span, row.language, currency_of(grid.title)) for column, span in row.cells.items()}
            for index, row in enumerate(grid.rows)
        }
        matrix = list(_matrix(document, rows, giver))
        if matrix:
            yield matrix
            continue
        found = _header_and_payers(document, rows)
        entries = list(_read(document, rows, *found)) if found else list(_read_across(document, rows))
        if entries:
            yield entries


def _matrix(document: Document, rows: Rows, giver: str | None) -> Iterator[Contribution | Total]:
    """Read a table of those who do the work: a column of what each puts in, and one of what it is granted."""
    header = rows[min(rows)]
    columns = {column: _heading(document, header, column) for column in header}
    own = next((c for c, text in columns.items() if _headed(text, "own_columns")), None)
    granted = next((c for c, text in columns.items() if _headed(text, "granted_columns") and c != own), None)
    if own is None or granted is None:
        return
    cost = next((c for c, text in columns.items() if c not in (own, granted) and is_cost(text)), None)
    whole, paid, costs = _Sums(), _Sums(), _Sums()
    for row in sorted(rows)[1:]:
        cells, named = rows[row], _named(document, rows[row][min(rows[row])])
        if _pattern("total_row").match(named):
            continue
        costs.add(_at(document, header, cells, cost) if cost is not None else None)
        put, got = (_at(document, header, cells, column) for column in (own, granted))
        whole.add(put)
        whole.add(got)
        paid.add(got)
        if put and put[0] and _names_payer(document, cells[min(cells)]):
            yield Contribution(cells[min(cells)].span, named, None, *put)
    payer = _payer_of(document, columns[granted]) or giver
    if payer and paid.value:
        yield Contribution(header[granted].span, payer, None, paid.value, paid.currency)
    total = costs if costs.value else whole
    if total.value:
        yield Total(total.value, total.currency)


@dataclass(slots=True)
class _Sums:
    """A sum of amounts in one currency."""

    value: Decimal = Decimal(0)
    currency: str | None = None

    def add(self, amount: tuple[Decimal, str | None] | None) -> None:
        """Add an amount, None for nothing."""
        if amount is not None:
            self.value, self.currency = self.value + amount[0], self.currency or amount[1]


def is_cost(heading: str) -> bool:
    """Say whether a column holds what the work costs, and not what somebody gives: "Total cost (EUR)"."""
    return _headed(heading, "pure_costs") and not _headed(heading, "own_columns") and not _headed(heading, "payments")


def _headed(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w)(?:{any_of(words_of('money', words))})(?!\w)", text, re.IGNORECASE) is not None


def _payer_of(document: Document, heading: str) -> str | None:
    """Return the party that a heading such as "Paid by the Foundation" names."""
    parties = parties_of(document)
    named = [party.name for party in parties if any(_holds(heading, word) for word in (party.name, *party.aliases))]
    return named[0] if len(named) == 1 else None


def _header_and_payers(document: Document, rows: Rows) -> tuple[int, int] | None:
    """Return the row of headings and the column under one such as "Funder"; a title may stand above the headings."""
    for row in sorted(rows)[:_HEADINGS]:
        for column, cell in sorted(rows[row].items()):
            if _pattern("payer_columns").fullmatch(_text(document, cell)):
                return row, column
    return None


def _read(document: Document, rows: Rows, header: int, payers: int) -> Iterator[Contribution | Total]:
    columns = _amount_columns(document, rows, header, payers)
    for row in sorted(rows):
        cells = rows[row]
        if row <= header or payers not in cells or not any(column in cells for column in columns):
            continue
        amount = _sum(document, rows[header], cells, columns)
        payer = _named(document, cells[payers])
        if _pattern("total_row").fullmatch(payer):
            if amount is not None:
                yield Total(*amount)
        elif payer:
            value, currency = amount or (None, None)
            in_kind = frozenset({"in_kind"}) if _in_kind(document, cells) else frozenset[str]()
            share = _percentage(document, cells)
            yield Contribution(_span(cells, payers), payer, None, value, currency, share, terms=in_kind)


def _percentage(document: Document, cells: dict[int, _Cell]) -> Decimal | None:
    """Return the share that a row states in a cell of its own; None where none does."""
    found = [_PER_CENT.fullmatch(_text(document, cell)) for cell in cells.values()]
    shares = [Decimal(match[1].replace(",", ".")) for match in found if match]
    return shares[0] if len(shares) == 1 and shares[0] <= 100 else None


def _amount_columns(document: Document, rows: Rows, header: int, payers: int) -> list[int]:
    """Return the columns that hold amounts: the one headed "Total" alone if there is one, else all of them."""
    columns = sorted({column for cells in rows.values() for column in cells if column != payers})
    below = [cells for row, cells in rows.items() if row > header]
    found = [column for column in columns if any(_at(document, rows[header], cells, column) for cells in below)]
    headings = {column: _heading(document, rows[header], column) for column in found}
    if len(found) > 1 and any(map(is_cost, headings.values())):  # what it costs, and what another pays of that
        given = [column for column, text in headings.items() if not is_cost(text)]
        return [column for column in given if _headed(headings[column], "own_columns")]
    totals = [column for column in found if _pattern("total_row").match(_heading(document, rows[header], column))]
    return totals[-1:] or found or columns[-1:]


def _sum(
    document: Document, header: dict[int, _Cell], cells: dict[int, _Cell], columns: list[int]
) -> tuple[Decimal, str | None] | None:
    """Return the sum of a row; None where an amount is missing, is left open, or is in another currency.

    A dash or nothing in one of several columns is no contribution of that kind; in all of them it is a gap.
    """
    found = []
    for column in columns:
        amount = _at(document, header, cells, column)
        if amount is not None:
            found.append(amount)
        elif column in cells and not _NOTHING.fullmatch(_text(document, cells[column])):
            return None
    if not found or len({currency for _, currency in found}) > 1:
        return None
    return sum((value for value, _ in found), Decimal(0)), found[0][1]


def _read_across(document: Document, rows: Rows) -> Iterator[Contribution | Total]:
    """Read a table with a column for each payer: what its row "Total" holds under each."""
    header = rows[min(rows)]
    last = next((rows[row] for row in sorted(rows, reverse=True) if _is_total(document, rows[row])), None)
    named = {column: cell for column, cell in header.items() if _names_payer(document, cell)}
    for column, cell in sorted(header.items()) if last is not None and len(named) > 1 else ():
        amount = _at(document, header, last or {}, column)
        if column in named:
            value, currency = amount or (None, None)
            yield Contribution(cell.span, _named(document, cell), None, value, currency)
        elif amount is not None and _pattern("total_row").match(_text(document, cell)):
            yield Total(*amount)


def _named(document: Document, cell: _Cell) -> str:
    """Return the payer of a cell: the party whose short name it holds, or else what it says."""
    written = " ".join(_text(document, cell).split())
    parties = parties_of(document)
    exact = next((party.name for party in parties if written in party.aliases), None)
    within = [party.name for party in parties if any(_holds(written, word) for word in (party.name, *party.aliases))]
    return exact or (within[0] if len(within) == 1 else written)


def _holds(written: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", written) is not None


def _is_total(document: Document, cells: dict[int, _Cell]) -> bool:
    return bool(_pattern("total_row").fullmatch(_text(document, cells[min(cells)])))


def _names_payer(document: Document, cell: _Cell) -> bool:
    """Say whether a heading is the name or the short name of a party, or holds a legal form or "University"."""
    text = " ".join(_text(document, cell).split())
    name = name_at(text, 0)
    known = any(text in (party.name, *party.aliases) for party in parties_of(document))
    whole = name is not None and name.end == len(text) and (name.form is not None or is_institution(text))
    return known or (whole and not _pattern("total_row").match(text))


def _at(
    document: Document, header: dict[int, _Cell], cells: dict[int, _Cell], column: int
) -> tuple[Decimal, str | None] | None:
    """Return the amount that a row has in a column."""
    cell = cells.get(column)
    return _amount(_text(document, cell), _heading(document, header, column), cell) if cell else None


def _heading(document: Document, header: dict[int, _Cell], column: int) -> str:
    return _text(document, header[column]) if column in header else ""


def _amount(text: str, heading: str, cell: _Cell) -> tuple[Decimal, str | None] | None:
    """Return the amount of a cell; a bare number takes its currency from the heading of its column, or of the table."""
    facts = find_facts(text, cell.language, ("amount",))
    if facts:
        return Decimal(facts[0].value), facts[0].unit
    number = re.fullmatch(r"\s*(\d[\d.,\u00a0 ]*)(?:,?[-–—]{1,2})?\s*", text)
    currency = currency_of(heading) or (cell.currency if number and _IN_THOUSANDS.match(number[1]) else None)
    value = value_of(number.group(1).strip(), None) if number and currency else None
    return None if value is None else (value, currency)


def _in_kind(document: Document, cells: dict[int, _Cell]) -> bool:
    words = words_of("money", "in_kind")
    return any(word in _text(document, cell).lower() for cell in cells.values() for word in words)


def _span(cells: dict[int, _Cell], payers: int) -> Span:
    return cells[payers].span


def _text(document: Document, cell: _Cell) -> str:
    return document.quote(cell.span)
