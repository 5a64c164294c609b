"""How long an agreement lasts, in periods, without end, or until something happens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contract_scan.dates.cues import (
    LEAD,
    about_itself,
    cue_before,
    doubts_of,
    elsewhere,
    has_verb,
    headed,
    is_after_something,
    is_negated,
    is_notice,
    is_renewing,
    lasts,
    lower,
    near_subject,
    term,
    unit_doubt,
)
from contract_scan.dates.model import Term
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import about, said
from contract_scan.finding import Fact

#: How far before words of an event the verb may stand, in characters.
_EVENT = 30


def read_durations(sentence: Sentence) -> Iterator[Term]:
    """Yield how long a sentence says that the agreement lasts."""
    named = headed(sentence) and about(sentence.language).search(sentence.text)
    weak = frozenset() if named else lower(sentence, "duration", "weak")
    for fact in sentence.facts:
        if fact.kind != "period" or fact.value == "indefinite" or not lasts(sentence, fact):
            continue
        own = about_itself(sentence) or (_is_period_label(sentence, fact) and not elsewhere(sentence))
        if not own or is_renewing(sentence, fact) or is_notice(sentence, fact):
            continue
        if is_after_something(sentence, fact):
            continue
        doubts = [*doubts_of(sentence, fact, weak=False), *unit_doubt(fact)]
        if cue_before(sentence, fact, "duration", "on_a_day"):
            doubts.append("until")
        loose = cue_before(sentence, fact, "duration", "before") in weak and not has_verb(sentence, fact.span.start)
        if loose or not (near_subject(sentence, fact) or headed(sentence) or _is_period_label(sentence, fact)):
            doubts.append("other_subject")
        if "other_subject" in doubts and is_negated(sentence, fact):
            continue
        yield term(sentence, "duration", fact.value, fact, *dict.fromkeys(doubts))


def _is_period_label(sentence: Sentence, fact: Fact) -> bool:
    """Say whether the label of a field makes a period the duration: "Term: 3 years"."""
    cue = cue_before(sentence, fact, "duration", "before")
    return cue is not None and cue in lower(sentence, "duration", "labels") and fact.span.start < LEAD


def read_open_ends(sentence: Sentence) -> Iterator[Term]:
    """Ends that are no date: for an indefinite period, or when something happens."""
    endless = [fact for fact in sentence.facts if fact.kind == "period" and fact.value == "indefinite"]
    event = said(sentence.language, "event").search(sentence.text)
    if not (endless or event) or not about_itself(sentence):
        return
    for fact in endless:
        if _is_term(sentence, fact):
            yield term(sentence, "end_unknown", "indefinite", fact)
    named = headed(sentence) or (event and about(sentence.language).search(sentence.text, 0, event.start()))
    stated = any(fact.kind == "period" and lasts(sentence, fact) for fact in sentence.facts)
    if event is not None and named and not stated and (headed(sentence) or _ends_itself(sentence, event)):
        yield term(sentence, "end_unknown", "event")


def _ends_itself(sentence: Sentence, event: re.Match[str]) -> bool:
    """Say whether it is the agreement that goes on until an event, or ends by one."""
    verbs = said(sentence.language, "verbs")
    head = sentence.text[max(event.start() - _EVENT, 0) : event.start()]
    return bool(verbs.search(head) or verbs.match(event.group()))


def _is_term(sentence: Sentence, fact: Fact) -> bool:
    """Say whether the agreement itself runs without end: a licence or a duty that does says nothing of it."""
    words_of = sentence.text[fact.span.start : fact.span.end]
    return near_subject(sentence, fact) and bool(said(sentence.language, "indefinite").search(words_of))
