"""Text that stands for something else: what is encrypted, and files that were written as letters."""

from __future__ import annotations

import re

from contract_scan.document import Document, Unread

_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"
#: The beginning of a file in uuencode, yEnc or BinHex; or many lines of letters without a space (base64).
_PACKED = re.compile(
    r"^begin(?:-base64)? [0-7]{3,4} \S|^=ybegin .{0,80}\bname=|must be converted with BinHex"
    r"|(?:^[A-Za-z0-9+/]{60,100}={0,2}[ ]?$\n?){4}|(?:[A-Za-z0-9+/]{60,100} ){3}[A-Za-z0-9+/]{60}",
    re.MULTILINE,
)


def unreadable_text(document: Document) -> tuple[Unread, ...]:
    """Return that a text is encrypted, or that files stand in it as letters, which nobody can read there."""
    if _ENCRYPTED in document.text:
        return (Unread("mail_encrypted"),)
    packed = _PACKED.search(document.text)
    if packed is None:
        return ()
    return (Unread("packed_text", page=document.page_at(packed.start())),)
