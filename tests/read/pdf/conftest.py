"""PDFs drawn for the tests, line by line, so that each holds exactly what its test is about."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from contract_scan.document import Document
from contract_scan.read.pdf import PdfReader
from contract_scan.read.request import Limits, Ocr, ReadRequest

Draw = Callable[[Any], None]


class Pdf:
    """Makes PDFs and reads them."""

    def made(self, *pages: Draw, **options: Any) -> bytes:
        """Return a file of A4 pages, each drawn by a function of its canvas."""
        file = io.BytesIO()
        sheet = canvas.Canvas(file, pagesize=A4, invariant=1, **options)
        for draw in pages:
            draw(sheet)
            sheet.showPage()
        sheet.save()
        return file.getvalue()

    def write(self, sheet: Any, left: float, top: float, lines: Sequence[str], size: float = 11) -> None:
        """Draw lines one under the other from a place on the page."""
        sheet.setFont("Helvetica", size)
        for index, line in enumerate(lines):
            sheet.drawString(left, top - index * size * 1.2, line)

    def page(self, *lines: str) -> Draw:
        """Return a page of lines from the top of its text area."""
        return lambda sheet: self.write(sheet, 72, 740, lines)

    def read(
        self, data: bytes, ocr: Ocr = "never", password: str | None = None, limits: Limits | None = None
    ) -> Document:
        """Read a file."""
        return PdfReader().read(ReadRequest("test.pdf", data, ocr, password, limits or Limits()))

    def texts(self, document: Document, *kinds: str) -> list[str]:
        """Return the texts of a document's blocks, of some kinds or all."""
        return [document.quote(block.span) for block in document.blocks if not kinds or block.kind in kinds]


@pytest.fixture
def pdf() -> Pdf:
    """A maker and reader of PDFs."""
    return Pdf()
