"""Readers whose modules are large: each knows its files, and is imported with the first of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract_scan.read.signatures import is_ole

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.read.container import Contents
    from contract_scan.read.request import ReadRequest

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|content-type|x-[\w-]+|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)


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


class HtmlReader:
    """Reads .html and .htm. Links, scripts and styles are never followed or run."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def recognises(self, head: bytes) -> bool:
        """Say whether a file starts as an HTML page does."""
        return _PAGE.match(head) is not None

    def read(self, request: ReadRequest) -> Document:
        """Return the document: a block a paragraph, heading, list item or table cell."""
        from contract_scan.read.html import read_html

        return read_html(request)


class MailReader:
    """Reads .eml, and web pages saved as one file (.mht)."""

    name = "mail"
    suffixes: tuple[str, ...] = (".eml", ".mht", ".mhtml")

    def recognises(self, head: bytes) -> bool:
        """Say whether a file starts with the header of a message: a field on its first line, three in all."""
        names = {name.lower() for name in _FIELD.findall(head)} if _FIELD.match(head) else set()
        return len(names) >= 3 or {b"mime-version", b"content-type"} <= names

    def read(self, request: ReadRequest) -> Document:
        """Return the letter without its attachments."""
        from contract_scan.read.mail import read_mail

        return read_mail(request)

    def unpack(self, request: ReadRequest) -> Contents:
        """Return the letter, and its attachments as files."""
        from contract_scan.read.mail import unpack_mail

        return unpack_mail(request)


class OutlookReader:
    """Reads .msg with python-oxmsg."""

    name = "outlook"
    suffixes: tuple[str, ...] = (".msg",)

    def recognises(self, head: bytes) -> bool:
        """Say whether a file is an OLE container, as .msg is; the suffix tells it from .doc."""
        return is_ole(head)

    def read(self, request: ReadRequest) -> Document:
        """Return the letter without its attachments."""
        from contract_scan.read.outlook import read_outlook

        return read_outlook(request)

    def unpack(self, request: ReadRequest) -> Contents:
        """Return the letter, and its attachments as files; a message attached to it is a .msg of its own."""
        from contract_scan.read.outlook import unpack_outlook

        return unpack_outlook(request)
