"""What a verb of giving gives: money, costs, people or things; and what takes the meaning away."""

from __future__ import annotations

import re

from contract_scan.gift import GiftKind
from contract_scan_builtins.money.lexicon import Hit
from contract_scan_builtins.money.sentence import Sentence

#: A figure that was left out.
_LEFT_OUT = re.compile(r"\[\*+\]|\[[^\]\w]{1,20}\]|_{3,}|…{2,}|\.{4,}")
_RELATIVES = frozenset(("who", "which", "whose", "die", "dat", "wier", "wiens", "welke"))
#: How many words an object may stand from its verb, from one of giving after it; so many words tell of it.
_REACH, _NEAR, _TOLD = 32, 22, 5
#: What is lent is named within so many words after the verb.
_LENT = 8
#: What costs are for is told within so many words.
_OF_COSTS = 12
#: So many words before a verb a word of denial counts.
_BEFORE = 12


def is_given(sentence: Sentence, within: range, verb: Hit, sort: str) -> bool:
    """Say whether what stands within a range of words is money for the work, or a thing that costs nothing.

    `sort` is the tag of the verb: one that says by itself that somebody pays needs no object.
    """
    reach = _NEAR if sort.startswith("give") else _REACH
    within = range(max(within.start, verb[0] - _REACH), min(within.stop, verb[1] + reach))
    if sort.startswith("fund"):
        return not sentence.has(within, "harm", "own") and not is_denied(sentence, _around(within, verb, verb[1] + 2))
    object_at = _object(sentence, within, verb, sort)
    after = range(_past_clause(sentence, within, verb), within.stop)
    if object_at is None or is_denied(sentence, _around(after, verb, object_at + 1)):
        return False
    between = range(min(object_at, verb[0]), max(object_at, verb[0]) + 1)
    costs = sort.startswith("pay") and not sentence.facts_in(within, "amount")
    told = range(object_at, min(object_at + (_OF_COSTS if costs else _TOLD), within.stop))
    behind = range(object_at, min(object_at + _OF_COSTS, within.stop))
    if sentence.has(behind, "risk") or sentence.has(between, "risk"):
        return False
    blocked = _is_harm(sentence, between) or does_harm(sentence, told) or does_harm(sentence, range(*verb))
    if not sentence.facts_in(within, "amount"):
        blocked = blocked or sentence.has(between, "errand") or sentence.has(told, "errand")
    if costs:
        blocked = blocked or sentence.has(between, "privilege")
    if sort.startswith("give"):
        blocked = blocked or (sentence.has(range(*verb), "lends") and sentence.has(told, "occasion"))
        blocked = blocked or sentence.has(_without(between, verb), "privilege")
        blocked = blocked or (
            sentence.words[object_at] in _free_words(sentence, within) and _is_privilege(sentence, within)
        )
    return not blocked


def _past_clause(sentence: Sentence, within: range, verb: Hit) -> int:
    """Return where the words before a verb begin that are no clause of their own: "A friend, who …, adds"."""
    commas = [i for i in range(within.start + 1, verb[0] + 1) if sentence.sign_before(i, ",")]
    told = commas and any(word in _RELATIVES for word in sentence.words[within.start : commas[-1]])
    return commas[-1] if told else within.start


def _free_words(sentence: Sentence, within: range) -> set[str]:
    return {sentence.words[hit[0]] for hit in sentence.tagged(within, "free")}


def _is_privilege(sentence: Sentence, within: range) -> bool:
    """Say whether what costs nothing is a right, knowledge or the like, and no thing."""
    return sentence.has(within, "privilege")


def _around(within: range, verb: Hit, end: int) -> range:
    return range(max(within.start, verb[0] - _BEFORE), min(max(end, verb[1]), within.stop))


def _without(between: range, verb: Hit) -> range:
    return range(verb[1], between.stop) if between.stop > verb[1] else range(between.start, verb[0])


def _is_harm(sentence: Sentence, within: range) -> bool:
    """Say whether a word of damages, taxes and the like stands here, before any amount."""
    amounts = sentence.facts_in(within, "amount")
    end = sentence.index_of(amounts[0].span.start) if amounts else within.stop
    before = range(within.start, min(end, within.stop))
    return does_harm(sentence, before) or sentence.has(before, "tax")


