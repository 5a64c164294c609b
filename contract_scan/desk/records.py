"""All documents at the desk: taking them in by their content, finding them, taking them away."""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
import uuid
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from weakref import WeakValueDictionary

from contract_scan.desk.errors import DeskError
from contract_scan.desk.home import Home, private_folder
from contract_scan.desk.journal import Journal
from contract_scan.desk.record import WRITTEN, Record

#: How many documents' events are held in memory.
HELD = 64
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNIT = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
#: How long a name may be that is shown.
_LONGEST = 200


class Records:
    """The documents in a home, one folder each, by unit and digest. Names never lead to a place on the disk."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.log = Journal(home.log)
        self._held: OrderedDict[tuple[str, str], Record] = OrderedDict()
        self._alive: WeakValueDictionary[tuple[str, str], Record] = WeakValueDictionary()
        self._lock = threading.Lock()

    def get(self, unit: str, digest: str) -> Record:
        """Return a document. Raises `DeskError` where there is none."""
        if not _UNIT.fullmatch(unit) or not _DIGEST.fullmatch(digest):
            raise DeskError("no_document", 404)
        with self._lock:
            record = self._alive.get((unit, digest)) or self._opened(unit, digest)
            self._held[unit, digest] = record
            self._held.move_to_end((unit, digest))
            if len(self._held) > HELD:
                self._held.popitem(last=False)
            return record

    def _opened(self, unit: str, digest: str) -> Record:
        """Open a document; as long as anybody works with it, there is one object, and so one order of events."""
        folder = self.home.documents / unit / digest
        if not (folder / "events.jsonl").is_file():
            raise DeskError("no_document", 404)
        record = self._alive[unit, digest] = Record(folder)
        return record

    def all(self, unit: str | None = None) -> Iterator[Record]:
        """Yield every document, or those of one unit."""
        for place in sorted(self.home.documents.iterdir()):
            if unit in (None, place.name):
                yield from (self.get(place.name, folder.name) for folder in sorted(place.iterdir()) if _is_one(folder))

    def take_in(self, upload: Path, name: str, unit: str, by: str) -> tuple[Record, bool]:
        """Move an upload to its place and return its record, and whether it is new. The same content is one document.

        `name` is only ever shown.
        """
        if not _UNIT.fullmatch(unit):
            raise DeskError("no_unit", 403)
        digest = digest_of(upload)
        folder = self.home.documents / unit / digest
        if (folder / "events.jsonl").is_file():
            upload.unlink()
            return self.get(unit, digest), False
        private_folder(folder.parent)
        private_folder(folder)
        size = upload.stat().st_size
        upload.replace(folder / "original")
        Journal(folder / "events.jsonl").append(by, "added", value={"name": shown_name(name), "size": size})
        return self.get(unit, digest), True

    def delete(self, record: Record, by: str, *, keep_decisions: bool) -> dict[str, int]:
        """Delete a document with its text from every file; return what remains, counted.

        What remains is a line in the log: digest, unit, who and when; with `keep_decisions` also the answers and
        decisions, without quotes, notes and names of files.
        """
        left = [_without_text(event.value) for event in _written(record)] if keep_decisions else []
        value = {"digest": record.digest, "unit": record.unit, "decisions": left}
        with self._lock:
            self._held.pop((record.unit, record.digest), None)
            self._alive.pop((record.unit, record.digest), None)
            self.log.append(by, "deleted", record.digest, value)
            record.journal.retire()
            gone = self.home.incoming / uuid.uuid4().hex
            record.folder.replace(gone)  # at once and whole: a crash leaves what the next start deletes
        shutil.rmtree(gone)
        return {"decisions": len(left)}


def _is_one(folder: Path) -> bool:
    return bool(_DIGEST.fullmatch(folder.name)) and (folder / "events.jsonl").is_file()


def _written(record: Record) -> list[Any]:
    return [event for (_, kind, _), event in sorted(record.heads.items()) if kind in WRITTEN and event.value]


def _without_text(value: dict[str, Any]) -> dict[str, Any]:
    return {key: value[key] for key in ("question", "answer", "finding", "decision", "rule", "source", "state", "when")
            if key in value}  # fmt: skip


def shown_name(name: str) -> str:
    """Return the last part of a name that a browser or an archive gave, fit to be shown."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    kept = "".join(c for c in last if c.isprintable())[:_LONGEST].strip()
    return kept or "document"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
