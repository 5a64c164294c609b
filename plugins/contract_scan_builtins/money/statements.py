"""Sentences that say how, when or how much is paid without saying by whom: "Invoices are paid within thirty days"."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.gift import Gift
from contract_scan_builtins.money.sentence import Sentence
from contract_scan_builtins.money.told import told

#: How many words may stand between what is paid and the verb that says so.
_REACH = 14


def stated(sentence: Sentence) -> Iterator[Gift]:
    """Yield an event without a giver for a part of a sentence that states a payment, a budget or a contribution.

    A part that says how much is granted counts first.
    """
    for part in sorted(sentence.parts, key=lambda part: not _is_of_grant(sentence, _own(sentence, part))):
        own = _own(sentence, part)
        if own and not sentence.has(own, "harm", "tax", "own", "mention") and _states(sentence, part, own):
            how = "of grant" if _is_of_grant(sentence, own) else "statement"
            yield told(sentence, part, Gift(sentence.span, gift="money", how=how))
            return


def of_grant(sentence: Sentence) -> Iterator[Gift]:
    """Yield what a part of a sentence says that a grant is of the whole: "With this sum 80 % of the costs are met"."""
    for part in sentence.parts if len(sentence.parts) > 1 else ():
        own = _own(sentence, part)
        if own and _is_of_grant(sentence, own) and not sentence.has(own, "harm", "tax", "mention"):
            event = told(sentence, part, Gift(sentence.span, gift="money", how="of grant"))
            if event.share is not None:
                yield event


def _own(sentence: Sentence, part: range) -> range:
    return range(max(part.start, sentence.own), part.stop)


def _is_of_grant(sentence: Sentence, own: range) -> bool:
    """Say whether it is told how much a grant is: "The grant amounts to € 318.000", "This is 80 % of the costs"."""
    facts = [*sentence.facts_in(own, "amount"), *sentence.facts_in(own, "percentage")]
    if not facts or sentence.has(own, "instalment", "own"):
        return False
    until = min(sentence.index_of(fact.span.start) for fact in facts)
    return sentence.has(range(own.start, until), "grant_sum") and not sentence.has(range(own.start, until), "cost")


def _states(sentence: Sentence, part: range, own: range) -> bool:
    return (
        _is_paid(sentence, part, own)
        or _is_priced(sentence, part, own)
        or _is_received(sentence, own)
        or _is_borne(sentence, part, own)
        or _is_of_grant(sentence, own)
    )


def _is_paid(sentence: Sentence, part: range, own: range) -> bool:
    """ "Invoices are paid within thirty days": what is paid, and a verb that says so."""
    subjects = sentence.tagged(part, "statement")
    verbs = sentence.tagged(own, "instalment_verb", "pay_passive", "fund_passive", "account")
    return any(subject[1] <= verb[0] <= subject[0] + _REACH for subject in subjects for verb in verbs)


def _is_priced(sentence: Sentence, part: range, own: range) -> bool:
    """ "(1) € 20.000 within thirty days": an amount where the sentence or its lead-in speaks of money for the work."""
    if not sentence.facts_in(own, "amount") or not sentence.has(part, "statement", "cause", "instalment"):
        return False
    return sentence.has(part, "money", "cost", "pay_active", "pay_passive", "give_active", "give_passive", "receive")


def _is_received(sentence: Sentence, own: range) -> bool:
    """ "De penvoerder ontvangt de subsidie": who gets the money, or that somebody asks none."""
    asked = sentence.has(own, "receive") or (
        sentence.has(own, "pay_active", "give_active") and sentence.has(own, "not")
    )
    return asked and sentence.has(own, "source", "stipend") and not sentence.has(own, "privilege")


def _is_borne(sentence: Sentence, part: range, own: range) -> bool:
    """ "Overruns are at the expense of whoever causes them": costs of the work and somebody who bears them."""
    if not sentence.has(own, "cost") or not sentence.has(part, "cause", "statement"):
        return False
    return sentence.has(own, "account", "pay_passive", "pay_active")
