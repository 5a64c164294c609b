"""Tables as rows of cells, whether a file has real tables or lines with bars: "| Partner | Amount |"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contract_scan.document import Document, Span
from contract_scan.expressions import compiled
from contract_scan.facts.words import words_for

_BAR = compiled(r"\s*\|.*\|\s*\Z", re.DOTALL)
_CELL = compiled(r"\|([^|]*)(?=\|)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place, the places of its cells by column, and its language."""

    span: Span
    cells: dict[int, Span]
    language: str | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows in order, and the heading or line above it."""

    rows: tuple[Row, ...]
    title: str


def currency_of(words: str) -> str | None:
    """Return the currency that a heading or the line above a table tells: "Amounts in EUR", "(in euro)"."""
    signs = words_for(None).currency_signs
    found = (code for sign, code in signs.items() if sign in words and _apart(sign, words))
    return next(found, "EUR" if _EUROS.search(words) else None)


def _apart(sign: str, words: str) -> bool:
    """Say whether a sign stands in words without a letter right before or after it."""
    return re.search(rf"(?<![^\W\d_]){re.escape(sign)}(?![^\W\d_])", words) is not None


_EUROS = compiled(r"(?<!\w)euros?(?!\w)", re.IGNORECASE)


def grids(document: Document) -> Iterator[Grid]:
    """Yield the tables of a document in reading order."""
    yield from sorted((*_real(document), *_barred(document)), key=lambda grid: grid.rows[0].span)


def _real(document: Document) -> Iterator[Grid]:
    tables: dict[int, dict[int, dict[int, Span]]] = {}
    first: dict[int, int] = {}
    for index, block in enumerate(document.blocks):
        if block.cell is not None:
            row = tables.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})
            row.setdefault(block.cell.column, block.span)
            first.setdefault(block.cell.table, index)
    for table, rows in sorted(tables.items()):
        language = document.blocks[first[table]].language
        ordered = [Row(_around(cells), dict(sorted(cells.items())), language) for _, cells in sorted(rows.items())]
        yield Grid(tuple(ordered), _title(document, first[table]))


def _around(cells: dict[int, Span]) -> Span:
    return Span(min(span.start for span in cells.values()), max(span.end for span in cells.values()))


def _barred(document: Document) -> Iterator[Grid]:
    rows: list[Row] = []
    since = 0
    for index, block in enumerate(document.blocks):
        text = document.quote(block.span)
        if block.cell is None and _BAR.match(text):
            row = Row(block.span, _cells(text, block.span.start), block.language)
            if rows and len(rows[-1].cells) != len(row.cells):
                yield Grid(tuple(rows), _title(document, since))
                rows = []
            since = since if rows else index
            rows.append(row)
        elif rows:
            yield Grid(tuple(rows), _title(document, since))
            rows = []
    if rows:
        yield Grid(tuple(rows), _title(document, since))


def _cells(text: str, start: int) -> dict[int, Span]:
    found = {}
    for column, match in enumerate(_CELL.finditer(text)):
        inner = match.group(1)
        left = match.start(1) + len(inner) - len(inner.lstrip())
        found[column] = Span(start + left, start + max(left, match.start(1) + len(inner.rstrip())))
    return found


def _title(document: Document, index: int) -> str:
    """Return what stands above a table: the trail of headings, and the line before it."""
    block = document.blocks[index]
    above = document.quote(document.blocks[index - 1].span)[:200] if index else ""
    return " ".join((*block.headings, above))
