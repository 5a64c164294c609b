"""The nouns of a dossier. They hold no words of any language: those come from the message catalogue, in a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from contract_scan.dates import Term
from contract_scan.decisions import Reviewed
from contract_scan.dossier.evidence import Evidence, Where
from contract_scan.dossier.work import Work
from contract_scan.finding import Finding
from contract_scan.nouns import dataclass
from contract_scan.question import Answer, Question, Words
from contract_scan.scan import Scan


@dataclass(frozen=True, slots=True)
class Party:
    """A party, once: its name, the ISO 3166 codes of its countries, and whether it is the institution itself."""

    name: str
    countries: tuple[str, ...]
    ours: bool
    finding: Finding


@dataclass(frozen=True, slots=True)
class Payment:
    """Somebody gives something. `amount` is a plain decimal number, `share` per cent; empty where nothing is said.

    `written` is the amount as the document writes it, where that is all there is. `gifts` are keys such as "money" or
    "in_kind".
    """

    payer: str
    payee: str
    amount: str
    currency: str
    written: str
    share: str
    gifts: tuple[str, ...]
    finding: Finding


#: What of a document's terms says how long it holds, in the order in which it is told.
_LASTING = ("start", "end", "end_unknown", "duration", "renewal")
#: What of these may be told though it is only possible.
_SPAN = ("start", "end", "duration")


def _is_loose(told: dict[str, Term]) -> tuple[bool, bool]:
    """Say whether all that a sentence says of a term may be of something else than the agreement, or is plain words."""
    doubts = [term.doubts for term in told.values()]
    return all("other_subject" in one for one in doubts), all("plain" in one for one in doubts)


@dataclass(frozen=True, slots=True)
class Facts:
    """What kind of document it is, between whom, who pays what, and for how long.

    `sort` is the key of a sort of document, empty for none; `title` is what the document calls itself. `countries` are
    the codes of countries that play a part beside those of the parties. `terms` are all on start, end, notice and the
    like that the document states. `unfilled` names what of these a template still leaves blank, as "between", "money"
    or "lasts". `perhaps_payments` are payments to be checked, where none is sure; their payer may
    be empty. `work` is the sentence that says what the work is, if one does.
    """

    sort: str
    form: str
    title: str
    parties: tuple[Party, ...]
    countries: tuple[str, ...]
    payments: tuple[Payment, ...]
    terms: tuple[Term, ...]
    unfilled: frozenset[str] = frozenset()
    perhaps_payments: tuple[Payment, ...] = ()
    work: Work | None = None

    @property
    def lasts(self) -> tuple[Term, ...]:
        """What is sure of start, end, duration and renewal, each once; a computed end only where none is stated."""
        found: dict[str, Term] = {}
        for term in sorted(self.terms, key=lambda term: bool(term.steps)):
            if term.what in _LASTING and term.certainty == "sure":
                found.setdefault(term.what, term)
        if {"end", "duration"} & set(found):
            found.pop("end_unknown", None)
        return tuple(found[what] for what in _LASTING if what in found)

    @property
    def perhaps_lasts(self) -> tuple[Term, ...]:
        """What is only possible of start, end and duration: where nothing sure is known, or said in the same sentence.

        All are of one sentence: the one that says most, of those in least doubt of what they speak. An end that the
        document says differently elsewhere stands beside the others.
        """
        sure = [term for term in self.lasts if term.what in _SPAN]
        known = {term.what for term in sure}
        said: dict[str, dict[str, Term]] = {}
        for term in self.terms:
            if term.what in _SPAN and term.what not in known and term.certainty == "possible" and not term.steps:
                said.setdefault(term.quote, {}).setdefault(term.what, term)
        if known:
            said = {quote: told for quote, told in said.items() if quote in {term.quote for term in sure}}
        if not said:
            return ()
        best = min(said.values(), key=lambda told: (*_is_loose(told), -len(told)))
        return tuple(other for what in _SPAN if what in best for other in self._said_elsewhere(best[what]))

    def _said_elsewhere(self, term: Term) -> Iterator[Term]:
        """Yield a term, and those that contradict it, each value once."""
        values = {term.value: term}
        for other in self.terms:
            if other.what == term.what and "contradicts" in term.doubts and "contradicts" in other.doubts:
                values.setdefault(other.value, other)
        yield from values.values()


@dataclass(frozen=True, slots=True)
class Weighty:
    """A quote that departs from the usual or may weigh, with the group that says in which order it is named.

    `titled` says that the rule is named before the words; `short` is the title for a narrow column, if it has one.
    """

    group: str
    title: Words
    item: Evidence
    titled: bool = False
    short: Words | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """Background of one question and one kind, folded: its quotes, and the questions that they bear on directly."""

    kind: str
    ordinary: bool
    items: tuple[Evidence, ...]
    see: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what the document says on it: sure, only possible, and the background, folded."""

    question: Question
    answer: Answer
    sure: tuple[Evidence, ...]
    possible: tuple[Evidence, ...]
    background: tuple[Folded, ...]
    reviewed: Reviewed | None = None

    @property
    def only_possible(self) -> bool:
        """Whether there is evidence and none of it is sure."""
        return bool(self.possible) and not self.sure


@dataclass(frozen=True, slots=True)
class Safeguards:
    """Clauses that ease, those that were deleted from the draft, and those that one would expect and were not found.

    `perhaps` are those not found of which a term that is only possible may be the clause, with these terms.
    """

    found: tuple[Evidence, ...] = ()
    deleted: tuple[Evidence, ...] = ()
    missing: tuple[Finding, ...] = ()
    perhaps: tuple[tuple[Finding, tuple[Evidence, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What one person is asked next. `to` is a key of the addressees; `questions` are ids in the order of the set."""

    to: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a report lays out, in order. `scan` is what it was made from, `numbers` the number of every quote."""

    scan: Scan
    numbers: Mapping[Where, int]
    facts: Facts
    matches: tuple[Evidence, ...]
    weighty: tuple[Weighty, ...]
    safeguards: Safeguards
    possible: tuple[Evidence, ...]
    asked: tuple[Asked, ...]
    under_none: tuple[Evidence, ...]
    steps: tuple[Step, ...] = ()
    lists: frozenset[str] = field(default_factory=frozenset)
    perhaps_weighty: tuple[Weighty, ...] = ()

    def number(self, finding: Finding) -> int:
        """Return the number of the quote of a finding, the same in every report."""
        from contract_scan.dossier.evidence import where

        return self.numbers[where(finding)]
