"""Formats that are no document we read, told by their first bytes, so that the sentence can say what a file is."""

from __future__ import annotations

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "is_image"),
    (b"\xff\xd8\xff", "is_image"),
    (b"GIF8", "is_image"),
    (b"BM", "is_image"),
    (b"II*\x00", "is_image"),
    (b"MM\x00*", "is_image"),
    (b"\x00\x00\x01\x00", "is_image"),
    (b"Rar!", "is_archive"),
    (b"7z\xbc\xaf", "is_archive"),
    (b"\x1f\x8b", "is_archive"),
    (b"BZh", "is_archive"),
    (b"\xfd7zXZ", "is_archive"),
    (b"MZ", "is_program"),
    (b"\x7fELF", "is_program"),
    (b"ID3", "is_recording"),
    (b"OggS", "is_recording"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
#: How winmail.dat begins, in which Outlook packs a message.
TNEF = b"\x78\x9f\x3e\x22"
#: How signed and encrypted data number their kind (PKCS #7 and its successor), near their start.
PKCS7, _SMIME = bytes.fromhex("06092a864886f70d0107"), bytes.fromhex("060b2a864886f70d01091001")
NEAR = 32
#: An OpenDocument file opens with its kind, in plain letters.
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_KINDS = {b"spreadsheet": "is_spreadsheet", b"presentation": "is_slides", b"graphics": "is_image"}


def foreign_format(data: bytes) -> str | None:
    """Return the message key for a file in a format that is not read, or None."""
    head = data[:4_096]
    if head.startswith(_OLE):
        return _in_ole(data)
    if head.startswith(_ZIP):
        return _in_zip(data)
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        still = head[8:12] in (b"WEBP", b"heic", b"heix", b"mif1", b"avif")
        return "is_image" if still else "is_recording"
    if b"\x00" not in head and head[:2] in (b"BM", b"MZ"):
        return None
    return next((key for start, key in _SIGNATURES if head.startswith(start)), None)


def _in_ole(data: bytes) -> str | None:
    """Old Office files and encrypted new ones are the same container; the names of its streams tell them apart."""
    sample = data[:2_000_000] + data[-200_000:]
    if "EncryptedPackage".encode("utf-16-le") in sample:
        return "is_encrypted_office"
    if any(name.encode("utf-16-le") in sample for name in ("Workbook", "Book\0")):
        return "is_spreadsheet"
    return "is_slides" if "PowerPoint Document".encode("utf-16-le") in sample else None


def _in_zip(data: bytes) -> str | None:
    """A Word file, a spreadsheet and slides are all ZIP files; the names of their parts tell them apart."""
    _, opens, kind = data[:200].partition(_OPEN_DOCUMENT)
    if opens:
        return next((key for name, key in _KINDS.items() if kind.startswith(name)), None)
    tail = data[-200_000:]
    if b"word/document" in tail:
        return None
    if b"xl/workbook" in tail:
        return "is_spreadsheet"
    return "is_slides" if b"ppt/presentation" in tail else None


def is_ole(head: bytes) -> bool:
    """Say whether a file is an OLE2 container: .doc, .msg, or an encrypted Office file."""
    return head.startswith(_OLE)


def is_zip(head: bytes) -> bool:
    """Say whether a file is a ZIP file; an empty one counts."""
    return head.startswith((_ZIP, b"PK\x05\x06"))


def is_signed(head: bytes) -> bool:
    """Say whether a file starts as signed or encrypted data do, as bytes or as letters."""
    start = head[:NEAR]
    bare = head[:1] == b"\x30" and (PKCS7 in start or _SMIME in start)
    return bare or head.lstrip().startswith((b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----"))
