"""The European Union's consolidated list of financial sanctions: XML 1.1 and CSV 1.1 of the Commission.

A table of the legal acts' annexes (one row a designation, with act, annex and measure) is read as well; it is the only
one that tells an asset freeze from an export control.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from contract_scan.lists.model import Authority, EntryKind, ListedName, ListEntry
from contract_scan.nouns import dataclass
from contract_scan.question import Words
from contract_scan_builtins.lists.formats.base import (
    Format,
    birth,
    csv_rows,
    first,
    plain_text,
    split,
    xml_elements,
    xml_root_attribute,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS: dict[str, EntryKind] = {"p": "person", "person": "person", "e": "organisation", "enterprise": "organisation"}
_SCHEMAS: dict[str, EntryKind] = {"Person": "person", "Vessel": "other", "Asset": "other"}
_MEASURE = "financial sanctions"


@dataclass(frozen=True)
class EuFormat(Format):
    """Financial Sanctions Files of the European Commission."""

    kind: ClassVar[str] = "eu"
    title: ClassVar[Words] = {
        "nl": "EU-sanctielijst (financiële sancties)",
        "en": "EU consolidated list of financial sanctions",
    }
    authority: ClassVar[Authority] = "law"
    fewest: int = 1000
    days: int = 14

    def edition(self, path: Path) -> str | None:
        """Return the date on which the file was generated."""
        if _is_xml(path):
            return (xml_root_attribute(path, "generationDate") or "")[:10] or None
        for row in csv_rows(self, path):
            return _iso(row.get("filegenerationdate", "")) or None
        return None

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield the entries."""
        if _is_xml(path):
            yield from _from_xml(self, path)
        elif "celex" in _head(path).lower():
            yield from _from_acts(self, path)
        else:
            yield from _from_csv(self, path)


def _is_xml(path: Path) -> bool:
    return _head(path).lstrip().startswith("<")


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return plain_text(file.read(400))


def _iso(date: str) -> str:
    """Return 20/06/2026 as 2026-06-20; other dates as they are, up to the day."""
    day, _, rest = date.partition("/")
    month, _, year = rest.partition("/")
    return f"{year[:4]}-{month:0>2}-{day:0>2}" if year else date[:10]


def _from_xml(form: EuFormat, path: Path) -> Iterator[ListEntry]:
    if not (xml_root_attribute(path, "generationDate") or xml_root_attribute(path, "globalFileId")):
        raise form.wrong(path)
    for element in xml_elements(form, path, "sanctionEntity"):
        yield _entity(element)


def _entity(element: _Element) -> ListEntry:
    """Return an entity; one without any name has an empty one, and is counted and left out by the import."""
    aliases = [alias for alias in element.findall("{*}nameAlias") if _whole(alias)]
    regulation = element.find("{*}regulation")
    summary = element.find("{*}nameAlias/{*}regulationSummary")
    act = regulation if regulation is not None else summary
    subject = element.find("{*}subjectType")
    strong = [a for a in aliases if a.get("strong") != "false"] or aliases
    main = strong[0] if strong else None
    countries = [
        c.get("countryIso2Code") or "" for c in (*element.findall("{*}citizenship"), *element.findall("{*}address"))
    ]
    return ListEntry(
        id=element.get("euReferenceNumber") or element.get("logicalId") or "",
        name=_whole(main) if main is not None else "",
        kind=_KINDS.get((subject.get("code") or "").lower() if subject is not None else "", "other"),
        names=tuple(_alias(alias) for alias in aliases if alias is not main),
        countries=_codes(countries),
        act=(act.get("numberTitle") or "") if act is not None else "",
        measure=_MEASURE,
        programme=(regulation.get("programme") or "") if regulation is not None else "",
        since=element.get("designationDate") or ((act.get("publicationDate") or "") if act is not None else ""),
        born=_births(element),
    )


