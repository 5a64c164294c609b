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
    if designator == "Y" and not _is_whole(count) and _is_whole(count * 12):
        designator, count = "M", count * 12
    return f"P{'T' if designator == 'H' else ''}{plain(count)}{designator}"


def _is_whole(count: Decimal) -> bool:
    """Say whether a number is whole; a remainder by 1 cannot be taken of one of more than 28 figures."""
    return count == count.to_integral_value()


_ORDER = "YMD"
#: How many of a smaller unit may stand before a larger one ("2 days and 1 month"): more is a period of its own.
_FEW = {"M": 12, "D": 28}


def combined(first: str, second: str) -> str | None:
    """Return the sum of two durations ("P1Y", "P6M" -> "P1Y6M"), or None: "2 days and 1 month" is one too."""
    if first[-1] not in _ORDER or second[-1] not in _ORDER or "T" in first + second:
        return None
    if _ORDER.index(first[-1]) < _ORDER.index(second[-1]):
        return first + second[1:]
    return second + first[1:] if _ORDER.index(first[-1]) == _ORDER.index(second[-1]) + 1 and _is_few(first) else None


def _is_few(period: str) -> bool:
    count = period[1:-1]
    return count.isdecimal() and len(count) < 4 and int(count) < _FEW[period[-1]]


def adjoining(first: str, second: str) -> bool:
    """Say whether the second duration counts in the unit right below that of the first: years and months do."""
    units = first[-1] + second[-1]
    return units in _ORDER
