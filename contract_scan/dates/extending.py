"""A paper that goes on from an earlier agreement: from when until when it does, by the end of the earlier one.

"The contract, which runs until 31 August 2026, is extended by eighteen months"; "let us put one more year on top".
What the earlier agreement says of its own time is then not that of this paper, and nothing of either is sure.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract_scan.dates.arithmetic import last_day, months_between
from contract_scan.dates.cues import is_notice, term
from contract_scan.dates.model import Term, doubted
from contract_scan.dates.possible import OTHER, is_foreign
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import said
from contract_scan.finding import Fact

#: The doubt of all that such a paper says of its time.
EXTENDS = "extends"
#: How far from the words of going on their period or day may stand, in characters.
_NEAR = 90
_LONG = re.compile(r"P\d+[YM]")


def with_extension(terms: Sequence[Term], sentences: Sequence[Sentence]) -> list[Term]:
    """Return the terms of a paper that extends an earlier agreement, with those of the extension itself.

    The same terms where it does not do so, or where nothing says until when the earlier agreement ran.
    """
    for sentence in sentences:
        fact = _extends_by(sentence)
        if fact is None:
            continue
        span = sentence.place(fact)
        earlier = _earlier_end(terms, sentence, fact)
        if earlier is None:
            continue
        others = [one for one in terms if one.span != span or one.what not in ("start", "end", "duration")]
        return [*(_of_the_earlier(one) for one in others), *_extension(sentence, fact, earlier)]
    return list(terms)


def _extends_by(sentence: Sentence) -> Fact | None:
    """Return the period by which, or the day until which, a sentence says that something is now extended."""
    language, text = sentence.language, sentence.text
    act = said(language, "extending", "acts").search(text)
    if act is None or said(language, "extending", "not").search(text):
        return None
    for fact in sorted(sentence.facts, key=lambda one: one.kind != "period"):
        near = max(fact.span.start - act.end(), act.start() - fact.span.end) < _NEAR
        if not near or is_notice(sentence, fact) or is_foreign(sentence, fact):
            continue
        head = text[max(fact.span.start - _NEAR // 3, 0) : fact.span.start]
        if fact.kind == "date" and said(language, "extending", "until").search(head):
            return fact
        if fact.kind == "period" and _LONG.match(fact.value):
            return fact
    return None


def _earlier_end(terms: Sequence[Term], sentence: Sentence, fact: Fact) -> str | None:
    """Return until when the earlier agreement ran: the last end told before the extension.

    None where an end that is told with it or later is itself that of the extension.
    """
    place = sentence.place(fact)
    ends = [one for one in terms if one.what == "end" and not one.steps and one.span != place]
    before = [one.value for one in ends if one.span.start < place.start]
    if fact.kind == "date":
        return max((value for value in before if value < fact.value), default=None)
    return None if any(one.value not in before for one in ends) else max(before, default=None)


def _of_the_earlier(one: Term) -> Term:
    """Return a term as perhaps that of the earlier agreement."""
    return doubted(one, OTHER) if one.what in ("start", "end", "duration") else one


def _extension(sentence: Sentence, fact: Fact, earlier: str) -> Iterator[Term]:
    """Yield from when until when an agreement is extended, and how long that is."""
    first = (datetime.date.fromisoformat(earlier) + datetime.timedelta(days=1)).isoformat()
    end = last_day(first, fact.value) if fact.kind == "period" else fact.value
    if end is None:
        return
    months = months_between(first, end)
    value = fact.value if fact.kind == "period" else f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    yield replace(term(sentence, "start", first, fact, EXTENDS), steps=("end",))
    yield replace(term(sentence, "end", end, fact, EXTENDS), steps=("start", "duration"))
    if fact.kind == "period" or last_day(first, value) == end:
        yield replace(term(sentence, "duration", value, fact, EXTENDS), steps=("start", "end"))
