"""Countries for checkers: what the engine finds in a text, and the groups of countries that share a fact."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from contract_scan.facts.countries import Country, countries, countries_in, country_code, country_name
from contract_scan.nouns import dataclass
from contract_scan_builtins.shared.tables import table

__all__ = ["Country", "CountryGroup", "countries", "countries_in", "country_code", "country_groups", "country_name"]


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """Countries that share a fact, with where the fact was read and when (ISO 8601)."""

    title: Mapping[str, str]
    source: str
    date: str
    members: frozenset[str]


@cache
def country_groups() -> Mapping[str, CountryGroup]:
    """Return the groups of countries: eu, nato, named_in_threat_assessment, part_of_named_country."""
    return {
        name: CountryGroup(entry["title"], entry["source"], entry["date"], frozenset(entry["members"]))
        for name, entry in table("countries", "groups")["groups"].items()
    }
