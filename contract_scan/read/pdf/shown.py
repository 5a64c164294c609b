"""Which lines of a page show: those without which it would look another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.read.pdf.drawing import address
from contract_scan.read.pdf.line import Line

#: A page is drawn at so many points a point where it has to be seen whether a line shows.
_SCALE = 1.5
#: Two shades, of 255, no further apart than this look the same.
ALIKE = 12

#: A picture of a page: its points row by row, the length of a row in bytes and in points, and the rows.
Picture = tuple[bytes, int, int, int]


def not_shown(lines: Sequence[Line], page: Any, text_page: Any) -> set[Line]:
    """Return those of some lines of a page that make no difference to it: drawn with them it looks as without them.

    So nothing has to be known of what hides them: a shape, an image, a stamp, a mask, a layer, their own colour.
    """
    drawn = list({address(item): item for line in lines for item in _texts(line, text_page)}.values())
    seen = _picture(page)
    try:
        for item in drawn:
            pdfium.FPDFPageObj_SetIsActive(item, False)
        bare = _picture(page)
    finally:
        for item in drawn:
            pdfium.FPDFPageObj_SetIsActive(item, True)
    left, _, _, top = page.get_bbox()
    return {line for line in lines if _is_the_same(line, left, top, seen, bare)}


def _texts(line: Line, text_page: Any) -> Iterator[Any]:
    """Yield what draws a line, text by text."""
    for index in range(line.start, line.start + line.count):
        if item := pdfium.FPDFText_GetTextObject(text_page, index):
            yield item


def _picture(page: Any) -> Picture:
    bitmap = page.render(scale=_SCALE, grayscale=True, rotation=-page.get_rotation() % 360)
    points = bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height
    bitmap.close()
    return points


def _is_the_same(line: Line, left: float, top: float, one: Picture, other: Picture) -> bool:
    """Say whether two pictures of a page look the same where a line stands; nothing is said of one beside the page."""
    _, stride, width, height = one
    first, last = (min(max(round((x - left) * _SCALE), 0), width) for x in (line.box.left, line.box.right))
    upper, lower = (min(max(round((top - y) * _SCALE), 0), height) for y in (line.box.top, line.box.bottom))
    rows = [slice(row * stride + first, row * stride + last) for row in range(upper, lower)]
    return bool(rows and last > first) and all(
        one[0][row] == other[0][row]
        or all(abs(a - b) <= ALIKE for a, b in zip(one[0][row], other[0][row], strict=True))
        for row in rows
    )
