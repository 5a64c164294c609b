"""The money map: who pays whom how much, which share that is, and whether one payer carries most of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from contract_scan.document import Document
from contract_scan.finding import Finding, Value
from contract_scan.hookspecs import Checker, hookimpl

if TYPE_CHECKING:
    from contract_scan_builtins._money.shares import Share

SHARE = "money.share"
ONE_SIDED_RULE = "money.one_sided"


class MoneyChecker:
    """Finds contributions with an amount or a share, in prose and in tables of payers, and one-sided funding."""

    name = "money"
    questions: tuple[str, ...] = ("4.1",)

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield a finding for each contribution, and one for the payer who carries most; kind "funding"."""
        from contract_scan_builtins._money.contribution import Contribution, Total
        from contract_scan_builtins._money.prose import all_told, contributions_in_prose, totals_in_prose
        from contract_scan_builtins._money.shares import shares_of
        from contract_scan_builtins._money.tables import contributions_in_tables

        prose = all_told(list(contributions_in_prose(document)), document)
        maps = [shares_of(prose, totals_in_prose(document))] if prose else []
        for entries in contributions_in_tables(document):
            totals = [entry for entry in entries if isinstance(entry, Total)]
            maps.append(shares_of([entry for entry in entries if isinstance(entry, Contribution)], totals))
        for shares in maps:
            yield from _findings(document, shares)


def _findings(document: Document, shares: list[Share]) -> Iterator[Finding]:
    from contract_scan_builtins._money.shares import ONE_SIDED

    seen: set[str] = set()
    for share in shares:
        if share.contribution.amount is None and share.percentage is None:
            continue
        yield _finding(document, share, SHARE)
        largely = share.percentage is not None and share.percentage >= ONE_SIDED
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
