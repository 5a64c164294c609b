"""Events in files: one file an event, written whole or not at all, never changed, in a folder per unit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contract_scan.register.errors import RegisterError
from contract_scan.register.event import DIGITS, Event, as_bytes, digest_of, from_bytes
from contract_scan.register.possible import ImpossibleError
from contract_scan.register.replay import removed_by
from contract_scan.whole_file import write_whole

EVENTS = "events"
_PART = ".part"
_ONCE = 1 << 13
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
#: Whoever may enter a unit's folder on a shared drive may read and replace what is in it.
SHARED = 0o664


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file that could not be used. `reason` is a key of the message catalogue: tampered, truncated, unreadable,
    unfinished, misplaced, impossible, copy (under another name), foreign (no file of a register); closed is a unit's
    whole folder that this user may not read."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What a register's folder holds: its events, in the order of their names, and the files that cannot be used."""

    events: tuple[Event, ...]
    damaged: tuple[Damaged, ...] = ()


def read_events(folder: Path, unit: str | None = None) -> Stored:
    """Return the events of a register, or of one unit's folder. A damaged file costs only itself."""
    events: list[Event] = []
    damaged: list[Damaged] = [] if unit else list(_stray(folder))
    for place in unit_folders(folder, unit):
        try:
            files = _files(place)
        except OSError:
            damaged.append(Damaged(str(place), "closed"))
            continue
        for name, is_file in files:
            read = _read(f"{place}{os.sep}{name}", name, place.name, is_file=is_file)
            if isinstance(read, Event):
                events.append(read)
            elif read is not None:
                damaged.append(read)
    return Stored(tuple(events), tuple(damaged))


def _files(place: Path) -> list[tuple[str, bool]]:
    """Return the names in a folder, in order, and whether each is a file: no pipe or device, whose end nobody sees.

    Names cost less than paths, and a folder knows what is in it without asking after each.
    """
    with os.scandir(place) as entries:
        return sorted((entry.name, entry.is_file()) for entry in entries)


def unit_folders(folder: Path, unit: str | None = None) -> list[Path]:
    """Return the folders of events, one a unit, in order of name.

    Raises `RegisterError` where there is no register, or no such unit.
    """
    root = folder / EVENTS
    if not root.is_dir():
        raise RegisterError("no_register", path=str(folder))
    found = sorted(place for place in root.iterdir() if place.is_dir())
    chosen = [place for place in found if unit is None or place.name == unit]
    if unit is not None and not chosen:
        raise RegisterError("no_unit_folder", unit=unit, known=", ".join(place.name for place in found) or "–")
    return chosen


def _stray(folder: Path) -> Iterator[Damaged]:
    """Yield the files that stand beside the folders of units, where nobody reads them."""
    if (folder / EVENTS).is_dir():
        for path in sorted((folder / EVENTS).iterdir()):
            if not (path.is_dir() or _is_by_the_way(path.name)):
                yield Damaged(str(path), "foreign")


def _is_by_the_way(name: str) -> bool:
    """Say whether a file is what a system or an office program puts into any folder."""
    return name.startswith((".", "~$")) or name.casefold() in ("thumbs.db", "desktop.ini")


def _read(path: str, name: str, unit: str, *, is_file: bool) -> Event | Damaged | None:
    if not name.endswith(".json") or name.startswith("~"):
        if name.endswith(_PART):
            return Damaged(path, "unfinished")
        return None if _is_by_the_way(name) else Damaged(path, "foreign")
    try:
        data = _content(path) if is_file else None
    except OSError:
        data = None
    if data is None:
        return Damaged(path, "unreadable")
    digest = digest_of(data)
    if digest != name[-DIGITS - 5 : -5]:
        if digest in name:
            return Damaged(path, "copy")
        return Damaged(path, "tampered" if data.endswith(b"}\n") else "truncated")
    try:
        event = from_bytes(data, digest)
    except ValueError as problem:
        return Damaged(path, "impossible" if isinstance(problem, ImpossibleError) else "unreadable")
    return event if event.unit == unit else Damaged(path, "misplaced")


def _content(path: str) -> bytes:
    """Return what a file holds, by the system's own calls: a file object costs more than what is in it."""
    handle = os.open(path, _READ)
    try:
        data = os.read(handle, _ONCE)
        if len(data) < _ONCE:
            return data
        parts = [data]
        while parts[-1]:
            parts.append(os.read(handle, _ONCE))
        return b"".join(parts)
    finally:
        os.close(handle)


def write_event(folder: Path, event: Event) -> Path:
    """Write one event and return its file; one that is there already is left alone.

    The bytes go to a file of another name first, and are on the disk before it gets its own: a process that is killed
    leaves the whole event or none. Raises `RegisterError` where it cannot be written.
    """
    place = folder / EVENTS / event.unit
    target = place / event.name
    try:
        place.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            write_whole(target, as_bytes(event), SHARED)
    except OSError as problem:
        raise RegisterError("unwritable", path=str(place), reason=problem.strerror or "") from None
    return target


def merge_folders(theirs: Path, ours: Path) -> Iterator[Path]:
    """Copy what another register has and ours lacks, and yield the new files.

    Damaged files are left where they are, and so is what either register has removed for a reason.
    """
    coming = read_events(theirs).events
    here = read_events(ours).events if (ours / EVENTS).is_dir() else ()
    removed = removed_by((*coming, *here))
    for event in coming:
        target = ours / EVENTS / event.unit / event.name
        if event.digest not in removed and not target.exists():
            yield write_event(ours, event)
    for definition in sorted((theirs / "definitions").glob("*.toml")):
        target = ours / "definitions" / definition.name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(definition, target)
            yield target


def remove_files(folder: Path, digests: frozenset[str]) -> int:
    """Delete the files of events that a removal names; return how many were there."""
    gone = 0
    for place in unit_folders(folder):
        for path in place.glob("*.json"):
            if path.name[-DIGITS - 5 : -5] in digests:
                path.unlink()
                gone += 1
    return gone
