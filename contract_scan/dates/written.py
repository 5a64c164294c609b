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
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w/]|[.,]\d)"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`end_of` is "the end of (May) 2028", `through` "through May 2028", `opening` "from May 2028"."""

    end_of: re.Pattern[str]
    through: re.Pattern[str]
    opening: re.Pattern[str]
    anniversary: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    facts = words_for(language)
    month = rf"(?P<month>{any_of(facts.months)})\.?\s{{1,3}}(?:{any_of(words(language, 'whole', 'of'))}\s{{1,3}})?"
    which = rf"(?P<which>{any_of(facts.ordinals)}|\d{{1,2}}(?:{any_of(facts.ordinal_endings)}))"
    patterns = (
        rf"(?<!\w)(?P<day>(?:{any_of(words(language, 'whole', 'end_of'))})\s{{1,3}}(?:{month})?{_YEAR})",
        rf"(?<!\w)(?:{any_of(words(language, 'whole', 'through'))})\s{{1,3}}(?P<day>{month}{_YEAR})",
        rf"(?<!\w)(?:{any_of(words(language, 'whole', 'opening'))})\s{{1,3}}(?P<day>{month}{_YEAR})",
        rf"(?<!\w){which}(?:\s?\([\w ]{{1,12}}\))?\s{{1,3}}(?:{any_of(words(language, 'whole', 'anniversary'))})(?!\w)",
    )
    return _Patterns(*(compiled(pattern, re.IGNORECASE) for pattern in patterns))


def written_in(text: str, language: str) -> Iterator[Fact]:
    """Yield the dates and periods of a text that stand in whole months, whole years or anniversaries.

    A month or year after words of a start is its first day, after words of an end its last. One of which neither is
    said ("until May 2028") is no date.
    """
    patterns = _patterns(language)
    if "20" in text or "19" in text:
        for match in (*patterns.end_of.finditer(text), *patterns.through.finditer(text)):
            yield _date(match, language, last=True)
        for match in patterns.opening.finditer(text):
            yield _date(match, language, last=False)
    for match in patterns.anniversary.finditer(text):
        figures = re.match(r"\d+", match["which"])
        years = int(figures.group()) if figures else words_for(language).ordinals[fold(match["which"])]
        yield Fact("period", Span(*match.span()), f"P{years}Y", note=ANNIVERSARY)


def _date(match: re.Match[str], language: str, last: bool) -> Fact:
    year, named = int(match["year"]), match["month"]
    month = words_for(language).months[fold(named).rstrip(".")] if named else 12
    day = calendar.monthrange(year, month)[1] if last else 1
    return Fact("date", Span(*match.span("day")), f"{year:04}-{month:02}-{day:02}")
