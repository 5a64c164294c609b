"""Figures of countries: the Academic Freedom Index that comes along, and indices that the user imported."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.lists.store import Lists
from contract_scan.lists.tables import StoredList
from contract_scan.nouns import dataclass
from contract_scan_builtins.shared.tables import table


@dataclass(frozen=True, slots=True)
class Figure:
    """A country's figure with all that must stand beside it. `index` is a key of the thresholds, or "other"."""

    index: str
    title: str
    value: str
    year: str
    edition: str
    source: str
    threshold: float | None = None
    near: float = 0.0

    @property
    def alerts(self) -> bool:
        """Whether the figure is at the threshold or below it."""
        return self.threshold is not None and float(self.value) <= self.threshold

    @property
    def is_near(self) -> bool:
        """Whether the figure is just above the threshold."""
        return self.threshold is not None and self.threshold < float(self.value) <= self.threshold + self.near


def figures(code: str, lists: Lists) -> Iterator[Figure]:
    """Yield the figures of a country: one an index and edition. An imported edition stands in for the shipped one."""
    imported = [(stored, _index(stored)) for stored in lists.of_kind("owid")]
    if not any(index == "academic_freedom" for _, index in imported):
        shipped = _academic_freedom(code)
        if shipped:
            yield shipped
    for stored, index in imported:
        found = _imported(code, stored, index)
        if found:
            yield found


def _academic_freedom(code: str) -> Figure | None:
    data = table("countries", "academic_freedom")
    value = data["figures"].get(code)
    if value is None:
        return None
    return Figure(
        "academic_freedom",
        data["title"]["en"],
        value,
        data["year"],
        data["edition"],
        data["source"],
        *_threshold("academic_freedom"),
    )


def _threshold(index: str) -> tuple[float | None, float]:
    entry = table("countries", "thresholds").get(index)
    return (float(entry["alert"]), float(entry["near"])) if entry else (None, 0.0)


def _index(stored: StoredList) -> str:
    words = f"{stored.manifest.name} {stored.manifest.origin}".lower().replace("-", "_")
    for index, entry in table("countries", "thresholds").items():
        if isinstance(entry, dict) and any(word in words for word in entry["lists"]):
            return str(index)
    return "other"


def _imported(code: str, stored: StoredList, index: str) -> Figure | None:
    entry = next((entry for entry in stored.entries() if entry.id == code), None)
    if entry is None or not entry.values:
        return None
    year = max(entry.values)
    manifest = stored.manifest
    title = manifest.name.partition(".")[2] or manifest.name
    return Figure(index, title, entry.values[year], year, manifest.edition, manifest.origin, *_threshold(index))
