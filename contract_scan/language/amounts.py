"""Comparing facts: "longer than six months", "more than half", "without end" exceeds all."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

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
    """Say whether a fact's value is what a limit asks for; one that cannot be compared is not."""
    own, other = size(value), size(limit.value)
    return own is not None and other is not None and _SIGNS[limit.sign](own, other)


def exceeds(value: str, other: str) -> bool:
    """Say whether a period or number is larger than another; a period without end exceeds every other."""
    return within(value, Limit(">", other))
