"""Counting with dates: ISO 8601 durations added to and taken from days."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from dateutil.relativedelta import relativedelta

_DURATION = re.compile(r"P(?=\d)(?:(?P<Y>[\d.]+)Y)?(?:(?P<M>[\d.]+)M)?(?:(?P<W>[\d.]+)W)?(?:(?P<D>[\d.]+)D)?")


def delta(duration: str) -> relativedelta | None:
    """Return a duration to count with; None for one without end, in hours, or in parts of a unit."""
    match = _DURATION.fullmatch(duration)
    if match is None or duration == "P":
        return None
    counts = {unit: Decimal(value) for unit, value in match.groupdict().items() if value}
    if max(counts.values()) > 9999 or any(count % 1 for count in counts.values()):
        return None
    whole = {unit: int(count) for unit, count in counts.items()}
    return relativedelta(
        years=whole.get("Y", 0), months=whole.get("M", 0), weeks=whole.get("W", 0), days=whole.get("D", 0)
    )


def last_day(start: str, duration: str) -> str | None:
    """Return the last day of a period that begins on a day; None where it cannot be counted."""
    return _moved(start, duration, 1, -1)


def first_day(end: str, duration: str) -> str | None:
    """Return the first day of a period that ends on a day; None where it cannot be counted."""
    return _moved(end, duration, -1, 1)


def before_end(end: str, duration: str) -> str | None:
    """Return the last day on which notice can be given so long before the end; None where it cannot be counted."""
    return _moved(end, duration, -1, 0)


def _moved(day: str, duration: str, sign: int, days: int) -> str | None:
    by = delta(duration)
    if by is None:
        return None
    try:
        moved: datetime.date = datetime.date.fromisoformat(day) + by * sign + datetime.timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return moved.isoformat()


def months_between(start: str, end: str) -> int:
    """Return how many whole months lie between two days, the last one counted in."""
    after = datetime.date.fromisoformat(end) + datetime.timedelta(days=1)
    apart = relativedelta(after, datetime.date.fromisoformat(start))
    return int(apart.years * 12 + apart.months)


def days_between(one: str, other: str) -> int:
    """Return how many days lie between two days; below nought where the first is the later one."""
    return (datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)).days


def months_of(duration: str) -> int:
    """Return how many whole months a duration is; 0 where it cannot be said."""
    by = delta(duration)
    return 0 if by is None else int(by.years * 12 + by.months + by.days // 30)


def next_round(end: str, period: str, notice: str, day: str, start: str = "") -> tuple[str, str] | None:
    """Return the end of the term that runs at a day, and the last day of notice in it, of an agreement that renews.

    `start` is when the agreement began, where that is known. None where it cannot be counted.
    """
    by = delta(period)
    if by is None or by == relativedelta():
        return None
    # From 1 March to the end of February a term ends on the day before its anniversary, in a leap year on the 29th.
    # Where the start does not say so, the day of the month stays: never later than that, so that notice is in time.
    one = datetime.timedelta(days=1 if _ends_before_anniversary(start, end) else 0)
    first = datetime.date.fromisoformat(end) + one
    rounds = 0
    while (current := first + by * rounds - one).isoformat() < day:
        rounds += 1
    last = before_end(current.isoformat(), notice)
    return None if last is None else (current.isoformat(), last)


def _ends_before_anniversary(start: str, end: str) -> bool:
    """Say whether a term ends on the day before the one on which it began, in a later month."""
    after = datetime.date.fromisoformat(end) + datetime.timedelta(days=1)
    return bool(start) and datetime.date.fromisoformat(start).day == after.day
