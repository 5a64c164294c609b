"""Days without a year, told from the day of their letter: "1 september a.s.", "next 1 September", "12 april jl."."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import words
from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of, fold, words_for
from contract_scan.finding import Fact

#: The note of a day whose year is reckoned.
RECKONED = "reckoned"
#: Among how many of the first sentences the day of a letter stands, and how much may follow it in its line.
_HEAD, _AFTER = 12, 3


def with_near_days(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences with the days that are told from the day at the head of their document, if it has one."""
    written = _day_of(sentences)
    if written is None:
        return list(sentences)
    return [_with(sentence, list(_near(sentence, written))) for sentence in sentences]


def _day_of(sentences: Sequence[Sentence]) -> str | None:
    """Return the day with which a line among the first ends: that of a letter."""
    dates = (
        fact.value
        for sentence in sentences[:_HEAD]
        for fact in sentence.facts
        if fact.kind == "date" and len(sentence.text) - fact.span.end < _AFTER
    )
    return next(dates, None)


def _with(sentence: Sentence, days: list[Fact]) -> Sentence:
    if not days:
        return sentence
    return replace(sentence, facts=tuple(sorted((*sentence.facts, *days), key=lambda fact: fact.span)))


def _near(sentence: Sentence, written: str) -> Iterator[Fact]:
    months = words_for(sentence.language).months
    for match in _pattern(sentence.language).finditer(sentence.text):
        month, day = months[fold(match["month"]).rstrip(".")], int(match["day"])
        year = int(written[:4])
        past = match["past"] is not None
        if past is (f"{month:02}-{day:02}" > written[5:]):
            year += -1 if past else 1
        if 1 <= day <= calendar.monthrange(year, month)[1]:
            yield Fact("date", Span(*match.span()), f"{year:04}-{month:02}-{day:02}", note=RECKONED)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return a pattern of a day and month beside a word that says which year's they are."""
    months, endings = any_of(words_for(language).months), any_of(words_for(language).ordinal_endings)
    coming, past = (any_of(words(language, "nearing", name)) for name in ("coming", "past"))
    day = rf"(?<![\w.])(?P<day>\d{{1,2}})(?:{endings})?\s(?P<month>{months})\.?(?!\w)(?!,?\s\d{{4}})"
    return compiled(rf"{day},?\s(?:(?:{coming})|(?P<past>{past}))(?!\w)", re.IGNORECASE)
