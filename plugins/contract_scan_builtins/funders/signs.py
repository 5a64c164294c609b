"""Who may fund the work, and what a document says for and against it: the signs that are weighed of each.

A sign is what a reader sees: somebody acts in a sentence on money, is who writes the letter, is called the Sponsor.
`patterns/tables/funders/signs.yaml` says of each what it weighs and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan.gift import Gift
from contract_scan_builtins.funders.named import Sort, named_in, on_money, told_on_money
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.find import events_of, is_about_research, speaks_often_of_research
from contract_scan_builtins.money.introduced import cast_of
from contract_scan_builtins.money.people import STRANGER
from contract_scan_builtins.money.standing import standing_of
from contract_scan_builtins.parties.names import name_key
from contract_scan_builtins.parties.who import Who
from contract_scan_builtins.shared.remember import remembered

#: As what somebody is named who may be the one who pays.
_PAYING = frozenset(("acts", "by", "owns", "from"))


@dataclass
class Candidate:
    """Somebody who may fund the work; `span` is the first sentence that speaks for it, None where none does."""

    who: Who
    signs: set[str] = field(default_factory=set)
    span: Span | None = None

    @property
    def name(self) -> str:
        """The name, as the document writes it."""
        return self.who.name

    def named(self, what: str, span: Span) -> None:
        """Take in that a sentence names it as something."""
        if self.span is None and what in _PAYING:
            self.span = span


class _People(dict[str, Candidate]):
    """Everybody who may fund the work, by the key of the name."""

    def of(self, who: Who) -> Candidate:
        return self.setdefault(name_key(who.name), Candidate(who))


def candidates_of(document: Document, findings: Sequence[Finding]) -> tuple[Candidate, ...]:
    """Return everybody who may fund the work, with their signs; `findings` tell which sentences are on money.

    A document that is not about research, or holds no word of money, has none.
    """
    return _candidates(document, told_on_money(document, findings))


@remembered
def _candidates(document: Document, told_money: frozenset[tuple[int, Sort]]) -> tuple[Candidate, ...]:
    cast = cast_of(document)
    if not is_about_research(cast):
        return ()
    people = _People()
    for who in (*cast.everybody, *cast.others):
        people.of(who)
    told = _with_events(people, events_of(document))
    acting, first = _with_sentences(people, document, told_money, cast)
    if first is None and not told:
        return ()
    about = set() if speaks_often_of_research(cast) else {"little_on_research"}
    for key, candidate in people.items():
        candidate.signs |= about | standing_of(candidate.who, cast)
        candidate.signs |= _among_others(key, candidate, told, acting)
        candidate.span = candidate.span or first
    return tuple(people.values())


def _with_events(people: _People, events: Iterable[Gift]) -> set[str]:
    """Add what rules read of gifts; return the keys of those who give by them."""
    told = set()
    for event in events:
        if not event.giver:
            continue
        candidate = people.of(Who(event.giver, event.span, role=STRANGER))
        own = event.gift == "own contribution"
        way = "passes_on" if event.passed_on else "own_means" if own and not event.amount else f"told_{event.how}"
        candidate.signs.add(way.replace(" ", "_"))
        candidate.signs |= {name for name, holds in _of_event(event, own=own) if holds}
        candidate.named("acts", event.span)
        told |= {name_key(event.giver)} if way.startswith("told") else set()
        if event.receiver and name_key(event.receiver) in people:
            people[name_key(event.receiver)].signs.add("receives")
    return told


def _of_event(event: Gift, *, own: bool) -> tuple[tuple[str, bool], ...]:
    return (("own", own), ("pays_a_price", event.price), ("told_with_a_sum", event.amount is not None))


def _with_sentences(
    people: _People, document: Document, told: frozenset[tuple[int, Sort]], cast: Cast
) -> tuple[set[str], Span | None]:
    """Add as what sentences on money name people; return the keys of those who seem to pay, and the first sentence."""
    acting: set[str] = set()
    first: Span | None = None
    for sort, sentence in on_money(document, told, cast):
        first = first or sentence.span
        summed = sort != "sum" and bool(sentence.facts_in(range(len(sentence.words)), "amount"))
        for what, meant in named_in(sentence, cast):
            for who in meant:
                candidate = people.of(who)
                if len(meant) > 1:
                    candidate.signs.add("among_all")
                    continue
                candidate.signs |= {f"{what}_{sort}"} | ({f"{what}_with_a_sum"} if summed else set())
                candidate.named(what, sentence.span)
                if what in _PAYING and sort != "sum":
                    acting.add(name_key(who.name))
    return acting, first


def _among_others(key: str, candidate: Candidate, told: set[str], acting: set[str]) -> set[str]:
    """Return what is said of others: whether a rule tells another to pay, whether others act."""
    named = any(sign.startswith(("told", "acts", "by_", "from_", "owns")) for sign in candidate.signs)
    found = {
        "others_are_told": bool(told) and key not in told,
        "nobody_is_told": not told,
        "alone_acts": acting == {key},
        "others_act": bool(acting) and key not in acting,
        "nobody_acts": not told and not acting,
        "never_on_money": not named,
    }
    return {sign for sign, holds in found.items() if holds}
