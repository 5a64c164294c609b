"""Findings that mean more together: an affiliation with a sensitive technology, and several signals in one chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_scan.document import Document
from contract_scan.finding import Finding, Value
from contract_scan_builtins.shared.tables import table

_TECHNOLOGY = frozenset({"sensitive_technology", "dual_use", "military_purpose"})
_AFFILIATIONS = frozenset({"countries.named_in_threat_assessment", "countries.part_of_named_country"})


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
    """Yield one finding a chapter under which several kinds of signals stand, with a row for each rule."""
    raising = [f for f in findings if f.bearing == "raises" and f.certainty == "sure"]
    chapters = {_chapter(question) for f in raising for question in f.questions}
    for chapter in sorted(chapters - set(table("accumulation")["left_out"])):
        rows = sorted((f for f in raising if chapter in map(_chapter, f.questions)), key=lambda f: f.span)
        if not _is_accumulation(document, rows):
            continue
        shown = list({f.rule: f for f in reversed(rows)}.values())[::-1]
        questions = sorted({q for f in rows for q in f.questions if _chapter(q) == chapter})
        yield Finding(
            kind="accumulation",
            span=rows[0].span,
            quote=rows[0].quote,
            rule="derived.accumulation",
            background=tuple(questions),
            attributes={"chapter": chapter, "rows": [_row(document, f) for f in shown]},
            marked=rows[0].marked,
        )


def _chapter(question: str) -> str:
    return question.partition(".")[0]


def _is_accumulation(document: Document, rows: Sequence[Finding]) -> bool:
    limits = table("accumulation")
    kinds = {f.kind for f in rows}
    passages = {block.span for f in rows for block in document.blocks_in(f.span)[:1]}
    enough = min(len(kinds), len(passages)) >= int(limits["kinds"])
    return enough and len(kinds - set(limits["routine"])) >= int(limits["telling"])


def _row(document: Document, finding: Finding) -> dict[str, Value]:
    return {
        "rule": finding.rule,
        "kind": finding.kind,
        "start": finding.span.start,
        "end": finding.span.end,
        "clause": document.clause_at(finding.span.start),
    }
