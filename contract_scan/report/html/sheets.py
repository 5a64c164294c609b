"""The document in sheets, so that the browser lays out only those in sight; table cells in the rows they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from contract_scan.report.html.page import Paragraph

#: How many paragraphs and tables a sheet holds at most; a page that holds fewer is a sheet of its own.
SHEET = 30


@dataclass(frozen=True, slots=True)
class TableCell:
    """What stands in one cell, and over how many columns it reaches."""

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as far as they follow each other in the text."""

    rows: tuple[tuple[TableCell, ...], ...]

    @property
    def page(self) -> int | None:
        """The page the table begins on."""
        return next((p.block.page for row in self.rows for cell in row for p in cell.paragraphs), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paragraphs and tables in reading order. `page` is set where a page begins with this sheet."""

    page: int | None
    items: tuple[Paragraph | Table, ...]


def sheets(paragraphs: Sequence[Paragraph]) -> Iterator[Sheet]:
    """Yield the sheets of a document: a new one at every page, and after `SHEET` paragraphs and tables."""
    held: list[Paragraph | Table] = []
    page = begins = None
    for item in _items(paragraphs):
        own = item.page if isinstance(item, Table) else item.block.page
        turned = own is not None and own != page
        if held and (turned or len(held) >= SHEET):
            yield Sheet(begins, tuple(held))
            held, begins = [], None
        if turned:
            page = begins = own
        held.append(item)
    if held:
        yield Sheet(begins, tuple(held))


def _items(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph | Table]:
    for table, run in groupby(paragraphs, key=lambda p: p.block.cell.table if p.block.cell else None):
        if table is None:
            yield from run
        else:
            yield _table(list(run))


def _table(paragraphs: Sequence[Paragraph]) -> Table:
    """Return cells as rows. Columns that Word merged or left out are reached over, so that all rows are as wide."""
    rows: dict[int, dict[int, list[Paragraph]]] = {}
    for paragraph in paragraphs:
        if paragraph.block.cell:
            row = rows.setdefault(paragraph.block.cell.row, {})
            row.setdefault(paragraph.block.cell.column, []).append(paragraph)
    width = max(column for row in rows.values() for column in row) + 1
    return Table(tuple(tuple(_cells(row, width)) for row in rows.values()))


def _cells(row: dict[int, list[Paragraph]], width: int) -> Iterator[TableCell]:
    columns = sorted(row)
    if columns[0]:
        yield TableCell((), columns[0])
    for column, following in zip(columns, [*columns[1:], width], strict=True):
        yield TableCell(tuple(row[column]), following - column)
