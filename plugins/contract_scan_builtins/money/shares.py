"""Shares of the whole: computed only where all amounts are there, in one currency and for the same period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contract_scan_builtins.money.contribution import Contribution, Total

#: From this share on, in per cent, funding is largely one-sided: two thirds.
ONE_SIDED = Decimal("66.67")


@dataclass(frozen=True, slots=True)
class Share:
    """A contribution with its share in per cent, or the reason why none was computed.

    Reasons are keys of the message catalogue (``facts.share.…``): amount_missing, currencies_differ, recurring,
    total_missing, total_disagrees.
    """

    contribution: Contribution
    percentage: Decimal | None
    missing: str | None = None


def shares_of(contributions: Sequence[Contribution], totals: Sequence[Total]) -> list[Share]:
    """Return each contribution with its share, where it states one or where one can be computed."""
    reason = _why_not(contributions, totals)
    whole = _whole(contributions, totals) if reason is None else None
    return [_share(contribution, whole, reason, contributions) for contribution in contributions]


def _share(given: Contribution, whole: Decimal | None, reason: str | None, all_given: Sequence[Contribution]) -> Share:
    if given.percentage is not None:
        return Share(given, given.percentage)
    if whole is None:
        return Share(given, None, reason)
    paid = sum((other.amount or Decimal(0) for other in all_given if other.payer == given.payer), Decimal(0))
    return Share(given, (paid / whole * 100).quantize(Decimal("0.01")))


def _why_not(contributions: Sequence[Contribution], totals: Sequence[Total]) -> str | None:
    if not contributions or any(given.amount is None for given in contributions):
        return "amount_missing"
    if len({given.period for given in contributions}) > 1 or (totals and contributions[0].period):
        return "recurring"
    currencies = {given.currency for given in contributions} | {total.currency for total in totals}
    if len(currencies) != 1:
        return "currencies_differ"
    if len({total.amount for total in totals}) > 1 or (totals and totals[0].amount < _sum(contributions)):
        return "total_disagrees"
    return "total_missing" if not totals and len({given.payer for given in contributions}) < 2 else None


def _whole(contributions: Sequence[Contribution], totals: Sequence[Total]) -> Decimal | None:
    whole = totals[0].amount if totals else _sum(contributions)
    return whole if whole > 0 else None


def _sum(contributions: Sequence[Contribution]) -> Decimal:
    return sum((given.amount or Decimal(0) for given in contributions), Decimal(0))
