"""Text and images in a pattern that a page is filled with, which PDFium shows and gives no text of."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium

from contract_scan.read.pdf.page_text import PageText
from contract_scan.read.pdf.qpdf import looked_through
from contract_scan.read.pdf.switched_off import holds

_PATTERN = re.compile(rb"/PatternType\s*1\b")
#: Forms within forms are followed so deep, and so many patterns of a file are looked at.
_DEPTH = 3
_MOST = 200


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a pattern holds, and the first page that may use it."""

    page: int
    lines: tuple[str, ...]
    image: bool


def patterns_in(data: bytes, password: str | None, pages: int) -> list[Pattern]:
    """Return the patterns with text or images that the first `pages` pages name; a file without is not opened."""
    if not holds(data, _PATTERN):
        return []

    def look(file: Any, qpdf: Any) -> Iterator[Pattern]:
        held = (_held(number, pattern, qpdf) for number, pattern in _patterns(file, qpdf, pages))
        return (one for one in held if one is not None)

    return looked_through(data, password, look)


def _patterns(file: Any, qpdf: Any, pages: int) -> Iterator[tuple[int, Any]]:
    """Yield the tiling patterns of a file, each once, with the page (from 1) that first names it."""
    seen: set[Any] = set()
    for number, page in enumerate(file.pages[:pages], 1):
        for resources in resources_of(page.obj.get("/Resources", page.resources), qpdf, 0):
            for pattern in (resources.get("/Pattern") or {}).values():
                is_new = isinstance(pattern, qpdf.Stream) and pattern.objgen not in seen
                is_drawn = is_new and pattern.get("/PatternType") == 1 and "/BBox" in pattern
                if is_drawn and len(seen) < _MOST:
                    seen.add(pattern.objgen)
                    yield number, pattern


def resources_of(resources: Any, qpdf: Any, depth: int) -> Iterator[Any]:
    """Yield the resources of a page, and of the forms it may draw."""
    if not isinstance(resources, qpdf.Dictionary):
        return
    yield resources
    for form in (resources.get("/XObject") or {}).values() if depth < _DEPTH else ():
        if isinstance(form, qpdf.Stream) and form.get("/Subtype") == "/Form" and "/Resources" in form:
            yield from resources_of(form["/Resources"], qpdf, depth + 1)


def _held(number: int, pattern: Any, qpdf: Any) -> Pattern | None:
    """Return what a pattern holds, read as if it were a page of its own; None where that is nothing."""
    alone = qpdf.new()
    page = alone.add_blank_page()
    copied = alone.copy_foreign(pattern)
    page.obj["/MediaBox"] = copied["/BBox"]
    page.obj["/Resources"] = copied.get("/Resources", qpdf.Dictionary())
    page.obj["/Contents"] = copied
    out = io.BytesIO()
    alone.save(out)
    document = pdfium.PdfDocument(out.getvalue())
    try:
        drawn = document[0]
        with PageText(drawn.raw, number) as text:
            lines = tuple(line.text for line in text.lines())
        image = any(item.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE for item in drawn.get_objects(max_depth=_DEPTH))
    finally:
        document.close()
    return Pattern(number, lines, image) if lines or image else None
