"""Events in a file: one line each, only ever added to, each naming the digest of the line before it."""

from __future__ import annotations

import datetime
import errno
import hashlib
import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contract_scan.desk.errors import DeskError


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did: its number in the file, when (UTC), by whom, what sort, on what, and what it says.

    `part` is the SHA-256 of the document within the file that it is about; `value` is None where something was taken
    back.
    """

    n: int
    at: str
    by: str
    kind: str
    key: str = ""
    value: Any = None
    part: str = ""


def now() -> str:
    """Return the moment as events have it: ISO 8601, UTC, in milliseconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(slots=True)
class Journal:
    """The events of one file. What was appended is on the disk before `append` returns.

    `damaged` says from which line on the file is not as it was written; those lines are not used, and stay. `retired`
    is set when the file is deleted: whoever still holds it writes no more, not even where the same has come in again.
    """

    path: Path
    events: list[Event] = field(default_factory=list)
    damaged: int = 0
    retired: bool = False
    _last: str = ""
    _whole: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        if not self.path.exists():
            return
        data = self.path.read_bytes()
        for line in data.splitlines(keepends=True):
            event = _read(line, self._last, len(self.events) + 1)
            if event is None:
                break
            self.events.append(event)
            self._take(line)
        if self._whole < len(data):
            self._cut(data)

    def _take(self, line: bytes) -> None:
        self._last = hashlib.sha256(line).hexdigest()
        self._whole += len(line)

    def _cut(self, data: bytes) -> None:
        """A last line without its end was never acknowledged: the power failed while it was written. It goes; all
        else that does not fit was changed by somebody."""
        rest = data[self._whole :]
        if b"\n" in rest:
            self.damaged = len(self.events) + 1
            return
        with self.path.open("r+b") as file:
            file.truncate(self._whole)

    def append(self, by: str, kind: str, key: str = "", value: Any = None, part: str = "", at: str = "") -> Event:
        """Add an event and return it. Raises `OSError` or `DeskError`; then nothing was added."""
        with self._lock:
            if self.damaged:
                raise DeskError("damaged", 409, line=self.damaged)
            if self.retired:
                raise DeskError("no_document", 404)
            event = Event(len(self.events) + 1, at or now(), by, kind, key, value, part)
            line = _written(event, self._last)
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                if os.write(handle, line) != len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, self._whole)
                raise
            finally:
                os.close(handle)
            self._take(line)
            self.events.append(event)
            return event

    def retire(self) -> None:
        """Write no more from now on."""
        with self._lock:
            self.retired = True

    def exclusively(self, act: Callable[[], Any]) -> Any:
        """Do something while nobody else adds to the file."""
        with self._lock:
            return act()


def _written(event: Event, before: str) -> bytes:
    told = {"n": event.n, "at": event.at, "by": event.by, "kind": event.kind, "key": event.key}
    told |= {"part": event.part, "value": event.value, "before": before}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _read(line: bytes, before: str, number: int) -> Event | None:
    if not line.endswith(b"\n"):
        return None
    try:
        told = json.loads(line)
        if told["before"] != before or told["n"] != number:
            return None
        return Event(told["n"], told["at"], told["by"], told["kind"], told["key"], told["value"], told["part"])
    except (ValueError, KeyError, TypeError):
        return None
