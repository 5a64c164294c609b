"""The nouns of reference lists: an entry, a format that reads entries, and the manifest of an import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from contract_scan.errors import UsageError
from contract_scan.question import Words

#: Whose word a list is. Reports keep these apart: law binds, the others do not.
Authority = Literal["law", "dutch_state", "foreign_list", "assessment", "index", "register", "terms"]
EntryKind = Literal["person", "organisation", "other", "country", "term"]
#: How a further name relates to the entry: "weak" names and acronyms only ever support a match.
NameKind = Literal["name", "alias", "former", "weak", "acronym", "part"]


class ListError(UsageError):
    """A reference list cannot be imported or used; the sentence says what and what to do next."""

    area = "lists"


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name under which an entry is listed. "part" is a body the list puts under the entry (a subsidiary)."""

    text: str
    kind: NameKind = "alias"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One listed person, organisation, country or term.

    `countries` are ISO 3166-1 alpha-2 codes. `act`, `annex`, `measure` and `programme` are as the list prints them;
    `since` and `until` are dates as printed; `born` are dates or years of birth, ISO 8601 as far as they are known.
    `values` are figures of an index by year, or further facts; `parents` are the names of bodies that the entry is part
    of, as the list says it.
    """

    id: str
    name: str
    kind: EntryKind = "organisation"
    names: tuple[ListedName, ...] = ()
    countries: tuple[str, ...] = ()
    act: str = ""
    annex: str = ""
    measure: str = ""
    programme: str = ""
    since: str = ""
    until: str = ""
    parents: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    born: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where a stored list came from. `edition` and `imported` are ISO 8601 dates; `sha256` is of the file imported.

    `name` is the kind, with the variant behind a dot where a kind can hold several lists ("owid.democracy_eiu").
    `shipped` lists come with contract-scan. `words` is the edition of the words by which its names are compared.
    `nameless` counts the entries that the file gives no name, which are left out.
    """

    name: str
    kind: str
    title: Words
    authority: Authority
    origin: str
    edition: str
    imported: str
    rows: int
    sha256: str
    shipped: bool = False
    words: str = ""
    nameless: int = 0


@runtime_checkable
class ListFormat(Protocol):
    """Reads one kind of published list in its real format; its properties may be plain attributes."""

    @property
    def kind(self) -> str:
        """What `lists import` takes, and questions name."""

    @property
    def title(self) -> Words:
        """The name of the list by language."""

    @property
    def authority(self) -> Authority:
        """Whose word the list is."""

    @property
    def variants(self) -> bool:
        """Whether several lists of the kind may stand side by side."""

    @property
    def fewest(self) -> int:
        """The number of entries below which a file cannot be the whole list."""

    @property
    def days(self) -> int:
        """The age in days at which the list is said to be old; 0 for never."""

    def edition(self, path: Path) -> str | None:
        """Return the date of the file's content (ISO 8601) as it says itself, or None."""

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield the entries, streaming. Raises `ListError` where the file is not of this format or is cut off."""
