"""Columns whose lines a page holds row by row, as bilingual texts are: read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from contract_scan.read.pdf.geometry import upright_area
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.page_text import PageText

#: So many lines in a row with a gap at the same place are two columns,
_ROWS = 3
#: where what stands on either side is this long on average, in characters: a label and its amount stay on one row.
_PROSE = 18

Gap = tuple[float, float]


def in_reading_order(lines: Sequence[Line], text: PageText) -> list[Line]:
    """Return a page's lines as they are read: upside-down order righted, columns one after the other."""
    result: list[Line] = []
    run: list[Line] = []
    gap: Gap | None = None
    for line in _downward(lines):
        shared = _shared(gap, line)
        if shared is None and run:
            result.extend(_columns(run, gap, text))
            run, gap = [], None
            shared = _shared(None, line)
        if shared is None:
            result.append(line)
        else:
            run.append(line)
            gap = shared
    return result + (_columns(run, gap, text) if run else [])


def _downward(lines: Sequence[Line]) -> Sequence[Line]:
    """PDFium gives the lines of text that lies across a turned page from the last to the first."""
    worded = [line for line in lines if any(map(str.isalnum, line.text))]
    steps = [above.baseline - below.baseline for above, below in pairwise(worded) if above.turn == below.turn]
    upward = sum(step < 0 for step in steps)
    return lines if upward <= len(steps) / 2 else lines[::-1]


def _shared(gap: Gap | None, line: Line) -> Gap | None:
    """Return what a line's gaps have in common with that of the lines before, or its widest where there are none."""
    if gap is None:
        return max(line.gaps, key=lambda found: found[1] - found[0], default=None)
    for left, right in line.gaps:
        common = max(left, gap[0]), min(right, gap[1])
        if common[1] - common[0] > 0.6 * line.size:
            return common
    return None


def _columns(run: Sequence[Line], gap: Gap | None, text: PageText) -> list[Line]:
    """Return the lines of a run as two columns, or as they were where they are none."""
    if gap is None or len(run) < _ROWS:
        return list(run)
    halves = [_cut(line, gap, text) for line in run]
    left = [half[0] for half in halves if half[0] is not None]
    right = [half[1] for half in halves if half[1] is not None]
    if not left or not right or min(_length(left), _length(right)) < _PROSE:
        return list(run)
    return left + right


def _length(lines: Sequence[Line]) -> float:
    return sum(len(line.text) for line in lines) / len(lines)


def _cut(line: Line, gap: Gap, text: PageText) -> tuple[Line | None, Line | None]:
    """Cut a line in two where its characters pass the gap."""
    middle = (gap[0] + gap[1]) / 2
    at = line.start + line.count
    for offset, box in text.character_boxes(line.start, line.count):
        if upright_area(box.left, box.bottom, box.right, box.top, line.turn).left > middle:
            at = offset
            break
    return text.part(line, line.start, at), text.part(line, at, line.start + line.count)
