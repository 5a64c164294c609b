"""Text of a type size of nothing, which shows on no page and PDFium gives nothing of."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pypdfium2 as pdfium

from contract_scan.read.pdf.drawing import NOTHING
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.page_text import PageText
from contract_scan.read.pdf.patterns import resources_of
from contract_scan.read.pdf.qpdf import looked_through

#: Content of more bytes is not looked through.
_MOST = 5_000_000


def sizeless_lines(data: bytes, password: str | None, numbers: Collection[int]) -> dict[int, list[Line]]:
    """Return the lines of no size of some pages (from 1), marked as such that nobody sees."""

    def look(file: Any, qpdf: Any) -> Iterator[tuple[int, list[Line]]]:
        return ((number, _lines(file.pages[number - 1], number, qpdf)) for number in numbers)

    return dict(looked_through(data, password, look)) if numbers else {}


def _lines(page: Any, number: int, qpdf: Any) -> list[Line]:
    """Return the lines of a page that it has only once its type has a size."""
    before = _read(page, number, qpdf)
    page.contents_coalesce()
    _give_size(page.Contents, qpdf)
    for resources in resources_of(page.obj.get("/Resources", page.resources), qpdf, 0):
        for form in (resources.get("/XObject") or {}).values():
            if isinstance(form, qpdf.Stream) and form.get("/Subtype") == "/Form":
                _give_size(form, qpdf)
    known = " ".join(line.text for line in before)
    return [replace(line, hidden=True) for line in _read(page, number, qpdf) if line.text not in known]


def _give_size(stream: Any, qpdf: Any) -> None:
    """Give the type of a content of drawing a size wherever it has none."""
    if int(stream.get("/Length", 0)) > _MOST:
        return
    drawn = [(list(operands), operator) for operands, operator in qpdf.parse_content_stream(stream)]
    for operands, operator in drawn:
        if str(operator) == "Tf" and len(operands) == 2 and abs(Decimal(operands[1])) < NOTHING:
            operands[1] = 1
    stream.write(qpdf.unparse_content_stream(drawn))


def _read(page: Any, number: int, qpdf: Any) -> list[Line]:
    alone = qpdf.new()
    alone.pages.append(page)
    out = io.BytesIO()
    alone.save(out)
    document = pdfium.PdfDocument(out.getvalue())
    try:
        drawn = document[0]  # held, or it is closed while its text is read
        with PageText(drawn.raw, number) as text:
            return list(text.lines())
    finally:
        document.close()
