"""Lines of a page that a reader does not see: invisible, tiny, white on white, cut off, or in a layer that is off."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.read.pdf.drawing import Drawing
from contract_scan.read.pdf.layer import COVER, UNSEEN_MODES, Cover
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.switched_off import is_off

#: Type lower than this, in points, cannot be read.
_TINY = 1.5
#: All three colours at least this, of 255, are white.
_WHITE = 250


def with_hidden(
    lines: Sequence[Line], page: Any, text_page: Any, drawing: Drawing, cover: Cover, off: frozenset[str] = frozenset()
) -> list[Line]:
    """Return the lines of a page (of pypdfium2), those that nobody sees marked; the text laid under a scan is seen.

    `off` are the names of the layers that are switched off.
    """
    left, bottom, right, top = page.get_cropbox()
    plain = drawing.paths == 0 and not drawing.images
    found = []
    for line in lines:
        x, y = (line.box.left + line.box.right) / 2, (line.box.bottom + line.box.top) / 2
        unseen = (
            line.height < _TINY
            or not (left <= x <= right and bottom <= y <= top)
            or (cover.share < COVER and _is_invisible(line, text_page))
            or (plain and _is_white(line, text_page))
            or (bool(off) and is_off(text_page, line.start, off))
        )
        found.append(replace(line, hidden=True) if unseen else line)
    return found


def _is_invisible(line: Line, text_page: Any) -> bool:
    item = pdfium.FPDFText_GetTextObject(text_page, line.start)
    return bool(item) and pdfium.FPDFTextObj_GetTextRenderMode(item) in UNSEEN_MODES


def _is_white(line: Line, text_page: Any) -> bool:
    """Say whether a line is white on a page on which nothing else is drawn that it could stand on."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(text_page, line.start, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= _WHITE or alpha.value == 0
