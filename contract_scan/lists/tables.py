"""One list as one SQLite file: entries, their names, and an index of the words of names.

Loaded only as far as it is looked at, so that a list of a hundred thousand names costs a scan nothing but its matches.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from contract_scan.lists.model import ListedName, ListEntry, ListError, Manifest, NameKind
from contract_scan.lists.names import compared, in_brackets, is_acronym, words_edition

_TABLES = """
CREATE TABLE manifest (data TEXT NOT NULL);
CREATE TABLE entries (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE names (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, text TEXT, kind TEXT, key TEXT, words TEXT);
CREATE TABLE tokens (token TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (token, name)) WITHOUT ROWID;
"""
_INDEXES = "CREATE INDEX names_by_key ON names (key); CREATE INDEX names_by_entry ON names (entry);"


@dataclass(frozen=True, slots=True)
class StoredName:
    """A name in a list: its words as they are compared, and the number of its entry."""

    entry: int
    text: str
    kind: NameKind
    words: tuple[str, ...]


def write_entries(connection: sqlite3.Connection, entries: Iterable[ListEntry]) -> int:
    """Write entries, with their names in the form they are compared in, into an empty database; return how many."""
    connection.executescript(_TABLES)
    rows = 0
    for rows, entry in enumerate(entries, 1):
        connection.execute("INSERT INTO entries VALUES (?, ?, ?)", (rows, entry.kind, _dumped(entry)))
        if entry.kind in ("person", "organisation"):
            for name in _all_names(entry):
                _write_name(connection, rows, name)
    connection.executescript(_INDEXES)
    return rows


def write_manifest(connection: sqlite3.Connection, manifest: Manifest) -> None:
    """Write what is known about the list, last: a file without it is not a whole list."""
    data = asdict(replace(manifest, words=words_edition()))
    connection.execute("INSERT INTO manifest VALUES (?)", (json.dumps(data, ensure_ascii=False),))
    connection.commit()


class StoredList:
    """A stored list, open for reading; it is closed when nobody holds it any more."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        weakref.finalize(self, connection.close)
        row = connection.execute("SELECT data FROM manifest").fetchone()
        self.manifest = Manifest(**json.loads(row[0]))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def entry(self, number: int) -> ListEntry:
        """Return an entry by its number."""
        row = self._connection.execute("SELECT data FROM entries WHERE id = ?", (number,)).fetchone()
        return _loaded(row[0])

    def entries(self) -> Iterator[ListEntry]:
        """Yield all entries in the order of the file."""
        for (data,) in self._connection.execute("SELECT data FROM entries ORDER BY id"):
            yield _loaded(data)

    def with_key(self, key: str) -> list[StoredName]:
        """Return the names of exactly these words, in any order."""
        query = "SELECT entry, text, kind, words FROM names WHERE key = ? ORDER BY id"
        return [_name(row) for row in self._connection.execute(query, (key,))]

    def with_word(self, word: str, limit: int) -> list[StoredName]:
        """Return the names that hold a word; none, where more than `limit` do, for then it says too little."""
        query = (
            "SELECT entry, text, kind, words FROM tokens JOIN names ON names.id = tokens.name"
            " WHERE token = ? ORDER BY names.id LIMIT ?"
        )
        found = [_name(row) for row in self._connection.execute(query, (word, limit + 1))]
        return found if len(found) <= limit else []

    def words_starting(self, start: str) -> list[str]:
        """Return the words of names that start with these letters."""
        query = "SELECT DISTINCT token FROM tokens WHERE token >= ? AND token < ? ORDER BY token LIMIT 500"
        return [row[0] for row in self._connection.execute(query, (start, start + "\x7f"))]

    def knows_word(self, word: str) -> bool:
        """Say whether any name holds a word."""
        query = "SELECT 1 FROM tokens WHERE token = ? LIMIT 1"
        return self._connection.execute(query, (word,)).fetchone() is not None


def open_stored(path: Path) -> StoredList:
    """Open a stored list for reading. Raises `ListError` where the file is damaged or of another version.

    A list that was stored when names were compared by other words is gone through again first: matched by stale words,
    a name could be missed in silence.
    """
    try:
        stored = _opened(path)
        if stored.manifest.words != words_edition():
            stored = _again(stored, path)
        return stored
    except (sqlite3.Error, TypeError, ValueError):
        raise ListError("damaged", path=str(path), kind=path.stem.partition(".")[0]) from None


def _opened(path: Path) -> StoredList:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        return StoredList(connection)
    except BaseException:
        connection.close()
        raise


def _again(stored: StoredList, path: Path) -> StoredList:
    """Return the same list with its names compared by today's words: kept so, where the folder can be written."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    write_entries(connection, stored.entries())
    write_manifest(connection, stored.manifest)
    stored.close()
    with contextlib.suppress(OSError, sqlite3.Error):
        handle, temporary = tempfile.mkstemp(prefix=".again-", dir=path.parent)
        os.close(handle)
        copy = sqlite3.connect(temporary)
        connection.backup(copy)
        copy.close()
        Path(temporary).replace(path)
    return StoredList(connection)


def _all_names(entry: ListEntry) -> Iterator[ListedName]:
    yield ListedName(entry.name, "name")
    yield from entry.names
    for whole in (entry.name, *(name.text for name in entry.names)):
        for part in in_brackets(whole):
            yield ListedName(part, "acronym" if is_acronym(part) else "weak")


def _write_name(connection: sqlite3.Connection, entry: int, name: ListedName) -> None:
    form = compared(name.text)
    if not form.words:
        return
    kind = "acronym" if name.kind != "name" and is_acronym(name.text) else name.kind
    cursor = connection.execute(
        "INSERT INTO names (entry, text, kind, key, words) VALUES (?, ?, ?, ?, ?)",
        (entry, name.text, kind, form.key, " ".join(form.words)),
    )
    rows = [(word, cursor.lastrowid) for word in dict.fromkeys(form.words)]
    connection.executemany("INSERT INTO tokens VALUES (?, ?)", rows)


def _name(row: tuple[int, str, NameKind, str]) -> StoredName:
    return StoredName(row[0], row[1], row[2], tuple(row[3].split(" ")))


def _dumped(entry: ListEntry) -> str:
    return json.dumps({key: value for key, value in asdict(entry).items() if value}, ensure_ascii=False)


def _loaded(data: str) -> ListEntry:
    values = json.loads(data)
    values["names"] = tuple(ListedName(**name) for name in values.get("names", ()))
    for key in ("countries", "parents"):
        values[key] = tuple(values.get(key, ()))
    return ListEntry(**values)
