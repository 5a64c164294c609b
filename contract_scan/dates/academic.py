"""Academic years that stand for days: "for two academic years, 2026-27 and 2027-28", whose days may be said beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from contract_scan.dates.cues import about_itself, cue_at, elsewhere, term
from contract_scan.dates.model import Term
from contract_scan.dates.possible import OTHER
from contract_scan.dates.rows import PLAIN
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import said, words
from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of, fold, words_for
from contract_scan.finding import Fact
from contract_scan.nouns import dataclass

#: The doubt that an academic year brings along: which days are its first and last is the institution's own.
ACADEMIC = "academic_year"
#: From 1 September to 31 August, where a document does not say otherwise.
_FIRST, _LAST = (9, 1), (8, 31)
#: How far after "academic year" its own days may stand, in characters.
_FAR = 160
#: How far before a calendar year stands that it is the span of something, in characters.
_BEFORE = 12


@dataclass(frozen=True, slots=True)
class _Patterns:
    years: re.Pattern[str]
    calendar: re.Pattern[str]
    day: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    named, and_ = any_of(words(language, "academic", "years")), any_of(words(language, "academic", "and"))
    namely, article = any_of(words(language, "academic", "namely")), any_of(words(language, "academic", "article"))
    one = r"(?:19|20)\d\d\s?[-–/]\s?(?:\d{4}|\d\d)(?!\d)"
    years = rf"{one}(?:\s?(?:,|{and_})\s{{1,3}}(?:{and_}\s)?(?:{article}\s)?{one})*"
    months = any_of(words_for(language).months)
    return _Patterns(
        compiled(
            rf"(?<!\w)(?:{named})(?!\w)\s{{0,3}}[:,]?\s{{0,3}}(?:(?:{namely})[:,]?\s)?(?P<years>{years})"
            rf"|(?P<first>{years})\s(?:{named})(?!\w)",
            re.IGNORECASE,
        ),
        compiled(
            rf"(?<!\w)(?:{any_of(words(language, 'academic', 'calendar'))})\s{{1,3}}(?P<first>(?:19|20)\d\d)"
            rf"(?:(?:,\s(?:19|20)\d\d)*,?(?:\s(?:{and_})\s|\s?[–-]\s?)(?P<last>(?:19|20)\d\d))?(?![\w/-]|[.,]\d)",
            re.IGNORECASE,
        ),
        compiled(rf"(?<![\w.])(?P<day>\d{{1,2}})\s(?P<month>{months})(?!\w)(?!\s\d{{4}})", re.IGNORECASE),
    )


def read_academic(sentences: Sequence[Sentence]) -> Iterator[Term]:
    """Yield the start and end that a sentence gives in academic years; always to be checked."""
    for sentence in sentences:
        match = _patterns(sentence.language).years.search(sentence.text)
        if match is None or elsewhere(sentence) or said(sentence.language, "academic", "not").search(sentence.text):
            continue
        if not said(sentence.language, "academic", "spans").search(sentence.text):
            continue
        named = "years" if match["years"] else "first"
        years = re.findall(r"(\d{4})\s?[-–/]\s?(\d{2,4})", match[named])
        if any((int(first) + 1) % 100 != int(second) % 100 for first, second in years):
            continue
        opens, closes = _days(sentences)
        begin, end = int(years[0][0]), int(years[-1][0]) + 1
        fact = Fact("date", Span(*match.span(named)), f"{begin}-{opens[0]:02}-{opens[1]:02}")
        yield term(sentence, "start", fact.value, fact, ACADEMIC)
        if period := _only_begins(sentence, match.start(), years):
            yield term(sentence, "duration", period.value, period, ACADEMIC)
        else:
            yield term(sentence, "end", f"{end}-{closes[0]:02}-{closes[1]:02}", fact, ACADEMIC)
        return


def _only_begins(sentence: Sentence, begin: int, years: Sequence[tuple[str, str]]) -> Fact | None:
    """Return the period of which an academic year is only the first: "from 2026-27 on, for two academic years"."""
    if len(years) > 1 or not cue_at(sentence, begin, "start", "before"):
        return None
    return next((fact for fact in sentence.facts if fact.kind == "period"), None)


def read_calendar_years(sentences: Sequence[Sentence]) -> Iterator[Term]:
    """Yield the start and end that a sentence gives in calendar years: "for the calendar years 2027 to 2029"."""
    for sentence in sentences:
        match = _patterns(sentence.language).calendar.search(sentence.text)
        if match is None or elsewhere(sentence) or said(sentence.language, "academic", "not").search(sentence.text):
            continue
        head = sentence.text[max(match.start() - _BEFORE, 0) : match.start()]
        if not said(sentence.language, "academic", "spans").search(head):
            continue
        doubt = PLAIN if about_itself(sentence) else OTHER
        fact = Fact("date", Span(match.start("first"), match.end()), f"{match['first']}-01-01")
        yield term(sentence, "start", fact.value, fact, doubt)
        yield term(sentence, "end", f"{match['last'] or match['first']}-12-31", fact, doubt)
        return


def _days(sentences: Sequence[Sentence]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and last day of an academic year, as month and day, where the document says which they are."""
    for at, sentence in enumerate(sentences):
        named = said(sentence.language, "academic", "years").search(sentence.text)
        if named is None:
            continue
        after = " ".join(one.text for one in sentences[at : at + 2])[named.end() : named.end() + _FAR]
        days = list(_patterns(sentence.language).day.finditer(after))
        through = said(sentence.language, "academic", "until").search(after)
        if len(days) > 1 and through and days[0].end() <= through.start() < days[1].start():
            months = words_for(sentence.language).months
            first, last = ((months[fold(one["month"])], int(one["day"])) for one in days[:2])
            if first[1] < 32 and last[1] < 32 and last < first:
                return first, last
    return _FIRST, _LAST
