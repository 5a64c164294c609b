"""What a statement may hold: dates that a calendar has, amounts that are numbers, counts from nought, a name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from contract_scan.register.model import Agreement, Coverage, Measure, Noun, Organisation, Review, Unit


class ImpossibleError(ValueError):
    """A statement says what cannot be."""


def check(body: Noun) -> None:
    """Raise `ImpossibleError` for a statement with a date, amount, number or name that there cannot be."""
    of_kind = _CHECKS.get(type(body))
    if of_kind is not None:
        of_kind(body)


def _agreement(body: Agreement) -> None:
    _days(body.signed, body.start, body.end, body.ended, body.notice_date)
    _counts(body.scholars, body.scholar_months, body.guests)
    for one in body.amounts:
        _counts(one.year)
        _amount(one.amount)


def _organisation(body: Organisation) -> None:
    _named(body.names)
    for parent in body.parents:
        _days(parent.since, parent.until)


def _coverage(body: Coverage) -> None:
    _days(body.until)
    _counts(body.about)


#: Looked up by type, since a hundred thousand statements are checked whenever a register is read.
_CHECKS: dict[type, Callable[[Any], None]] = {
    Agreement: _agreement,
    Review: lambda body: _days(body.on),
    Measure: lambda body: _days(body.until, body.done),
    Coverage: _coverage,
    Organisation: _organisation,
    Unit: lambda body: _named((body.name,)),
}


def _days(*texts: str) -> None:
    for text in filter(None, texts):
        if not _is_day(text):
            raise ImpossibleError(text)


@lru_cache(maxsize=1 << 16)  # the same days stand in very many entries
def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _counts(*numbers: int) -> None:
    if min(numbers) < 0:
        raise ImpossibleError


def _amount(text: str) -> None:
    if text.isascii() and text.isdecimal() and len(text) < 16:
        return
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ImpossibleError(text) from None
    if not number.is_finite() or number < 0 or number.adjusted() > 15:
        raise ImpossibleError(text)


def _named(names: Iterable[str]) -> None:
    if not any(name.strip() for name in names):
        raise ImpossibleError
