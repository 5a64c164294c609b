"""Bullets and numbers that a page holds apart from their text, put back before it."""

from __future__ import annotations

from collections.abc import Sequence

from contract_scan.read.pdf.line import Line
from contract_scan.read.structure.shape import is_marker


def with_markers(lines: Sequence[Line]) -> list[Line]:
    """Return a page's lines with each lone marker right before the line it stands beside on the page.

    Some programs write all the numbers of a list first, or last; by their place they belong to their own line.
    """
    markers = [line for line in lines if is_marker(line.text)]
    if not markers:
        return list(lines)
    moved: dict[int, Line] = {}
    beside: dict[int, list[Line]] = {}
    texts = [line for line in lines if not is_marker(line.text)]
    for marker in markers:
        owner = min((line for line in texts if _beside(marker, line)), key=lambda line: line.left, default=None)
        if owner is not None:
            moved[id(marker)] = marker
            beside.setdefault(id(owner), []).append(marker)
    result: list[Line] = []
    for line in lines:
        if id(line) not in moved:
            result.extend(sorted(beside.get(id(line), ()), key=lambda marker: marker.left))
            result.append(line)
    return result


def _beside(marker: Line, line: Line) -> bool:
    """Say whether a line stands on the same row as a marker, to its right and near it."""
    size = max(marker.size, line.size)
    return (
        marker.turn == line.turn
        and abs(marker.baseline - line.baseline) < 0.35 * size
        and -0.5 * size < line.left - marker.right < 6 * size
    )
