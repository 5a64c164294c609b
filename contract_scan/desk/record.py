"""One document at the desk: the file, what was read in it, and everything that people did with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from contract_scan.decisions import Decisions, decisions_from
from contract_scan.desk.errors import DeskError
from contract_scan.desk.journal import Event, Journal
from contract_scan.whole_file import write_whole

#: What a reviewer writes on a page: each kind with the name that its key has in a decisions file.
WRITTEN = {"answer": "question", "finding": "finding", "source": "source"}
_LISTS = {"answer": "answers", "finding": "findings", "source": "sources"}

#: How long a note may be, in characters (the fields of the page say so too), and all of one change.
LONGEST_NOTE, LONGEST = 20_000, 250_000

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants to write: `after` is the number of the event that they last saw on the same thing."""

    kind: str
    key: str
    value: Mapping[str, Any] | None
    part: str
    after: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change: the event it became, or the one that somebody else wrote in between."""

    event: Event
    conflict: bool = False


class Record:
    """A document's folder. Its events are its only truth; the rest is the file itself and what can be made again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unit, self.digest = folder.parent.name, folder.name
        self.journal = Journal(folder / "events.jsonl")
        self._heads: dict[Key, Event] = {}
        self._seen = 0

    @property
    def original(self) -> Path:
        """Return where the file stands, whatever it was called."""
        return self.folder / "original"

    @property
    def heads(self) -> dict[Key, Event]:
        """Return the last event on each thing, by part, kind and key."""
        while self._seen < len(self.journal.events):
            event = self.journal.events[self._seen]
            self._heads[event.part, event.kind, event.key] = event
            self._seen += 1
        return self._heads

    def head(self, kind: str, key: str = "", part: str = "") -> Event | None:
        """Return the last event on one thing, None where there is none."""
        return self.heads.get((part, kind, key))

    def told(self, kind: str, key: str = "") -> Any:
        """Return what the last event on one thing says, None where there is none or it was taken back."""
        event = self.head(kind, key)
        return event.value if event else None

    @property
    def name(self) -> str:
        """Return what the file was called when it came in; the beginning of its digest where that was damaged."""
        return str((self.told("added") or {}).get("name", "")) or self.digest[:16]

    @property
    def suffix(self) -> str:
        """Return the ending of the file's name, for a copy of it; empty where it is no plain one."""
        suffix = PurePath(self.name).suffix
        return suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) < 8 else ""

    @property
    def about(self) -> dict[str, Any] | None:
        """Return what was read of the document, for lists and search; None until it was read."""
        path = self.folder / "about.json"
        return json.loads(path.read_bytes()) if path.is_file() else None

    def write(self, changes: Sequence[Change], by: str) -> list[Outcome]:
        """Write changes one by one. One that does not follow the last event on its thing is told, and not written."""
        made: list[Outcome] = self.journal.exclusively(lambda: [self._write(change, by) for change in changes])
        return made

    def _write(self, change: Change, by: str) -> Outcome:
        last = self.head(change.kind, change.key, change.part)
        if last is not None and last.n != change.after and last.value != change.value:
            return Outcome(last, conflict=True)
        if last is not None and last.value == change.value:
            return Outcome(last)
        return Outcome(self.journal.append(by, change.kind, change.key, change.value, change.part))

    def decisions(self, part: str) -> Decisions:
        """Return what people answered and decided on one part, as a decisions file has it."""
        lists: dict[str, list[Any]] = {name: [] for name in _LISTS.values()}
        for (own, kind, _), event in sorted(self.heads.items()):
            if own == part and kind in _LISTS and event.value is not None:
                lists[_LISTS[kind]].append(event.value)
        return checked_decisions(lists, self.name, part)

    def parts(self) -> list[dict[str, Any]]:
        """Return what is known of each document in the file: one for most files, several for mail and archives."""
        about = self.about
        return list(about["parts"]) if about else []

    @property
    def first_part(self) -> str:
        """Return the SHA-256 of the first document in the file; of the file where none was read."""
        return next((str(one["sha256"]) for one in self.parts()), self.digest)

    def clear_reading(self) -> None:
        """Delete what was read; the file and what people did stay."""
        for path in self.folder.iterdir():
            if path.name not in ("original", "events.jsonl"):
                path.unlink()

    def keep(self, name: str, data: bytes) -> None:
        """Write a file beside the document, for its owner alone. Raises `DeskError` where it was deleted meanwhile."""
        try:
            write_whole(self.folder / name, data)
        except FileNotFoundError:
            raise DeskError("no_document", 404) from None


def checked_decisions(lists: Mapping[str, Any], path: str, sha256: str) -> Decisions:
    """Return decisions from plain lists. Raises `DecisionsError` for what cannot be one."""
    from contract_scan.decisions import SCHEMA

    return decisions_from({"schema": SCHEMA, "document": {"path": path, "sha256": sha256}, **lists}, path)


def change_from(entry: Any) -> Change:
    """Return a change as a browser sent it. Raises `DeskError` for one that could not stand in a decisions file."""
    try:
        kind, key, value = str(entry["kind"]), str(entry["key"]), entry["value"]
        made = Change(kind, key, value, str(entry["part"]), int(entry["after"]))
        named = WRITTEN[kind]
        if value is not None:
            if value[named] != key or len(json.dumps(value)) > LONGEST:
                raise ValueError(key)
            if len(str(value.get("why", ""))) > LONGEST_NOTE:
                raise DeskError("note_too_long", limit=LONGEST_NOTE)
            _refuse_what_no_file_could_hold(kind, value, made.part)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        raise DeskError("bad_change") from None
    return made


def _refuse_what_no_file_could_hold(kind: str, value: Mapping[str, Any], part: str) -> None:
    from contract_scan.decisions import DecisionsError

    try:
        checked_decisions({_LISTS[kind]: [value]}, "", part)
    except DecisionsError:
        raise DeskError("bad_change") from None


def written_since(record: Record, number: int) -> Iterator[Event]:
    """Yield what people wrote on the page after an event."""
    yield from (event for event in record.journal.events[number:] if event.kind in WRITTEN)
