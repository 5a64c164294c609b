"""Contributions in tables: a column of payers and a column of amounts, with or without a row for the total."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from contract_scan.document import Block, Document, Span
from contract_scan.facts import find_facts
from contract_scan.facts.number import value_of
from contract_scan.facts.words import words_for
from contract_scan_builtins._money.contribution import Contribution, Total
from contract_scan_builtins._wordlists import any_of, words_of

Rows = dict[int, dict[int, Block]]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(words_of('money', words))})\s*:?\s*", re.IGNORECASE)


def contributions_in_tables(document: Document) -> Iterator[list[Contribution | Total]]:
    """Yield, for each table of payers, its contributions and its total, if there is one."""
    tables: dict[int, Rows] = defaultdict(lambda: defaultdict(dict))
    for block in document.blocks:
        if block.cell is not None:
            tables[block.cell.table][block.cell.row].setdefault(block.cell.column, block)
    for _, rows in sorted(tables.items()):
        payers = _payer_column(document, rows)
        if payers is not None:
            yield list(_read(document, rows, payers))


def _payer_column(document: Document, rows: Rows) -> int | None:
    """Return the column under a heading such as "Funder"; None for a table of anything else."""
    header = rows[min(rows)]
    return next(
        (c for c, cell in sorted(header.items()) if _pattern("payer_columns").fullmatch(_text(document, cell))), None
    )


def _read(document: Document, rows: Rows, payers: int) -> Iterator[Contribution | Total]:
    header = rows[min(rows)]
    column = _amount_column(document, rows, payers)
    heading = _text(document, header[column]) if column in header else ""
    for row in sorted(rows)[1:]:
        cells = rows[row]
        if payers not in cells or column not in cells:
            continue
        amount = _amount(_text(document, cells[column]), heading, cells[column].language)
        payer = " ".join(_text(document, cells[payers]).split())
        if _pattern("total_row").fullmatch(payer):
            if amount is not None:
                yield Total(*amount)
        elif payer:
            value, currency = amount or (None, None)
            in_kind = frozenset({"in_kind"}) if _in_kind(document, cells) else frozenset[str]()
            yield Contribution(_span(cells, payers), payer, None, value, currency, terms=in_kind)


def _amount_column(document: Document, rows: Rows, payers: int) -> int:
    """Return the last column in which at least one row has an amount; the last of all where none has."""
    columns = sorted({column for cells in rows.values() for column in cells if column != payers})
    header = rows[min(rows)]
    with_amounts = [
        column
        for column in columns
        if any(
            column in cells
            and _amount(
                _text(document, cells[column]), _text(document, header[column]) if column in header else "", None
            )
            for row, cells in rows.items()
            if row != min(rows)
        )
    ]
    return (with_amounts or columns or [payers])[-1]


def _amount(text: str, heading: str, language: str | None) -> tuple[Decimal, str | None] | None:
    """Return the amount of a cell; a bare number takes its currency from the heading of its column."""
    facts = find_facts(text, language, ("amount",))
    if facts:
        return Decimal(facts[0].value), facts[0].unit
    number = re.fullmatch(r"\s*(\d[\d.,\u00a0 ]*)(?:,?[-–—]{1,2})?\s*", text)
    currency = next((code for sign, code in words_for(None).currency_signs.items() if sign in heading), None)
    value = value_of(number.group(1).strip(), None) if number and currency else None
    return None if value is None else (value, currency)


def _in_kind(document: Document, cells: dict[int, Block]) -> bool:
    words = words_of("money", "in_kind")
    return any(word in _text(document, cell).lower() for cell in cells.values() for word in words)


def _span(cells: dict[int, Block], payers: int) -> Span:
    return cells[payers].span


def _text(document: Document, cell: Block) -> str:
    return document.quote(cell.span)
