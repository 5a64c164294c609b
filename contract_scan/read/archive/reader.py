"""The reader of ZIP archives: each document in one is a document of its own."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.read.choose.signatures import is_zip
from contract_scan.read.container import Contents, member_request
from contract_scan.read.failures import FileError
from contract_scan.read.request import ReadRequest

_ENCRYPTED = 0x1
#: What operating systems put into archives beside the documents.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
#: Under what name the comments on an archive and on what it holds are read.
_COMMENTS = "comments.txt"
#: Under what name that is read which stands before an archive or behind its end, and how that end begins.
_AHEAD, _REST, _END = "before the archive.txt", "behind the archive.txt", b"PK\x05\x06"
#: So much before an archive may be a text; what begins so is the program that unpacks it.
_MOST_AHEAD, _PROGRAM = 1_000_000, (b"MZ", b"\x7fELF", b"#!")
#: The folder in which macOS keeps what is no part of a file; its entries begin with two characters of their own.
_RESOURCES = "__MACOSX/"


class ZipReader:
    """Opens .zip. Nothing is written to disk; what would unpack to too much is refused, one file at a time."""

    name = "zip"
    suffixes: tuple[str, ...] = (".zip",)

    def recognises(self, head: bytes) -> bool:
        """Say whether a file is a ZIP file; Word files are too, and are recognised before."""
        return is_zip(head)

    def read(self, request: ReadRequest) -> Document:
        """Raises `FileError`: an archive is no document; `unpack` gives those in it."""
        raise FileError("archive", path=request.path)

    def unpack(self, request: ReadRequest) -> Contents:
        """Return the files in an archive, by name. Raises `FileError` where it cannot be opened or is empty."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(request.data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, struct.error):
            raise FileError("damaged", path=request.path) from None
        entries = sorted((e for e in archive.infolist() if _is_document(e)), key=lambda entry: entry.filename)
        if not entries:
            raise FileError("holds_nothing", path=request.path)
        return Contents(None, _members(archive, entries, request))


def _behind(data: bytes) -> bytes:
    """Return what stands behind the end of an archive, where no program looks."""
    at = data.rfind(_END)
    if at < 0 or at + 22 > len(data):
        return b""
    (comment,) = struct.unpack_from("<H", data, at + 20)
    return data[at + 22 + comment :]


def _ahead(archive: zipfile.ZipFile, data: bytes) -> bytes:
    """Return what stands before an archive, unless it is a program."""
    first = min((entry.header_offset for entry in archive.infolist()), default=0)
    return b"" if first > _MOST_AHEAD or data.startswith(_PROGRAM) else data[:first]


def _is_document(entry: zipfile.ZipInfo) -> bool:
    """Say whether an entry is a file that somebody put there, whatever it is called."""
    name = entry.filename.rpartition("/")[2]
    if entry.filename.startswith(_RESOURCES) and name.startswith("._"):
        return False
    return name not in _LITTER and (entry.file_size > 0 or not entry.filename.endswith("/"))


def _members(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], request: ReadRequest
) -> Iterator[ReadRequest | ReadError]:
    with archive:
        for entry in entries:
            yield _member(archive, entry, request)
        said = [archive.comment, *(entry.comment for entry in archive.infolist())]
        if words := b"\n\n".join(text for text in said if text.strip(b"\0 \r\n\t")):
            yield member_request(request, _COMMENTS, words)
        if (ahead := _ahead(archive, request.data)).strip(b"\0 \r\n\t"):
            yield member_request(request, _AHEAD, ahead)
        if (rest := _behind(request.data)).strip(b"\0 \r\n\t"):
            yield member_request(request, _REST, rest)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, request: ReadRequest) -> ReadRequest | ReadError:
    """Unpack one file, never more of it than the limit, whatever the archive says about its size."""
    path = f"{request.path}!{entry.filename}"
    limit = request.limits.file_bytes
    if entry.flag_bits & _ENCRYPTED and not request.password:
        return FileError("member_encrypted", path=path)
    try:
        with archive.open(entry, pwd=request.password.encode() if request.password else None) as packed:
            data = packed.read(limit + 1)
    except RuntimeError:
        return FileError("member_encrypted", path=path)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        IndexError,
        struct.error,
    ):
        return FileError("member_damaged", path=path)
    if len(data) > limit:
        return FileError("member_too_large", path=path, limit=limit // 1_000_000)
    return member_request(request, entry.filename.rstrip("/"), data)
