"""What is drawn on a page beside text: ruling lines, and how much of it images cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

#: No more objects of a page are looked at, and no form within a form deeper than this.
_OBJECTS = 50_000
_DEPTH = 4
#: Paths with more segments are drawings, not rules.
_SEGMENTS = 400
#: What is filled and at least so wide and high, in points, may cover a line of text.
_WIDE, _HIGH = 20.0, 5.0
#: A path of at most so many points a side, and at least so high, may be a letter or a part of one; a box is none.
_LETTER, _LOW = 20.0, 3.0
_BOX = (4, 5)
#: Type of less than this, in points, has no size.
NOTHING = 0.01
#: A path of so many segments is one line.
_ONE_LINE = 2
#: A rule is thinner than this, and longer than that; in points.
_THIN = 3.0
_LONG = 6.0

Area = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line on a page, in the page's own coordinates."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def horizontal(self) -> bool:
        """Say whether it runs from left to right."""
        return self.right - self.left >= self.top - self.bottom


#: Where an object stands among the others of a page, those of a form after one another within it: later is on top.
Order = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """What may cover text: where, after what it is drawn, and in which colour, where one colour hides all under it.

    A path that is filled is one, a thick line, an image, a shade that runs from one colour to another.
    """

    area: Area
    order: Order
    colour: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page: its rules, the rectangles its images cover, and how many paths there are.

    `strokes` are where paths as small as letters stand, `fills` what may cover a line of text, `veiled` the addresses
    of texts in a form that is drawn as a whole, which may be through a mask or so that nobody sees it; `sizeless` says
    that there is text of no size, which PDFium gives nothing of.
    """

    rules: tuple[Rule, ...]
    images: tuple[Area, ...]
    paths: int
    strokes: tuple[Area, ...] = ()
    fills: tuple[Fill, ...] = ()
    veiled: frozenset[int] = frozenset()
    sizeless: bool = False


def drawing_of(page: Any) -> Drawing:
    """Return what is drawn on a page (a raw PDFium page)."""
    rules: list[Rule] = []
    images: list[Area] = []
    strokes: list[Area] = []
    fills: list[Fill] = []
    veiled: set[int] = set()
    paths, sizeless, size = 0, False, ctypes.c_float()
    for item, kind, matrix, order, whole in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if whole:
                veiled.add(address(item))
            if pdfium.FPDFTextObj_GetFontSize(item, size) and abs(size.value) < NOTHING:
                sizeless = True
            continue
        area = _bounds(item, matrix)
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            images.extend([area] if kind == pdfium.FPDF_PAGEOBJ_IMAGE else [])
            fills.append(Fill(area, order, None))
            continue
        paths += 1
        rules.extend(_rules(item, matrix, area))
        wide, high = area[2] - area[0], area[3] - area[1]
        if wide <= _LETTER and _LOW <= high <= _LETTER:
            if pdfium.FPDFPath_CountSegments(item) not in _BOX:
                strokes.append(area)
        elif wide >= _WIDE and high >= _HIGH and _is_solid(item):
            fills.append(Fill(area, order, None if pdfium.FPDFPageObj_HasTransparency(item) else fill_colour(item)))
    return Drawing(tuple(rules), tuple(images), paths, tuple(strokes), tuple(fills), frozenset(veiled), sizeless)


def _is_solid(item: Any) -> bool:
    """Say whether a path is filled, or one line so thick that it covers as much."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, mode, stroked)
    return bool(mode.value or (stroked.value and pdfium.FPDFPath_CountSegments(item) <= _ONE_LINE))


def fill_colour(item: Any) -> tuple[int, int, int] | None:
    """Return the colour, red, green and blue to 255, that an object is filled with, where it can be told.

    What is wholly transparent shows as little as white.
    """
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return None
    return (red.value, green.value, blue.value) if alpha.value else (255, 255, 255)


def orders(page: Any) -> dict[int, Order]:
    """Return where each text object of a page (a raw PDFium page) stands among all objects, by its address."""
    return {address(item): order for item, kind, _, order, _ in _objects(page) if kind == pdfium.FPDF_PAGEOBJ_TEXT}


def address(item: Any) -> int:
    """Return the address of an object of PDFium's, 0 for none."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def texts(page: Any) -> Iterator[Any]:
    """Yield the text objects of a page (a raw PDFium page), those in forms too."""
    return (item for item, kind, _, _, _ in _objects(page) if kind == pdfium.FPDF_PAGEOBJ_TEXT)


class _Drawn(NamedTuple):
    """An object of a page, with the matrix that applies to it, its order, and whether its form is drawn as a whole."""

    item: Any
    kind: int
    matrix: Matrix
    order: Order
    whole: bool


def _objects(page: Any) -> Iterator[_Drawn]:
    """Yield the objects of a page, those in forms too."""
    left = _OBJECTS
    start: Order = ()
    waiting = [(pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects, page, _UNIT, start, False)]
    while waiting and left > 0:
        get, count, holder, matrix, before, whole = waiting.pop()
        for index in range(min(count(holder), left)):
            left -= 1
            item = get(holder, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                yield _Drawn(item, kind, matrix, (*before, index), whole)
            elif len(before) < _DEPTH:
                inner, order = _times(_matrix(item), matrix), (*before, index)
                group = whole or bool(pdfium.FPDFPageObj_HasTransparency(item))
                waiting.append(
                    (pdfium.FPDFFormObj_GetObject, pdfium.FPDFFormObj_CountObjects, item, inner, order, group)
                )


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _UNIT
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od,
        e * oa + f * oc + oe, e * ob + f * od + of,
    )  # fmt: skip


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: Any, matrix: Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    (x1, y1), (x2, y2) = _moved(left.value, bottom.value, matrix), _moved(right.value, top.value, matrix)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _rules(item: Any, matrix: Matrix, area: Area) -> Iterator[Rule]:
    """Yield the rules a path within an area draws: a thin shape is one, of any other each straight side is."""
    left, bottom, right, top = area
    wide, high = right - left, top - bottom
    if max(wide, high) < _LONG:
        return
    if min(wide, high) < _THIN:
        yield Rule(left, bottom, right, top)
        return
    yield from _sides(item, _times(_matrix(item), matrix))


def _sides(item: Any, matrix: Matrix) -> Iterator[Rule]:
    count = pdfium.FPDFPath_CountSegments(item)
    if not 0 < count <= _SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, matrix)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _side(last, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _side(point, first)
        last = point


def _side(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    (x1, y1), (x2, y2) = start, end
    rule = Rule(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    wide, high = rule.right - rule.left, rule.top - rule.bottom
    if max(wide, high) >= _LONG and min(wide, high) < 1.0:
        yield rule