def does_harm(sentence: Sentence, within: range) -> bool:
    """Say whether a word of damages, insurance and the like stands here that is no scholar's own: health insurance."""
    errands = {index for hit in sentence.tagged(within, "errand") for index in range(*hit)}
    priced = bool(sentence.facts_in(range(len(sentence.words)), "amount"))
    return any(not priced or hit[0] not in errands for hit in sentence.tagged(within, "harm"))


def is_denied(sentence: Sentence, within: range) -> bool:
    """Say whether a sentence denies that something is given, or speaks of each party's own costs."""
    if sentence.has(within, "own") and not sentence.facts_in(within, "amount") and sentence.has(within, "cost"):
        return True
    if any(sentence.words[index] in ("noch", "nor") for index in within):
        return True
    allowed = {index for hit in sentence.tagged(within, "verb_no", "free", "full") for index in range(*hit)}
    return any(hit[0] not in allowed for hit in sentence.tagged(within, "not")[:1])


def _object(sentence: Sentence, within: range, verb: Hit, sort: str) -> int | None:
    """Return the index of the nearest word after the verb, or else before it, that may be the object."""
    tags = ["money"] if sort.startswith("give") else ["money", "cost", "vague"]
    found = [hit[0] for hit in sentence.tagged(within, *tags) if not verb[0] <= hit[0] < verb[0] + 1]
    found += [sentence.index_of(fact.span.start) for fact in sentence.facts_in(within, "amount")]
    if sort.startswith("pay"):
        found += [sentence.index_of(fact.span.start) for fact in sentence.facts_in(within, "percentage")]
    if sort.startswith("pay") and (
        blank := _LEFT_OUT.search(sentence.document.text, sentence.places[verb[0]][0], sentence.places[within[-1]][1])
    ):
        found.append(min(sentence.index_of(blank.start()), within.stop - 1))
    found += _things(sentence, within, verb) if sort.startswith("give") else []
    after = [index for index in found if index > verb[0]]
    return min(after, default=None) if after else max(found, default=None)


def _things(sentence: Sentence, within: range, verb: Hit) -> list[int]:
    """Return where people or things stand that are given where they cost nothing, or are lent."""
    free = sentence.tagged(within, "free")
    in_kind = [hit[0] for hit in sentence.tagged(within, "in_kind") if sentence.words[hit[0]] == "in"]
    if in_kind:
        return in_kind
    if sentence.has(range(*verb), "second") and _sends_people(sentence, verb, within):
        return [verb[1]]
    if free:
        things = [hit[0] for hit in sentence.tagged(within, "thing")]
        costless = [hit[0] for hit in sentence.tagged(within, "gratis")]
        return things or costless or ([hit[0] for hit in free] if sentence.has(range(*verb), "lends", "second") else [])
    lent = sentence.has(range(*verb), "lends")
    if sentence.has(range(*verb), "loans"):
        return [min(verb[0] + 1, within.stop - 1)]
    near = range(verb[0], min(verb[1] + _LENT, within.stop))
    further = range(verb[0], min(verb[1] + 2 * _LENT, within.stop))
    if rooms := [hit[0] for hit in sentence.tagged(further, "facility")]:
        return rooms  # "gives you a desk": a place to work is lent
    return [hit[0] for hit in sentence.tagged(near, "staff", "equipment", "facility")] if lent else []


def _sends_people(sentence: Sentence, verb: Hit, within: range) -> bool:
    """Say whether somebody is lent: "seconds a botanist", and not "the second floor"."""
    plain = sentence.words[verb[0]] in ("second", "post", "posts", "station", "stations")
    does = verb[0] > 0 and sentence.words[verb[0] - 1] in ("shall", "will", "to", "may", "must", "hereby")
    return (does or not plain) and verb[1] < within.stop


def gift_in(sentence: Sentence, within: range) -> GiftKind:
    """Return what is given, as the words around a verb tell it."""
    if sentence.has(within, "stipend"):
        return "stipend"
    has_money = bool(sentence.facts_in(within, "amount")) or (
        sentence.has(within, "money") and not sentence.has(within, "free")
    )
    if sentence.has(within, "second"):
        return "staff"
    lent = sentence.has(within, "loans") or (sentence.has(within, "worth") and sentence.has(within, "thing"))
    if has_money and not lent and not sentence.has(within, "in_kind"):
        return "money"
    given = lent or sentence.has(within, "free", "lends") or (sentence.has(within, "facility") and not has_money)
    for gift in ("equipment", "staff", "facility"):
        if given and sentence.has(within, gift):
            return gift
    return "in kind" if lent or sentence.has(within, "in_kind", "free") else "money"
