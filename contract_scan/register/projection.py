"""The projection: the register as tables in SQLite or PostgreSQL, rebuilt from the events and never the truth."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, NullPool, create_engine, insert, select

from contract_scan.garbage import without_collecting
from contract_scan.register.definitions import Definition, definitions
from contract_scan.register.files import Stored, read_events, unit_folders
from contract_scan.register.replay import State, replay
from contract_scan.register.rows import Row, rows_of
from contract_scan.register.tables import META, METADATA

if TYPE_CHECKING:
    from sqlalchemy import Table

#: Raised whenever the tables or what is put in them changes.
VERSION = "2"
CACHE = "CONTRACT_SCAN_CACHE"
#: How much of the file is read by mapping it into memory, in bytes.
_MAPPED = 1 << 28
#: A file that is written once, by one process, beside its place: large pages, no journal, nobody to wait for.
_ONE_WRITER = (
    "PRAGMA page_size=16384",
    "PRAGMA journal_mode=OFF",
    "PRAGMA synchronous=OFF",
    "PRAGMA locking_mode=EXCLUSIVE",
)


@contextmanager
def opened(folder: Path, day: str, unit: str | None = None) -> Iterator[Connection]:
    """Open the projection of a register, or of one unit's part of it, as parents are known at a day (ISO 8601).

    It is kept in the user's cache, and rebuilt when any file of the register is another than it was.
    """
    mark = fingerprint(folder, day, unit)
    path = _cached(folder, day, unit)
    if path is not None and not _is_fresh(path, mark):
        _build_file(path, folder, day, unit, mark)
    engine = _engine(path)
    try:
        if path is None:
            _build(engine, folder, day, unit, mark)
        with engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA mmap_size={_MAPPED}")
            yield connection
    finally:
        engine.dispose()


def _engine(path: Path | None) -> Engine:
    return create_engine(f"sqlite:///{path}", poolclass=NullPool) if path else create_engine("sqlite://")


def _build_file(path: Path, folder: Path, day: str, unit: str | None, mark: str) -> None:
    """Build beside the place and put it there whole: another process may be reading or building the same."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    os.close(handle)
    try:
        _build(_engine(Path(part)), folder, day, unit, mark)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)


def _build(engine: Engine, folder: Path, day: str, unit: str | None, mark: str) -> None:
    with without_collecting():
        stored = read_events(folder, unit)
        facts = {"mark": mark, "closed": _closed(stored), "damaged": str(len(stored.damaged))}
        rebuild(engine, replay(stored.events), definitions(folder, day)[-1], day, facts)


def _closed(stored: Stored) -> str:
    return " ".join(Path(one.path).name for one in stored.damaged if one.reason == "closed")


def rebuild(
    engine: Engine, state: State, definition: Definition, day: str, facts: Mapping[str, str] | None = None
) -> None:
    """Fill an empty or earlier projection with what a state says; whole or not at all.

    `facts` are further things to remember of how it was made.
    """
    with engine.connect() as connection, connection.begin():
        if engine.dialect.name == "sqlite":
            for pragma in _ONE_WRITER:
                connection.exec_driver_sql(pragma)
        METADATA.drop_all(connection)
        METADATA.create_all(connection)
        _fill(connection, rows_of(state, definition, day))
        told = {"definition": definition.version, "day": day, "version": VERSION, **(facts or {})}
        connection.execute(insert(META), [{"key": key, "value": value} for key, value in told.items()])


def _fill(connection: Connection, rows: Mapping[str, Sequence[Row]]) -> None:
    for table in METADATA.sorted_tables:
        if rows.get(table.name):
            connection.exec_driver_sql(_statement(connection, table), list(rows[table.name]))


def _statement(connection: Connection, table: Table) -> str:
    """Return the statement that inserts one row, its columns in order: rows as tuples go in twice as fast as dicts."""
    return str(insert(table).compile(dialect=connection.dialect))


def fingerprint(folder: Path, day: str, unit: str | None = None) -> str:
    """Return what changes when any file of a register does, by names, sizes and times: nothing is opened."""
    seen = hashlib.sha256(f"{VERSION} {day} {unit}".encode())
    places = unit_folders(folder, unit)
    if (folder / "definitions").is_dir():
        places.append(folder / "definitions")
    for place in places:
        with suppress(OSError), os.scandir(place) as entries:
            looks = sorted(map(_looks, entries))
            seen.update("".join([f"{place.name}/{name} {size} {time}\n" for name, size, time in looks]).encode())
    return seen.hexdigest()


def _looks(entry: os.DirEntry[str]) -> tuple[str, int, int]:
    """Return the name, size and time of a file; nothing but its name for a link that leads nowhere."""
    try:
        found = entry.stat()
    except OSError:
        return entry.name, 0, 0
    return entry.name, found.st_size, found.st_mtime_ns


def _cached(folder: Path, day: str, unit: str | None) -> Path | None:
    """Return where the projection is kept; None where nothing is to be kept on disk."""
    named = os.environ.get(CACHE)
    if named == "":
        return None
    if named is None:
        from platformdirs import user_cache_path

        named = str(user_cache_path("contract-scan", appauthor=False))
    place = Path(named) / "register"
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    whose = hashlib.sha256(f"{folder.resolve()} {day} {unit}".encode()).hexdigest()[:24]
    return place / f"{whose}.sqlite"


def _is_fresh(path: Path, mark: str) -> bool:
    from sqlalchemy.exc import DatabaseError

    if not path.is_file():
        return False
    try:
        with _engine(path).connect() as connection:
            return mark == connection.scalar(select(META.c.value).where(META.c.key == "mark"))
    except DatabaseError:
        return False
