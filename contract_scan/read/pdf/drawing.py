"""What is drawn on a page beside text: ruling lines, and how much of it images cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

#: No more objects of a page are looked at, and no form within a form deeper than this.
_OBJECTS = 50_000
_DEPTH = 4
#: Paths with more segments are drawings, not rules.
_SEGMENTS = 400
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


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page: its rules, the rectangles its images cover, and how many paths there are."""

    rules: tuple[Rule, ...]
    images: tuple[tuple[float, float, float, float], ...]
    paths: int


def drawing_of(page: Any) -> Drawing:
    """Return what is drawn on a page (a raw PDFium page)."""
    rules: list[Rule] = []
    images: list[tuple[float, float, float, float]] = []
    paths = 0
    for item, kind, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append(_bounds(item, matrix))
        else:
            paths += 1
            rules.extend(_rules(item, matrix))
    return Drawing(tuple(rules), tuple(images), paths)


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield the paths and images of a page, those in forms too, with the matrix that applies to them."""
    left = _OBJECTS
    waiting = [(pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects, page, _UNIT, 0)]
    while waiting and left > 0:
        get, count, holder, matrix, depth = waiting.pop()
        for index in range(min(count(holder), left)):
            left -= 1
            item = get(holder, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                yield item, kind, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = _times(_matrix(item), matrix)
                waiting.append((pdfium.FPDFFormObj_GetObject, pdfium.FPDFFormObj_CountObjects, item, inner, depth + 1))


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


def _rules(item: Any, matrix: Matrix) -> Iterator[Rule]:
    """Yield the rules a path draws: a thin shape is one, of any other each straight side is."""
    left, bottom, right, top = _bounds(item, matrix)
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
