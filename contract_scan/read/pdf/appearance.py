"""What an annotation or form field shows on the page: the words of its appearance, as a viewer draws them.

PDFium gives the text of page content alone. So the page is flattened (its annotations become content), in the opened
copy only, and read again; what stands in an annotation's rectangle then and did not before is its appearance.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.document import Box
from contract_scan.read.characters.encoding import plain_lines
from contract_scan.read.pdf.annotations import Annotation, drawn_annotations

_MOST = 100_000


def with_appearances(page: Any, number: int, found: Sequence[Annotation], forms: Any) -> list[Annotation]:
    """Return the annotations of a page (of pypdfium2) with what each shows beyond its value; the page is flattened."""
    drawn = list(drawn_annotations(page.raw, number, forms))
    if not drawn:
        return list(found)
    before = _texts(page.raw, [box for box, _, _ in drawn])
    if pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return list(found)
    flat = pdfium.FPDF_LoadPage(page.pdf.raw, number - 1)
    try:
        after = _texts(flat, [box for box, _, _ in drawn])
    finally:
        pdfium.FPDF_ClosePage(flat)
    known = {one.box: one.text for one in found}
    result = list(found)
    for (box, is_field, hidden), old, new in zip(drawn, before, after, strict=True):
        words = Counter(f"{old} {known.get(box, '')}".split())
        if new.strip() and Counter(new.split()) - words:
            said = _beyond(new, old)
            result.append(Annotation("form_field" if is_field else "annotation", said, box, hidden=hidden))
    return [replace(one, text=one.text.strip()) for one in result if one.text.strip()]


def _beyond(new: str, old: str) -> str:
    """Return the lines that stand in a rectangle now and did not before."""
    there = Counter(" ".join(line.split()) for line in old.splitlines())
    lines = []
    for line in (" ".join(line.split()) for line in new.splitlines()):
        if there[line]:
            there[line] -= 1
        elif line:
            lines.append(line)
    return "\n".join(lines)


def _texts(page: Any, boxes: Sequence[Box]) -> list[str]:
    """Return the text in each rectangle of a page (a raw PDFium page)."""
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        return [_text_in(text_page, box) for box in boxes]
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _text_in(text_page: Any, box: Box) -> str:
    edges = (box.left - 1, box.top + 1, box.right + 1, box.bottom - 1)
    size = min(max(pdfium.FPDFText_GetBoundedText(text_page, *edges, None, 0), 0), _MOST)
    buffer = (ctypes.c_ushort * (size + 1))()
    pdfium.FPDFText_GetBoundedText(text_page, *edges, buffer, size)
    text = bytes(buffer)[: 2 * size].decode("utf-16-le", "replace")
    return plain_lines(text).replace("\ufffe", "-")
