"""Days that agreements write without a day: "until the end of 2028", "the fifth anniversary of the Effective Date"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache

from contract_scan.dates.words import words
from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of, fold, words_for
from contract_scan.finding import Fact
from contract_scan.nouns import dataclass

#: The note of a period that is an anniversary: it ends on that day, or on the day before.
ANNIVERSARY = "anniversary"
#: The note of a period in semesters or academic years, whose days are the institution's own.
ACADEMIC = "academic"
_ROMAN = {
    number: month
    for month, number in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), start=1)
}
_UNITS = (
    ("week", 7, "D", ""),
    ("month", 1, "M", ""),
    ("year", 1, "Y", ""),
    ("quarter", 3, "M", ""),
    ("half_year", 6, "M", ""),
    ("semester", 6, "M", ACADEMIC),
    ("academic_year", 1, "Y", ACADEMIC),
    ("fortnight", 14, "D", ""),
    ("lustrum", 5, "Y", ""),
    ("decade", 10, "Y", ""),
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w/]|[.,]\d)"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`end_of` is "the end of (May) 2028", `through` "through May 2028", `opening` "from May 2028"."""

    end_of: re.Pattern[str]
    through: re.Pattern[str]
    opening: re.Pattern[str]
    anniversary: re.Pattern[str]
    quarter: re.Pattern[str]
    until: re.Pattern[str]
    weekday: re.Pattern[str]
    yearly: re.Pattern[str]
    parted: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    facts = words_for(language)
    month = rf"(?P<month>{any_of(facts.months)})\.?\s{{1,3}}(?:{any_of(words(language, 'whole', 'of'))}\s{{1,3}})?"
    which = rf"(?P<which>{any_of(facts.ordinals)}|\d{{1,2}}(?:{any_of(facts.ordinal_endings)}))"
    quarter, of, opening, ranges, yearly = (
        any_of(words(language, *path))
        for path in (("quarter",), ("whole", "of"), ("whole", "opening"), ("range",), ("yearly",))
    )
    bare, days = month.replace("(?P<month>", "(?:"), any_of(facts.weekdays)
    numbers = any_of(word for word, (kind, value) in facts.atoms.items() if kind == "unit" and value > 1)
    edges = any_of(words(language, "whole", "edges"))
    last = any_of(
        (
            *words(language, "whole", "quarter_end"),
            *words(language, "whole", "through"),
            *words(language, "rows", "end"),
            *words(language, "end", "weak"),
        )
    )
    patterns = (
        rf"(?<!\w)(?P<day>(?:{any_of(words(language, 'whole', 'end_of'))})\s{{1,3}}(?:{month})?{_YEAR})",
        rf"(?<!\w)(?:{any_of(words(language, 'whole', 'through'))})\s{{1,3}}(?P<day>{month}{_YEAR})",
        rf"(?<!\w)(?:{any_of(words(language, 'whole', 'opening'))})\s{{1,3}}(?P<day>{month}{_YEAR})",
        rf"(?<!\w){which}(?:\s?\([\w ]{{1,12}}\))?\s{{1,3}}(?:{any_of(words(language, 'whole', 'anniversary'))})(?!\w)",
        rf"(?:(?<!\w)(?P<last>{last})\W[^.;]{{0,20}}?)?(?:(?<!\w)(?P<edge>{edges})\s{{1,3}})?(?<!\w)(?:{which}\s{{1,3}}(?:{quarter})\s{{1,3}}(?:{of}\s{{1,3}})?|Q(?P<q>[1-4])[\s-]{{1,3}}){_YEAR}",
        rf"(?<!\w)(?:{opening})\s{{1,3}}{bare}(?:(?:19|20)\d\d)?\s{{1,3}}(?:{ranges})\s{{1,3}}(?P<day>{month}{_YEAR})",
        rf"(?<!\w){which}\s(?:{days})\s(?:{of}|in)\s{month}{_YEAR}",
        rf"(?<!\w)(?P<number>{numbers})\s?-?(?:{yearly})(?!\w)",
        rf"(?<!\w)(?P<first>\d{{1,2}})(?:{any_of(facts.ordinal_endings)})?\s(?:{of}\s)?{month}(?:in|of|van)\s{_YEAR}",
    )
    return _Patterns(*(compiled(pattern, re.IGNORECASE) for pattern in patterns))


@cache
def _unit(language: str) -> re.Pattern[str]:
    """Return a pattern of any of those units behind what counts it: quick to look for, and seldom there."""
    units = any_of(word for name, *_ in _UNITS for word in words(language, "units", name))
    full = any_of(words(language, "units", "full"))
    return compiled(rf"[\s-](?:(?:{full})\s)?(?:{units})(?![\w-])", re.IGNORECASE)


@cache
def _units(language: str) -> tuple[tuple[re.Pattern[str], int, str, str], ...]:
    """Return the units in which agreements count beside years and months: how many of which, and their note."""
    counts = any_of(word for word, (kind, value) in words_for(language).atoms.items() if kind in ("unit", "teens"))
    articles = any_of(words(language, "units", "articles"))
    part_of = rf"\s(?:{any_of(words(language, 'whole', 'of'))})\s"
    return tuple(
        (
            compiled(
                rf"(?<!\w)(?:(?P<figures>\d{{1,2}})|(?P<number>{counts})|(?:{articles}))"
                rf"(?:\s\(\d{{1,2}}\))?[\s-](?:{any_of(words(language, 'units', 'full'))}\s)?"
                rf"(?:{any_of(words(language, 'units', name))})(?![\w-])(?!{part_of})",
                re.IGNORECASE,
            ),
            number,
            unit,
            note,
        )
        for name, number, unit, note in _UNITS
    )


