"""Findings laid out for people: several rules on one sentence are one piece of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contract_scan.document import Span
from contract_scan.finding import Bearing, Finding
from contract_scan.question import Answer
from contract_scan.scan import Scan


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote with all findings on it, the first of which gives its place. `number` counts from 1 in the report."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that gives quote and place."""
        return self.findings[0]

    @property
    def bearings(self) -> tuple[Bearing, ...]:
        """What the findings do to the question: raise, ease, or both."""
        return tuple(dict.fromkeys(f.bearing for f in self.findings if f.bearing))

    @property
    def possible(self) -> bool:
        """Whether none of the findings is sure."""
        return all(f.certainty == "possible" for f in self.findings)


#: The view, the span, and for what quotes nothing (a safeguard that is missing) the rule.
Where = tuple[str, Span, str]


def where(finding: Finding) -> Where:
    """Return what findings on the same words share."""
    return finding.view, finding.span, "" if finding.quote else finding.rule


def numbered(scan: Scan) -> dict[Where, int]:
    """Return a number for every quote of a scan, in reading order, the current view before the original."""
    return {place: number for number, place in enumerate(dict.fromkeys(map(where, scan.findings)), start=1)}


def evidence_for(scan: Scan, answer: Answer) -> tuple[Evidence, ...]:
    """Return the evidence under one question: what raises first, then what eases, then the rest, in reading order."""
    return _ordered(grouped((scan.findings[i] for i in answer.findings), numbered(scan)))


def counted(evidence: Iterable[Evidence]) -> int:
    """Return how many pieces of evidence there are; a name that a model only proposes is shown and not counted."""
    return sum(any(map(counts, item.findings)) for item in evidence)


def counts(finding: Finding) -> bool:
    """Say whether a finding counts as evidence: not a name that a model only proposes."""
    return finding.kind != "name_candidate"


def background_for(scan: Scan, answer: Answer) -> tuple[Evidence, ...]:
    """Return what matters to one question only together with its evidence, in the order of `evidence_for`."""
    return _ordered(grouped((scan.findings[i] for i in answer.background), numbered(scan)))


def evidence_under_none(scan: Scan) -> tuple[Evidence, ...]:
    """Return the evidence that stands under no question of the set, so that no report loses it."""
    return tuple(grouped((f for f in scan.findings if not (f.questions or f.background)), numbered(scan)))


def named(scan: Scan, kind: str) -> tuple[str, ...]:
    """Return the names of the parties or funders of a document, each once, in reading order."""
    found = (f for f in scan.findings if f.kind == kind and f.view == "current")
    return tuple(dict.fromkeys(str(f.attributes.get("name") or f.quote) for f in found))


def aspects(scan: Scan) -> dict[str, tuple[Finding, ...]]:
    """Return what the document is about, in the order of its first words: aspect to the findings that say so."""
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in scan.findings:
        if finding.kind == "scope" and finding.view == "current":
            aspect = str(finding.attributes.get("aspect", ""))
            found[aspect] = (*found.get(aspect, ()), finding)
    return found


def grouped(findings: Iterable[Finding], numbers: dict[Where, int]) -> list[Evidence]:
    """Return findings grouped by quote, in the order of their numbers."""
    groups: dict[int, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(numbers[where(finding)], []).append(finding)
    return [Evidence(number, tuple(own)) for number, own in sorted(groups.items())]


def _ordered(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    rank = {"raises": 0, "eases": 1}
    return tuple(sorted(evidence, key=lambda e: (e.possible, min([rank[b] for b in e.bearings], default=2), e.number)))
