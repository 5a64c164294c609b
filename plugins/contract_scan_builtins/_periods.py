"""Periods as they stand in attributes, ISO 8601 or "indefinite", laid beside one another."""

from __future__ import annotations

import re

_PERIOD = re.compile(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?")


def longer(period: str, limit: str) -> bool:
    """Say whether a period is longer than another whatever the calendar: 184 days are not longer than P6M, 185 are.

    What is no period in years, months, weeks or days ("PT48H") is not longer; "indefinite" is longer than any.
    """
    if period == "indefinite":
        return limit != "indefinite"
    ours, theirs = _parts(period), _parts(limit)
    if ours is None or theirs is None:
        return False
    if not (ours[1] or theirs[1]):
        return ours[0] > theirs[0]
    return _least(*ours) > _most(*theirs)


def _parts(period: str) -> tuple[float, float] | None:
    """Return the months and the days of a period."""
    match = _PERIOD.fullmatch(period)
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days = (float(part or 0) for part in match.groups())
    return years * 12 + months, weeks * 7 + days


def _least(months: float, days: float) -> float:
    """Return the fewest days that months and days can make: three months are at least 89 days."""
    return months * 365 / 12 - (2.5 if months else 0) + days


def _most(months: float, days: float) -> float:
    """Return the most days that months and days can make: six months are at most 184 days."""
    return months * 365 / 12 + (1.5 if months else 0) + days
