"""Periods as ISO 8601 durations: "P30D", "P6M", "P5Y", "PT48H"."""

from __future__ import annotations

from decimal import Decimal

from contract_scan.facts.number import plain

#: For each unit: what a designator counts in the duration, and how many of it one unit is.
_UNITS = {
    "hours": ("H", 1),
    "days": ("D", 1),
    "working_days": ("D", 1),
    "weeks": ("W", 1),
    "fortnights": ("W", 2),
    "months": ("M", 1),
    "quarters": ("M", 3),
    "years": ("Y", 1),
}


def duration(value: Decimal, unit: str) -> str:
    """Return an ISO 8601 duration. Parts of a year are counted in months: a year and a half is "P18M"."""
    designator, factor = _UNITS[unit]
    count = value * factor
    if designator == "Y" and count % 1 and not (count * 12) % 1:
        designator, count = "M", count * 12
    return f"P{'T' if designator == 'H' else ''}{plain(count)}{designator}"


def combined(larger: str, smaller: str) -> str | None:
    """Return the sum of two durations in ever smaller units ("P1Y", "P6M" -> "P1Y6M"), None where they do not join."""
    order = "YMWD"
    if larger[-1] in order and smaller[-1] in order and order.index(larger[-1]) < order.index(smaller[-1]):
        return larger + smaller[1:] if "W" not in (larger[-1], smaller[-1]) else None
    return None
