"""Delays of publication laid beside the norm (six months), and beside the periods that most agreements have."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.language.amounts import longer
from contract_scan.norms import Norms, norms_at_hand
from contract_scan_builtins.shared.tables import table

LONG = "publication.long_delay"
UNUSUAL = "publication.longer_than_usual"


class LongDelay:
    """Compares the `period` (ISO 8601) of each delay of publication with the norm, and with usual periods."""

    name = "long_delay"
    questions: tuple[str, ...] = ("5.1",)

    def __init__(self, house_limits: Path | None = None) -> None:
        self._house_limits = house_limits

    @cached_property
    def _norms(self) -> Norms:
        """The norms of this run, read once."""
        return norms_at_hand(self._house_limits)

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield one finding for a delay that is longer: than the norm, or else than 90, 60 or 30 days."""
        limits = table("delays")
        longest = _longest(self._norms)
        for finding in findings:
            period = finding.attributes.get("period")
            if finding.kind != "publication_restriction" or finding.attributes.get("kind") != "delay":
                continue
            if not isinstance(period, str):
                continue
            passed = [usual for usual in limits["usual"] if longer(period, usual)]
            if longest and longer(period, longest):
                yield _beside(finding, LONG, longest)
            elif passed:
                yield _beside(finding, UNUSUAL, passed[-1])


def _longest(norms: Norms) -> str | None:
    """Return how long a delay of publication usually is at most, as norms say."""
    delays = (norm for norm in norms.norms.values() if norm.having.get("kind") == "delay")
    periods = (norm.with_.get("period", ()) for norm in delays if norm.comparison == "at_most")
    return next((period for period, *_ in periods), None)


def _beside(finding: Finding, rule: str, limit: str) -> Finding:
    """Return what a comparison finds at the place of a delay; its meaning, not the delay's, says what bears on what."""
    attributes = {"kind": "delay", "period": finding.attributes["period"], "longer_than": limit}
    return dataclasses.replace(
        finding, rule=rule, bearing=None, questions=(), background=(), attributes=attributes, exemptions=()
    )
