"""Lays findings beside what is usual: within the norms they are ordinary, outside they depart, with both values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from contract_scan.document import Document
from contract_scan.finding import Departure, Finding
from contract_scan.norms import Norm, Norms, norms_at_hand
from contract_scan_builtins.usual.comparisons import Beside, applies, value_that_departs


class Usual:
    """Compares with the norms of the house or the built-in ones; a departure bears directly on its norm's questions."""

    name = "usual"
    after: tuple[str, ...] = ("derived", "long_delay")
    questions: tuple[str, ...] = ("4.2", "5.1")

    def __init__(self, house_limits: Path | None = None) -> None:
        self._house_limits = house_limits

    @cached_property
    def _norms(self) -> Norms:
        """The norms of this run, read once."""
        return norms_at_hand(self._house_limits)

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings, those to which a norm applies with what the comparison says."""
        at_hand = self._norms
        beside = Beside(document, findings)
        compared = []
        for finding in findings:
            own = [norm for norm in at_hand.norms.values() if applies(norm, finding)]
            compared.append(_compared(finding, own, beside) if own else finding)
        ordinary = {(finding.kind, finding.span) for finding in compared if finding.ordinary}
        ordinary -= {(finding.kind, finding.span) for finding in compared if finding.departs}
        for finding in compared:
            follows = finding.rule in at_hand.follow and (finding.kind, finding.span) in ordinary
            yield _ordinary(finding) if follows else finding


def _ordinary(finding: Finding) -> Finding:
    background = dict.fromkeys((*finding.questions, *finding.background))
    return replace(finding, ordinary=True, questions=(), background=tuple(background))


def _compared(finding: Finding, norms: Sequence[Norm], beside: Beside) -> Finding:
    found = [(norm, value) for norm in norms if (value := value_that_departs(finding, norm, beside)) is not None]
    direct = tuple(dict.fromkeys((*finding.questions, *(q for norm, _ in found for q in norm.questions))))
    return replace(
        finding,
        departs=(*finding.departs, *(Departure(n.id, value, _usual(n), n.source["en"]) for n, value in found)),
        ordinary=not found and not finding.questions,
        questions=direct,
        background=tuple(q for q in finding.background if q not in direct),
    )


def _usual(norm: Norm) -> str:
    """Return what is usual: the key of the norm's words, or the longest period."""
    return norm.usual or next((values[0] for values in norm.with_.values() if values), "")
