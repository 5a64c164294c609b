"""The scan: everything that is known about one document after it was read, checked and laid under the questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from contract_scan.decisions import Decisions
from contract_scan.document import Document, Unread
from contract_scan.edition import ListEdition as ListEdition
from contract_scan.finding import Finding
from contract_scan.norms import Norms
from contract_scan.question import Answer, QuestionSet
from contract_scan.rules.model import Meaning
from contract_scan.sources import SourceState

FailedPart = Literal["plugin", "checker", "rule", "reader", "list", "reporter", "questions", "model"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A part that did not do its work, by name, and the questions it would have borne on.

    `reason` is a key of the message catalogue (``failures.`` before it) with its values in `details`. A "model" only
    proposes, so that its failure is told and leaves no question unlooked at.
    """

    part: FailedPart
    name: str
    reason: str
    details: Mapping[str, str | int | float] = field(default_factory=dict)
    questions: tuple[str, ...] = ()


class IncompleteError(Exception):
    """A checker did its work but for some parts of it; what it yielded before stands, and `failures` say the rest."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        super().__init__(", ".join(failure.reason for failure in failures))
        self.failures = tuple(failures)


@dataclass(frozen=True, slots=True)
class Provenance:
    """With what a scan was made: versions of the tool, its plugins and rules, and the lists consulted."""

    version: str
    plugins: Mapping[str, str]
    rules: int
    rules_sha256: str
    question_set: str
    checkers: tuple[str, ...]
    lists: tuple[ListEdition, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding that was set aside, and why: by the reviewer's decision, the house configuration, or an adjuster.

    The last gives no reason; `by` is then its name.
    """

    finding: Finding
    reason: str
    by: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """The result of scanning one document. `meanings` holds the meaning of every rule a finding names.

    `decisions` are the reviewer's, where they were given: every finding without one is new since. What was
    `set_aside` is no longer among the findings, and stands in every report with its reason. `sources` says of every
    source of the set's annex whether it was consulted. `norms` are what findings
    were laid beside: they say a departure in words.
    """

    document: Document
    findings: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    unread: tuple[Unread, ...]
    failures: tuple[Failure, ...]
    provenance: Provenance
    questions: QuestionSet
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    decisions: Decisions | None = None
    set_aside: tuple[SetAside, ...] = ()
    sources: tuple[SourceState, ...] = ()
    norms: Norms = field(default_factory=Norms)
