"""What the list of documents and the search are asked from: tables that can be made again from the files.

They stand in SQLite, or for a department that has one in PostgreSQL.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from contract_scan.desk.database import Database
from contract_scan.desk.errors import DeskError
from contract_scan.desk.record import Record
from contract_scan.desk.summary import summary_of

#: Raised whenever the tables or what is put in them changes.
VERSION = 2
METADATA = MetaData()
META = Table("meta", METADATA, Column("key", String, primary_key=True), Column("value", String))
DOCUMENT = Table(
    "document",
    METADATA,
    Column("unit", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("family", String, index=True),
    Column("added", String),
    Column("changed", String, index=True),
    Column("state", String),
    Column("open", Integer),
    Column("waiting", Integer),
    Column("events", Integer),
    Column("told", Text),
)
WORDS = Table(
    "words",
    METADATA,
    Column("unit", String, index=True),
    Column("digest", String, index=True),
    Column("kind", String),
    Column("number", Integer),
    Column("part", Integer),
    Column("text", Text),
    Column("folded", Text),
)


@dataclass(frozen=True)
class Listed:
    """A document as a list shows it. `told` is its summary, read from `summary` when it is first asked for.

    `open` says that questions are left, `waiting` that something is to be asked or was not answered yet.
    """

    unit: str
    digest: str
    family: str
    added: str
    changed: str
    state: str
    open: bool
    waiting: bool
    summary: str = ""

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """Return what a list says of the document."""
        found: dict[str, Any] = json.loads(self.summary)
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """A quote, party or funder that holds what was searched: in which part of which document, under which number."""

    unit: str
    digest: str
    kind: str
    number: int
    part: int
    text: str


class Projection:
    """Tables over the documents of a home; `sources` yields them all when the tables are to be made anew.

    Raises `DeskError` where the database does not answer, or holds the tables of another desk.
    """

    def __init__(self, database: Database, sources: Callable[[], Iterable[Record]], *, anew: bool = False) -> None:
        self._sources = sources
        self._database = database
        self._one_writes = threading.Lock()
        if anew or not self._is_whole():
            self.rebuild()
        database.keep_private()

    def _is_whole(self) -> bool:
        """Say whether the tables are there and of this version; those of another desk are left alone."""
        try:
            with self._database.engine.connect() as connection:
                held = {row.key: row.value for row in connection.execute(select(META.c.key, META.c.value))}
        except (OperationalError, InterfaceError) as error:
            if self._database.is_elsewhere:
                raise self._database.unreachable(error) from None
            return False
        except DBAPIError:
            return False
        if self._database.is_elsewhere and held.get("home", self._database.home) != self._database.home:
            raise DeskError("other_desk")
        return held.get("version") == str(VERSION)

    def rebuild(self) -> int:
        """Make the tables anew from the files; return how many documents there are."""
        records = 0
        with self._writing() as connection:
            self._database.make_place(connection)
            METADATA.drop_all(connection)
            METADATA.create_all(connection)
            for record in self._sources():
                _put(connection, record)
                records += 1
            facts = {"version": str(VERSION), "home": self._database.home}
            connection.execute(insert(META), [{"key": key, "value": value} for key, value in facts.items()])
        return records

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._database.engine.connect() as connection:
                yield connection
        except (OperationalError, InterfaceError) as error:
            raise self._database.unreachable(error) from None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._one_writes, self._reading() as connection, connection.begin():
            yield connection

    def put(self, record: Record) -> None:
        """Take over what a document says now."""
        with self._writing() as connection:
            _put(connection, record)

    def remove(self, unit: str, digest: str) -> None:
        """Take a document out, and its words off the disk."""
        with self._writing() as connection:
            _remove(connection, unit, digest)
        self._database.leave_no_text_behind()

    def overview(self, unit: str | None) -> list[Listed]:
        """Return the documents of a unit, or of all, the last worked on first, without what is told of each."""
        return self._listed(select(*(column for column in DOCUMENT.c if column is not DOCUMENT.c.told)), unit)

    def documents(self, unit: str | None, only: Iterable[tuple[str, str]] | None = None) -> list[Listed]:
        """Return the documents of a unit, or of all, with what is told of each; or only some of them."""
        if only is None:
            return self._listed(select(DOCUMENT), unit)
        wanted = set(only)
        asked = select(DOCUMENT).where(DOCUMENT.c.digest.in_({digest for _, digest in wanted}))
        return [one for one in self._listed(asked, unit) if (one.unit, one.digest) in wanted]

    def _listed(self, asked: Select[Any], unit: str | None) -> list[Listed]:
        if unit is not None:
            asked = asked.where(DOCUMENT.c.unit == unit)
        with self._reading() as connection:
            rows = connection.execute(asked.order_by(DOCUMENT.c.changed.desc(), DOCUMENT.c.digest)).all()
        return [_listed(row) for row in rows]

    def events_seen(self) -> dict[tuple[str, str], int]:
        """Return up to which event each document was taken over."""
        with self._reading() as connection:
            asked = select(DOCUMENT.c.unit, DOCUMENT.c.digest, DOCUMENT.c.events)
            return {(unit, digest): number for unit, digest, number in connection.execute(asked)}

    def search(self, words: str, unit: str | None, most: int = 200) -> tuple[list[Hit], int]:
        """Return what holds all the words in any order, however they are accented; and how many there are in all."""
        wanted = [word for word in folded(words).split() if word]
        if not wanted:
            return [], 0
        found = and_(*(WORDS.c.folded.contains(word, autoescape=True) for word in wanted))
        if unit is not None:
            found = and_(found, WORDS.c.unit == unit)
        asked = select(WORDS).where(found).order_by(WORDS.c.unit, WORDS.c.digest, WORDS.c.part, WORDS.c.number)
        with self._reading() as connection:
            rows = connection.execute(asked.limit(most)).all()
            number = connection.scalar(select(func.count()).select_from(WORDS).where(found)) or 0
        return [Hit(row.unit, row.digest, row.kind, row.number, row.part, row.text) for row in rows], number

    def close(self) -> None:
        """Let the database go."""
        self._database.close()


def rebuilt(database: Database, sources: Callable[[], Iterable[Record]]) -> int:
    """Make the tables anew, whosever stand there, and return how many documents there are."""
    made = Projection(database, sources, anew=True)
    try:
        return len(made.events_seen())
    finally:
        made.close()


def _listed(row: Any) -> Listed:
    summary = getattr(row, "told", "")
    state, marks = row.state, (bool(row.open), bool(row.waiting))
    return Listed(row.unit, row.digest, row.family, row.added, row.changed, state, *marks, summary)


def _remove(connection: Connection, unit: str, digest: str) -> None:
    for table in (DOCUMENT, WORDS):
        connection.execute(delete(table).where(table.c.unit == unit, table.c.digest == digest))


def _put(connection: Connection, record: Record) -> None:
    events = record.journal.events
    told = summary_of(record)
    seen = connection.scalar(
        select(DOCUMENT.c.told).where(DOCUMENT.c.unit == record.unit, DOCUMENT.c.digest == record.digest)
    )
    same_reading = seen is not None and json.loads(seen).get("reading") == told["reading"]
    row: dict[str, Any] = {
        "unit": record.unit,
        "digest": record.digest,
        "family": record.told("family") or record.digest,
    }
    first, last = (events[0].at, events[-1].at) if events else ("", "")
    row |= {"added": first, "changed": last, "state": told["state"], "events": len(events)}
    row["open"] = int(told["state"] == "read" and told["answered"] < told["questions"])
    row["waiting"] = int(bool(told["waiting"] or told["to_ask"]))
    connection.execute(delete(DOCUMENT).where(DOCUMENT.c.unit == record.unit, DOCUMENT.c.digest == record.digest))
    connection.execute(insert(DOCUMENT).values(**row, told=json.dumps(told, ensure_ascii=False)))
    if not same_reading:
        connection.execute(delete(WORDS).where(WORDS.c.unit == record.unit, WORDS.c.digest == record.digest))
        rows = list(_words(record))
        if rows:
            connection.execute(insert(WORDS), rows)


def _words(record: Record) -> Iterator[dict[str, Any]]:
    for place, part in enumerate(record.parts(), start=1):
        for kind, number, text in part["words"]:
            own = {"unit": record.unit, "digest": record.digest, "kind": kind, "number": number, "part": place}
            yield {**own, "text": text.replace("\0", "\ufffd"), "folded": folded(text)}


def folded(text: str) -> str:
    """Return a text as it is searched: small letters without accents, one space between words."""
    from anyascii import anyascii

    return " ".join(anyascii(text.replace("\0", " ")).casefold().split())


def families(listed: Sequence[Listed]) -> list[list[Listed]]:
    """Return documents as drafts of one agreement, each family newest first, in the order of their newest work."""
    found: dict[tuple[str, str], list[Listed]] = {}
    for one in listed:
        found.setdefault((one.unit, one.family), []).append(one)
    return [sorted(own, key=lambda one: one.added, reverse=True) for own in found.values()]


def later_drafts(listed: Sequence[Listed], digest: str) -> set[str]:
    """Return a document and all of one unit's list that are later drafts of it, by digest."""
    found = {digest}
    while more := {one.digest for one in listed if one.told["draft_of"] in found} - found:
        found |= more
    return found
