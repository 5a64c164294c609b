"""Findings of both views joined: what was inserted, what was deleted, and what a change replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from contract_scan.document import Document, Mark, Span
from contract_scan.finding import Finding, Revision


def merge_views(document: Document, by_view: Sequence[Sequence[Finding]]) -> tuple[Finding, ...]:
    """Return the current view's findings with their revision, then those only the original view has, as deleted.

    A finding in both views is the same rule on the same quote. Where the rule found another quote in the same
    paragraph of the original, the finding was changed, and the revision's `other` is what it read before.
    """
    current = by_view[0]
    if document.original is None:
        return tuple(current)
    before: dict[str, list[Finding]] = defaultdict(list)
    for finding in by_view[1]:
        before[finding.identity].append(finding)
    fresh: list[Finding] = []
    kept: list[Finding] = []
    for finding in current:
        same = before.get(finding.identity)
        (kept if same else fresh).append(same.pop(0) and finding if same else finding)
    gone = list(chain.from_iterable(before.values()))
    changed, inserted, deleted = _paired(document, fresh, gone)
    found = [*kept, *changed, *inserted, *deleted]
    return tuple(sorted(found, key=lambda f: (f.view, f.span, f.kind, f.rule)))


def _paired(
    document: Document, fresh: list[Finding], gone: list[Finding]
) -> tuple[list[Finding], list[Finding], list[Finding]]:
    original = document.original or document
    changed, inserted = [], []
    left = list(gone)
    for finding in fresh:
        partner = next((g for g in left if _same_place(document, finding, original, g)), None)
        if partner is not None:
            left.remove(partner)
            changed.append(_revised(finding, document, "changed", partner.quote))
        else:
            inserted.append(_revised(finding, document, "inserted", None))
    return changed, inserted, [_revised(finding, original, "deleted", None) for finding in left]


def _same_place(document: Document, finding: Finding, original: Document, other: Finding) -> bool:
    if finding.rule != other.rule:
        return False
    here = {o for block in document.blocks_in(finding.span) for o in block.origin}
    there = {o for block in original.blocks_in(other.span) for o in block.origin}
    return bool(here & there)


def _revised(finding: Finding, document: Document, kind: str, other: str | None) -> Finding:
    """Return the finding with who made the change; without a tracked change in it, it hangs on one elsewhere."""
    mark = _mark(document, finding.span)
    return replace(
        finding,
        revision=Revision(
            kind=kind,  # type: ignore[arg-type]
            author=mark.author if mark else None,
            date=mark.date if mark else None,
            other=other if other is not None else (mark.other if mark else None),
        ),
    )


def _mark(document: Document, span: Span) -> Mark | None:
    marks = [m for m in document.marks if m.kind in ("inserted", "deleted", "moved") and m.span.overlaps(span)]
    return max(marks, key=lambda m: min(m.span.end, span.end) - max(m.span.start, span.start), default=None)
