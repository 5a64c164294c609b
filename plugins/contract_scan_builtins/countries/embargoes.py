"""Says of a clause on sanctions, or on handing over, whether it bears directly on sanctions on the field (1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan_builtins.countries.named import countries_in
from contract_scan_builtins.shared.tables import table

FIELD = "1.2"


class Embargoes:
    """Lays what names a regime, goes to a country under sanctions or says that one takes part directly under 1.2."""

    name = "embargoes"
    after: tuple[str, ...] = ("countries", "repeats")
    questions: tuple[str, ...] = (FIELD,)

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings, those that are background to 1.2 directly under it where they say more."""
        told: set[object] = set()
        for finding in findings:
            country = finding.attributes.get("country")
            if _is_partner(finding) and FIELD not in finding.questions and country not in told:
                told.add(country)
                yield replace(finding, questions=(*finding.questions, FIELD))
                continue
            block = document.block_at(finding.span.start) if FIELD in finding.background else None
            if block is not None and _says_more(finding, block.language):
                background = tuple(question for question in finding.background if question != FIELD)
                yield replace(finding, questions=(*finding.questions, FIELD), background=background)
            else:
                yield finding


def _is_partner(finding: Finding) -> bool:
    """Say whether a finding tells that a country under sanctions plays a part in the work, as a seat or a place."""
    data, attributes = table("sanctions"), finding.attributes
    return (
        finding.rule in data["parts"]
        and attributes.get("country") in data["countries"]
        and attributes.get("role") != "mentioned"
    )


def _says_more(finding: Finding, language: str | None) -> bool:
    data = table("sanctions")
    if finding.kind == "dual_use" and any(regime in finding.quote for regime in data["regimes"]):
        return True
    goes = finding.rule in data["transfers"]
    return goes and any(code in data["countries"] for _, code in countries_in(finding.quote, language, places=True))
