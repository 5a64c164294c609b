"""One file to the JSON of its scans: what a worker does, wherever it runs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.read.entry import read_all_bytes
from contract_scan.read.failures import FileError, unread_document
from contract_scan.read.files import load
from contract_scan.runner.kept import Scanned, kept, lean, scanned
from contract_scan.runner.work import Result, Work
from contract_scan.scanning import scan_document
from contract_scan.settings import Settings
from contract_scan.setup import Setup, prepare_with
from contract_scan.steps import heard_by, tell


@dataclass(frozen=True, slots=True)
class Prepared:
    """Settings, and what was prepared with them once."""

    settings: Settings
    setup: Setup


def prepared(settings: Settings) -> Prepared:
    """Load plugins, rules, question set and lists as settings say. Raises `UsageError`."""
    return Prepared(settings, prepare_with(settings))


#: Told when the text of a file is read: its pages (None where its format has none) and characters.
Heard = Callable[[int | None, int], None]


def scan_work(
    work: Work, ready: Prepared, heard: Heard = lambda pages, characters: None, *, last: bool = False
) -> Result:
    """Return the scans of all documents in a file.

    Raises `MemoryError` where any part of it ran out of memory, since another process may have more; at the `last` try
    only where nothing in the file could be read for it.
    """
    data, documents = _read(work, ready)
    if all(isinstance(one, ReadError) and one.values.get("error") == "MemoryError" for one in documents):
        raise MemoryError
    pages = [one.source.pages for one in documents if isinstance(one, Document) and one.source.pages]
    total = sum(pages) if pages else None
    characters = sum(len(one.text) for one in documents if isinstance(one, Document))
    heard(total, characters)
    found = tuple(_each(documents, work, ready.setup))
    if not last and any(map(_ran_out, found)):
        raise MemoryError
    digest = hashlib.sha256(data).hexdigest() if data else ""
    unreadable = sum(one.unreadable is not None for one in found)
    failed = sum(bool(one.scan.failures) for one in found)
    return Result(kept(found), total, characters, len(data), unreadable, digest, len(found), failed)


def _each(documents: Sequence[Document | ReadError], work: Work, setup: Setup) -> Iterator[Scanned]:
    if len(documents) == 1:
        yield _scanned(documents[0], work, setup)
        return
    for number, one in enumerate(documents, start=1):
        tell("document", number, len(documents))
        with heard_by(lambda *step: None):  # of several, which one it is says more than which of its checkers
            yield _scanned(one, work, setup)


def _read(work: Work, ready: Prepared) -> tuple[bytes, Sequence[Document | ReadError]]:
    """Return a file and the documents in it, or errors, under the name that the file is called by."""
    settings = ready.settings
    try:
        data = load(work.path, settings.limits) if work.data is None else work.data
    except FileError as error:
        return b"", [FileError(error.key, **{**error.values, "path": work.called})]
    found = read_all_bytes(
        data,
        work.called,
        ready.setup.readers,
        ocr=settings.ocr,
        password=work.password or settings.password,
        limits=settings.limits,
    )
    return data, found


def _scanned(one: Document | ReadError, work: Work, setup: Setup) -> Scanned:
    error = one if isinstance(one, ReadError) else None
    document = unread_document(one) if isinstance(one, ReadError) else one
    scan = scan_document(document, setup, work.decisions if error is None else None)
    return scanned(lean(scan) if work.lean else scan, error)


def _ran_out(one: Scanned) -> bool:
    """Say whether reading or a checker ended for want of memory, which another process may have."""
    said = [failure.details for failure in one.scan.failures]
    said += [one.unreadable.values] if one.unreadable else []
    return any(details.get("error") == "MemoryError" for details in said)
