"""Opening a PDF: locked, damaged, or fine."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from contract_scan.read.failures import FileError
from contract_scan.read.pdf.qpdf import pikepdf
from contract_scan.read.request import ReadRequest

logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)  # what it has to say is said in `unread` or in an error
#: PDFium keeps its state in one place: one thread at a time.
_ONE_AT_A_TIME = RLock()
#: Forms of a kind that PDFium, as it is shipped, cannot start.
_XFA = (raw.FORMTYPE_XFA_FULL,)


@contextmanager
def opened(request: ReadRequest) -> Iterator[tuple[Any, bool]]:
    """Open a PDF; gives the document (of pypdfium2, its forms ready) and whether it had to be repaired.

    Raises `FileError`: locked with a password that is not given or wrong, or damaged beyond repair.
    """
    with _ONE_AT_A_TIME:
        document, repaired = _open(request)
        try:
            if document.get_formtype() not in (raw.FORMTYPE_NONE, *_XFA):
                document.init_forms()
            yield document, repaired
        finally:
            document.close()


def _open(request: ReadRequest) -> tuple[Any, bool]:
    try:
        return _usable(request.data, request.password), False
    except pdfium.PdfiumError:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            raise FileError("wrong_password" if request.password else "encrypted", path=request.path) from None
    try:
        return _usable(_repaired(request), None), True
    except pdfium.PdfiumError:
        raise FileError("damaged", path=request.path) from None


def _usable(data: bytes, password: str | None) -> Any:
    """Open a PDF that has at least one page. Raises `PdfiumError` where that is impossible."""
    document = pdfium.PdfDocument(data, password=password)
    if len(document) == 0:
        document.close()
        raise pdfium.PdfiumError("No pages.")
    return document


def _repaired(request: ReadRequest) -> bytes:
    """Return the file as qpdf rebuilds it from what it still finds."""
    qpdf = pikepdf()
    try:
        with qpdf.open(io.BytesIO(request.data), password=request.password or "") as broken:
            whole = io.BytesIO()
            broken.save(whole)
            return whole.getvalue()
    except qpdf.PasswordError:
        raise FileError("wrong_password" if request.password else "encrypted", path=request.path) from None
    except (qpdf.PdfError, ValueError, RuntimeError):
        raise FileError("damaged", path=request.path) from None
