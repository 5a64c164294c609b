"""Says of a clause on sanctions, or on handing over, whether it bears directly on sanctions on the field (1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Adjuster, hookimpl
from contract_scan_builtins._countries import countries_in
from contract_scan_builtins._tables import table

FIELD = "1.2"


class Embargoes:
    """Lays what names a regime, or goes to a country under sanctions, directly under 1.2."""

    name = "embargoes"
    questions: tuple[str, ...] = (FIELD,)

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings, those that are background to 1.2 directly under it where they say more."""
        for finding in findings:
            block = document.block_at(finding.span.start) if FIELD in finding.background else None
            if block is not None and _says_more(finding, block.language):
                background = tuple(question for question in finding.background if question != FIELD)
                yield replace(finding, questions=(*finding.questions, FIELD), background=background)
            else:
                yield finding


def _says_more(finding: Finding, language: str | None) -> bool:
    data = table("sanctions")
    if finding.kind == "dual_use" and any(regime in finding.quote for regime in data["regimes"]):
        return True
    goes = finding.rule in data["transfers"]
    return goes and any(code in data["countries"] for _, code in countries_in(finding.quote, language, places=True))


@hookimpl
def adjusters() -> Iterable[Adjuster]:
    """Contribute the adjuster."""
    return (Embargoes(),)
