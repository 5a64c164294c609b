"""The built-in readers, one a format."""

from __future__ import annotations

from collections.abc import Iterable

from contract_scan.hookspecs import Reader, hookimpl


@hookimpl
def readers() -> Iterable[Reader]:
    """Contribute the readers; where several recognise a file and its suffix does not decide, the first is taken."""
    from contract_scan.read.archive.reader import ZipReader
    from contract_scan.read.docx import DocxReader
    from contract_scan.read.html import HtmlReader
    from contract_scan.read.mail import MailReader, OutlookReader, SignedReader, TnefReader
    from contract_scan.read.office.reader import office_readers
    from contract_scan.read.pdf import PdfReader
    from contract_scan.read.text.reader import TextReader

    containers: list[Reader] = [MailReader(), OutlookReader(), TnefReader(), SignedReader(), ZipReader()]
    return [DocxReader(), PdfReader(), *office_readers(), HtmlReader(), *containers, TextReader()]
