"""Who funds the research, and with what: money, in kind, staff, equipment or stipends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contract_scan.document import Document
from contract_scan.finding import Fact, Finding, Value
from contract_scan.hookspecs import Checker, hookimpl

RULE = "funders.funder"


class FunderChecker:
    """Finds the funders of research. One finding for each, at the first sentence that says so."""

    name = "funders"
    questions: tuple[str, ...] = ("4.1", "4.3", "4.4")

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield a finding of kind "funder" for each funder; the quote is the sentence that names it."""
        from contract_scan_builtins.funders.view import funders_of

        for funder in funders_of(document):
            attributes: dict[str, Value] = {"name": funder.name, "gives": list(funder.gives)}
            if funder.receivers:
                attributes["receivers"] = list(funder.receivers)
            if funder.amount:
                attributes["amount"] = _written(document, funder.amount)
            if funder.price:
                attributes["buys"] = True
            facts = funder.amounts
            quote = document.quote(funder.span)
            yield Finding("funder", funder.span, quote, RULE, document.view, attributes=attributes, facts=facts)


def _written(document: Document, amount: Fact) -> str:
    return " ".join(document.quote(amount.span).split())


@hookimpl
def checkers() -> Iterable[Checker]:
    """Contribute the checker of funders."""
    return [FunderChecker()]
