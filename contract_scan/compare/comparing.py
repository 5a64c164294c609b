"""Two scans to their comparison: what changed in the text and what that means, or where two languages disagree."""

from __future__ import annotations

from contract_scan.compare.pairs import compare
from contract_scan.compare.passages import text_changes
from contract_scan.compare.report import Comparison
from contract_scan.compare.versions import Disagreement, disagreements, versions_of
from contract_scan.decisions import Decisions
from contract_scan.document import Document
from contract_scan.scan import Scan


def compared_scans(before: Scan, after: Scan, known: Decisions | None = None) -> Comparison:
    """Return the comparison of two drafts, or of two language versions of one; `known` was decided on the later one."""
    differing = language_versions(before.document, after.document)
    if differing is None:
        changes = text_changes(before.document, after.document)
        return Comparison(before, after, compare(before, after), (), known, changes)
    return Comparison(before, after, (), differing, known)


def language_versions(old: Document, new: Document) -> tuple[Disagreement, ...] | None:
    """Return where two versions in different languages disagree; None where both are in the same language."""
    first, second = versions_of(old), versions_of(new)
    main_old, main_new = next(iter(old.languages), None), next(iter(new.languages), None)
    if main_old not in first or main_new not in second or main_old == main_new:
        return None
    return tuple(disagreements(first[str(main_old)], second[str(main_new)]))
