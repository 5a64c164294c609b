"""The readers of letters: .eml and .msg. Light to import: their modules come with the first letter that is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract_scan.read.choose.signatures import is_ole

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.read.container import Contents
    from contract_scan.read.request import ReadRequest

_FIELD = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|content-type|x-[\w-]+|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)


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
        from contract_scan.read.mail.reader import read_mail

        return read_mail(request)

    def unpack(self, request: ReadRequest) -> Contents:
        """Return the letter, and its attachments as files."""
        from contract_scan.read.mail.reader import unpack_mail

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
        from contract_scan.read.mail.outlook import read_outlook

        return read_outlook(request)

    def unpack(self, request: ReadRequest) -> Contents:
        """Return the letter, and its attachments as files; a message attached to it is a .msg of its own."""
        from contract_scan.read.mail.outlook import unpack_outlook

        return unpack_outlook(request)
