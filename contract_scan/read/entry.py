"""The one way in: a path, bytes or standard input to documents, each with its language by block."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from contract_scan.document import Document, Unread
from contract_scan.errors import ReadError, named
from contract_scan.hookspecs import Reader
from contract_scan.read.characters.unreadable import unreadable_text
from contract_scan.read.characters.unseen import letter_spaced, mixed_scripts, turned_text
from contract_scan.read.choose.reader import choose_reader
from contract_scan.read.container import Container, Contents
from contract_scan.read.failures import FileError, not_read
from contract_scan.read.files import load
from contract_scan.read.language.stretches import with_languages
from contract_scan.read.request import Limits, Ocr, ReadRequest

#: How many containers may lie in each other: a letter in a zip in a mail in a mail.
NESTING = 4
#: How many documents one file may hold.
MEMBERS = 1_000


def read(
    path: str | Path,
    readers: Sequence[Reader],
    *,
    ocr: Ocr = "auto",
    password: str | None = None,
    limits: Limits | None = None,
) -> Document:
    """Return the document in a file ("-" is standard input).

    Where the file holds several (mail with attachments, an archive) it is the first; that there are others is said in
    `unread`. Raises `ReadError` with one clear sentence.
    """
    return only(read_all(path, readers, ocr=ocr, password=password, limits=limits))


def read_bytes(
    data: bytes,
    path: str,
    readers: Sequence[Reader],
    *,
    ocr: Ocr = "auto",
    password: str | None = None,
    limits: Limits | None = None,
) -> Document:
    """Return the document in the bytes of a whole file; `path` is only its name. Otherwise as `read`."""
    return only(read_all_bytes(data, path, readers, ocr=ocr, password=password, limits=limits))


def read_all(
    path: str | Path,
    readers: Sequence[Reader],
    *,
    ocr: Ocr = "auto",
    password: str | None = None,
    limits: Limits | None = None,
) -> tuple[Document | ReadError, ...]:
    """Return every document in a file: one for most formats, several for mail and archives.

    A document within a file has a path like "mail.eml!letter.pdf". One that cannot be read is its error, which takes
    no other document with it. Nothing is raised: a file that cannot be opened is one error.
    """
    limits = limits or Limits()
    try:
        data = load(str(path), limits)
    except ReadError as error:
        return (error,)
    return read_all_bytes(data, str(path), readers, ocr=ocr, password=password, limits=limits)


def read_all_bytes(
    data: bytes,
    path: str,
    readers: Sequence[Reader],
    *,
    ocr: Ocr = "auto",
    password: str | None = None,
    limits: Limits | None = None,
) -> tuple[Document | ReadError, ...]:
    """Return every document in the bytes of a whole file. Otherwise as `read_all`."""
    request = ReadRequest(path, data, ocr=ocr, password=password, limits=limits or Limits())
    budget = _Budget(MEMBERS, request.limits.unpacked_bytes)
    return tuple(_documents(request, readers, budget, 0))


class _Budget:
    """What is left to spend on the documents within one file."""

    def __init__(self, members: int, size: int) -> None:
        self._members = members
        self._size = size

    def allows(self, member: ReadRequest) -> bool:
        """Spend one member; false where there is no more to spend."""
        self._members -= 1
        self._size -= len(member.data)
        return self._members >= 0 and self._size >= 0


def _documents(
    request: ReadRequest, readers: Sequence[Reader], budget: _Budget, depth: int
) -> Iterator[Document | ReadError]:
    """Yield the documents of one file, or the error it costs."""
    try:
        reader = choose_reader(request, readers)
        if not isinstance(reader, Container):
            yield _read_guarded(reader, request)
            return
        contents = _unpack_guarded(reader, request)
    except ReadError as error:
        yield error
        return
    if contents.document is None:
        yield from _held(contents, request, readers, budget, depth)
        return
    held = list(_held(contents, request, readers, budget, depth))
    lost = (not_read(one, "member_not_read") for one in held if isinstance(one, ReadError))
    letter = _finished(contents.document)
    yield replace(letter, unread=(*letter.unread, *lost))
    yield from held


def _held(
    contents: Contents, request: ReadRequest, readers: Sequence[Reader], budget: _Budget, depth: int
) -> Iterator[Document | ReadError]:
    """Yield the documents that a container holds beside its own."""
    for member in _members(contents, request.path):
        if isinstance(member, ReadError):
            yield member
        elif depth >= NESTING:
            yield FileError("nested_too_deep", path=member.path, limit=NESTING)
        elif not budget.allows(member):
            yield FileError("holds_too_much", path=request.path)
            return
        else:
            yield from _documents(member, readers, budget, depth + 1)


def _members(contents: Contents, path: str) -> Iterator[ReadRequest | ReadError]:
    """Yield what a container holds; one that breaks half-way is an error after what came before."""
    try:
        yield from contents.members
    except ReadError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - a broken container costs what is left of it
        yield FileError("reader_failed", path=path, error=type(error).__name__)


def _read_guarded(reader: Reader, request: ReadRequest) -> Document:
    """Read with a reader, which may be a stranger's: whatever it raises is a `ReadError` here."""
    try:
        return _finished(_sourced(reader.read(request), reader, request))
    except ReadError:
        raise
    except Exception as error:  # a reader may be a stranger
        raise FileError("reader_failed", path=request.path, error=named(error)) from error


def _sourced(document: Document, reader: Reader, request: ReadRequest) -> Document:
    """Return a document with where it was really read from, whatever its reader says of that."""
    digest = hashlib.sha256(request.data).hexdigest()
    source = replace(document.source, path=request.path, sha256=digest, format=document.source.format or reader.name)
    original = document.original and replace(document.original, source=source)
    return replace(document, source=source, original=original)


def _finished(document: Document) -> Document:
    """Return a document as every reader's: with languages, and what is odd about its letters named."""
    document = with_languages(document)
    return replace(
        document,
        unread=(
            *document.unread,
            *mixed_scripts(document),
            *turned_text(document),
            *letter_spaced(document),
            *unreadable_text(document),
        ),
    )


def _unpack_guarded(reader: Container, request: ReadRequest) -> Contents:
    """Open a container with a reader. Otherwise as `_read_guarded`."""
    try:
        return reader.unpack(request)
    except ReadError:
        raise
    except Exception as error:  # a reader may be a stranger, and a container hostile
        raise FileError("reader_failed", path=request.path, error=named(error)) from error


def only(documents: Sequence[Document | ReadError]) -> Document:
    """Return the first document that was read; the others, and those that could not be read, are named beside it.

    Raises `ReadError` where none was read.
    """
    read_ones = [one for one in documents if isinstance(one, Document)]
    errors = [one for one in documents if isinstance(one, ReadError)]
    if not read_ones:
        raise errors[0] if errors else FileError("holds_nothing", path="")
    first = read_ones[0]
    known = {part.details.get("path") for part in first.unread}
    lost = (not_read(error, "member_not_read") for error in errors if error.values.get("path") not in known)
    others = (Unread("other_documents", details={"count": len(read_ones) - 1}),) if len(read_ones) > 1 else ()
    return replace(first, unread=(*first.unread, *others, *lost))
