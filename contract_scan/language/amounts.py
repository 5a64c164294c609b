"""Comparing facts: "longer than six months", "more than half", "without end" exceeds all."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from contract_scan.nouns import dataclass

#: Days in a unit of time, for comparing only.
_DAYS = {"D": Decimal(1), "W": Decimal(7), "M": Decimal("30.4375"), "Y": Decimal("365.25")}
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_SIGNS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
_LIMIT = re.compile(r"(>=|<=|>|<|=)\s*(.+)")
_PERIOD = re.compile(r"(\d+(?:\.\d+)?)\s+(day|week|month|year)s?")
_ISO = re.compile(r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?$")


@dataclass(frozen=True, slots=True)
class Limit:
    """A comparison: ``> P6M``, ``>= 50``."""

    sign: str
    value: str


def limit_of(text: str) -> Limit | None:
    """Return the limit that a text such as "> 6 months", "> P6M" or ">= 50 %" states, None where it states none."""
    match = _LIMIT.fullmatch(text)
    if match is None:
        return None
    sign, value = match.group(1), match.group(2).strip()
    period = _PERIOD.fullmatch(value)
    if period:
        return Limit(sign, f"P{period.group(1)}{_UNITS[period.group(2)]}")
    value = value.removesuffix("%").strip()
    return Limit(sign, value) if size(value) is not None else None


def size(value: str) -> Decimal | None:
    """Return a value to compare by: a period in days, a number as it is; endless is infinite, None is no value."""
    if value == "indefinite":
        return Decimal("Infinity")
    period = _ISO.match(value)
    if period and len(value) > 1:
        parts = zip(period.groups(), "YMWD", strict=True)
        return sum((Decimal(number) * _DAYS[unit] for number, unit in parts if number), Decimal(0))
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def within(value: str, limit: Limit) -> bool:
    """Say whether a fact's value is what a limit asks for; one that cannot be compared is not.

    Of two periods one exceeds the other if it does whatever the calendar; two of which neither does are equal.
    """
    if is_period(value) and is_period(limit.value):
        order = longer(value, limit.value) - longer(limit.value, value)
        return _SIGNS[limit.sign](Decimal(order), Decimal(0))
    own, other = size(value), size(limit.value)
    return own is not None and other is not None and _SIGNS[limit.sign](own, other)


def is_period(value: str) -> bool:
    """Say whether a value is a period in years, months, weeks and days, or one without end."""
    return value == "indefinite" or _parts(value) is not None


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
    match = _ISO.fullmatch(period)
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


def larger(value: str, limit: str) -> bool:
    """Say whether a value of a fact is larger than another of the same kind; what cannot be compared is not."""
    same = is_period(value) == is_period(limit)
    return same and within(value, Limit(">", limit))


def exceeds(value: str, limit: str) -> bool:
    """Say whether a period, amount or percentage is larger than a limit.

    Both are values of facts ("P9M", "indefinite", "250000") or in words of either language ("6 months", "een half
    jaar", "EUR 50,000", "50 %"); currencies are not compared. A period without end exceeds every other; 184 days do not
    exceed six months, 185 do, whatever the calendar. A value that cannot be compared with the limit does not exceed it.
    Raises `ValueError` for a limit that is none.
    """
    wanted = _value_of(limit)
    if wanted is None:
        raise ValueError(
            f"{limit!r} is no limit; write a period, an amount or a percentage: 6 months, EUR 50,000, 50 %"
        )
    own = _value_of(value)
    return own is not None and larger(own, wanted)


def _value_of(text: str) -> str | None:
    """Return what a text says as the value of a fact, None where it says none."""
    from contract_scan.facts import find_facts

    given = limit_of(f"> {text}")
    if given is not None:
        return given.value
    if size(text) is not None:
        return text
    found = find_facts(text, None, ("period", "amount", "percentage"))
    return found[0].value if len(found) == 1 else None
