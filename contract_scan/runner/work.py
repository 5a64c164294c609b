"""What a pool is given and what it tells: a document to scan, events while it is, and the result."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from contract_scan.decisions import Decisions
from contract_scan.errors import ContractScanError
from contract_scan.nouns import dataclass
from contract_scan.runner.kept import Scanned, from_kept


@dataclass(frozen=True, slots=True)
class Work:
    """One file to scan.

    `path` is where it stands, or with `data` (the whole file) only what it is called. `name` is what results call it,
    where that is not the path; its suffix helps to choose the reader. `password` goes before that of the settings.
    `decisions` are a reviewer's earlier ones. `lean` leaves out of the result what is the same for all documents of a
    run (see `contract_scan.runner.kept.Common`).
    """

    path: str
    name: str = ""
    data: bytes | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    decisions: Decisions | None = None
    lean: bool = False

    @property
    def called(self) -> str:
        """What results and sentences call the file."""
        return self.name or self.path


What = Literal["started", "read", "again", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a file: `number` is that of its job, counted from 1 in the order of submission.

    "started": a worker has it in hand (once more after "again"). "read": its text is read, it is checked now; `pages`
    (None where its format has none) and `characters` of all documents in it are known. "again": it ended its worker
    and waits to be tried once alone; `error` says why. Then one of "done" (of its documents `unreadable` could not be
    read), "failed" (`error` is the sentence to show) or "cancelled", and nothing after it. `bytes` is the size of the
    file, `seconds` how long it was in hand this time, on the clock.
    """

    what: What
    number: int
    path: str
    pages: int | None = None
    characters: int = 0
    bytes: int = 0
    seconds: float = 0.0
    unreadable: int = 0
    error: ContractScanError | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a file that was scanned: its documents, as JSON that loses nothing.

    `json` is what `contract_scan.runner.kept.from_kept` reads. A document that could not be read is a result too: one
    without text that says why; of `count` documents `unreadable` are such. `sha256` is that of the whole file as it
    was read, empty where it could not be; `failed` counts the documents at which a part (a plugin, checker, rule or
    list) failed.
    """

    json: bytes = field(repr=False)
    pages: int | None = None
    characters: int = 0
    bytes: int = 0
    unreadable: int = 0
    sha256: str = ""
    count: int = 1
    failed: int = 0

    def documents(self) -> tuple[Scanned, ...]:
        """Return the documents in the file: one for most formats, several for mail and archives."""
        return from_kept(self.json)
