"""The manifest of a batch: what became of every input, one JSON object a line, in order of the paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from contract_scan.batch.errors import BatchError
from contract_scan.batch.results import Head, called, named_values
from contract_scan.errors import ContractScanError
from contract_scan.messages import say
from contract_scan.pipes import encoded
from contract_scan.read.failures import shown
from contract_scan.runner.kept import ErrorSaid

SCHEMA = "contract-scan/manifest/1"

#: "done": scanned in this run. "skipped": a result was there already. "failed": nothing in the file could be read, or
#: it was given up. "open": the run was stopped before it came to it.
State = Literal["done", "skipped", "failed", "open"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Why something of an input is missing: the sentence, and the key and values it is made of."""

    text: str
    key: str
    values: dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Row:
    """One input. `result` is the place of its result in the folder, empty where there is none.

    `documents` are those in the file, of which `errors` says which could not be read; `parts_failed` counts those at
    which a part of contract-scan failed.
    """

    path: str
    state: State = "open"
    sha256: str = ""
    result: str = ""
    documents: int = 0
    pages: int | None = None
    parts_failed: int = 0
    errors: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line of a manifest: the digest of what was asked (see ``asked/``), and how many inputs there are."""

    schema: str
    asked: str
    inputs: int


def row_of(path: str, head: Head, place: str, language: str, *, new: bool) -> Row:
    """Return the row of an input that has a result, made in this run or (not `new`) before."""
    errors = tuple(_sentence(error, path, language) for error in head.unreadable)
    state: State = "done" if new else "skipped"
    return Row(
        path=path,
        state="failed" if len(errors) >= head.documents else state,
        sha256=head.document,
        result=place,
        documents=head.documents,
        pages=head.pages,
        parts_failed=head.failed,
        errors=errors,
    )


def failed_row(path: str, error: ContractScanError, language: str, sha256: str = "") -> Row:
    """Return the row of an input that has no result, and why."""
    said = ErrorSaid(error.area, error.key, error.values)
    return Row(path, "failed", sha256, errors=(_sentence(said, path, language),))


def _sentence(error: ErrorSaid, path: str, language: str) -> Sentence:
    values = named_values(error.values, called(path), shown(path))
    key = f"{error.area}.{error.key}"
    return Sentence(say(key, language, **values), key, values)


def manifest_to_bytes(asked: str, rows: Iterable[Row]) -> bytes:
    """Return a manifest: the same rows in any order, the same bytes."""
    lines = sorted(rows, key=lambda row: row.path)
    shown_rows = (replace(row, path=shown(row.path)) if not row.path.isprintable() else row for row in lines)
    heading = encoded(Heading(SCHEMA, asked, len(lines)))
    return b"".join(line + b"\n" for line in (heading, *map(encoded, shown_rows)))


def read_heading(path: Path) -> Heading:
    """Return the first line of a manifest. Raises `BatchError` where there is none."""
    try:
        with path.open("rb") as file:
            heading = msgspec.json.decode(file.readline(), type=Heading)
    except (OSError, ValueError):
        raise BatchError("no_manifest", path=str(path.parent)) from None
    if heading.schema != SCHEMA:
        raise BatchError("no_manifest", path=str(path.parent))
    return heading


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a manifest one by one. Raises `BatchError` for a damaged one."""
    read_heading(path)
    decoder = msgspec.json.Decoder(Row)
    try:
        with path.open("rb") as file:
            file.readline()
            for line in file:
                yield decoder.decode(line)
    except (OSError, ValueError) as error:
        raise BatchError("damaged", path=str(path), error=type(error).__name__) from None
