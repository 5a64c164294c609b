"""Marks the party that is the institution itself, so that roles can be read as "we" and "they"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Adjuster, hookimpl
from contract_scan.settings import Settings
from contract_scan_builtins.shared.institution import names_of_others, names_of_ours, ourselves
from contract_scan_builtins.shared.tables import table


class Institution:
    """Gives the party that is ours the attribute `we`, true, and says what its own keeping of results bears on."""

    name = "institution"
    questions: tuple[str, ...] = ()

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._names = names

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings, the party that is ours marked; that results are ours is background."""
        ours = ourselves(findings, self._names)
        name = ours.attributes.get("name") if ours else None
        marked = [
            _marked(f) if f.kind == "party" and name and f.attributes.get("name") == name else f for f in findings
        ]
        own, others = names_of_ours(marked), names_of_others(marked)
        for finding in marked:
            kept = finding.rule in table("institution")["ours"] and _only(finding.quote, own, others)
            yield _kept(finding) if kept else finding


def _marked(party: Finding) -> Finding:
    return replace(party, attributes={**party.attributes, "we": True})


def _kept(finding: Finding) -> Finding:
    return replace(finding, questions=(), background=tuple(dict.fromkeys((*finding.questions, *finding.background))))


def _only(quote: str, own: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether a sentence names our party and no other."""
    return _names_one(quote, own) and not _names_one(quote, others)


def _names_one(quote: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", quote) for name in names)


@hookimpl
def adjusters(settings: Settings) -> Iterable[Adjuster]:
    """Contribute the adjuster."""
    return (Institution([name.strip() for name in settings.institution if name.strip()]),)
