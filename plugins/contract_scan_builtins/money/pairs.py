"""Who may give which sum: each sum of a document with everybody who may give it, and the signs for and against.

`patterns/tables/money/signs.yaml` says of each sign what it weighs and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contract_scan.document import Document
from contract_scan.gift import Gift
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.sentence import Mention, Sentence
from contract_scan_builtins.money.standing import standing_of
from contract_scan_builtins.money.subjects import acting, governing
from contract_scan_builtins.money.sums import Sum, sums_of
from contract_scan_builtins.parties.names import name_key
from contract_scan_builtins.parties.who import Who

_BY, _FROM = frozenset(("by", "door")), frozenset(("from", "of", "van", "uit", "through", "via"))
_TO = frozenset(("to", "for", "towards", "aan", "voor", "at", "bij", "in"))
_SPOKEN_TO = frozenset(("us", "ons", "me", "mij", "you", "u", "jou", "je", "jullie"))
#: What a sentence says that is done with money; how somebody stands in it counts by this.
_VOICES = {
    "gives": ("fund_active", "pay_active", "give_active"),
    "is_given": ("fund_passive", "pay_passive", "give_passive", "granted"),
    "takes": ("receive", "invoice"),
    "account": ("account", "funded_by", "source"),
    "costs": ("cost", "whole_work", "price"),
}


@dataclass(frozen=True)
class Pair:
    """A sum and somebody who may give it."""

    sum: Sum
    who: Who
    signs: frozenset[str]


def pairs_of(document: Document, cast: Cast, told: Sequence[Gift]) -> list[Pair]:
    """Return each sum of a document with everybody who may give it; `told` is what rules read."""
    people = {name_key(who.name): who for who in (*cast.others, *cast.everybody)}
    sums = sums_of(document, cast)
    for one in sums:
        for mention in one.sentence.mentions:
            for who in mention.who:
                people.setdefault(name_key(who.name), who)
    for event in told:
        if event.giver:
            people.setdefault(name_key(event.giver), Who(event.giver, event.span))
    standing = {key: standing_of(who, cast) for key, who in people.items()}
    givers = {name_key(event.giver) for event in told if event.giver and not event.passed_on}
    found = []
    before: dict[int, str | None] = {}
    last: str | None = None
    for one in sums:
        index = one.sentence.segment.index
        if index not in before:
            before[index] = last
            last = acting(one.sentence, range(one.sentence.own, len(one.sentence.words)), last) or last
        here = dict(_here(one))
        nobody = not here
        for key, who in people.items():
            signs = set(here.get(key, ()))
            if before[index] is not None and name_key(before[index] or "") == key:
                signs.add("acted_before_alone" if nobody else "acted_before")
            signs.add("nobody_here" if nobody else "not_here" if key not in here else "here")
            signs |= {f"is_{sign}" for sign in standing[key]}
            signs |= set(_told(one, key, told))
            signs.add("gives_by_rule" if key in givers else "others_give" if givers else "nobody_gives")
            found.append(Pair(one, who, frozenset(signs | one.signs)))
    return found


def _here(one: Sum) -> Iterator[tuple[str, set[str]]]:
    """Yield how each one stands in the sentence of a sum."""
    sentence, found = one.sentence, dict[str, set[str]]()
    voices = [
        voice
        for voice, tags in _VOICES.items()
        if sentence.has(range(sentence.own, len(sentence.words)), *tags)
    ] or ["none"]
    acted = False
    at = sentence.index_of(one.fact.span.start)
    before = [mention for mention in sentence.mentions if mention.first < at]
    behind = [mention for mention in sentence.mentions if mention.first >= at]
    amounts = [sentence.index_of(fact.span.start) for fact in sentence.facts if fact.kind == "amount"]
    for mention in sentence.mentions:
        what = _as_what(sentence, mention)
        later, acted = acted, acted or what == "acts"
        what = "acts_later" if what == "acts" and later else what
        signs = {what, *(f"{what}_{voice}" for voice in voices)}
        if before and mention is before[-1]:
            signs.add("nearest_before")
        if behind and mention is behind[0]:
            signs.add("nearest_behind")
        low, high = sorted((mention.first, at))
        if any(low < other < high for other in amounts):
            signs.add("another_sum_between")
        if mention.last <= sentence.own:
            signs.add("in_lead")
        for who in mention.who:
            found.setdefault(name_key(who.name), set()).update(signs | ({"among_all"} if len(mention.who) > 1 else set()))
    if len(found) == 1:
        next(iter(found.values())).add("alone_here")
    yield from found.items()


def _as_what(sentence: Sentence, mention: Mention) -> str:
    before = governing(sentence, mention)
    if before in _BY:
        return "by"
    if mention.of:
        return "owns"
    if before in _FROM or before in _TO:
        return "from" if before in _FROM else "to"
    if sentence.words[mention.first] in _SPOKEN_TO and mention.first > sentence.own + 1:
        return "spoken_to"
    return "acts" if before is None else "beside"


def _told(one: Sum, key: str, told: Sequence[Gift]) -> Iterator[str]:
    """Yield what rules read of a sum and of who gives it."""
    for event in told:
        given = event.amount if one.fact.kind == "amount" else event.share
        if given is None or not event.giver:
            continue
        own = name_key(event.giver) == key
        if given.span == one.fact.span:
            yield f"told_{event.how}".replace(" ", "_") if own else "told_of_another"
            if own and event.passed_on:
                yield "told_passed_on"
            if own and event.price:
                yield "told_as_price"
        elif own and given.value == one.fact.value:
            yield "told_elsewhere"
