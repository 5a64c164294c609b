"""Dates: "1 January 2024", "January 1st, 2024", "the first day of May 2024", "1 mei 2024", "03/04/2024"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan.facts.spelled import run_pattern, spelled_in
from contract_scan.facts.words import Words, any_of, fold, one_by_one, words_for
from contract_scan.finding import Fact
from contract_scan.nouns import dataclass

#: Years of two figures below this are of this century.
_PIVOT = 70
#: How far before a month's name its day may begin, in characters.
_BEFORE = 40

# What a date may not follow is tested after the match: a pattern that opens with a figure is searched faster.
_NO_START = tuple("0123456789./-")
_NUMERIC = compiled(
    r"(?:(?P<year>\d{4})(?P<a>[\-./])(?P<month>\d{1,2})(?P=a)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<b>[\-./]|\s[\-/]\s)(?P<second>\d{1,2})(?P=b)(?P<last>\d{4}|(?<=[\-/])['’]?\d{2}))(?!\d|[./\-]\d)"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    month: re.Pattern[str]
    day_before: re.Pattern[str]
    day_after: re.Pattern[str]
    year_after: re.Pattern[str]
    compact: re.Pattern[str]
    range_start: re.Pattern[str]
    weekday: re.Pattern[str]


@cache
def _patterns(language: str | None) -> _Patterns:
    words = words_for(language)
    written = {form for month in words.months for form in (month.capitalize(), month.upper())}
    lower = {month for month in words.months if month not in _modal(language)}
    figures = rf"\d{{1,2}}(?:\s?(?:{_letter_by_letter(words.ordinal_endings)})\b)?"
    day = rf"(?<![\w.,/])(?P<day>{figures}|{_spaced(words.ordinals)}|{run_pattern(words)})"
    year = rf"(?P<year>\d{{4}}(?![\w/])|['’]\d{{2}}(?!\w)|{run_pattern(words)})"
    again = r"(?:\s?\(\w{1,12}\))?"
    joins = rf"(?:(?:{any_of(words.date_joins)})\s+)*"
    names = any_of(words.months)
    return _Patterns(
        month=compiled(rf"(?:{any_of(written | lower)})\b\.?"),
        day_before=compiled(rf"{day}{again}\.?[\s\-]{{1,3}}{joins}\Z", re.IGNORECASE),
        day_after=compiled(
            rf"\s{{0,3}}{joins}(?:(?P<day>{figures}){again}(?:\s?[.,]?\s{{1,3}}|,(?=(?:19|20)\d\d)){year}"
            rf"|(?P<said>{_spaced(words.ordinals)}|{run_pattern(words)})\s?,?\s{{1,3}}(?P<then>\d{{4}}(?![\w/])))",
            re.IGNORECASE,
        ),
        year_after=compiled(rf"[\s,\-]{{1,3}}(?:{joins})?{year}", re.IGNORECASE),
        compact=compiled(
            rf"(?<![\w./-])(?:(?P<year>\d{{4}})(?P<a>[\-./])(?P<month>{names})(?P=a)(?P<day>\d{{1,2}})"
            rf"|(?P<first>\d{{1,2}})(?P<b>[\-./])(?P<name>{names})(?P=b)(?P<last>\d{{4}}|\d{{2}})"
            rf"|(?P<named>{names})(?P<c>[\-/])(?P<second>\d{{1,2}})(?P=c)(?P<whole>\d{{4}}))(?![\w/]|[.\-]\d)",
            re.IGNORECASE,
        ),
        range_start=compiled(
            rf"(?<![\w.,/])(?P<day>{figures})\.?\s{{1,3}}{joins}(?P<month>{names})\.?"
            rf"\s{{0,3}}(?:{any_of(words.date_ranges)})\s{{0,3}}(?:{joins})\Z",
            re.IGNORECASE,
        ),
        weekday=compiled(rf"(?<!\w)(?P<weekday>{any_of(_weekdays(words))})(?:\.?,|\.)?\s{{1,3}}{joins}\Z"),
    )


def _modal(language: str | None) -> frozenset[str]:
    """ "may" is a month only with a capital."""
    return frozenset() if language == "nl" else frozenset({"may", "mar", "jun", "sep", "dec"})


def dates_in(text: str, language: str | None) -> Iterator[Fact]:
    """Yield the dates of a text, each with the day of the week before it.

    One that can be read in two orders has the note ``date_ambiguous``; one that does not fall on the day of the week
    that stands with it has ``weekday_disagrees``.
    """
    words, patterns = words_for(language), _patterns(language)
    for fact in _dates(text, patterns, words):
        yield from _range_start(text, fact, patterns, words)
        yield _on_weekday(text, fact, patterns, words)


def _dates(text: str, patterns: _Patterns, words: Words) -> Iterator[Fact]:
    yield from _numeric(text, words)
    compact = list(_compact(text, patterns.compact, words))
    yield from compact
    for month in patterns.month.finditer(text):
        inside = any(fact.span.start <= month.start() < fact.span.end for fact in compact)
        if inside or text[max(month.start() - 1, 0) : month.start()].isalnum():
            continue
        found = _named(text, month, patterns, words)
        if found is not None:
            yield found


def _range_start(text: str, end: Fact, patterns: _Patterns, words: Words) -> Iterator[Fact]:
    """Yield the day before a date that has its year from it: "from 1 October to 31 December 2026".

    A day that would come later than the date is of another year, which is not said.
    """
    match = patterns.range_start.search(text, max(end.span.start - _BEFORE, 0), end.span.start)
    if match is not None:
        value = _iso(end.value[:4], words.months[fold(match["month"])], _day(match["day"], words))
        if value is not None and value < end.value:
            yield Fact("date", Span(match.start(), match.end("month")), value, note=end.note)


def _on_weekday(text: str, fact: Fact, patterns: _Patterns, words: Words) -> Fact:
    """Take the day of the week into a date: it decides between two orders, or contradicts the date."""
    match = patterns.weekday.search(text, max(fact.span.start - _BEFORE, 0), fact.span.start)
    if match is None:
        return fact
    weekday, span = _weekdays(words)[match["weekday"]], Span(match.start(), fact.span.end)
    read = date.fromisoformat(fact.value)
    if read.isoweekday() == weekday:
        return replace(fact, span=span, note=None)
    turned = _iso(fact.value[:4], read.day, read.month) if fact.note == "date_ambiguous" else None
    if turned is not None and date.fromisoformat(turned).isoweekday() == weekday:
        return replace(fact, span=span, value=turned, note=None)
    return replace(fact, span=span, note=fact.note or "weekday_disagrees")


@cache
def _weekdays(words: Words) -> dict[str, int]:
    """Return the days of the week as they are written: an abbreviation in small letters only where a language does."""
    forms = ((form, day) for name, day in words.weekdays.items() for form in (name, name.capitalize(), name.upper()))
    return dict(forms)


def _numeric(text: str, words: Words) -> Iterator[Fact]:
    for match in _NUMERIC.finditer(text) if "/" in text or "-" in text or "." in text else ():
        note = None
        if text[max(match.start() - 1, 0) : match.start()] in _NO_START:
            continue
        if match["year"]:
            value = _iso(match["year"], int(match["month"]), int(match["day"]))
        else:
            first, second = int(match["first"]), int(match["second"])
            day, month = (second, first) if second > 12 else (first, second)
            value = _iso(match["last"], month, day)
            either = first <= 12 and second <= 12 and first != second
            note = "date_ambiguous" if either and match["b"] != "." and not words.day_first else None
        if value is not None:
            yield Fact("date", Span(*match.span()), value, note=note)


def _named(text: str, month: re.Match[str], patterns: _Patterns, words: Words) -> Fact | None:
    number = words.months[fold(month.group()).rstrip(".")]
    before = patterns.day_before.search(text, max(month.start() - _BEFORE, 0), month.start())
    if before and (year := patterns.year_after.match(text, month.end())):
        start, end, day = before.start(), year.end(), _day(before["day"], words)
    elif year := patterns.day_after.match(text, month.end()):
        start, end, day = month.start(), year.end(), _day(year["day"] or year["said"], words)
    else:
        return None
    value = _iso(_year(year.groupdict().get("then") or year["year"], words), number, day)
    return None if value is None else Fact("date", Span(start, end), value)


def _compact(text: str, pattern: re.Pattern[str], words: Words) -> Iterator[Fact]:
    """ "2019-sep-1" and "01/sep/2019": figures on either side leave no doubt that a month stands between them."""
    for match in pattern.finditer(text):
        month = words.months[fold(match["month"] or match["name"] or match["named"])]
        day = int(match["day"] or match["first"] or match["second"])
        value = _iso(match["year"] or match["last"] or match["whole"], month, day)
        if value is not None:
            yield Fact("date", Span(*match.span()), value)


def _letter_by_letter(endings: Iterable[str]) -> str:
    """Return a pattern of endings that a raised position may have torn apart: "20t h"."""
    return "|".join(r"\s?".join(ending) for ending in sorted(endings, key=lambda one: (-len(one), one)))


def _spaced(ordinals: Iterable[str]) -> str:
    """Return a pattern of ordinals, longest first, in which a hyphen may be a space: "twenty second"."""
    return one_by_one(ordinals).replace(r"\-", r"[\s\-‑]")


def _day(written: str, words: Words) -> int:
    ordinal = words.ordinals.get(fold(written).replace(" ", "-")) or words.ordinals.get(fold(written))
    figures = re.match(r"\d+", written)
    return int(figures.group()) if figures else ordinal or _spelled(written, words)


def _year(written: str, words: Words) -> str:
    return written if written[-1].isdigit() else str(_spelled(written, words))


def _spelled(written: str, words: Words) -> int:
    numbers = [int(number.value) for number in spelled_in(written, words)]
    return numbers[0] if len(numbers) == 1 else 0


def _iso(year: str, month: int, day: int) -> str | None:
    """Return the ISO 8601 date, None for one that no calendar has."""
    year = year.lstrip("'’")
    number = int(year)
    if len(year) == 1:  # "on 1 March a report": a number, and no year
        return None
    if len(year) == 2:
        number += 2000 if number < _PIVOT else 1900
    try:
        return date(number, month, day).isoformat()
    except ValueError:
        return None
