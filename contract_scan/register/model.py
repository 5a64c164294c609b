"""The nouns of the register. Dates are ISO 8601 text, empty where not known; persons never appear but by their role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: Kinds of partnership, as `contract_scan.dates` reads them from a document.
PARTNERSHIPS = (
    "joint_research",
    "contract_research",
    "scholarship",
    "chair",
    "guest",
    "memorandum",
    "mobility",
    "material",
    "data",
    "licence",
    "consortium",
    "donation",
    "other",
)

#: Between which days the dates of agreements lie.
FIRST, LAST = "1900-01-01", "2199-12-31"

Renewal = Literal["tacit", "by_agreement", "none", ""]
Role = Literal["partner", "funder", "coordinator", "host", "own", "other"]
Reply = Literal["yes", "no", "unknown", ""]
State = Literal["evidence", "nothing_found", "not_looked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A faculty, institute or service that reports. `id` is also the name of its folder of events."""

    id: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A dated statement that an organisation is part of, or controlled by, another: who says so and since when.

    `organisation` is empty where the source says that there is no parent.
    """

    organisation: str
    source: str
    stated: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation: its names (the first is shown), identifiers, ISO 3166 country, and statements on its parents."""

    id: str
    names: tuple[str, ...]
    country: str = ""
    ror: str = ""
    lei: str = ""
    parents: tuple[Parent, ...] = ()
    successor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation in an agreement, by its name as written there and its role."""

    organisation: str
    name: str
    role: Role = "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money promised: a plain decimal number in an ISO 4217 currency, who pays it, and in which year (0: not known)."""

    payer: str
    amount: str
    currency: str
    year: int = 0
    in_kind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One agreement. `group` is the research group or department within the unit.

    `end_unknown` says why there is no end date ("indefinite", "event": it ends when something happens). `notice` is an
    ISO 8601 duration, `notice_date` the last day on which notice can be given, where it can be computed. `renews` and
    `umbrella` name other agreements of the register. `document` is the SHA-256 of the document. `scholar_months` is
    how long a scholar stays; 0 where not known. Three-valued flags are None where nobody has said.
    """

    id: str
    unit: str
    title: str
    group: str = ""
    kind: str = ""
    signed: str = ""
    start: str = ""
    end: str = ""
    end_unknown: str = ""
    ended: str = ""
    notice: str = ""
    notice_date: str = ""
    renewal: Renewal = ""
    renewal_period: str = ""
    renews: str = ""
    umbrella: str = ""
    parties: tuple[Party, ...] = ()
    amounts: tuple[Amount, ...] = ()
    fields: tuple[str, ...] = ()
    document: str = ""
    reference: str = ""
    multi_year: bool | None = None
    institutional: bool | None = None
    sensitive: bool | None = None
    scholars: int = 0
    scholar_months: int = 0
    guests: int = 0
    data_access: bool | None = None
    exclusive: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """A list that was consulted: its kind, its edition, and the day on which it was consulted."""

    kind: str
    edition: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer:
    """What the scan found under a question, and what the reviewer answered: in which role, and why."""

    question: str
    state: State
    answer: Reply = ""
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review of an agreement: with what it was made, what was found, what was answered.

    `scan` is the SHA-256 of the JSON report. `look_back` is five or ten years; 0 where it was not recorded.
    """

    id: str
    agreement: str
    on: str
    scan: str = ""
    question_set: str = ""
    rules: str = ""
    definition: str = ""
    lists: tuple[Consulted, ...] = ()
    answers: tuple[QuestionAnswer, ...] = ()
    look_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """What a partnership brings: the value that stands beside the risk."""

    id: str
    agreement: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure agreed for an agreement: what, until when, and on which day it was done (empty: open)."""

    id: str
    agreement: str
    what: str
    until: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A unit's statement that all its agreements of a kind up to a day are in; `about` is how many there are in all."""

    id: str
    unit: str
    kind: str
    until: str
    about: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A person's decision that two organisations are one, or (`holds` false) that they are not."""

    id: str
    one: str
    other: str
    holds: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What was taken out of the register: only its subject's kind, digests of its events and the reason stay.

    `subject` is the SHA-256 of the agreement's id, by which one notices that it comes back; empty where not recorded.
    """

    id: str
    digests: tuple[str, ...]
    how: Literal["redacted", "retired"]
    reason: str
    subject: str = ""


Noun = Unit | Organisation | Agreement | Review | Benefit | Measure | Coverage | Same | Removal

#: The kind of an event to what it states, in the order in which a projection is built.
NOUNS: dict[str, type[Noun]] = {
    "unit": Unit,
    "organisation": Organisation,
    "same": Same,
    "agreement": Agreement,
    "review": Review,
    "benefit": Benefit,
    "measure": Measure,
    "coverage": Coverage,
    "removal": Removal,
}
KINDS = {noun: kind for kind, noun in NOUNS.items()}