_IN_ROMAN = re.compile(rf"(?<![\w.])(?P<day>\d{{1,2}})(?P<sign>[\s./-])(?P<month>[IVX]{{1,4}})(?P=sign){_YEAR}")


def _in_roman(text: str) -> Iterator[Fact]:
    """Yield the days whose month is written in Roman numerals: "1 IX 2026"."""
    for match in _IN_ROMAN.finditer(text):
        month = _ROMAN.get(match["month"])
        if month and 1 <= int(match["day"]) <= calendar.monthrange(int(match["year"]), month)[1]:
            value = f"{int(match['year']):04}-{month:02}-{int(match['day']):02}"
            yield Fact("date", Span(*match.span()), value)


def _in_units(text: str, language: str) -> Iterator[Fact]:
    """Yield the periods in quarters, semesters, school years: "ten quarters", "two academic years"."""
    if not _unit(language).search(text):
        return
    for pattern, number, unit, note in _units(language):
        for match in pattern.finditer(text):
            counted = words_for(language).atoms[fold(match["number"])][1] if match["number"] else 1
            times = int(match["figures"] or counted)
            yield Fact("period", Span(*match.span()), f"P{number * times}{unit}", note=note or None)


def written_in(text: str, language: str) -> Iterator[Fact]:
    """Yield the dates and periods of a text that stand in whole months, whole years or anniversaries.

    A month or year after words of a start is its first day, after words of an end its last. One of which neither is
    said ("until May 2028") is no date.
    """
    patterns = _patterns(language)
    if "20" in text or "19" in text:
        ends = (*patterns.end_of.finditer(text), *patterns.through.finditer(text), *patterns.until.finditer(text))
        for match in {one.span("day"): one for one in ends}.values():
            yield _date(match, language, last=True)
        for match in patterns.opening.finditer(text):
            yield _date(match, language, last=False)
        for match in patterns.quarter.finditer(text):
            yield from _quarter(match, language)
        for match in patterns.weekday.finditer(text):
            yield from _on_weekday(match, language)
        for match in patterns.parted.finditer(text):
            yield from _parted(match, language)
        yield from _in_roman(text)
    yield from _in_units(text, language)
    for match in patterns.yearly.finditer(text):
        value = words_for(language).atoms[fold(match["number"])][1]
        yield Fact("period", Span(*match.span()), f"P{int(value)}Y")
    for match in patterns.anniversary.finditer(text):
        figures = re.match(r"\d+", match["which"])
        years = int(figures.group()) if figures else words_for(language).ordinals[fold(match["which"])]
        yield Fact("period", Span(*match.span()), f"P{years}Y", note=ANNIVERSARY)


def _date(match: re.Match[str], language: str, last: bool) -> Fact:
    year, named = int(match["year"]), match["month"]
    month = words_for(language).months[fold(named).rstrip(".")] if named else 12
    day = calendar.monthrange(year, month)[1] if last else 1
    return Fact("date", Span(*match.span("day")), f"{year:04}-{month:02}-{day:02}")


def _parted(match: re.Match[str], language: str) -> Iterator[Fact]:
    """Yield a day whose year stands apart: "1 September in 2026"."""
    year, month = int(match["year"]), words_for(language).months[fold(match["month"]).rstrip(".")]
    if 1 <= int(match["first"]) <= calendar.monthrange(year, month)[1]:
        yield Fact("date", Span(*match.span()), f"{year:04}-{month:02}-{int(match['first']):02}")


def _quarter(match: re.Match[str], language: str) -> Iterator[Fact]:
    """Yield the day for which a quarter stands: its last after words of an end, else its first."""
    number = int(
        match["q"]
        or re.sub(r"\D", "", match["which"] or "")
        or words_for(language).ordinals.get(fold(match["which"] or ""), 0)
    )
    if not 1 <= number <= 4:
        return
    year, month = int(match["year"]), 3 * number if match["last"] else 3 * number - 2
    day = calendar.monthrange(year, month)[1] if match["last"] else 1
    named = "last" if fold(match["last"] or "") in map(fold, words(language, "whole", "quarter_end")) else "edge"
    edge = match.start(named) if match[named] else -1
    begins = edge if edge >= 0 else match.start("q") - 1 if match["q"] else match.start("which")
    yield Fact("date", Span(begins, match.end()), f"{year:04}-{month:02}-{day:02}")


def _on_weekday(match: re.Match[str], language: str) -> Iterator[Fact]:
    """Yield the day that is told by its place in a month: "the first Monday of March 2027"."""
    facts = words_for(language)
    figures = re.match(r"\d+", match["which"])
    number = int(figures.group()) if figures else facts.ordinals[fold(match["which"])]
    weekday = next(
        value for name, value in facts.weekdays.items() if re.search(rf"\b{name}\b", match.group(), re.IGNORECASE)
    )
    year, month = int(match["year"]), facts.months[fold(match["month"]).rstrip(".")]
    first, days = calendar.monthrange(year, month)
    day = 1 + (weekday - 1 - first) % 7 + 7 * (number - 1)
    if day <= days:
        yield Fact("date", Span(*match.span()), f"{year:04}-{month:02}-{day:02}")
