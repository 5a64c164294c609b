"""Reading PDF: text and positions by PDFium, paragraphs rebuilt from where the lines stand.

Light to import: PDFium comes with the first file that is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.read.request import ReadRequest


class PdfReader:
    """Reads .pdf: the text of its pages, tables, notes, form values and annotations; scans where tesseract is."""

    name = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)

    def recognises(self, head: bytes) -> bool:
        """Say whether a file is a PDF: its mark may stand anywhere in the first kilobyte."""
        return b"%PDF-" in head[:1_024]

    def read(self, request: ReadRequest) -> Document:
        """Return the document. Raises `FileError`: locked, or damaged beyond repair."""
        from contract_scan.read.pdf.reader import read_pdf

        return read_pdf(request)
