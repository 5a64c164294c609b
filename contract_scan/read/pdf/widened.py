"""Text that is drawn without any width, which shows on no page and PDFium gives nothing of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.read.pdf.drawing import address, texts
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.page_text import PageText


def without_width(page: Any, number: int) -> list[Line]:
    """Return the lines of a page (a raw PDFium page) that have no width, marked as such that nobody sees.

    They are given their width back on the page as it is held in memory.
    """
    widened = {address(item) for item in texts(page) if _widen(item)}
    if not widened:
        return []
    with PageText(page, number) as text:
        found = [
            line for line in text.lines() if address(pdfium.FPDFText_GetTextObject(text.handle, line.start)) in widened
        ]
    return [replace(line, hidden=True) for line in found]


def _widen(item: Any) -> bool:
    """Give a text object its width where it has none; say whether it had none."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix) or matrix.a or matrix.b:
        return False
    matrix.a, matrix.b = matrix.d or 1.0, -matrix.c
    return bool(pdfium.FPDFPageObj_SetMatrix(item, matrix))
