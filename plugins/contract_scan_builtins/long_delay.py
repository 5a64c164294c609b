"""Delays of publication laid beside six months, and beside the periods that most agreements have."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Deriver, hookimpl
from contract_scan_builtins._periods import longer
from contract_scan_builtins._tables import table

LONG = "publication.long_delay"
UNUSUAL = "publication.longer_than_usual"


class LongDelay:
    """Compares the `period` (ISO 8601) of each delay of publication with those of `patterns/tables/delays.yaml`."""

    name = "long_delay"
    questions: tuple[str, ...] = ("5.1",)

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield one finding for a delay that is longer: than six months, or else than 90, 60 or 30 days."""
        limits = table("delays")
        for finding in findings:
            period = finding.attributes.get("period")
            if finding.kind != "publication_restriction" or finding.attributes.get("kind") != "delay":
                continue
            if not isinstance(period, str):
                continue
            passed = [usual for usual in limits["usual"] if longer(period, usual)]
            if longer(period, limits["long"]):
                yield _beside(finding, LONG, limits["long"])
            elif passed:
                yield _beside(finding, UNUSUAL, passed[-1])


def _beside(finding: Finding, rule: str, limit: str) -> Finding:
    """Return what a comparison finds at the place of a delay; its meaning, not the delay's, says what bears on what."""
    attributes = {"kind": "delay", "period": finding.attributes["period"], "longer_than": limit}
    return dataclasses.replace(finding, rule=rule, bearing=None, questions=(), attributes=attributes, exemptions=())


@hookimpl
def derivers() -> Iterable[Deriver]:
    """Contribute the comparison."""
    return [LongDelay()]
