"""All events of a document: who gives what to whom for the work, from sentences, tables, labels and decrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from math import ceil

from contract_scan.document import Document
from contract_scan.expressions import compiled
from contract_scan.gift import Gift, proposed_gifts
from contract_scan.rules.segmenting import folded
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.contribution import Contribution
from contract_scan_builtins.money.free import for_nothing, with_worth
from contract_scan_builtins.money.given import given_actively, given_passively
from contract_scan_builtins.money.introduced import cast_of
from contract_scan_builtins.money.labels import decreed, labelled
from contract_scan_builtins.money.sentence import Sentence, sentences
from contract_scan_builtins.money.sources import (
    charged,
    continued,
    drawn,
    funded_by,
    granted,
    granted_under,
    invoiced,
    listed,
    on_own_account,
    owned,
    reserved,
)
from contract_scan_builtins.money.statements import of_grant, stated
from contract_scan_builtins.money.subjects import acting
from contract_scan_builtins.money.tables import Plan, plans_of
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.shared.remember import remembered
from contract_scan_builtins.shared.wordlists import lowered, whole_words, words_of

#: A document with fewer research words than this, or fewer per 10,000 characters, is no funding of research.
_WORDS, _RATE = 3, 2.5
#: Within so many words a sentence says of which sum it speaks.
_REFERS = 4
#: Ways of telling in which an institution that takes part only tells what it puts in itself.
_OWN_WAYS = frozenset(("row", "free"))


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """What a document says about money: its events in reading order, and the plans that its tables hold.

    `for_person` says that it is a stipend: what is paid beside it is no part of one whole.
    """

    events: tuple[Gift, ...]
    plans: tuple[Plan, ...] = ()
    for_person: bool = False


def events_of(document: Document) -> list[Gift]:
    """Return the events of a document in reading order; none where it is about no research."""
    return list(reading_of(document).events)


@remembered
def reading_of(document: Document) -> MoneyReading:
    """Return what a document says about money; of one that is about no research what tables and plugins tell."""
    cast = cast_of(document)
    if not is_about_research(cast):
        return MoneyReading(proposed_gifts(document), tuple(plans_of(document, cast, None)))
    told = [*_in_sentences(document, cast), *labelled(cast), *decreed(cast)]
    grantor = _grantor(told, cast)
    givers: dict[str, set[Decimal]] = {}
    for event in told:
        if event.giver:
            givers.setdefault(event.giver, set()).update({Decimal(event.amount.value)} if event.amount else ())
    plans = plans_of(document, cast, grantor, givers)
    told = [_with_rest(event, plans) for event in told]
    plans = [_with_told_rest(plan, told) for plan in plans]
    found = [_of_grantor(event, grantor) for event in (*told, *(event for plan in plans for event in plan.events))]
    found += proposed_gifts(document)
    found = [_with_receiver(_of_own(_known(event, cast), cast, grantor), cast) for event in found]
    ordered = sorted(found, key=lambda event: (event.span, event.giver or "", event.gift, event.how))
    return MoneyReading(tuple(ordered), tuple(plans), cast.is_stipend)


def _known(event: Gift, cast: Cast) -> Gift:
    """Return a gift of which a giver that is called by its kind alone is the one party of that kind.

    What was read is such a word, or such a word with words of the sentence: "the Hospital takes".
    """
    giver = event.giver
    if not giver or event.how == "proposed":
        return event
    kind, *more = giver.split()
    if any(not word.islower() for word in more) or not names_nobody(kind):
        return event
    named = [who.name for who in cast.everybody if kind in who.name.split()]
    return replace(event, giver=named[0]) if len(named) == 1 and giver not in named else event


def _grantor(events: list[Gift], cast: Cast) -> str | None:
    """Return who gives what a document calls "the grant": who grants, or the only one there is."""
    gifts = (event for event in events if event.gift == "money" and not event.passed_on)
    givers = {event.giver for event in gifts if event.giver and event.giver not in cast.hosts}
    giver = cast.granting if cast.granting in givers or not givers else None
    return giver or (next(iter(givers)) if len(givers) == 1 else None)


def _with_rest(event: Gift, plans: list[Plan]) -> Gift:
    """Give who bears what a table leaves open of somebody's costs the amount that stands there."""
    own = event.gift == "own contribution"
    whose = event.giver if own else None if event.share or event.passed_on else event.receiver
    rest = next((plan.rest[whose] for plan in plans if whose in plan.rest), None) if whose else None
    return replace(event, amount=rest, whole=False) if rest and event.amount is None else event


