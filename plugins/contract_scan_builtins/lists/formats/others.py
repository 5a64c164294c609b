"""Lists that others keep: OpenSanctions, the China Defence Universities Tracker, ROR, indices and term lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from contract_scan.lists.model import Authority, EntryKind, ListedName, ListEntry, ListError, NameKind
from contract_scan.nouns import dataclass
from contract_scan.question import Words
from contract_scan_builtins.countries.named import country_code
from contract_scan_builtins.lists.formats.base import Format, birth, csv_rows, first, json_items, split

_SCHEMAS: dict[str, EntryKind] = {"Person": "person", "Vessel": "other", "Airplane": "other", "Security": "other"}


@dataclass(frozen=True)
class OpenSanctionsFormat(Format):
    """`targets.simple.csv` of OpenSanctions: a private collection of official lists, not itself an official one."""

    kind: ClassVar[str] = "opensanctions"
    title: ClassVar[Words] = {
        "nl": "OpenSanctions (verzameling van lijsten)",
        "en": "OpenSanctions (collection of lists)",
    }
    authority: ClassVar[Authority] = "assessment"
    variants: ClassVar[bool] = True
    days: int = 14

    def edition(self, path: Path) -> str | None:
        """Return the newest day on which an entry was seen."""
        return (
            max((row.get("last_seen", "")[:10] for row in csv_rows(self, path, "id", "schema", "name")), default="")
            or None
        )

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield one entry a row."""
        for row in csv_rows(self, path, "id", "schema", "name"):
            if row["name"]:
                yield ListEntry(
                    id=row["id"],
                    name=row["name"],
                    kind=_SCHEMAS.get(row["schema"], "organisation"),
                    names=tuple(ListedName(text) for text in split(row.get("aliases", ""))),
                    countries=tuple(code.upper() for code in split(row.get("countries", "")) if len(code) == 2),
                    act="; ".join(split(row.get("sanctions", ""))),
                    programme=row.get("dataset", ""),
                    since=row.get("first_seen", "")[:10],
                    born=tuple(one for text in split(row.get("birth_date", "")) for one in birth(text)),
                )


@dataclass(frozen=True)
class AspiFormat(Format):
    """The China Defence Universities Tracker of the Australian Strategic Policy Institute, as JSON."""

    kind: ClassVar[str] = "aspi"
    title: ClassVar[Words] = {
        "nl": "China Defence Universities Tracker (ASPI)",
        "en": "China Defence Universities Tracker (ASPI)",
    }
    authority: ClassVar[Authority] = "assessment"
    fewest: int = 50
    days: int = 400

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield one entry an institution; defence laboratories it names are parts of it."""
        for item in json_items(self, path, "values"):
            meta: Mapping[str, Any] = item.get("meta") or {}
            name = str(item.get("value") or "")
            if name:
                yield ListEntry(
                    id=str(item.get("uuid") or name),
                    name=name,
                    names=(*_named(meta.get("aliases"), "alias"), *_named(meta.get("subsidiaries"), "part")),
                    countries=("CN",),
                    programme=", ".join(map(str, meta.get("categories") or ())),
                )


def _named(values: object, kind: NameKind) -> Iterator[ListedName]:
    for value in values if isinstance(values, list) else ():
        if str(value).strip():
            yield ListedName(str(value).strip(), kind)


@dataclass(frozen=True)
class RorFormat(Format):
    """The Research Organization Registry: who is part of whom, and former names. Being in it says nothing."""

    kind: ClassVar[str] = "ror"
    title: ClassVar[Words] = {
        "nl": "Research Organization Registry (ROR)",
        "en": "Research Organization Registry (ROR)",
    }
    authority: ClassVar[Authority] = "register"
    fewest: int = 1000
    days: int = 400

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield one entry a record of schema version 1 or 2."""
        for item in json_items(self, path):
            names = list(_ror_names(item))
            if names:
                yield ListEntry(
                    id=str(item.get("id") or names[0].text),
                    name=names[0].text,
                    names=tuple(names[1:]),
                    countries=_ror_countries(item),
                    parents=tuple(
                        str(r.get("label"))
                        for r in item.get("relationships") or ()
                        if str(r.get("type")).lower() == "parent"
                    ),
                )


