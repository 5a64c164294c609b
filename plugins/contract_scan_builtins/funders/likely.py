"""Funders that no rule tells, as possible ones, and those of a rule that other signs make doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan_builtins.funders.checker import RULE

#: Why a funder is only possible: keys of the messages on doubts. Those of signs begin so.
WEIGHED, DOUBTFUL, REASON = "funder_weighed", "funder_doubtful", "funder_"


class LikelyFunders:
    """Weighs what a document says of everybody in it, and tells who is likely enough to fund the work as possible."""

    name = "likely_funders"
    after: tuple[str, ...] = ("linear_reader",)
    only_proposes = True
    questions: tuple[str, ...] = ()

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield a possible funder for each one whom no rule tells; the quote is what speaks for it first."""
        from contract_scan_builtins.funders.signs import candidates_of
        from contract_scan_builtins.funders.weighed import chance, least, reasons
        from contract_scan_builtins.parties.names import name_key

        told = {name_key(str(finding.attributes.get("name"))) for finding in findings if finding.kind == "funder"}
        for candidate in candidates_of(document, findings):
            if (
                candidate.span is not None
                and name_key(candidate.name) not in told
                and chance(candidate.signs) >= least("possible")
            ):
                yield Finding(
                    "funder",
                    candidate.span,
                    document.quote(candidate.span),
                    RULE,
                    document.view,
                    attributes={"name": candidate.name},
                    certainty="possible",
                    doubts=(WEIGHED, *(f"{REASON}{reason}" for reason in reasons(candidate.signs))),
                )


class DoubtfulFunders:
    """Makes a funder of a rule a possible one where all signs together make it unlikely."""

    name = "doubtful_funders"
    after: tuple[str, ...] = ("linear_reader",)
    questions: tuple[str, ...] = ()

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings, the doubtful funders as possible."""
        from contract_scan_builtins.funders.signs import candidates_of
        from contract_scan_builtins.funders.weighed import chance, least
        from contract_scan_builtins.parties.names import name_key

        doubtful = {
            name_key(candidate.name)
            for candidate in candidates_of(document, findings)
            if chance(candidate.signs) < least("sure")
        }
        for finding in findings:
            own = finding.rule == RULE and finding.certainty == "sure"
            unlikely = own and name_key(str(finding.attributes.get("name"))) in doubtful
            yield replace(finding, certainty="possible", doubts=(*finding.doubts, DOUBTFUL)) if unlikely else finding
