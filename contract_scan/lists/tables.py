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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path

from contract_scan.lists.keys import joined_of, nearest, sounds_of, spellings_of, telling_words
from contract_scan.lists.model import ListedName, ListEntry, ListError, Manifest, NameKind
from contract_scan.lists.names import Name, compared, in_brackets, is_acronym, words_edition
from contract_scan.lists.person_names import person
from contract_scan.nouns import dataclass

_TABLES = """
CREATE TABLE manifest (data TEXT NOT NULL);
CREATE TABLE entries (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE names (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, text TEXT, kind TEXT, key TEXT, words TEXT,
    joined TEXT, rarest TEXT);
CREATE TABLE tokens (token TEXT NOT NULL, name INTEGER NOT NULL, size INTEGER NOT NULL);
CREATE TABLE words (word TEXT PRIMARY KEY, head TEXT NOT NULL, tail TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX tokens_by_token ON tokens (token, name, size);
CREATE INDEX names_by_key ON names (key);
CREATE INDEX names_by_entry ON names (entry);
CREATE INDEX names_by_joined ON names (joined);
CREATE INDEX names_by_rarest ON names (rarest);
CREATE INDEX words_by_head ON words (head, size);
CREATE INDEX words_by_tail ON words (tail, size);
"""
_FIELDS = tuple(field.name for field in fields(ListEntry))
#: How many letters of a word's beginning and end are looked up, to find what it may be a misspelling of.
_END = 3
_COLUMNS = "names.entry, names.text, names.kind, names.words, names.id, names.joined"


@dataclass(frozen=True, slots=True)
class StoredName:
    """A name in a list: its words as they are compared, and the number of its entry."""

    entry: int
    text: str
    kind: NameKind
    words: tuple[str, ...]
    number: int
    joined: str

    def compared(self) -> Name:
        """Return the name as it is compared."""
        return Name(self.text, self.words, self.joined)


def write_entries(connection: sqlite3.Connection, entries: Iterable[ListEntry]) -> tuple[int, int]:
    """Write entries, with their names in the form they are compared in, into an empty database.

    Returns how many were written, and how many had no name and were left out.
    """
    connection.executescript(_TABLES)
    rows = nameless = 0
    for entry in entries:
        if not entry.name.strip():
            nameless += 1
            continue
        rows += 1
        connection.execute("INSERT INTO entries VALUES (?, ?, ?)", (rows, entry.kind, _dumped(entry)))
        if entry.kind in ("person", "organisation"):
            for name in _all_names(entry):
                _write_name(connection, rows, name, entry.kind)
    connection.executescript(_INDEXES)
    _write_rarest(connection)
    return rows, nameless


def _write_rarest(connection: sqlite3.Connection) -> None:
    """Write with each name the word of it that the fewest names hold: a text without it cannot hold the name."""
    counts = dict(connection.execute("SELECT token, count(*) FROM tokens GROUP BY token"))
    rows = [
        (min(words.split(" "), key=lambda word: (word.isdigit(), counts.get(word, 0), word)), number)
        for number, words in connection.execute("SELECT id, words FROM names")
    ]
    connection.executemany("UPDATE names SET rarest = ? WHERE id = ?", rows)


def write_manifest(connection: sqlite3.Connection, manifest: Manifest) -> None:
    """Write what is known about the list, last: a file without it is not a whole list."""
    data = asdict(replace(manifest, words=words_edition()))
    connection.execute("INSERT INTO manifest VALUES (?)", (json.dumps(data, ensure_ascii=False),))
    connection.commit()


