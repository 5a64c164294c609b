"""Leaves out a technology or vital process that is only part of a name, an address, a signature or another subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from contract_scan.document import Block, Document, Span
from contract_scan.finding import Finding
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.words_in import first_of
from contract_scan_builtins.subject.names_and_addresses import is_called_so, is_signature, named_places


class Subject:
    """Chapter 3 asks what the work is about; the name of a street or of a company does not say."""

    name = "subject"
    questions: tuple[str, ...] = ("3.1", "3.3")

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings but those of chapter 3 whose words stand where nothing is said about the work."""
        kinds = frozenset(table("subject")["kinds"])
        places: dict[int, list[Span]] = {}
        for finding in findings:
            block = document.block_at(finding.span.start) if finding.kind in kinds else None
            if block is None or not finding.marked:
                yield finding
                continue
            if block.span.start not in places:
                places[block.span.start] = named_places(document, block, findings)
            if not _says_nothing(document, block, finding, places[block.span.start]):
                yield finding


def _says_nothing(document: Document, block: Block, finding: Finding, places: Sequence[Span]) -> bool:
    data = table("subject")
    if finding.rule in data["called"] and any(is_called_so(document, mark) for mark in finding.marked[:1]):
        return True
    if all(any(place.overlaps(mark) for place in places) for mark in finding.marked[:1]):
        return True
    return is_signature(document, block) or _is_elsewhere(block.headings, finding.quote)


def _is_elsewhere(headings: Sequence[str], quote: str) -> bool:
    """Say whether the heading above, or the sentence itself, is about something else than the work."""
    data = table("subject")
    last = headings[-1] if headings else ""
    return _holds(last, "other_headings") or first_of(quote, data["other_sentences"]) is not None


@cache
def _holds(text: str, key: str) -> bool:
    return first_of(text, table("subject")[key]) is not None
