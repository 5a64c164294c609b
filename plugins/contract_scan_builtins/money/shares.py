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
    total_missing, total_disagrees, outside_plan.
    """

    contribution: Contribution
    percentage: Decimal | None
    missing: str | None = None


def shares_of(contributions: Sequence[Contribution], totals: Sequence[Total], *, together: bool = True) -> list[Share]:
    """Return each contribution with its share, where it states one or where one can be computed.

    `together` says that the contributions are told as those that make the whole: only then is their sum a total.
    """
    if totals and (totals[0].amount > 0) and _agree(totals):
        return [_of_total(given, totals[0], contributions) for given in contributions]
    reason = _why_not(contributions, totals, together)
    whole = _sum(contributions) if reason is None else None
    return [_share(given, whole or None, reason, contributions) for given in contributions]


def _agree(totals: Sequence[Total]) -> bool:
    return len({(total.amount, total.currency) for total in totals}) == 1


def _of_total(given: Contribution, total: Total, all_given: Sequence[Contribution]) -> Share:
    """Return the share of a contribution in a total that the text states."""
    if given.percentage is not None:
        return Share(given, given.percentage)
    reason = _not_of_total(given, total, all_given)
    return Share(given, None, reason) if reason else _share(given, total.amount, None, all_given)


def _not_of_total(given: Contribution, total: Total, all_given: Sequence[Contribution]) -> str | None:
    if given.amount is None:
        return "amount_missing"
    if given.period:
        return "recurring"
    if given.currency != total.currency:
        return "currencies_differ"
    once = [other for other in all_given if other.currency == total.currency and not other.period]
    return "total_disagrees" if total.amount < _sum(once) else None


def _share(given: Contribution, whole: Decimal | None, reason: str | None, all_given: Sequence[Contribution]) -> Share:
    if given.percentage is not None:
        return Share(given, given.percentage)
    if whole is None:
        return Share(given, None, reason)
    alike = (given.payer, given.period, given.valued)
    paid = _sum([other for other in all_given if (other.payer, other.period, other.valued) == alike])
    share = round(paid / whole * 100, 2) if paid <= whole else None
    return Share(given, share, None if share is not None else "total_disagrees")


def _why_not(contributions: Sequence[Contribution], totals: Sequence[Total], together: bool) -> str | None:
    if not contributions or any(given.amount is None for given in contributions):
        return "amount_missing"
    if len({given.period for given in contributions}) > 1 or (totals and contributions[0].period):
        return "recurring"
    if len({given.currency for given in contributions} | {total.currency for total in totals}) != 1:
        return "currencies_differ"
    if totals:
        return "total_disagrees"
    return None if together and len({given.payer for given in contributions}) > 1 else "total_missing"


def _sum(contributions: Sequence[Contribution]) -> Decimal:
    return sum((given.amount or Decimal(0) for given in contributions), Decimal(0))
