"""The readers of letters: .eml, .msg, and what mail programs wrap letters in: winmail.dat, signed messages (.p7m).

Light to import: their modules come with the first letter that is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contract_scan.read.choose.signatures import TNEF, is_ole, is_signed
from contract_scan.read.failures import FileError

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.read.container import Contents
    from contract_scan.read.request import ReadRequest

_FIELD = re.compile(
    rb"^(from|to|subject|date|received|return-path|message-id|mime-version|content-type|x-[\w-]+|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
#: Lines that are nothing but fields, up to an empty one: what a message within another may have, of two fields.
_HEADER = re.compile(rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,40}\r?\n")


class MailReader:
    """Reads .eml, web pages saved as one file (.mht), and mailboxes (.mbox)."""

    name = "mail"
    suffixes: tuple[str, ...] = (".eml", ".mht", ".mhtml", ".mbox")

    def recognises(self, head: bytes) -> bool:
        """Say whether a file starts with the header of a message: a field on its first line, three in all.

        Two will do where nothing else stands before an empty line.
        Before it there may be the line with which a message begins in a mailbox ("From …").
        """
        head = head.partition(b"\n")[2] if head.startswith(b"From ") else head
        names = {name.lower() for name in _FIELD.findall(head)} if _FIELD.match(head) else set()
        bare = len(names) == 2 and _HEADER.match(head)
        return len(names) >= 3 or {b"mime-version", b"content-type"} <= names or bool(bare)

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


class TnefReader:
    """Reads winmail.dat, in which Outlook packs a message and its attachments for others."""

    name = "tnef"
    suffixes: tuple[str, ...] = (".tnef",)

    def recognises(self, head: bytes) -> bool:
        """Say whether a file starts as winmail.dat does."""
        return head.startswith(TNEF)

    def read(self, request: ReadRequest) -> Document:
        """Return the message without its attachments."""
        from contract_scan.read.mail.tnef import read_tnef

        return read_tnef(request)

    def unpack(self, request: ReadRequest) -> Contents:
        """Return the message, and its attachments as files."""
        from contract_scan.read.mail.tnef import unpack_tnef

        return unpack_tnef(request)


class SignedReader:
    """Reads what stands within a signature (.p7m): a message, or a document of any kind."""

    name = "signed"
    suffixes: tuple[str, ...] = (".p7m",)

    def recognises(self, head: bytes) -> bool:
        """Say whether a file starts as signed or encrypted data do."""
        return is_signed(head)

    def read(self, request: ReadRequest) -> Document:
        """Raise `ReadError`: what was signed is a file of its own, which `unpack` returns."""
        raise FileError("archive", path=request.path)

    def unpack(self, request: ReadRequest) -> Contents:
        """Return what was signed as a file."""
        from contract_scan.read.mail.signed import unpack_signed

        return unpack_signed(request)
