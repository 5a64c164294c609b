"""What is given for nothing: a place to work, hours that are not charged, instruments on loan; and what it is worth.

No verb of giving is needed: who acts in a sentence that says that something costs nothing gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contract_scan.gift import Gift
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.objects import does_harm, gift_in
from contract_scan_builtins.money.sentence import Sentence
from contract_scan_builtins.money.subjects import acting

#: Kinds of gift that are things or people's time.
IN_KIND = frozenset(("in kind", "staff", "equipment", "facility"))


def for_nothing(sentence: Sentence, cast: Cast, last: str | None) -> Iterator[Gift]:
    """Yield what whoever acts lets another have for nothing; `last` is who a pronoun means."""
    whole = range(sentence.own, len(sentence.words))
    if not sentence.has(whole, "gratis") or does_harm(sentence, whole) or sentence.has(whole, "mention"):
        return
    if sentence.has(whole, "privilege") and not sentence.has(whole, "staff", "equipment", "facility"):
        return
    giver = acting(sentence, whole, last)
    if giver is None and sentence.has(whole, "loans") and cast.speaks:
        giver = cast.granting  # "A camera comes on loan"
    receivers = [m.name for m in sentence.mentioned(whole) if m.name and m.name != giver]
    if (
        giver is None
        or not (receivers or sentence.has(whole, "thing", "loans"))
        or (giver == cast.recipient and not receivers)
    ):
        return
    if giver == cast.recipient and cast.speaks:
        return  # "You publish it free of charge"
    kind = gift_in(sentence, whole)
    amounts = sentence.facts_in(whole, "amount") if sentence.has(whole, "worth") else []
    yield Gift(
        sentence.span,
        giver,
        receivers[0] if receivers else None,
        kind if kind in IN_KIND else "in kind",
        amount=amounts[0] if amounts else None,
        how="free",
    )


def with_worth(gift: Gift, sentence: Sentence) -> Gift | None:
    """Return a gift in kind with what the sentence after it says that it is worth; None where it says nothing."""
    whole = range(sentence.own, len(sentence.words))
    amounts = sentence.facts_in(whole, "amount")
    told = gift.gift in IN_KIND and gift.amount is None and amounts and sentence.has(whole, "worth")
    return replace(gift, span=sentence.span, amount=amounts[-1], how="worth") if told else None
