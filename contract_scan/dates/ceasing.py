"""What ends on the day before a day: "lapses with effect from 1 January 2028" is the end of something, and no start."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from contract_scan.dates.cues import LEAD, cue_before
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import words
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of
from contract_scan.finding import Fact
from contract_scan.nouns import dataclass

#: How many words may stand between the verb and the words of its day, and between the day and its verb.
_WORDS = r"(?:\s+(?!and\b|en\b)[\w'’-]+){0,4}?"
#: How far before a verb, or after it, the agreement must be named for it to be what ends, in characters.
_BESIDE = 30

How = Literal["itself", "something"]


@dataclass(frozen=True, slots=True)
class _Patterns:
    before: re.Pattern[str]
    after: re.Pattern[str]
    opening: re.Pattern[str]
    itself: re.Pattern[str]
    parts: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    own, done, after, itself, parts, adverbial = (
        any_of(words(language, "ceasing", name)) for name in ("own", "done", "after", "itself", "parts", "adverbial")
    )
    verb = rf"(?<!\w)(?:(?P<own>{own})|(?:{done}))(?!\w)"
    named = rf"(?P<after>\s+(?:\w+\s+){{0,2}}\w*(?:{itself}))?"
    patterns = (
        rf"{verb}{_WORDS}\s+(?:{adverbial})\s+\Z",
        rf"{_WORDS}\s+(?:{after})(?!\w)",
        rf"{_WORDS}\s+{verb}{named}",
        rf"(?:{itself})(?!\w)",
        rf"(?<!\w)(?:{parts})(?!\w)",
    )
    return _Patterns(*(compiled(pattern, re.IGNORECASE) for pattern in patterns))


def ceases(sentence: Sentence, fact: Fact) -> How | None:
    """Say what ceases from a day on: the agreement itself, or something, perhaps it; None where nothing does."""
    cue = cue_before(sentence, fact, "ceasing", "adverbial")
    if cue is None:
        return None
    patterns, head = _patterns(sentence.language), sentence.text[: fact.span.start]
    tail = sentence.text[fact.span.end : fact.span.end + LEAD]
    if before := patterns.before.search(head[-2 * LEAD :]):
        subject = head[-2 * LEAD :][max(before.start() - _BESIDE, 0) : before.start()]
        return _how(sentence, fact, patterns, bool(before["own"] and patterns.itself.search(subject)))
    if len(head.split()) <= len(cue.split()) + 1 and (first := patterns.opening.match(tail)):
        beside = first["after"] or patterns.itself.search(tail[: first.start("own")])
        return _how(sentence, fact, patterns, bool(first["own"] and beside))
    return "something" if patterns.after.match(tail) else None


def _how(sentence: Sentence, fact: Fact, patterns: _Patterns, own: bool) -> How:
    """A part of an agreement, or an agreement told by its date, is not the agreement itself."""
    head = sentence.text[max(fact.span.start - 2 * LEAD, 0) : fact.span.start]
    dated = any(other.kind == "date" and other.span.end <= fact.span.start for other in _same(sentence, fact))
    return "itself" if own and not dated and not patterns.parts.search(head) else "something"


def _same(sentence: Sentence, fact: Fact) -> list[Fact]:
    """Return the facts that stand with a day in one stretch, between commas and "and"."""
    begins = max(sentence.text.rfind(sign, 0, fact.span.start) for sign in (",", ";", " en ", " and "))
    return [other for other in sentence.facts if begins < other.span.start]
