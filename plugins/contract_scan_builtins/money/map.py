"""The money map: the events of a document as contributions, with what each of them is of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from contract_scan.document import Document
from contract_scan.expressions import compiled
from contract_scan.gift import Gift
from contract_scan_builtins.money.contribution import Contribution
from contract_scan_builtins.money.free import IN_KIND
from contract_scan_builtins.money.shares import Share, shares_of
from contract_scan_builtins.money.tables import Plan
from contract_scan_builtins.money.totals import amounts_in, period_of, totals_in_prose
from contract_scan_builtins.money.whole import behind, shares_of_whole, whole_of
from contract_scan_builtins.shared.wordlists import any_of, words_of

_TERMS = {"in_kind": "in_kind", "instalments": "instalments", "conditional": "conditions", "clawback": "clawback"}
#: A figure that was left out: "[…]", "[***]", "____".
_LEFT_OUT = re.compile(r"\[[^\]]{0,20}\]|_{3,}|\*\s?\*\s?\*|…{2,}|\.{4,}")
#: Gifts that stand further apart, in characters, are not told together.
_NEAR = 400
_WHOLE = Decimal(100)
#: Ways in which an event is read that is no sentence of its own.
_NO_SENTENCE = frozenset(("row", "column", "row charged", "role", "label", "decree"))


@cache
def _pattern(*words: str) -> re.Pattern[str]:
    return compiled(rf"(?<![\w-])(?:{any_of(words_of('money', *words))})(?![\w-])", re.IGNORECASE)


def money_maps(
    document: Document, events: Sequence[Gift], plans: Sequence[Plan], *, for_person: bool = False
) -> Iterator[list[Share]]:
    """Yield the contributions that belong together, with their shares: those in running text and of each table.

    A gift that the plan of a table holds is not counted again where the text tells it; where a table says who makes up
    the whole, what the text tells beside it is no part of that whole.
    """
    told = _all_told(document, [e for e in events if e.giver and _is_told_so(e) and not e.passed_on])
    planned = [plan for plan in plans if plan.given]
    prose = [_contribution(document, event) for event in told]
    if planned:
        sharing = [plan for plan in planned if plan.total or len({given.payer for given in plan.given}) > 1]
        prose = [given for given in prose if not any(_holds(plan, given) for plan in sharing)]
    if prose:
        yield _shares_in_prose(document, told, prose, planned, for_person=for_person)
    for plan in planned:
        total = plan.total or whole_of(plan.given, totals_in_prose(document), ())
        yield shares_of(plan.given, [total] if total else [], together=not for_person)


def _shares_in_prose(
    document: Document,
    told: Sequence[Gift],
    prose: list[Contribution],
    planned: Sequence[Plan],
    *,
    for_person: bool,
) -> list[Share]:
    """Return the shares of what running text tells, the sum of which is never more than the whole.

    What is given to a person has no share but one that the text states.
    """
    if for_person:
        return [Share(given, given.percentage, None if given.percentage else "total_missing") for given in prose]
    alone = len({given.payer for given in prose if given.amount is not None or given.percentage}) < 2 and not planned
    prose = [given if alone or not _is_all_of_part(given) else replace(given, percentage=None) for given in prose]
    if planned and any(plan.total for plan in planned):
        return [Share(given, given.percentage, None if given.percentage else "outside_plan") for given in prose]
    totals = totals_in_prose(document)
    whole = whole_of(prose, totals, amounts_in(document))
    if whole is not None:
        return shares_of_whole(prose, whole)
    in_kind = [given for given in prose if given.valued and given.percentage is None]
    apart = [*in_kind, *(given for given in behind(prose) if given.percentage is None and given not in in_kind)]
    money = [given for given in prose if given not in apart]
    once = len({given.payer for given in money}) == len(money)
    shares = shares_of(money, totals, together=once and _are_together(told) and not in_kind)
    return [*shares, *(Share(given, None, "outside_plan") for given in apart)]


def _is_all_of_part(given: Contribution) -> bool:
    """Say whether "all costs" may be those of a part, where others pay as well."""
    return given.percentage == _WHOLE and given.amount is None


def _holds(plan: Plan, given: Contribution) -> bool:
    """Say whether a plan tells what somebody gives: the same amount, or any where the text gives none."""
    same = [other for other in plan.given if other.payer == given.payer]
    return any(given.amount in (None, other.amount) for other in same)


def _is_told_so(event: Gift) -> bool:
    """Say whether an event is told by a sentence, or by a row that charges the total of a budget to somebody."""
    return event.how not in _NO_SENTENCE or (event.how == "row charged" and event.whole)


def _are_together(events: Sequence[Gift]) -> bool:
    """Say whether gifts are told in one place, as those that together make the whole, and none is for a person."""
    ordered = sorted(event.span for event in events)
    near = all(later.start - earlier.end <= _NEAR for earlier, later in pairwise(ordered))
    return near and not any(event.gift == "stipend" for event in events)


def _all_told(document: Document, events: list[Gift]) -> list[Gift]:
    """Return the events that tell how much, and those that show that something is left out.

    One without an amount counts where its giver has none anywhere, or where a blank stands for one; the amount of an
    instalment counts where its giver has no other.
    """
    priced = {event.giver for event in events if _tells(event) and not _by_instalment(document, event)}
    return [
        event
        for event in events
        if event.giver not in priced
        or (_tells(event) and not _by_instalment(document, event))
        or _LEFT_OUT.search(document.quote(event.span))
    ]


def _tells(event: Gift) -> bool:
    return event.amount is not None or event.share is not None or event.whole


def _by_instalment(document: Document, event: Gift) -> bool:
    """Say whether an amount is that of each of several instalments: "in vijf termijnen van € 20.000"."""
    if event.amount is None:
        return False
    before = document.text[max(event.span.start, event.amount.span.start - 40) : event.amount.span.start]
    return _pattern("instalments").search(before) is not None


def _contribution(document: Document, event: Gift) -> Contribution:
    sentence = document.quote(event.span)
    terms = {term for term, words in _TERMS.items() if _pattern(words).search(sentence)}
    period = period_of(document.quote(event.period)) if event.period else None
    share = Decimal(event.share.value) if event.share else Decimal(100) if event.whole else None
    return Contribution(
        span=event.span,
        payer=event.giver or "",
        payee=event.receiver,
        amount=Decimal(event.amount.value) if event.amount else None,
        currency=event.amount.unit if event.amount else None,
        percentage=share if share is not None and share <= 100 else None,
        period=period,
        terms=frozenset(terms | ({"recurring"} if period else set())),
        valued=event.gift in IN_KIND and event.amount is not None,
        facts=tuple(fact for fact in (event.amount, event.share) if fact),
        rest=not _tells(event) and _pattern("rest").search(sentence) is not None,
    )
