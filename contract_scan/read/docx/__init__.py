"""The Word reader. Light to import: the walk and lxml come with the first file that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contract_scan.document import Document
    from contract_scan.read.request import ReadRequest


PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"


def is_flat(head: bytes) -> bool:
    """Say whether a file that starts with these bytes is a Word file written as one XML file."""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and (PACKAGE.encode() in head or is_word_2003(head))


def is_word_2003(head: bytes) -> bool:
    """Say whether it is of the older kind, which keeps its numbers in another way."""
    return WORD_2003 in head and b"wordDocument" in head


class DocxReader:
    """Reads Word files: every place where text can stand, both views of tracked changes, printed clause numbers."""

    name: str = "docx"
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx", ".dotm")

    def recognises(self, head: bytes) -> bool:
        """Say whether a file that starts with these bytes is a ZIP archive with Word's parts in it."""
        if not head.startswith(b"PK\x03\x04"):
            return b"schemas.microsoft.com/office/" in head and is_flat(head)
        foreign = any(name in head for name in (b"xl/", b"ppt/", b"mimetype", b"META-INF/"))
        return b"word/" in head or (b"[Content_Types].xml" in head and not foreign)

    def read(self, request: ReadRequest) -> Document:
        """Return the document in its current view; `original` is set where anything is tracked.

        Raises `DocxError` with one clear sentence where the file cannot be read.
        """
        from contract_scan.read.docx.reader import read, read_flat

        return read(request) if not is_flat(request.data[:10_000]) else read_flat(request)