def _with_told_rest(plan: Plan, told: list[Gift]) -> Plan:
    """Return a plan with those of whom the text says that they bear what it leaves open."""
    given = [
        Contribution(event.span, event.giver or "", event.receiver, Decimal(event.amount.value), event.amount.unit)
        for event in told
        if event.amount and event.amount in plan.rest.values()
    ]
    return replace(plan, given=(*plan.given, *given)) if given else plan


def _of_grantor(event: Gift, grantor: str | None) -> Gift:
    """Give statements such as "The grant is 75 % of the costs" their giver."""
    return replace(event, giver=grantor) if event.giver is None and event.how == "of grant" else event


def _of_own(event: Gift, cast: Cast, grantor: str | None) -> Gift:
    """Return an event as the giver's own contribution, where an institution of research gives to its own work.

    Who grants passes nothing on when it pays "of the grant".
    """
    if cast.is_stipend and event.giver == cast.scholar:
        return replace(event, giver=None, how="statement")  # what a scholar pays for himself
    if event.passed_on and event.giver == grantor:
        event = replace(event, passed_on=False)
    elif _passes_on(event, cast):
        return replace(event, passed_on=True)
    works = event.giver in cast.institutions and event.how in _OWN_WAYS and not cast.is_stipend
    if works and not (event.how == "free" and event.amount):
        return replace(event, gift="own contribution", receiver=None)
    if event.gift != "money" or event.receiver or event.giver not in cast.hosts or cast.is_stipend:
        return event
    told = event.how not in ("row", "column", "row charged") and (event.amount or event.share or event.whole)
    return event if told else replace(event, gift="own contribution")


def _passes_on(event: Gift, cast: Cast) -> bool:
    """Say whether whoever is granted something by a letter gives to a third: "You transfer € 5.000 to Acme"."""
    if not cast.speaks or event.gift != "money" or event.giver in (None, cast.granting):
        return False
    third = event.receiver not in (None, event.giver, cast.granting, cast.scholar)
    return third and event.giver == cast.recipient and cast.granting != cast.recipient


def _with_receiver(event: Gift, cast: Cast) -> Gift:
    """Return an event with whoever must be meant to receive, where the document leaves only one."""
    if event.giver is None or event.receiver or event.gift == "own contribution" or event.how in ("role", "label"):
        return event
    if event.giver == cast.recipient or (event.giver in cast.hosts and not cast.recipient):
        return event  # what an institution puts in goes to its own work
    return replace(event, receiver=cast.scholar if event.gift == "stipend" else cast.receiving(event.giver))


def is_about_research(cast: Cast) -> bool:
    """Say whether a document speaks of research often enough; where an institution takes part, once will do."""
    institution = any(who.sort == "institution" for who in cast.table.everybody)
    return speaks_of_research(cast) if institution else speaks_often_of_research(cast)


def speaks_often_of_research(cast: Cast) -> bool:
    """Say whether a document has many words of research for its length."""
    return speaks_of_research(cast, max(_WORDS, ceil(_RATE * max(len(cast.text), 10_000) / 10_000)))


def speaks_of_research(cast: Cast, times: int = 1) -> bool:
    """Say whether a document has so many words of research."""
    found = whole_words(words_of("funders", "research"), lowered(cast.text))
    return next(islice(found, times - 1, None), None) is not None