def _ror_names(item: Mapping[str, Any]) -> Iterator[ListedName]:
    if isinstance(item.get("name"), str):
        yield ListedName(item["name"], "name")
        yield from _named(
            [*(item.get("aliases") or []), *(i.get("label", "") for i in item.get("labels") or [])], "alias"
        )
        return
    listed = item.get("names") or []
    ordered = sorted(listed, key=lambda n: "ror_display" not in (n.get("types") or ()))
    for number, name in enumerate(ordered):
        acronym = "acronym" in (name.get("types") or ())
        yield ListedName(str(name.get("value")), "name" if number == 0 else "acronym" if acronym else "alias")


def _ror_countries(item: Mapping[str, Any]) -> tuple[str, ...]:
    places = item.get("locations") or [item]
    codes = [
        (p.get("geonames_details") or {}).get("country_code") or (p.get("country") or {}).get("country_code")
        for p in places
    ]
    return tuple(dict.fromkeys(str(code).upper() for code in codes if code))


@dataclass(frozen=True)
class OwidFormat(Format):
    """A country index as Our World in Data publishes it: Entity, Code, Year, and a column of figures.

    `column` chooses the figures where the file holds several.
    """

    kind: ClassVar[str] = "owid"
    title: ClassVar[Words] = {
        "nl": "Landenindex, zoals de Democracy Index (Our World in Data)",
        "en": "Country index, such as the Democracy Index (Our World in Data)",
    }
    authority: ClassVar[Authority] = "index"
    variants: ClassVar[bool] = True
    fewest: int = 50
    days: int = 800
    column: str = ""

    def edition(self, path: Path) -> str | None:
        """Return the newest year of the file."""
        return max((row["year"] for row in csv_rows(self, path, "entity", "code", "year")), default="") or None

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield one entry a country with its figures by year; units that are no country of ISO 3166 are left out."""
        figures: dict[str, dict[str, str]] = {}
        for row in csv_rows(self, path, "entity", "code", "year"):
            column = self.column.lower() or self._only_column(row, path)
            if column not in row:
                raise ListError("no_column", path=str(path), column=column, known=", ".join(_columns(row)))
            code = country_code(row["code"]) or country_code(row["entity"])
            if code and row[column]:
                float(row[column])
                figures.setdefault(code, {})[row["year"]] = row[column]
        for code, values in figures.items():
            yield ListEntry(id=code, name=code, kind="country", countries=(code,), values=values)

    def _only_column(self, row: Mapping[str, str], path: Path) -> str:
        columns = _columns(row)
        if len(columns) != 1:
            raise ListError("which_column", path=str(path), known=", ".join(columns))
        return columns[0]


def _columns(row: Mapping[str, str]) -> list[str]:
    return [name for name in row if name not in ("entity", "code", "year")]


@dataclass(frozen=True)
class TermsFormat(Format):
    """Terms of technologies: a CSV file with a column `term` (or `term_nl`, `term_en`), perhaps `code` and `group`."""

    kind: ClassVar[str] = "terms"
    title: ClassVar[Words] = {"nl": "Technologielijst", "en": "Technology list"}
    authority: ClassVar[Authority] = "terms"
    variants: ClassVar[bool] = True

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield one entry a row; a cell may hold several terms, separated by semicolons."""
        columns = ("term", "term_nl", "term_en")
        for number, row in enumerate(csv_rows(self, path), 1):
            if not any(name in row for name in columns):
                raise self.wrong(path)
            terms = [term for name in columns for term in split(row.get(name, ""))]
            if terms:
                names = tuple(ListedName(term) for term in terms[1:])
                yield ListEntry(
                    id=first(row, "code", "id") or str(number),
                    name=terms[0],
                    kind="term",
                    names=names,
                    programme=first(row, "group", "cluster", "category"),
                )