def _whole(alias: _Element) -> str:
    """Return a name in whole; where the file leaves that empty, from its parts."""
    whole = " ".join((alias.get("wholeName") or "").split())
    parts = (alias.get(part) or "" for part in ("firstName", "middleName", "lastName"))
    return whole or " ".join(" ".join(parts).split())


def _births(element: _Element) -> tuple[str, ...]:
    found = (birth(b.get("birthdate") or "", b.get("year") or "") for b in element.findall("{*}birthdate"))
    return tuple(dict.fromkeys(one for several in found for one in several))


def _alias(alias: _Element) -> ListedName:
    return ListedName(_whole(alias), "weak" if alias.get("strong") == "false" else "alias")


def _codes(codes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if len(code) == 2 and code.isalpha()))


@dataclass
class _Gathered:
    """The rows of one entity of the CSV file: it repeats the entity for each name, address and document."""

    row: dict[str, str]
    names: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    born: list[str] = field(default_factory=list)


def _from_csv(form: EuFormat, path: Path) -> Iterator[ListEntry]:
    current: _Gathered | None = None
    for row in csv_rows(form, path, "entity_logicalid", "namealias_wholename"):
        if current is None or row["entity_logicalid"] != current.row["entity_logicalid"]:
            if current:
                yield _gathered(current)
            current = _Gathered(row)
        name = _name_in(row)
        if name and name not in current.names:
            current.names.append(name)
        current.born += birth(row.get("birthdate_birthdate", ""), row.get("birthdate_year", ""))
        current.countries += [row.get("address_countryiso2code", ""), row.get("citizenship_countryiso2code", "")]
    if current:
        yield _gathered(current)


def _name_in(row: dict[str, str]) -> str:
    parts = (row.get(f"namealias_{part}name", "") for part in ("first", "middle", "last"))
    return row["namealias_wholename"] or " ".join(" ".join(parts).split())


def _gathered(gathered: _Gathered) -> ListEntry:
    row = gathered.row
    # The two columns of the subject type are known to come with their contents swapped: whichever says it counts.
    subject = (row.get("entity_subjecttype", ""), row.get("entity_subjecttype_classificationcode", ""))
    return ListEntry(
        id=first(row, "entity_eu_referencenumber", "entity_logicalid"),
        name=next(iter(gathered.names), ""),
        kind=next((_KINDS[value.lower()] for value in subject if value.lower() in _KINDS), "other"),
        names=tuple(ListedName(name) for name in gathered.names[1:]),
        countries=_codes(gathered.countries),
        act=row.get("entity_regulation_numbertitle", ""),
        measure=_MEASURE,
        programme=row.get("entity_regulation_programme", ""),
        since=_iso(first(row, "entity_designationdate", "entity_regulation_publicationdate")),
        born=tuple(dict.fromkeys(gathered.born)),
    )


def _from_acts(form: EuFormat, path: Path) -> Iterator[ListEntry]:
    for number, row in enumerate(csv_rows(form, path, "name", "measure", "annex"), 1):
        if not row["name"]:
            continue
        names = [ListedName(text) for text in split(row.get("alias", ""))]
        names += [ListedName(text, "former") for text in split(first(row, "previousname", "previous_name"))]
        names += [ListedName(text, "weak") for text in split(first(row, "weakalias", "weak_alias"))]
        yield ListEntry(
            id=first(row, "recordid", "record_id") or str(number),
            name=row["name"],
            kind=_SCHEMAS.get(row.get("schema", ""), "organisation"),
            names=tuple(names),
            countries=_codes(list(split(row.get("country", "").upper()))),
            act=first(row, "celex", "amendedcelex"),
            annex=row["annex"],
            measure=row["measure"],
            programme=first(row, "programkey", "program_key"),
            since=first(row, "startdate", "start_date"),
            born=tuple(one for text in split(first(row, "birthdate", "birth_date")) for one in birth(text)),
        )
