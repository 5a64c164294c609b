"""The money map and the sentences on money: who pays whom how much, which share that is, how and when it is paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from contract_scan.document import Document, Span
from contract_scan.finding import Finding, Value
from contract_scan.hookspecs import Checker, Deriver, hookimpl

if TYPE_CHECKING:
    from contract_scan.gift import Gift
    from contract_scan_builtins.money.shares import Share

SHARE = "money.share"
ONE_SIDED_RULE = "money.one_sided"
GIFT = "money.gift"
PRICE = "money.price"
PAYMENT = "money.payment"
#: Ways in which an event is read that are no statement about money of their own.
_NO_STATEMENT = frozenset(("role", "label"))


class MoneyChecker:
    """Finds contributions with an amount or a share, in prose and in tables of payers, and one-sided funding."""

    name = "money"
    questions: tuple[str, ...] = ("4.1",)

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield a finding for each contribution, and one for the payer who carries most; kind "funding"."""
        from contract_scan_builtins.money.find import reading_of
        from contract_scan_builtins.money.map import money_maps

        reading = reading_of(document)
        for shares in money_maps(document, reading.events, reading.plans, for_person=reading.for_person):
            yield from _findings(document, shares)


class GiftDeriver:
    """Finds what else is said about money: who gives without an amount, what is paid how and when.

    A sentence that a rule or the money map has found already is not found again.
    """

    name = "gifts"
    questions: tuple[str, ...] = ("4.1",)

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield a finding of kind "funding" for each sentence or row that says that something is given or paid."""
        from contract_scan_builtins.money.find import events_of

        seen = [finding.span for finding in findings if finding.kind == "funding"]
        for event in events_of(document):
            if event.how not in _NO_STATEMENT and not any(span.overlaps(event.span) for span in seen):
                seen.append(event.span)
                yield _of_event(document, event)


def _of_event(document: Document, event: Gift) -> Finding:
    rule = PAYMENT if event.giver is None else PRICE if event.price else GIFT
    given: dict[str, Value] = {"payer": event.giver, "payee": event.receiver}
    attributes = {name: value for name, value in given.items() if value is not None}
    if event.giver is not None and event.gift != "money":
        attributes["gift"] = event.gift.replace(" ", "_")
    said: dict[str, Span | None] = {"purpose": event.purpose, "condition": event.condition, "frequency": event.period}
    for name, place in said.items():
        if place is not None:
            attributes[name] = " ".join(document.quote(place).split())
    facts = tuple(fact for fact in (event.amount, event.share) if fact is not None)
    quote = document.quote(event.span)
    return Finding("funding", event.span, quote, rule, document.view, attributes=attributes, facts=facts)


def _findings(document: Document, shares: list[Share]) -> Iterator[Finding]:
    from contract_scan_builtins.money.shares import ONE_SIDED

    seen: set[str] = set()
    parts = {(share.contribution.payer, share.contribution.valued): share.percentage or 0 for share in shares}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for (payer, _), percentage in parts.items():  # what is given in kind has a share of its own
        sums[payer] += percentage
    for share in shares:
        if share.contribution.amount is None and share.percentage is None:
            continue
        yield _finding(document, share, SHARE)
        largely = share.percentage is not None and sums[share.contribution.payer] >= ONE_SIDED
        if largely and share.contribution.payer not in seen:
            seen.add(share.contribution.payer)
            yield _finding(document, share, ONE_SIDED_RULE)


def _finding(document: Document, share: Share, rule: str) -> Finding:
    given = share.contribution
    attributes: dict[str, Value] = given.attributes()
    if share.percentage is not None:
        attributes["share"] = f"{share.percentage.normalize():f}"
    elif share.missing:
        attributes["share_missing"] = share.missing
    if rule == ONE_SIDED_RULE:
        attributes["one_sided"] = True
    return Finding(
        "funding", given.span, document.quote(given.span), rule, document.view, attributes=attributes, facts=given.facts
    )


@hookimpl
def checkers() -> Iterable[Checker]:
    """Contribute the money map."""
    return [MoneyChecker()]


@hookimpl
def derivers() -> Iterable[Deriver]:
    """Contribute what else is said about money."""
    return [GiftDeriver()]