class StoredList:
    """A stored list, open for reading; it is closed when nobody holds it any more."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, bool] = {}
        self._sizes: dict[str, dict[int, int]] = {}
        self._near: dict[str, list[str]] = {}
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

    def kind_of(self, number: int) -> str:
        """Return whether an entry is a person, an organisation or something else."""
        return str(self._connection.execute("SELECT kind FROM entries WHERE id = ?", (number,)).fetchone()[0])

    def entries(self) -> Iterator[ListEntry]:
        """Yield all entries in the order of the file."""
        for (data,) in self._connection.execute("SELECT data FROM entries ORDER BY id"):
            yield _loaded(data)

    def with_key(self, key: str) -> list[StoredName]:
        """Return the names of exactly these words, in any order."""
        return self._names("FROM names WHERE key = ?", (key,))

    def with_joined(self, joined: str) -> list[StoredName]:
        """Return the names that sound like this when they are written in one word."""
        return self._names("FROM names WHERE joined = ?", (joined,))

    def numbers_with(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the names that hold a word, or the sound of one (`sounds_of`)."""
        return tuple(self.sizes_with(word))

    def sizes_with(self, word: str) -> dict[int, int]:
        """Return how many words the names have that hold a word, or the sound of one, by their numbers.

        Of a person's name all words count, of an organisation's those that tell it from others.
        """
        if word not in self._sizes:
            rows = self._connection.execute("SELECT name, size FROM tokens WHERE token = ?", (word,))
            self._sizes[word] = dict(rows.fetchall())
        return self._sizes[word]

    def numbered(self, numbers: Iterable[int]) -> list[StoredName]:
        """Return the names of these numbers, in their order."""
        ordered, found = sorted(numbers), []
        for start in range(0, len(ordered), 500):
            some = ordered[start : start + 500]
            found += self._names(f"FROM names WHERE id IN ({','.join('?' * len(some))})", some)
        return found

    def with_rarest(self, words: Iterable[str]) -> list[StoredName]:
        """Return the names whose rarest word is one of these."""
        ordered, found = sorted(words), []
        for start in range(0, len(ordered), 500):
            some = ordered[start : start + 500]
            found += self._names(f"FROM names WHERE rarest IN ({','.join('?' * len(some))})", some)
        return found

    def with_text_like(self, pattern: str) -> list[StoredName]:
        """Return the names whose text fits a pattern of SQLite's GLOB; it goes through all names."""
        return self._names("FROM names WHERE text GLOB ?", (pattern,))

    def words_near(self, word: str) -> list[str]:
        """Return the words of names that begin or end with the same letters as a word and are spelt nearly like it.

        At most two letters differ, or three at the end.
        """
        if word not in self._near:
            query = (
                "SELECT word FROM words WHERE head = ? AND size BETWEEN ? AND ?"
                " UNION SELECT word FROM words WHERE tail = ? AND size BETWEEN ? AND ?"
            )
            fewest, most = len(word) - 3, len(word) + 3
            values = (word[:_END], fewest, most, word[-_END:], len(word) - 2, len(word) + 2)
            rows = self._connection.execute(query, values)
            self._near[word] = nearest(word, [row[0] for row in rows])
        return self._near[word]

    def knows_word(self, word: str) -> bool:
        """Say whether any name holds a word."""
        if word not in self._known:
            query = "SELECT 1 FROM tokens WHERE token = ? LIMIT 1"
            self._known[word] = self._connection.execute(query, (word,)).fetchone() is not None
        return self._known[word]

    def _names(self, where: str, values: Sequence[object]) -> list[StoredName]:
        rows = self._connection.execute(f"SELECT {_COLUMNS} {where} ORDER BY names.id", tuple(values))
        return [_name(row) for row in rows]


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


def _write_name(connection: sqlite3.Connection, entry: int, name: ListedName, entry_kind: str) -> None:
    form = person(name.text) if entry_kind == "person" else compared(name.text)
    if not form.words:
        return
    kind = "acronym" if name.kind != "name" and is_acronym(name.text) else name.kind
    cursor = connection.execute(
        "INSERT INTO names (entry, text, kind, key, words, joined) VALUES (?, ?, ?, ?, ?, ?)",
        (entry, name.text, kind, form.key, " ".join(form.words), form.joined),
    )
    tokens = dict.fromkeys((*form.words, *(sound for word in form.words for sound in sounds_of(word))))
    size = len(form.words)
    if entry_kind == "person":
        tokens.update(dict.fromkeys(spelling for word in form.words for spelling in spellings_of(word)))
    else:
        size = len(set(telling_words(form.words)))
        tokens[joined_of(form.words)] = None
    rows = [(word, cursor.lastrowid, size) for word in tokens]
    connection.executemany("INSERT INTO tokens VALUES (?, ?, ?)", rows)
    words = [(word, word[:_END], word[-_END:], len(word)) for word in set(form.words) if len(word) > 4]
    connection.executemany("INSERT OR IGNORE INTO words VALUES (?, ?, ?, ?)", words)


def _name(row: tuple[int, str, NameKind, str, int, str]) -> StoredName:
    return StoredName(row[0], row[1], row[2], tuple(row[3].split(" ")), row[4], row[5])


def _dumped(entry: ListEntry) -> str:
    values = {name: getattr(entry, name) for name in _FIELDS}
    values["names"] = [{"text": name.text, "kind": name.kind} for name in entry.names]
    values["values"] = dict(entry.values)
    return json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False)


def _loaded(data: str) -> ListEntry:
    values = json.loads(data)
    values["names"] = tuple(ListedName(**name) for name in values.get("names", ()))
    for key in ("countries", "parents", "born"):
        values[key] = tuple(values.get(key, ()))
    return ListEntry(**values)
