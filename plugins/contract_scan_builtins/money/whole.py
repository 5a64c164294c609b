"""The whole that gifts are shares of: which sum of a document it is, and which of its gifts make it up.

A sum is the whole where the text says that the work costs it, where a share and an amount that are told together are
that share of it, or where the gifts add up to it; the sum for which most speaks counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from contract_scan_builtins.money.contribution import Contribution, Total
from contract_scan_builtins.money.shares import Share

_WHOLE = Decimal(100)
#: A share that was rounded differs by less than this, in per cent of the whole.
ROUNDED = Decimal("0.6")
#: Of so many gifts at most it is tried which of them make the whole.
_TRIED = 10
#: What speaks for a sum: that the text says so, each gift that is the told share of it, and that all gifts make it.
_STATED, _CONFIRMED, _SUM = 2, 2, 3


def whole_of(given: Sequence[Contribution], stated: Sequence[Total], amounts: Iterable[Total]) -> Total | None:
    """Return the whole of some gifts: the sum among those that a text states or holds for which most speaks.

    None where nothing speaks for one, or as much for several.
    """
    paid = {(each.amount, each.currency) for each in given if each.amount}
    said = list(dict.fromkeys(stated))
    others = [
        total for total in dict.fromkeys(amounts) if total not in said and (total.amount, total.currency) not in paid
    ]
    ranked = sorted(((_speaks(total, given, total in said), total) for total in (*said, *others)), key=_strength)
    if not ranked or not ranked[-1][0]:
        return None
    best = [total for strength, total in ranked if strength == ranked[-1][0]]
    return best[0] if len({(total.amount, total.currency) for total in best}) == 1 else None


def _strength(ranked: tuple[int, Total]) -> int:
    return ranked[0]


def _speaks(total: Total, given: Sequence[Contribution], stated: bool) -> int:
    """Return how much speaks for a sum as the whole of some gifts."""
    once = (each.amount for each in given if each.currency == total.currency and each.period == total.period)
    if total.amount <= 0 or any(amount > total.amount for amount in once if amount):
        return 0
    confirming = {each.payer for each in given if _confirms(each, total, given)}
    largest = _largest(each for each in given if each.currency == total.currency)
    adds_up = len(largest) > 1 and sum(largest.values()) == total.amount
    return _STATED * stated + _CONFIRMED * len(confirming) + _SUM * adds_up


def _confirms(given: Contribution, total: Total, every: Sequence[Contribution]) -> bool:
    """Say whether what a payer gives is the share of a sum that is told of it, here or in another place."""
    told = (other.percentage for other in every if other.payer == given.payer and other.percentage is not None)
    return any(_is_share(given, percentage, total) for percentage in told)


def _largest(given: Iterable[Contribution]) -> dict[str, Decimal]:
    """Return the largest amount of each payer."""
    found: dict[str, Decimal] = {}
    for each in given:
        if each.amount is not None:
            found[each.payer] = max(each.amount, found.get(each.payer, each.amount))
    return found


def _is_told_share(given: Contribution, total: Total) -> bool:
    """Say whether an amount and a share that are told together make a sum the whole."""
    return given.percentage is not None and _is_share(given, given.percentage, total)


def _is_share(given: Contribution, percentage: Decimal, total: Total) -> bool:
    if given.amount is None or given.currency != total.currency or not 0 < percentage < _WHOLE or not total.amount:
        return False
    return abs(given.amount / total.amount * _WHOLE - percentage) < ROUNDED


def behind(given: Sequence[Contribution]) -> list[Contribution]:
    """Return the gifts to somebody who gives on, which are no part of what all give together."""
    return [each for each in given if _is_to_giver(each, given)]


def shares_of_whole(given: Sequence[Contribution], total: Total) -> list[Share]:
    """Return each gift with its share of a whole, or why it has none; the shares never make more than the whole.

    Where the amounts make more, those count of which some make just the whole together with the shares that are told.
    """
    reasons = {index: _outside(each, total, given) for index, each in enumerate(given)}
    counted = [index for index, reason in reasons.items() if reason is None]
    told = [index for index in counted if given[index].percentage is not None]
    left = _WHOLE - sum((_percentage(given[index], total) for index in told), Decimal(0))
    computed = [index for index in counted if index not in told]
    within = _making(left, {index: _percentage(given[index], total) for index in computed})
    left -= sum((_percentage(given[index], total) for index in within), Decimal(0))
    bearing = [index for index, each in enumerate(given) if each.rest]
    shares = []
    for index, each in enumerate(given):
        if each.percentage is not None or index in within:
            shares.append(Share(each, each.percentage or round(_percentage(each, total), 2)))
        elif bearing == [index] and 0 < left < _WHOLE:
            shares.append(Share(each, round(left, 2)))
        else:
            shares.append(Share(each, None, reasons[index] or "total_disagrees"))
    return shares


def _percentage(given: Contribution, total: Total) -> Decimal:
    if given.percentage is not None:
        return given.percentage
    return (given.amount or Decimal(0)) / total.amount * _WHOLE


def _making(left: Decimal, shares: dict[int, Decimal]) -> set[int]:
    """Return which of some shares count: all, where they leave none over, or else the most that make just the rest."""
    if sum(shares.values()) <= left + ROUNDED:
        return set(shares)
    for number in range(min(len(shares), _TRIED), 0, -1):
        for some in combinations(list(shares)[:_TRIED], number):
            if abs(sum(shares[index] for index in some) - left) < ROUNDED:
                return set(some)
    return set()


def _outside(given: Contribution, total: Total, every: Sequence[Contribution]) -> str | None:
    """Return why a gift is no part of a whole; None where it is one."""
    if given.amount is None:
        return None if given.percentage is not None else "amount_missing"
    if given.currency != total.currency:
        return "currencies_differ"
    if given.percentage is not None:
        return None if not _is_behind(given, total, every) else "outside_plan"
    if given.period != total.period:
        return "recurring"
    if given.amount > total.amount:
        return "total_disagrees"
    return "outside_plan" if _is_instalment(given, every) or _is_behind(given, total, every) else None


def _is_behind(given: Contribution, total: Total, every: Sequence[Contribution]) -> bool:
    """Say whether somebody gives to another who gives, or a told share of what another gives."""
    if _is_to_giver(given, every):
        return True
    if given.percentage is None or given.amount is None or _is_told_share(given, total):
        return False
    bases = (Total(other.amount, other.currency) for other in every if other.amount and other.payer != given.payer)
    return any(_is_told_share(given, base) for base in bases)


def _is_to_giver(given: Contribution, every: Sequence[Contribution]) -> bool:
    """Say whether somebody gives to another who gives on, and not only gives something back."""
    gives_to = {(other.payer, other.payee) for other in every if other.payee not in (None, other.payer)}
    return any(
        payer == given.payee and payee != given.payer and (payee, payer) not in gives_to for payer, payee in gives_to
    )


def _is_instalment(given: Contribution, every: Sequence[Contribution]) -> bool:
    """Say whether an amount is a part of a larger one that the same payer gives."""
    if given.amount is None or "in_kind" in given.terms or given.valued:
        return False
    larger = (o.amount for o in every if o.payer == given.payer and o.amount and o.amount > given.amount)
    return "instalments" in given.terms and any(larger)
