"""Where imported lists are kept, and the lists that come with contract-scan."""

from __future__ import annotations

import datetime
import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from contract_scan.cache_folder import code_of, key_of, remembered
from contract_scan.lists.model import ListedName, ListEntry, ListError, ListFormat, Manifest
from contract_scan.lists.names import words_edition
from contract_scan.lists.tables import StoredList, open_stored, write_entries, write_manifest
from contract_scan.nouns import dataclass
from contract_scan.scan import Failure, ListEdition
from contract_scan.yaml_files import load_yaml

SUFFIX = ".sqlite"


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists at hand, by name; an imported list stands in for the shipped one of its kind."""

    stored: tuple[StoredList, ...]
    failures: tuple[Failure, ...] = ()

    def of_kind(self, kind: str) -> tuple[StoredList, ...]:
        """Return the lists of a kind."""
        return tuple(one for one in self.stored if one.manifest.kind == kind)

    def close(self) -> None:
        """Close the files of imported lists."""
        for one in self.stored:
            if not one.manifest.shipped:
                one.close()


def lists_folder() -> Path:
    """Return the folder of imported lists where no setting names another: one in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("contract-scan", appauthor=False) / "lists"


def open_lists(folder: Path | None = None) -> Lists:
    """Open the lists at hand. A damaged file is a failure, and the shipped list of its kind does not stand in."""
    found: list[StoredList] = []
    failures: list[Failure] = []
    for path in sorted((folder or lists_folder()).glob(f"*{SUFFIX}")):
        try:
            found.append(open_stored(path))
        except ListError as error:
            failures.append(Failure("list", path.stem, error.key, dict(error.values)))
    taken = {one.manifest.kind for one in found} | {failure.name.partition(".")[0] for failure in failures}
    shipped = [one for one in _shipped() if one.manifest.kind not in taken]
    return Lists(tuple(sorted([*found, *shipped], key=lambda one: one.manifest.name)), tuple(failures))


def editions(
    lists: Lists,
    formats: Iterable[ListFormat] = (),
    today: datetime.date | None = None,
    ages: Mapping[str, float] | None = None,
) -> list[ListEdition]:
    """Return which editions are at hand, for the record of a scan; old ones are marked, counted from `today`.

    A format says after how many days its list is old; `ages` goes before it, by kind.
    """
    limits: dict[str, float] = {form.kind: form.days for form in formats}
    limits.update(ages or {})
    return [
        ListEdition(
            kind=one.manifest.name,
            edition=one.manifest.edition,
            imported=one.manifest.imported,
            rows=one.manifest.rows,
            sha256=one.manifest.sha256,
            authority=one.manifest.authority,
            old=today is not None and is_old(one.manifest, limits.get(one.manifest.kind, 0), today),
        )
        for one in lists.stored
    ]


def is_old(manifest: Manifest, days: float, today: datetime.date) -> bool:
    """Say whether a list's content is more than so many days old; 0 days means that it never is."""
    age = age_of(manifest, today)
    return days > 0 and (age is None or age > days)


def age_of(manifest: Manifest, today: datetime.date) -> int | None:
    """Return how old a list's content is, in days; None where its edition is no date."""
    edition = manifest.edition[:10]
    try:
        # An edition that is only a year counts from the end of that year.
        return (today - datetime.date.fromisoformat(f"{edition}-12-31" if len(edition) == 4 else edition)).days
    except ValueError:
        return None


@cache
def _shipped() -> Sequence[StoredList]:
    return tuple(_load_shipped(Path(str(path))) for path in sorted(_shipped_files(), key=str))


def _shipped_files() -> list[Path]:
    folder = Path(str(files("contract_scan_patterns"))) / "tables" / "lists" / "shipped"
    return sorted(folder.glob("*.yaml"))


def _load_shipped(path: Path) -> StoredList:
    """Return a list that comes along, ready to be matched: its index is made once and kept between runs."""
    text = path.read_bytes()
    key = key_of((path.stem.encode(), text, words_edition().encode(), _engine()))
    return StoredList(remembered("list", key, lambda: _indexed(path.stem, text), _serialized, _opened))


def _serialized(connection: sqlite3.Connection) -> bytes:
    return connection.serialize()


def _opened(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(data)
    connection.execute("SELECT data FROM manifest").fetchone()
    return connection


@cache
def _engine() -> bytes:
    return code_of(Path(__file__).parent)


def _indexed(name: str, text: bytes) -> sqlite3.Connection:
    """Return a list that comes along as a database."""
    data = load_yaml(text)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    rows, _ = write_entries(connection, [_entry(name, item) for item in data["entries"]])
    manifest = Manifest(
        name=name,
        kind=name,
        title=data["title"],
        authority=data["authority"],
        origin=data["source"],
        edition=str(data["edition"]),
        imported=str(data["edition"]),
        rows=rows,
        sha256=hashlib.sha256(text).hexdigest(),
        shipped=True,
    )
    write_manifest(connection, manifest)
    return connection


def _entry(kind: str, item: dict[str, object]) -> ListEntry:
    names = [ListedName(str(text), "alias") for text in _list(item, "alias")]
    names += [ListedName(str(text), "former") for text in _list(item, "former")]
    return ListEntry(
        id=f"{kind}:{item['name']}",
        name=str(item["name"]),
        names=tuple(names),
        countries=tuple(str(code) for code in _list(item, "country")),
        programme=str(item.get("programme", "")),
    )


def _list(item: dict[str, object], key: str) -> list[object]:
    value = item.get(key, [])
    return value if isinstance(value, list) else [value]
