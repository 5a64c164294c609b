"""Ruled tables: from rules to cells, with pdfplumber's table finder fed by PDFium's drawing.

pdfplumber parses a page in about 80 ms; finding cells from rules we already have takes it less than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contract_scan.read.pdf.drawing import Rule
from contract_scan.read.pdf.geometry import Area, upright_area
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.page_text import PageText

#: Rules closer than this, in points, are one; so are rules in line whose ends are as close.
TOLERANCE = 3.0
#: With more rules than this a page is a drawing, or hostile.
MOST_RULES = 1_200


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell of a ruled table, in upright coordinates."""

    row: int
    column: int
    area: Area


@dataclass(frozen=True, slots=True)
class CellLines:
    """The lines in one cell."""

    row: int
    column: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its filled cells, row by row."""

    page: int
    cells: tuple[CellLines, ...]


def may_hold_table(rules: Sequence[Rule]) -> bool:
    """Say whether there are rules enough, both ways, for two cells side by side."""
    horizontal = sum(rule.horizontal for rule in rules)
    return horizontal >= 2 and len(rules) - horizontal >= 3


def find_tables(rules: Sequence[Rule], turn: int) -> list[list[FoundCell]]:
    """Return the tables drawn on a page, top first. Frames around text, of one column, are none."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = [_edge(rule, turn) for rule in rules[:MOST_RULES]]
    merged = merge_edges(edges, TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    if len(merged) > MOST_RULES // 3:
        return []
    cells = intersections_to_cells(edges_to_intersections(merged, TOLERANCE, TOLERANCE))
    found = (_arranged(table) for table in cells_to_tables(cells))
    return [table for table in found if len({cell.column for cell in table}) > 1]


def _edge(rule: Rule, turn: int) -> dict[str, float | str]:
    """A rule as pdfplumber has it: y grows downward."""
    area = upright_area(rule.left, rule.bottom, rule.right, rule.top, turn)
    wide, high = area.right - area.left, area.top - area.bottom
    if wide >= high:
        middle = -(area.top + area.bottom) / 2
        return _as_edge("h", area.left, area.right, middle, middle)
    middle = (area.left + area.right) / 2
    return _as_edge("v", middle, middle, -area.top, -area.bottom)


def _as_edge(orientation: str, x0: float, x1: float, top: float, bottom: float) -> dict[str, float | str]:
    size = {"width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom, **size}


def _arranged(cells: Sequence[tuple[float, float, float, float]]) -> list[FoundCell]:
    """Number the rows and columns of a table; a merged cell has those of its top left corner."""
    tops = sorted({cell[1] for cell in cells})
    lefts = sorted({cell[0] for cell in cells})
    found = [FoundCell(tops.index(top), lefts.index(x0), Area(x0, -bottom, x1, -top)) for x0, top, x1, bottom in cells]
    return sorted(found, key=lambda cell: (cell.row, cell.column))


def lines_with_tables(lines: Sequence[Line], rules: Sequence[Rule], text: PageText) -> list[Line | Table]:
    """Return a page's lines with those in ruled tables taken together, each table where its first line stood."""
    if not lines or not may_hold_table(rules):
        return list(lines)
    turn = lines[0].turn
    result: list[Line | Table] = list(lines)
    for cells in find_tables(rules, turn):
        result = _with_table(result, cells, turn, text)
    return result


def _with_table(
    items: Sequence[Line | Table], cells: Sequence[FoundCell], turn: int, text: PageText
) -> list[Line | Table]:
    within: dict[tuple[int, int], list[Line]] = {}
    kept: list[Line | Table] = []
    place: int | None = None
    worded = False
    for item in items:
        pieces = _pieces(item, cells, text) if isinstance(item, Line) and item.turn == turn else None
        if not pieces:
            kept.append(item)
            continue
        if place is None or not worded:  # boxes to check may be drawn first of all
            place = len(kept)
        worded = worded or any(character.isalnum() for _, piece in pieces for character in piece.text)
        for cell, piece in pieces:
            if cell is None:
                kept.append(piece)
            else:
                within.setdefault((cell.row, cell.column), []).append(piece)
    if place is None or len({column for _, column in within}) < 2:
        return list(items)
    filled = tuple(CellLines(row, column, tuple(lines)) for (row, column), lines in sorted(within.items()))
    kept.insert(place, Table(filled[0].lines[0].page, filled))
    return kept


def _pieces(line: Line, cells: Sequence[FoundCell], text: PageText) -> list[tuple[FoundCell | None, Line]] | None:
    """Return the parts of a line by the cell they stand in, or None where no part stands in any."""
    middle = line.baseline + line.size * 0.25
    row = [cell for cell in cells if cell.area.bottom <= middle <= cell.area.top]
    if not row or line.right < min(c.area.left for c in row) or line.left > max(c.area.right for c in row):
        return None
    whole = next(
        (c for c in row if c.area.left - TOLERANCE <= line.left and line.right <= c.area.right + TOLERANCE), None
    )
    if whole is not None:
        return [(whole, line)]
    return _cut(line, row, text)


def _cut(line: Line, row: Sequence[FoundCell], text: PageText) -> list[tuple[FoundCell | None, Line]] | None:
    """Cut a line that runs over several cells where its characters pass from one to the next."""
    runs: list[tuple[FoundCell | None, int, int]] = []
    for offset, box in text.character_boxes(line.start, line.count):
        if text.text[offset].isspace():
            continue
        area = upright_area(box.left, box.bottom, box.right, box.top, line.turn)
        x = (area.left + area.right) / 2
        cell = next((c for c in row if c.area.left <= x <= c.area.right), None)
        if runs and runs[-1][0] == cell:
            runs[-1] = (cell, runs[-1][1], offset + 1)
        else:
            runs.append((cell, offset, offset + 1))
    pieces = [(cell, part) for cell, start, end in runs if (part := text.part(line, start, end)) is not None]
    return pieces if any(cell is not None for cell, _ in pieces) else None
