"""Lines of a page that a reader does not see: invisible, tiny, covered, of the colour under them, or not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.read.pdf.drawing import Drawing, Fill, address, fill_colour, orders
from contract_scan.read.pdf.layer import COVER, UNSEEN_MODES, Cover
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.switched_off import is_off

#: Type lower than this, in points, cannot be read.
_TINY = 1.5
#: All three colours at least this, of 255, are white; two colours no further apart than this look the same.
_WHITE = 250
_ALIKE = 12
#: A page is drawn at so many points a point where it has to be seen whether a line shows.
_SCALE = 1.5


def with_hidden(
    lines: Sequence[Line], page: Any, text_page: Any, drawing: Drawing, cover: Cover, off: frozenset[str] = frozenset()
) -> list[Line]:
    """Return the lines of a page (of pypdfium2), those that nobody sees marked; the text laid under a scan is seen.

    `off` are the names of the layers that are switched off.
    """
    left, bottom, right, top = page.get_cropbox()
    covered = _covered(lines, page, text_page, drawing)
    found = []
    for line in lines:
        x, y = (line.box.left + line.box.right) / 2, (line.box.bottom + line.box.top) / 2
        unseen = (
            line.height < _TINY
            or not (left <= x <= right and bottom <= y <= top)
            or (cover.share < COVER and _is_invisible(line, text_page))
            or line in covered
            or (bool(off) and is_off(text_page, line.start, off))
        )
        found.append(replace(line, hidden=True) if unseen else line)
    return found


def _is_invisible(line: Line, text_page: Any) -> bool:
    item = pdfium.FPDFText_GetTextObject(text_page, line.start)
    return bool(item) and pdfium.FPDFTextObj_GetTextRenderMode(item) in UNSEEN_MODES


def _covered(lines: Sequence[Line], page: Any, text_page: Any, drawing: Drawing) -> set[Line]:
    """Return the lines under something drawn later, or of the colour under them, that do not show on the page."""
    order: dict[int, tuple[int, ...]] = {}
    doubtful = []
    for line in lines:
        fills = [fill for fill in drawing.fills if _is_over(fill, line)]
        item = pdfium.FPDFText_GetTextObject(text_page, line.start)
        if fills and not order:
            order = orders(page.raw)
        if item and _is_doubtful(fill_colour(item), fills, order.get(address(item), ())):
            doubtful.append(line)
    return _not_shown(doubtful, page) if doubtful else set()


def _is_over(fill: Fill, line: Line) -> bool:
    left, bottom, right, top = fill.area
    x, y = (line.box.left + line.box.right) / 2, (line.box.bottom + line.box.top) / 2
    return left <= x <= right and bottom <= y <= top


def _is_doubtful(colour: tuple[int, int, int] | None, fills: Sequence[Fill], order: tuple[int, ...]) -> bool:
    """Say whether text of a colour may not show: white, of the colour of a fill, or drawn before it."""
    if colour is not None and min(colour) >= _WHITE:
        return True
    return any((order and fill.order > order) or (colour and _alike(colour, fill.colour)) for fill in fills)


def _alike(one: Sequence[int], other: Sequence[int]) -> bool:
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))


def _not_shown(lines: Sequence[Line], page: Any) -> set[Line]:
    """Return the lines of a page in whose place all is of one colour."""
    if page.get_rotation():
        return set()
    left, _, _, top = page.get_bbox()
    bitmap = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False)
    points, stride = bytes(bitmap.buffer), bitmap.stride
    found = set()
    for line in lines:
        first, last = (max(round((x - left) * _SCALE), 0) for x in (line.box.left, line.box.right))
        rows = range(
            max(round((top - line.box.top) * _SCALE), 0), min(round((top - line.box.bottom) * _SCALE), bitmap.height)
        )
        seen = b"".join(points[row * stride + first : row * stride + min(last, bitmap.width)] for row in rows)
        if seen and max(seen) - min(seen) <= _ALIKE:
            found.add(line)
    bitmap.close()
    return found
