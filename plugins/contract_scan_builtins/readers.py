"""The built-in readers, one a format."""

from __future__ import annotations

from collections.abc import Iterable

from contract_scan.hookspecs import Reader, hookimpl


@hookimpl
def readers() -> Iterable[Reader]:
    """Contribute the readers; where several recognise a file and its suffix does not decide, the first is taken."""
    from contract_scan.read.docx import DocxReader
    from contract_scan.read.pdf.reader import PdfReader
    from contract_scan.read.text import TextReader

    return [DocxReader(), PdfReader(), TextReader()]
