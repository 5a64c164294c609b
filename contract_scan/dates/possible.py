"""What may be the term of a document that does not say so in the words of an agreement: always to be checked.

A letter says "you come on 3 May 2026 and leave on 2 June 2027"; a note says "within 1 March 2026 – 28 February 2029".
Nothing read here is ever sure, so that nothing is counted with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from contract_scan.dates.cues import (
    cue_before,
    elsewhere,
    is_after_something,
    is_negated,
    is_notice,
    is_renewing,
    lower,
    term,
)
from contract_scan.dates.model import Term
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import after, said
from contract_scan.finding import Fact

#: The doubt that all of this has.
_DOUBT = "other_subject"
#: How much may stand between the two days of a range, in characters.
_BETWEEN = 24
#: So many years are no term, but a life: "(2 July 1931 – 9 January 2019)".
_LIFE = 40
#: A term of a document is told in months or years; days and weeks are of something in it.
_LONG = re.compile(r"P\d+[YM]")


def read_possible(sentence: Sentence) -> Iterator[Term]:
    """Yield the start, end and duration that a sentence may give in plain words, all of them only possible."""
    if elsewhere(sentence) or said(sentence.language, "possible", "not_about").search(sentence.text):
        return
    yield from _ranges(sentence)
    yield from _days(sentence)
    if said(sentence.language, "possible", "doings").search(sentence.text):
        yield from _durations(sentence)


def _ranges(sentence: Sentence) -> Iterator[Term]:
    """Yield both days of a range, whatever stands before it: "in the period 1 March 2026 – 28 February 2029"."""
    for first, second in pairwise([fact for fact in sentence.facts if fact.kind == "date"]):
        if first.value < second.value and _years(first, second) < _LIFE and _joined(sentence, first, second):
            yield term(sentence, "start", first.value, first, _DOUBT)
            yield term(sentence, "end", second.value, second, _DOUBT)


def _years(first: Fact, second: Fact) -> int:
    return int(second.value[:4]) - int(first.value[:4])


def _joined(sentence: Sentence, first: Fact, second: Fact) -> bool:
    between = sentence.text[first.span.end : second.span.start].strip(" ,")
    if cue_before(sentence, first, "possible", "between"):
        return between.lower() in lower(sentence, "possible", "and")
    return len(between) < _BETWEEN and bool(said(sentence.language, "range").match(between))


def _days(sentence: Sentence) -> Iterator[Term]:
    """Yield the days on which somebody comes or something starts, and goes or stops, with the verb beside the day."""
    for fact in sentence.facts:
        if fact.kind != "date":
            continue
        if _beside(sentence, fact, "start"):
            yield term(sentence, "start", fact.value, fact, _DOUBT)
        elif _beside(sentence, fact, "end"):
            yield term(sentence, "end", fact.value, fact, _DOUBT)


def _durations(sentence: Sentence) -> Iterator[Term]:
    """Yield how long work, support or a stay goes on: "over eighteen months", "for three years", "vier jaar lang"."""
    for fact in sentence.facts:
        if fact.kind != "period" or not _LONG.match(fact.value) or is_after_something(sentence, fact):
            continue
        if is_renewing(sentence, fact) or is_notice(sentence, fact) or is_negated(sentence, fact):
            continue
        follows = after(sentence.language, "possible", "after_duration").match(sentence.text, fact.span.end)
        if follows or cue_before(sentence, fact, "possible", "duration"):
            yield term(sentence, "duration", fact.value, fact, _DOUBT)


def _beside(sentence: Sentence, fact: Fact, what: str) -> bool:
    """Say whether a verb of coming or going stands right before a day, or, as Dutch may have it, right after it."""
    if cue_before(sentence, fact, "possible", what):
        return True
    follows = after(sentence.language, "possible", f"after_{what}").match(sentence.text, fact.span.end)
    return follows is not None
