"""Leaves out what was found in the citation of a work: the title of a paper or the name of a journal agrees nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan_builtins.shared.cited import cited_works, is_cited

#: A name on a list is told wherever it stands.
_ALWAYS = frozenset(("list_match",))


class Cited:
    """A list of literature is no part of what the parties agree.

    It is asked twice: before others build on what was found, and of what the second reader adds.
    """

    def __init__(self, name: str = "cited", after: tuple[str, ...] = ()) -> None:
        """Name it, and whom it waits for."""
        self.name, self.after = name, after

    questions: tuple[str, ...] = ("1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "4.2", "5.1", "5.2", "5.3")

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings but those of which all that fired stands in citations."""
        works = cited_works(document)
        for finding in findings:
            fired = finding.marked or (finding.span,)
            if not works or finding.kind in _ALWAYS or not all(is_cited(document, mark) for mark in fired):
                yield finding