def _in_sentences(document: Document, cast: Cast) -> Iterator[Gift]:
    last: str | None = None
    given: list[Gift] = []
    for sentence in sentences(folded(document), cast):
        if _is_row(sentence) or _is_definition(sentence) or _is_heading(sentence):
            continue
        past = sentence.has(range(sentence.own, len(sentence.words)), "bygone")
        events = [] if past else _once([*_read(sentence, cast, last)])
        events = events or [more for event in given if (more := with_worth(event, sentence))]
        events = events or ([] if past else list(islice((*granted(sentence, cast), *stated(sentence)), 1)))
        if events and not past:
            events += [event for event in of_grant(sentence) if not _is_told_in(event, events)]
        events = [_of_sum_before(event, given, sentence) for event in events]
        yield from events
        given = [event for event in events if event.giver]
        last = acting(sentence, range(sentence.own, len(sentence.words)), last) or last


def _is_told_in(event: Gift, events: list[Gift]) -> bool:
    """Say whether one of some events tells the same share or amount."""
    facts = {fact for other in events for fact in (other.amount, other.share) if fact}
    return bool(facts & {event.amount, event.share})


def _of_sum_before(event: Gift, given: list[Gift], sentence: Sentence) -> Gift:
    """Give what comes from somebody behind a giver the sum that was told before: "The funds originate from Acme"."""
    told = event.amount or event.share or event.gift != "money" or event.how not in ("account", "source", "passive")
    refers = sentence.has(range(sentence.own, min(sentence.own + _REFERS, len(sentence.words))), "that_sum")
    before = [other.amount for other in given if other.amount and other.giver != event.giver]
    return event if told or not refers or len(before) != 1 else replace(event, amount=before[0])


def _is_row(sentence: Sentence) -> bool:
    block = sentence.document.blocks[sentence.segment.block]
    return block.cell is not None or sentence.document.text.startswith("|", block.span.start)


_ENDS = compiled(r"[.;:!)\"”’]\s*\Z")


def _is_heading(sentence: Sentence) -> bool:
    """Say whether a few words without an end say what a clause is about: "What the money is for"."""
    written = sentence.document.quote(sentence.span)
    asks = sentence.words[0] in ("what", "who", "how", "when", "why", "wat", "wie", "hoe", "wanneer", "waarvan", "waar")
    return asks and not sentence.facts and _ENDS.search(written) is None


_DEFINES = compiled(
    r"\W*(?:[\w.()]{1,6}\s+)?(?:[\"“‘„*][^\"”’“*]{2,60}[\"”’“*:]+\W{0,3}(?:shall\s|will\s)?(?:mean|has\sthe\smeaning|refers|:|wordt\sverstaan|betekent)"
    r"|(?-i:[a-z])[\w\s-]{2,40}:|[\"“‘„*][^\"”’“*]{2,60}:[\"”’“*]|By:|Namens)",
    re.IGNORECASE,
)


def _is_definition(sentence: Sentence) -> bool:
    """Say whether a sentence only says what a term means, or is a line that somebody signs."""
    return _DEFINES.match(sentence.document.text, sentence.span.start, sentence.span.end) is not None


def _read(sentence: Sentence, cast: Cast, last: str | None) -> Iterator[Gift]:
    yield from given_actively(sentence, cast, last)
    yield from given_passively(sentence, cast, last)
    yield from funded_by(sentence, cast)
    yield from charged(sentence, cast)
    yield from drawn(sentence, cast)
    yield from owned(sentence)
    yield from reserved(sentence)
    yield from on_own_account(sentence)
    yield from granted_under(sentence, cast)
    yield from invoiced(sentence, cast)
    yield from listed(sentence)
    yield from continued(sentence, cast)
    yield from for_nothing(sentence, cast, last)


def _once(events: list[Gift]) -> list[Gift]:
    """Leave one event of each giver and gift; the first way of reading it counts."""
    kept: dict[tuple[str | None, str], Gift] = {}
    for event in events:
        kept.setdefault((event.giver, event.gift), event)
    told = {event.giver for event in kept.values() if event.how != "free"}
    return [event for event in kept.values() if event.how != "free" or event.giver not in told]
