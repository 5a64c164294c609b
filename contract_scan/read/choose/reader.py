"""Which reader a file is for: by its content first, then by its suffix."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from contract_scan.errors import named
from contract_scan.hookspecs import Reader
from contract_scan.read.characters.encoding import looks_like_text
from contract_scan.read.choose.signatures import foreign_format
from contract_scan.read.failures import FileError
from contract_scan.read.request import ReadRequest

HEAD = 4_096
#: The reader of what any text may be: a page without its frame of tags is shown by every browser.
ANY_PAGE = "html"
#: The reader that takes any text, so that its recognition says nothing against a suffix.
ANY_TEXT = "text"


def choose_reader(request: ReadRequest, readers: Sequence[Reader]) -> Reader:
    """Return the reader for a file. Raises `FileError`, naming what the file is where that can be told.

    Content decides. The suffix decides between several readers that recognise the content, and alone where none does.
    """
    if not request.data:
        raise FileError("empty", path=request.path)
    head = request.data[:HEAD]
    suffix = suffix_of(request.path)
    by_suffix = [reader for reader in readers if suffix in reader.suffixes]
    broken: dict[int, Exception] = {}
    by_content = [reader for reader in readers if _recognises(reader, head, broken)]
    for reader in by_content:
        if reader in by_suffix:
            return reader
    if (foreign := foreign_format(request.data)) is not None:
        raise FileError(foreign, path=request.path)
    certain = [reader for reader in by_content if reader.name != ANY_TEXT]
    if certain:
        return certain[0]
    for error in (broken[id(reader)] for reader in by_suffix if id(reader) in broken):
        raise FileError("reader_failed", path=request.path, error=named(error)) from error
    return _without_recognition(request, by_suffix, by_content, suffix)


def _recognises(reader: Reader, head: bytes, broken: dict[int, Exception]) -> bool:
    """Say whether a reader recognises a file; a stranger's that fails at it does not, and is kept as `broken`."""
    try:
        return bool(reader.recognises(head))
    except Exception as error:  # noqa: BLE001 - one broken reader costs its own format, not all files
        broken[id(reader)] = error
        return False


def _without_recognition(
    request: ReadRequest, by_suffix: Sequence[Reader], by_content: Sequence[Reader], suffix: str
) -> Reader:
    if by_suffix and (by_suffix[0].name == ANY_PAGE or not looks_like_text(request.data[:HEAD])):
        return by_suffix[0]
    if by_suffix:
        raise FileError("wrong_suffix", path=request.path, suffix=suffix)
    if by_content:
        return by_content[0]
    raise FileError("unsupported", path=request.path)


def suffix_of(path: str) -> str:
    """Return the suffix of a path, or of the innermost file of a path like "mail.eml!letter.PDF": ".pdf"."""
    return PurePath(path.rpartition("!")[2]).suffix.lower()
