"""The folder of results: one file a document, whole or not there; its first line says what the rest is.

A file is named by the digest of the document and that of what it was asked. In it the document is called by neither its
name nor its folder, so that the same document gives the same bytes wherever it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from contract_scan.batch.asked import Asked, asked_from_json, asked_to_json
from contract_scan.batch.errors import BatchError
from contract_scan.document import Document, Unread
from contract_scan.pipes import encoded
from contract_scan.read.choose.reader import suffix_of
from contract_scan.runner.kept import Common, ErrorSaid, Scanned, from_kept, whole
from contract_scan.runner.work import Result
from contract_scan.whole_file import write_whole

SCHEMA = "contract-scan/result/1"
_HEAD = 1_000_000


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a result: which document, what it was asked, and what the rest of the file holds.

    `unreadable` says why documents in it could not be read; `failed` counts those at which a part failed.
    """

    schema: str
    document: str
    asked: str
    documents: int
    pages: int | None
    characters: int
    bytes: int
    failed: int = 0
    unreadable: tuple[ErrorSaid, ...] = ()


def called(path: str) -> str:
    """Return what a file is called in its result: only its suffix is its own."""
    return f"document{suffix_of(path)}"


def digest_of(path: str) -> str:
    """Return the SHA-256 of a file. Raises `OSError`."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Results:
    """The folder of results."""

    folder: Path

    def place(self, document: str, asked: str) -> Path:
        """Return where the result of a document stands."""
        return self.folder / "documents" / document[:2] / f"{document}-{asked}.json"

    def head(self, document: str, asked: str) -> Head | None:
        """Return the first line of a result; None where there is none, or a damaged one."""
        try:
            with self.place(document, asked).open("rb") as file:
                head = msgspec.json.decode(file.readline(_HEAD), type=Head)
        except (OSError, ValueError):
            return None
        return head if head.schema == SCHEMA else None

    def write(self, asked: str, result: Result) -> Head:
        """Write a result, whole or not at all, and return its first line. Raises `BatchError`."""
        errors = (one.unreadable for one in result.documents()) if result.unreadable else ()
        head = Head(
            schema=SCHEMA,
            document=result.sha256,
            asked=asked,
            documents=result.count,
            pages=result.pages,
            characters=result.characters,
            bytes=result.bytes,
            failed=result.failed,
            unreadable=tuple(error for error in errors if error),
        )
        self._write(self.place(result.sha256, asked), encoded(head) + b"\n" + result.json + b"\n")
        return head

    def documents(self, place: str, common: Common, path: str) -> tuple[Scanned, ...]:
        """Return the scans in a result as those of the file at a path. Raises `BatchError` for a damaged one."""
        try:
            _, _, body = (self.folder / place).read_bytes().partition(b"\n")
            found = from_kept(body)
        except (OSError, ValueError) as error:
            raise BatchError("damaged", path=place, error=type(error).__name__) from None
        return tuple(_named(replace(one, scan=whole(one.scan, common)), called(path), path) for one in found)

    def write_asked(self, asked: Asked) -> None:
        """Keep what was asked beside the results; what is common to them stands only here. Raises `BatchError`."""
        self._write(self.folder / "asked" / f"{asked.digest}.json", asked_to_json(asked))

    def asked(self, digest: str) -> Asked:
        """Return what was asked, as it was kept. Raises `BatchError`."""
        place = self.folder / "asked" / f"{digest}.json"
        try:
            return asked_from_json(place.read_bytes())
        except (OSError, ValueError) as error:
            raise BatchError("damaged", path=str(place), error=type(error).__name__) from None

    def write_manifest(self, data: bytes) -> None:
        """Write the manifest, whole or not at all. Raises `BatchError`."""
        self._write(self.manifest, data)

    @property
    def manifest(self) -> Path:
        """Where the manifest stands."""
        return self.folder / "manifest.jsonl"

    def _write(self, place: Path, data: bytes) -> None:
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(place, data)
        except OSError as error:
            raise BatchError("unwritable", path=str(place), error=error.strerror or type(error).__name__) from None


def _named(one: Scanned, old: str, new: str) -> Scanned:
    """Return what is said of a document with the name of its file in place of the one that results use."""
    said = one.unreadable
    return Scanned(
        replace(
            one.scan,
            document=_renamed(one.scan.document, old, new),
            unread=tuple(_renamed_unread(part, old, new) for part in one.scan.unread),
        ),
        said and replace(said, values=named_values(said.values, old, new)),
    )


def _renamed(document: Document, old: str, new: str) -> Document:
    return replace(
        document,
        source=replace(document.source, path=_name(document.source.path, old, new)),
        unread=tuple(_renamed_unread(part, old, new) for part in document.unread),
        original=document.original and _renamed(document.original, old, new),
    )


def _renamed_unread(part: Unread, old: str, new: str) -> Unread:
    return replace(part, details=named_values(part.details, old, new))


def named_values(values: Mapping[str, str | int | float], old: str, new: str) -> dict[str, str | int | float]:
    """Return the values of a sentence with the name of the file it is about."""
    return {key: _name(value, old, new) if isinstance(value, str) else value for key, value in values.items()}


def _name(text: str, old: str, new: str) -> str:
    return new + text[len(old) :] if text == old or text.startswith(f"{old}!") else text
