"""Findings that mean more together: an affiliation with a sensitive technology, and several signals in one chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_scan.document import Document
from contract_scan.finding import Finding, Value

_TECHNOLOGY = frozenset({"sensitive_technology", "dual_use", "military_purpose"})
_AFFILIATIONS = frozenset({"countries.named_in_threat_assessment", "countries.part_of_named_country"})
#: How many different kinds of signals under one chapter are called an accumulation.
_SEVERAL = 3


def technology_in(findings: Sequence[Finding]) -> Finding | None:
    """Return the first sensitive technology, or else the first dual-use term or military purpose that raises."""
    technology = next((f for f in findings if f.kind == "sensitive_technology"), None)
    return technology or next((f for f in findings if f.kind in _TECHNOLOGY and f.bearing == "raises"), None)


def combinations(document: Document, technology: Finding, affiliations: Sequence[Finding]) -> Iterator[Finding]:
    """Yield one finding a kind of affiliation: the first one of it, with a sensitive technology.

    Quoted is the technology; the affiliation stands in the attributes with its place. It is never a score.
    """
    tied = [f for f in affiliations if f.kind == "list_match" or f.rule in _AFFILIATIONS]
    for rule in dict.fromkeys(f.rule for f in tied):
        first = min((f for f in tied if f.rule == rule), key=lambda f: f.span)
        yield Finding(
            kind="combination",
            span=technology.span,
            quote=technology.quote,
            rule="derived.affiliation_and_technology",
            attributes={"technology": technology.rule, "affiliation": _row(document, first)},
            marked=technology.marked,
        )


def accumulations(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield one finding a chapter under which several kinds of signals stand, with a row for each of them."""
    raising = [f for f in findings if f.bearing == "raises" and f.certainty == "sure"]
    for chapter in sorted({question.partition(".")[0] for f in raising for question in f.questions}):
        rows = [f for f in raising if any(q.partition(".")[0] == chapter for q in f.questions)]
        if len({f.kind for f in rows}) < _SEVERAL:
            continue
        shown = list({f.rule: f for f in sorted(rows, key=lambda f: f.span, reverse=True)}.values())[::-1]
        first = min(rows, key=lambda f: f.span)
        questions = sorted({q for f in rows for q in f.questions if q.partition(".")[0] == chapter})
        yield Finding(
            kind="accumulation",
            span=first.span,
            quote=first.quote,
            rule="derived.accumulation",
            questions=tuple(questions),
            attributes={"chapter": chapter, "rows": [_row(document, f) for f in shown]},
            marked=first.marked,
        )


def _row(document: Document, finding: Finding) -> dict[str, Value]:
    block = document.block_at(finding.span.start)
    return {
        "rule": finding.rule,
        "kind": finding.kind,
        "start": finding.span.start,
        "end": finding.span.end,
        "clause": block.clause if block else None,
    }
