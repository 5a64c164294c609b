"""Importing a list that the user saved: checked, then put in place in one step, or not at all."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from contract_scan.lists.model import ListEntry, ListError, ListFormat, Manifest
from contract_scan.lists.store import SUFFIX
from contract_scan.lists.tables import open_stored, write_entries, write_manifest

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def import_list(
    form: ListFormat,
    path: Path,
    folder: Path,
    today: datetime.date,
    *,
    variant: str = "",
    accept_fewer: bool = False,
) -> Manifest:
    """Import a file as a list of a format into a folder and return what was recorded.

    Raises `ListError` and leaves the list of before untouched where the file is unreadable, empty, a web page served
    in place of a list, of another format, cut off, or far shorter than a whole list or than the list of before
    (`accept_fewer` lets a short one pass). `variant` tells several lists of one kind apart.
    """
    _look(form, path)
    name = f"{form.kind}.{variant}" if variant else form.kind
    target = folder / f"{name}{SUFFIX}"
    manifest = Manifest(
        name=name,
        kind=form.kind,
        title=form.title,
        authority=form.authority,
        origin=path.name,
        edition=form.edition(path) or _file_date(path),
        imported=today.isoformat(),
        rows=0,
        sha256=_sha256(path),
    )
    before = _rows_before(target)
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".importing-", dir=folder)
    os.close(handle)
    try:
        done = _write(form, path, Path(temporary), manifest, before, accept_fewer)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return done


def _look(form: ListFormat, path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as problem:
        raise ListError("unreadable_file", path=str(path), reason=problem.strerror or "") from None
    if not head.strip():
        raise ListError("empty_file", path=str(path))
    if _HTML.match(_in_one_byte(head)) and not getattr(form, "is_web_page", False):
        raise ListError("web_page", path=str(path), kind=form.kind)


def _in_one_byte(head: bytes) -> bytes:
    """Return the beginning of a file with one byte a letter, for UTF-16 too, and without the mark that it may have."""
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


def _write(form: ListFormat, path: Path, temporary: Path, manifest: Manifest, before: int, fewer: bool) -> Manifest:
    connection = sqlite3.connect(temporary)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        rows, nameless = write_entries(connection, _guarded(form, path))
        if rows < (1 if fewer else form.fewest):
            raise ListError("too_few", path=str(path), kind=form.kind, rows=rows, fewest=form.fewest)
        if rows * 2 < before and not fewer:
            raise ListError("far_fewer", path=str(path), kind=form.kind, rows=rows, before=before)
        done = replace(manifest, rows=rows, nameless=nameless)
        write_manifest(connection, done)
    finally:
        connection.close()
    return done


def _guarded(form: ListFormat, path: Path) -> Iterator[ListEntry]:
    """Yield the entries of a file; whatever its format stumbles over is said in one sentence."""
    try:
        yield from form.read(path)
    except ListError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, SyntaxError):
        raise ListError("wrong_format", path=str(path), kind=form.kind) from None


def import_form(form: ListFormat, path: Path) -> Iterator[ListEntry]:
    """Yield the entries that a format reads in a file. Raises `ListError` for a file that is not of the format."""
    _look(form, path)
    yield from _guarded(form, path)


def _rows_before(target: Path) -> int:
    if not target.exists():
        return 0
    try:
        stored = open_stored(target)
    except ListError:
        return 0
    rows = stored.manifest.rows
    stored.close()
    return rows


def _file_date(path: Path) -> str:
    return datetime.date.fromtimestamp(path.stat().st_mtime).isoformat()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def formats_by_kind(formats: Mapping[str, ListFormat], kind: str) -> ListFormat:
    """Return the format of a kind; raises `ListError` naming those there are."""
    if kind not in formats:
        raise ListError("unknown_kind", kind=kind, known=", ".join(sorted(formats)))
    return formats[kind]
