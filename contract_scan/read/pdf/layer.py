"""Whether the text on a page that images cover is the text of those images, or was only typed on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.read.pdf.drawing import Area, Drawing
from contract_scan.read.pdf.line import Line

#: Images that cover this share of a page are looked at; those that cover the second are a page that was scanned.
COVER = 0.3
_SCAN = 0.5
#: A page is laid out in so many squares a side.
_SQUARES = 40
#: Typed text over less than this share of an image is a stamp, a header or a page number; more is a page of its own.
_TYPED = 0.2
#: A layer of fewer letters than this may be that of a part of the image: the image itself is looked at.
_SHORT_LAYER = 300
UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
#: Ink is darker than this, of 255; a row of the page with this many points of it, beside the known lines, holds text.
_DARK = 128
_INK = 4
#: Points a side of the small picture of a page in which ink is looked for; rows with ink that are a line of text.
_SMALL = 400
_ROWS = 6


@dataclass(frozen=True, slots=True)
class Cover:
    """What images do to a page: the share they cover, and whether its text is theirs ("layer"), or typed on them.

    `laid` says that some of the text lies unseen under them, whosoever it is.
    """

    share: float
    layer: bool
    typed_on_scan: bool
    laid: bool = False


def cover_of(page: Any, drawing: Drawing, lines: Sequence[Line], text_page: Any) -> Cover:
    """Return what the images of a page (of pypdfium2) cover, and what its lines of text are to them."""
    if not drawing.images:
        return Cover(0.0, False, False)
    frame = page.get_bbox()
    under = _squares(drawing.images, frame)
    share = len(under) / _SQUARES**2
    if share < COVER:
        return Cover(share, False, False)
    laid = [line for line in lines if _is_laid(line, text_page)]
    known = [line.box for line in lines]
    areas = [(box.left, box.bottom, box.right, box.top) for box in known]
    if sum(len(line.text) for line in laid) >= 20:
        short = sum(len(line.text) for line in laid) < _SHORT_LAYER
        whole = not (short and share >= _SCAN and _shows_more(page, areas))
        return Cover(share, whole, not whole, laid=True)
    typed = len(under & _squares(areas, frame))
    return Cover(share, False, share >= _SCAN and typed < _TYPED * len(under))


def _squares(areas: Iterable[Area], frame: Area) -> set[tuple[int, int]]:
    """Return the squares of a page that areas lie over by half or more."""
    left, bottom, right, top = frame
    wide, high = max(right - left, 1.0) / _SQUARES, max(top - bottom, 1.0) / _SQUARES
    found: set[tuple[int, int]] = set()
    for x1, y1, x2, y2 in areas:
        columns = range(max(round((x1 - left) / wide), 0), min(round((x2 - left) / wide), _SQUARES))
        first = round((y1 - bottom) / high)
        last = max(round((y2 - bottom) / high), first + 1)
        rows = range(max(first, 0), min(last, _SQUARES))
        found.update((column, row) for column in columns for row in rows)
    return found


def _is_laid(line: Line, text_page: Any) -> bool:
    """Say whether a line was laid under an image: drawn so that nobody sees it."""
    item = pdfium.FPDFText_GetTextObject(text_page, line.start)
    return bool(item) and pdfium.FPDFTextObj_GetTextRenderMode(item) in UNSEEN_MODES


def _shows_more(page: Any, known: Sequence[Area]) -> bool:
    """Say whether a page shows ink in rows where no line of its text stands."""
    width, height = page.get_size()
    scale = _SMALL / max(width, height, 1.0)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    top = page.get_bbox()[3]
    taken = [((top - y2) * scale - 2, (top - y1) * scale + 2) for _, y1, _, y2 in known]
    inked = 0
    for row in range(bitmap.height):
        if any(first <= row <= last for first, last in taken):
            continue
        line = rows[row * bitmap.stride : row * bitmap.stride + bitmap.width]
        inked += sum(point < _DARK for point in line) >= _INK
    bitmap.close()
    return inked >= _ROWS
