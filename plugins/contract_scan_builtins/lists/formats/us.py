"""Lists of the United States: section 1286 (CSV) and the Consolidated Screening List (JSON)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from contract_scan.lists.model import Authority, EntryKind, ListedName, ListEntry
from contract_scan.nouns import dataclass
from contract_scan.question import Words
from contract_scan_builtins.countries.named import country_code
from contract_scan_builtins.lists.formats.base import Format, csv_rows, first, json_items, split

_TYPES: dict[str, EntryKind] = {"individual": "person", "vessel": "other", "aircraft": "other"}


@dataclass(frozen=True)
class Us1286Format(Format):
    """Institutions named under section 1286 of the US defence authorisation act for 2019."""

    kind: ClassVar[str] = "us1286"
    title: ClassVar[Words] = {"nl": "Lijst van section 1286 (VS)", "en": "Section 1286 list (US)"}
    authority: ClassVar[Authority] = "foreign_list"
    fewest: int = 20
    days: int = 400

    def edition(self, path: Path) -> str | None:
        """Return the newest year of a report in the file."""
        years = [first(row, "report-date", "report_date") for row in csv_rows(self, path, "name")]
        return max(years, default="") or None

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield one entry a row; a row with an end date is no longer listed, and is said so."""
        for row in csv_rows(self, path, "name"):
            if row["name"]:
                yield ListEntry(
                    id=row["name"],
                    name=row["name"],
                    names=tuple(ListedName(text) for text in split(first(row, "aliases", "alias"))),
                    countries=tuple(code for code in [country_code(row.get("country", ""))] if code),
                    act="Public Law 115-232, section 1286",
                    programme=row.get("program", ""),
                    since=first(row, "start-date", "report-date"),
                    until=row.get("end-date", ""),
                )


@dataclass(frozen=True)
class CslFormat(Format):
    """The Consolidated Screening List of the US departments of Commerce, State and the Treasury."""

    kind: ClassVar[str] = "csl"
    title: ClassVar[Words] = {"nl": "Consolidated Screening List (VS)", "en": "Consolidated Screening List (US)"}
    authority: ClassVar[Authority] = "foreign_list"
    fewest: int = 1000
    days: int = 30

    def read(self, path: Path) -> Iterator[ListEntry]:
        """Yield the results; the list each stands on (Entity List, Military End User List …) is its programme."""
        for item in json_items(self, path, "results"):
            if not item.get("name"):
                continue
            codes = [country_code(str(a.get("country") or "")) for a in item.get("addresses") or ()]
            codes.append(country_code(str(item.get("country") or "")))
            yield ListEntry(
                id=str(item.get("id") or item["name"]),
                name=str(item["name"]),
                kind=_TYPES.get(str(item.get("type") or "").lower(), "organisation"),
                names=tuple(ListedName(str(name)) for name in item.get("alt_names") or () if name),
                countries=tuple(dict.fromkeys(code for code in codes if code)),
                act=str(item.get("federal_register_notice") or ""),
                measure=str(item.get("license_requirement") or ""),
                programme=str(item.get("source") or ""),
                since=str(item.get("start_date") or ""),
                until=str(item.get("end_date") or ""),
            )
