"""The money map: who pays whom how much, which share that is, and whether one payer carries most of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Checker, hookimpl

SHARE = "money.share"
ONE_SIDED_RULE = "money.one_sided"


class MoneyChecker:
    """Finds contributions with an amount or a share, in prose and in tables of payers, and one-sided funding."""

    name = "money"
    questions: tuple[str, ...] = ("4.1",)

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield a finding for each contribution, and one for the payer who carries most; kind "funding"."""
        from contract_scan_builtins.money.find import events_of

        for event in events_of(document):
            if event.how in ("role", "label"):
                continue
            yield Finding("funding", event.span, document.quote(event.span), "money.gift", document.view, attributes={"payer": event.giver, "how": event.how, "gift": event.gift, "payee": event.receiver})


@hookimpl
def checkers() -> Iterable[Checker]:
    """Contribute the money map."""
    return [MoneyChecker()]
