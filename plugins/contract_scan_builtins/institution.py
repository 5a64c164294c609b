"""Marks the party that is the institution itself, so that roles can be read as "we" and "they"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Adjuster, hookimpl
from contract_scan_builtins._institution import named_by_the_house, ourselves


class Institution:
    """Gives the party that is ours the attribute `we`, true; the others are left as they are."""

    name = "institution"
    questions: tuple[str, ...] = ()

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings, the party that is ours marked, wherever it is named."""
        ours = ourselves(findings, named_by_the_house())
        name = ours.attributes.get("name") if ours else None
        for finding in findings:
            if ours and finding.kind == "party" and finding.attributes.get("name") == name:
                yield replace(finding, attributes={**finding.attributes, "we": True})
            else:
                yield finding


@hookimpl
def adjusters() -> Iterable[Adjuster]:
    """Contribute the adjuster."""
    return (Institution(),)
