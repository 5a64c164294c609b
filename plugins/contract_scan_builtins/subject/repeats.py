"""What says the same again is background: a technology at every mention, a country that plays a part anyway."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan_builtins.shared.tables import table


class Repeats:
    """Leaves the first mentions of a subject direct, and of a country the one that says which part it plays."""

    name = "repeats"
    after: tuple[str, ...] = ("derived", "subject", "scholars")
    questions: tuple[str, ...] = ("1.2", "2.1", "3.1", "3.3")

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings in reading order, those that say the same again as background."""
        parts = {f.attributes.get("country") for f in findings if f.rule in table("repeats")["parts"]}
        told: Counter[str] = Counter()
        named = _only_in_names(document, findings)
        for finding in sorted(findings, key=lambda f: f.span):
            mention = finding.rule in table("repeats")["mentions"] and finding.attributes.get("country") in parts
            if mention or finding in named:
                yield _as_background(finding)
            elif finding.kind in table("repeats")["kinds"] and finding.certainty == "sure":
                yield _as_background(finding) if _is_told(document, finding, told) else finding
            else:
                yield finding


def _only_in_names(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return what of a subject stands where a party is named, and elsewhere too."""
    own = [f for f in findings if f.kind in table("repeats")["kinds"] and f.certainty == "sure"]
    parties = {block.span for f in findings if f.kind == "party" for block in document.blocks_in(f.span)}
    inside = [f for f in own if any(block.span in parties for block in document.blocks_in(f.span))]
    elsewhere = {f.rule for f in own if f not in inside}
    return [f for f in inside if f.rule in elsewhere]


def _is_told(document: Document, finding: Finding, told: Counter[str]) -> bool:
    """Say whether the word of a finding was told before, or its rule often enough; and remember it."""
    data = table("repeats")
    words = {document.quote(mark).casefold()[: data["letters"]] for mark in finding.marked[:1]}
    keys = {f"{finding.rule} {word}" for word in words}
    again = any(told[key] for key in keys) or told[finding.rule] >= data["times"]
    told.update([finding.rule, *keys])
    return again


def _as_background(finding: Finding) -> Finding:
    """Return a finding as background to the questions of this adjuster; what it says of scholars stays direct."""
    theirs = [question for question in finding.questions if question in Repeats.questions]
    direct = tuple(question for question in finding.questions if question not in theirs)
    return replace(finding, questions=direct, background=tuple(dict.fromkeys((*finding.background, *theirs))))
