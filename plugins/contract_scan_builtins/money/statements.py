"""Sentences that say how, when or how much is paid without saying by whom: "Invoices are paid within thirty days"."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan_builtins.money.event import Event
from contract_scan_builtins.money.sentence import Sentence
from contract_scan_builtins.money.told import told

#: How many words may stand between what is paid and the verb that says so.
_REACH = 24


def stated(sentence: Sentence) -> Iterator[Event]:
    """Yield an event without a giver for each part of a sentence that states a payment, a budget or a contribution."""
    for part in sentence.parts:
        own = range(max(part.start, sentence.own), part.stop)
        if own and not sentence.has(own, "harm", "own", "each") and _states(sentence, part, own):
            if not any(sentence.tagged(range(hit[1], hit[1] + 1), "statement") for hit in sentence.tagged(own, "not")):
                yield told(sentence, part, Event(sentence.span, gift="money", how="statement"))
                return


def _states(sentence: Sentence, part: range, own: range) -> bool:
    subjects = sentence.tagged(part, "statement")
    verbs = sentence.tagged(own, "instalment_verb", "pay_passive", "fund_passive")
    if any(abs(verb[0] - subject[0]) <= _REACH and verb[0] >= subject[1] for subject in subjects for verb in verbs):
        return True
    priced = sentence.facts_in(own, "amount")
    if priced and sentence.has(part, "statement", "cause", "instalment"):
        return sentence.has(part, "money", "cost", "pay_active", "pay_passive", "give_active", "give_passive", "receive")
    costs = sentence.tagged(own, "cost")
    return bool(costs) and sentence.has(part, "cause") and sentence.has(own, "account", "pay_passive", "pay_active")
