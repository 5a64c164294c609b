"""The finding: a verbatim quote with its place, its facts, and why it was found."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from contract_scan.document import BlockKind, MarkKind, Span, ViewName

Bearing = Literal["raises", "eases"]
Certainty = Literal["sure", "possible"]
Effect = Literal["weakens", "removes", "reverses"]
FactKind = Literal["period", "amount", "percentage", "date", "code", "country", "name"]

if TYPE_CHECKING:
    #: A value of `Finding.attributes`: whatever JSON can say.
    Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
else:
    # Kept scans are read back by these types, and the decoder takes none that holds itself.
    Value = Any

#: The kind of what is no evidence: a sentence that comes nearest to the questions it names, where nothing was found.
POINTER = "pointer"
_TYPED_NUMBER = re.compile(
    r"^\s*(?:(?:art(?:ikel|icle|\.)?|section|clause|§)\s*)?(?:\d+(?:\.\d+)*[a-z]?[.)]?|\((?:[a-z]{1,2}|[ivx]{1,4}|\d{1,2})\))\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed fact read from the text.

    `value` is normalised: an ISO 8601 duration for a period ("P30D"; "indefinite" for one without end), a plain
    decimal number for an amount or percentage, an ISO 8601 date, the code or name itself, an ISO 3166 country code.
    `unit` is the ISO 4217 currency of an amount, or "working" for a period counted in working days.
    `note` is a key of the message catalogue where the fact is in doubt (``date_ambiguous``, ``number_disagrees``).
    """

    kind: FactKind
    span: Span
    value: str
    unit: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exception tied to a finding: where it stands and what it does to the rule it limits."""

    span: Span
    quote: str
    effect: Effect
    clause: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """How a finding came into or went out of the draft: by whom and when, and what the other view reads instead."""

    kind: Literal["inserted", "deleted", "changed"]
    author: str | None = None
    date: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where in the file a quote begins: the kind of block, its ordinal in the view from 1, and how the text stood.

    `author` and `date` are those of a comment or annotation; `marks` names what holds for some of the quoted text,
    such as hidden, struck through, or recognised from an image.
    """

    block: BlockKind
    paragraph: int
    author: str | None = None
    date: str | None = None
    marks: tuple[MarkKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Departure:
    """One value of a finding that is not what is usual: which norm, the value, the usual one, and where that stands.

    `norm` is the id of a norm; `value` and `usual` are what facts and attributes say (an ISO 8601 duration, a country
    code, a word of the norm's file), `source` is where the norm was published. It is a comparison, never a score.
    """

    norm: str
    value: str
    usual: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence: a quote, its place, what kind of term it is and what it bears on.

    A checker gives `kind`, `span`, `quote`, `rule` and what it knows of facts and attributes. Place (`page`,
    `clause`, `headings`, `standing`), `revision`, `plugin`, and, from the rule's meaning, `questions` and `bearing`
    are filled in afterwards where a checker left them out. `questions` are those it bears on directly, `background`
    those to which it matters only together with direct evidence. `departs` and `ordinary` come from the comparison
    with what is usual; a finding to which no norm applies is neither.

    `span` and `marked` (the words that fired) are offsets into the text of the view named by `view`.
    `certainty` is "possible" only for stated `doubts` (keys of the message catalogue).
    """

    kind: str
    span: Span
    quote: str
    rule: str
    view: ViewName = "current"
    bearing: Bearing | None = None
    questions: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    departs: tuple[Departure, ...] = ()
    ordinary: bool = False
    attributes: Mapping[str, Value] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    marked: tuple[Span, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    certainty: Certainty = "sure"
    doubts: tuple[str, ...] = ()
    page: int | None = None
    clause: str | None = None
    headings: tuple[str, ...] = ()
    standing: Standing | None = None
    revision: Revision | None = None
    plugin: str = ""

    @property
    def identity(self) -> str:
        """Return what stays the same when a clause is renumbered or moves to another page: rule and quote.

        Sixteen hexadecimal digits; a number typed before the quote, white space, letter case and typographic variants
        do not count.
        """
        words = _TYPED_NUMBER.sub("", unicodedata.normalize("NFKC", self.quote))
        folded = re.sub(r"\W+", " ", words).strip().casefold()
        return hashlib.sha256(f"{self.rule}\n{folded}".encode()).hexdigest()[:16]
