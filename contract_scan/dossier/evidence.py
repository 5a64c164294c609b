"""Findings laid out for people: several rules on one sentence are one piece of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from contract_scan.document import Span
from contract_scan.finding import Bearing, Finding
from contract_scan.nouns import dataclass
from contract_scan.scan import Scan


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote with all findings on it, the first of which gives its place. `number` counts from 1 in the report."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that gives quote and place: the longest."""
        return max(self.findings, key=lambda f: len(f.span))

    @property
    def bearings(self) -> tuple[Bearing, ...]:
        """What the findings do to the question: raise, ease, or both."""
        return tuple(dict.fromkeys(f.bearing for f in self.findings if f.bearing))

    @property
    def possible(self) -> bool:
        """Whether none of the findings is sure."""
        return all(f.certainty == "possible" for f in self.findings)


#: The view, the words without the number typed before them, and for what quotes nothing the rule.
Where = tuple[str, Span, str]

_NUMBER = re.compile(
    r"\s*(?:(?:art(?:ikel|icle|\.)?|section|clause|§)\s*)?(?:\d+(?:\.\d+)*[a-z]?[.)]?|\([a-z\d]{1,4}\))\s+",
    re.IGNORECASE,
)


def where(finding: Finding) -> Where:
    """Return what findings on the same words share, with or without the clause's number and full stop."""
    number = _NUMBER.match(finding.quote)
    start = finding.span.start + (number.end() if number else 0)
    end = finding.span.start + len(finding.quote.rstrip(" .;,\n"))
    span = Span(start, end) if start < end else finding.span
    return finding.view, span, "" if finding.quote else finding.rule


def numbered(scan: Scan) -> dict[Where, int]:
    """Return a number for every quote of a scan, in reading order, the current view before the original.

    What was set aside keeps its number, so that numbers are the same with and without a reviewer's decisions.
    """
    every = (*scan.findings, *(aside.finding for aside in scan.set_aside))
    ordered = sorted(every, key=lambda f: (f.view, f.span, f.kind, f.rule))
    return {place: number for number, place in enumerate(dict.fromkeys(map(where, ordered)), start=1)}


def counted(evidence: Iterable[Evidence]) -> int:
    """Return how many pieces of evidence there are; a name that a model only proposes is shown and not counted."""
    return sum(any(map(counts, item.findings)) for item in evidence)


def counts(finding: Finding) -> bool:
    """Say whether a finding counts as evidence: not a name that a model only proposes."""
    return finding.kind != "name_candidate"


def grouped(findings: Iterable[Finding], numbers: Mapping[Where, int]) -> list[Evidence]:
    """Return findings grouped by quote, in the order of their numbers."""
    groups: dict[int, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(numbers[where(finding)], []).append(finding)
    return [Evidence(number, tuple(own)) for number, own in sorted(groups.items())]


def by_bearing(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence with what raises first, then what eases, then the rest, each in reading order."""
    rank = {"raises": 0, "eases": 1}
    return tuple(sorted(evidence, key=lambda e: (min([rank[b] for b in e.bearings], default=2), e.number)))
