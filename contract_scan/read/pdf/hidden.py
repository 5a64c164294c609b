"""Lines of a page that a reader does not see: invisible, tiny, covered, cut off, of the colour under them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.read.pdf.annotations import laid_over
from contract_scan.read.pdf.drawing import Area, Drawing, Fill, address, fill_colour, orders
from contract_scan.read.pdf.layer import COVER, UNSEEN_MODES, Cover
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.shown import ALIKE, not_shown
from contract_scan.read.pdf.switched_off import is_off

#: Type lower than this, in points, cannot be read.
_TINY = 1.5
#: All three colours at least this, of 255, are white.
_WHITE = 250
#: So many paths that cut off what is drawn, and so many corners of each, are looked at.
_CLIPS, _SEGMENTS = 8, 200


def with_hidden(
    lines: Sequence[Line], page: Any, text_page: Any, drawing: Drawing, cover: Cover, off: frozenset[str] = frozenset()
) -> list[Line]:
    """Return the lines of a page (of pypdfium2), those that nobody sees marked; the text laid under a scan is seen.

    `off` are the names of the layers that are switched off.
    """
    left, bottom, right, top = page.get_cropbox()
    covered = _covered(lines, page, text_page, drawing, bool(off))
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


def _covered(lines: Sequence[Line], page: Any, text_page: Any, drawing: Drawing, layered: bool) -> set[Line]:
    """Return the lines under something drawn later, cut off, or of the colour under them, that do not show.

    Where a file is `layered`, with layers that are off, any line may be one that does not show.
    """
    order: dict[int, tuple[int, ...]] = {}
    notes = list(laid_over(page.raw))
    doubtful = list(lines) if layered else []
    for line in () if layered else lines:
        fills = [fill for fill in drawing.fills if _is_over(fill.area, line)]
        item = pdfium.FPDFText_GetTextObject(text_page, line.start)
        if not item or pdfium.FPDFTextObj_GetTextRenderMode(item) in UNSEEN_MODES:
            continue  # known already, or the text of a scan
        if fills and not order:
            order = orders(page.raw)
        if (
            address(item) in drawing.veiled
            or any(_is_over(note, line) for note in notes)
            or _is_cut_off(item)
            or _is_doubtful(item, fills, order.get(address(item), ()))
        ):
            doubtful.append(line)
    return not_shown(doubtful, page, text_page) if doubtful else set()


def _is_cut_off(item: Any) -> bool:
    """Say whether a text reaches beyond what may be drawn on of the page where it stands."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    middle = (left.value + right.value) / 2, (bottom.value + top.value) / 2
    return any(not _holds(clip, index, middle) for index in range(min(count, _CLIPS)))


def _holds(clip: Any, index: int, point: tuple[float, float]) -> bool:
    """Say whether a point lies within the rectangle around a path to which drawing is cut."""
    x, y = ctypes.c_float(), ctypes.c_float()
    corners = []
    for number in range(min(max(pdfium.FPDFClipPath_CountPathSegments(clip, index), 0), _SEGMENTS)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, index, number), x, y)
        corners.append((x.value, y.value))
    return bool(corners) and all(
        min(corner[axis] for corner in corners) <= point[axis] <= max(corner[axis] for corner in corners)
        for axis in (0, 1)
    )


def _is_over(area: Area, line: Line) -> bool:
    left, bottom, right, top = area
    x, y = (line.box.left + line.box.right) / 2, (line.box.bottom + line.box.top) / 2
    return left <= x <= right and bottom <= y <= top


def _is_doubtful(item: Any, fills: Sequence[Fill], order: tuple[int, ...]) -> bool:
    """Say whether text may not show: white, seen through, of the colour of a fill, or drawn before it."""
    colour = fill_colour(item)
    if (colour is not None and min(colour) >= _WHITE) or pdfium.FPDFPageObj_HasTransparency(item):
        return True
    return any(
        (order and fill.order > order) or (colour and fill.colour and _alike(colour, fill.colour)) for fill in fills
    )


def _alike(one: Sequence[int], other: Sequence[int]) -> bool:
    return all(abs(a - b) <= ALIKE for a, b in zip(one, other, strict=True))
