"""One file to the JSON of its scans: what a worker does, wherever it runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.read.entry import read_all_bytes
from contract_scan.read.failures import FileError, unread_document
from contract_scan.read.files import load
from contract_scan.runner.kept import Scanned, kept, scanned
from contract_scan.runner.work import Result, Work
from contract_scan.scanning import scan_document
from contract_scan.settings import Settings
from contract_scan.setup import DEFAULT_QUESTIONS, Setup, prepare

#: The settings that plugins still look up by their variable.
_LOOKED_UP = ("lists", "memo_template", "house_limits", "names", "institution")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Settings, and what was prepared with them once."""

    settings: Settings
    setup: Setup


def prepared(settings: Settings) -> Prepared:
    """Load plugins, rules, question set and lists as settings say. Raises `UsageError`."""
    for name in _LOOKED_UP:
        value = getattr(settings, name)
        if value:
            os.environ[f"CONTRACT_SCAN_{name.upper()}"] = (
                os.pathsep.join(value) if isinstance(value, tuple) else str(value)
            )
    setup = prepare(
        plugin_files=settings.plugins,
        rule_folders=settings.rules,
        questions=settings.questions or DEFAULT_QUESTIONS,
        installed=settings.installed,
        today=settings.today,
        suppress=settings.suppress,
        seconds=settings.seconds_per_checker,
        list_ages=settings.list_ages,
    )
    return Prepared(settings, setup)


#: Told when the text of a file is read: its pages (None where its format has none) and characters.
Heard = Callable[[int | None, int], None]


def scan_work(
    work: Work, ready: Prepared, heard: Heard = lambda pages, characters: None, *, last: bool = False
) -> Result:
    """Return the scans of all documents in a file.

    Raises `MemoryError` where any part of it ran out of memory, since another process may have more; at the `last` try
    only where nothing in the file could be read for it.
    """
    documents, size = _read(work, ready)
    if all(isinstance(one, ReadError) and one.values.get("error") == "MemoryError" for one in documents):
        raise MemoryError
    pages = [one.source.pages for one in documents if isinstance(one, Document) and one.source.pages]
    total = sum(pages) if pages else None
    characters = sum(len(one.text) for one in documents if isinstance(one, Document))
    heard(total, characters)
    found = tuple(_scanned(one, work, ready.setup) for one in documents)
    if not last and any(map(_ran_out, found)):
        raise MemoryError
    return Result(kept(found), total, characters, size, sum(one.unreadable is not None for one in found))


def _read(work: Work, ready: Prepared) -> tuple[Sequence[Document | ReadError], int]:
    """Return the documents in a file, or errors, under the name the file is called by, and its size in bytes."""
    settings = ready.settings
    try:
        data = load(work.path, settings.limits) if work.data is None else work.data
    except FileError as error:
        return [FileError(error.key, **{**error.values, "path": work.called})], 0
    found = read_all_bytes(
        data,
        work.called,
        ready.setup.readers,
        ocr=settings.ocr,
        password=work.password or settings.password,
        limits=settings.limits,
    )
    return found, len(data)


def _scanned(one: Document | ReadError, work: Work, setup: Setup) -> Scanned:
    if isinstance(one, ReadError):
        return scanned(scan_document(unread_document(one), setup), one)
    return scanned(scan_document(one, setup, work.decisions))


def _ran_out(one: Scanned) -> bool:
    """Say whether reading or a checker ended for want of memory, which another process may have."""
    said = [failure.details for failure in one.scan.failures]
    said += [one.unreadable.values] if one.unreadable else []
    return any(details.get("error") == "MemoryError" for details in said)
