"""Facts in rules: ``{period}`` in a phrase, and facts captured from the sentence a rule found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cache
from typing import cast

from contract_scan.document import Document, Span
from contract_scan.facts import find_facts
from contract_scan.facts.countries import countries_in, country_words
from contract_scan.facts.words import words_for
from contract_scan.finding import Fact, FactKind
from contract_scan.nouns import dataclass
from contract_scan.rules.folding import FACT, words_of

#: Words that begin with a capital, with the small words that stand between them: "University of Utopia", "J. van Dam".
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w&.'’-]*"
_SMALL = "of|the|for|and|en|van|de|der|den|voor|&"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:{_SMALL})\s+){{0,3}}{_CAPITAL})*")


#: The kinds of fact that are found together.
QUANTITIES = ("amount", "date", "percentage", "period")


@dataclass(frozen=True, slots=True)
class FactLine:
    """A segment's folded text with each fact as one word; `words` gives per word its place and its fact."""

    text: str
    words: tuple[tuple[tuple[int, int], Fact | None], ...]

    def between(self, start: int, end: int) -> tuple[tuple[tuple[int, int], Fact | None], ...]:
        """Return the words that stand between two positions of the text."""
        return self.words[self.text.count(" ", 0, start) - 1 : self.text.count(" ", 0, end) - 1]


def fact_line(line: str, places: Sequence[tuple[int, int]], facts: Sequence[Fact]) -> FactLine:
    """Return folded text in which every fact is one word; `places` are those of its words in the document."""
    folded = line.split()
    words: list[tuple[tuple[int, int], Fact | None]] = []
    texts: list[str] = []
    position = 0
    for fact in facts:
        first = max(position, bisect_right(places, (fact.span.start, 0)) - 1)
        while first < len(places) and places[first][1] <= fact.span.start:
            first += 1
        last = max(first, bisect_left(places, (fact.span.end, 0)))
        if first < last:
            words += [*((place, None) for place in places[position:first]), ((fact.span.start, fact.span.end), fact)]
            texts += [*folded[position:first], FACT + fact.kind]
            position = last
    words += [(place, None) for place in places[position:]]
    texts += folded[position:]
    return FactLine(" " + "".join(text + " " for text in texts), tuple(words))


def facts_of(document: Document, span: Span, language: str | None, kinds: Collection[str]) -> list[Fact]:
    """Return the facts of the kinds in a stretch of a document, in reading order."""
    text = document.quote(span)
    others = cast(Collection[FactKind], [kind for kind in kinds if kind not in ("country", "name")])
    found = find_facts(text, language, others, span.start) if others else []
    if "country" in kinds:
        found = [*found, *(_shifted(Fact("country", *named), span.start) for named in countries_in(text, language))]
    if "name" in kinds:
        found = [*found, *(_shifted(name, span.start) for name in names_in(text))]
    return sorted(found, key=lambda fact: (fact.span, fact.kind))


#: Ways in which text can hold a fact: of each tuple of strings in one of the ways, one string stands in it.
Ways = tuple[tuple[tuple[str, ...], ...], ...]

_DIGITS = tuple("0123456789")
_ALWAYS: Ways = ((),)


@cache
def holding_words(kind: str, language: str | None) -> Ways:
    """Return the ways in which folded text can hold a fact of a kind; a cheap test that errs to yes."""
    if kind == "code":
        return ((_DIGITS,),)
    if kind == "country":
        return ((tuple(sorted({" ".join(words_of(word)) for word in country_words(language)})),),)
    if kind == "period":
        units, numbers, whole = _period_words(language)
        return (whole,), (units, (*_DIGITS, *numbers))
    signs = _signs(kind, language)
    return _ALWAYS if signs is None else ((signs[0],),)


def may_hold_raw(kind: str, language: str | None, document: Document, spans: Sequence[Span]) -> bool:
    """Say whether text as it stands may hold a fact of a kind by a sign that folding loses."""
    signs = _signs(kind, language)
    if kind in ("code", "country", "period") or signs is None or not signs[1]:
        return False
    return any(sign in document.quote(span) for span in spans for sign in signs[1])


@cache
def _period_words(language: str | None) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return, folded, words with a unit in them, beginnings of number words, and words that make a period at once."""
    words = words_for(language)
    units = {" ".join(words_of(word)) for word in (*words.units, *words.attached)}
    numbers = {" " + " ".join(words_of(word)) for word in words.atoms}
    indefinite = {" ".join(words_of(word)) for word in words.indefinite}
    one = {f" {article} {unit}" for article in (*words.articles, *words.weak) for unit in units}
    return tuple(sorted(units)), tuple(sorted(numbers)), tuple(sorted(indefinite | one))


@cache
def _signs(kind: str, language: str | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return words of which one stands in folded text with a fact of a kind, or else one of some signs in the raw text.

    None where that cannot be said of the kind.
    """
    words = words_for(language)
    by_kind: dict[str, tuple[str, ...]] = {
        "percentage": (*words.percentages, *words.shares),
        "amount": (*words.currencies, *words.currency_signs),
    }
    if kind not in by_kind:
        return None
    folded = {word: " ".join(words_of(word)) for word in by_kind[kind]}
    return tuple(sorted(set(filter(None, folded.values())))), tuple(sorted(w for w, f in folded.items() if not f))


def names_in(text: str) -> list[Fact]:
    """Return what is written as a name: words with a capital; a single one counts only within the sentence."""
    found = []
    for match in _NAME.finditer(text):
        opens = not text[: match.start()].strip(" \t\n([\"'“‘") or text[: match.start()].rstrip()[-1:] in ".:;"
        if not (opens and len(match.group().split()) == 1):
            found.append(Fact("name", Span(*match.span()), " ".join(match.group().split()).rstrip(".")))
    return found


def _shifted(fact: Fact, offset: int) -> Fact:
    return Fact(fact.kind, Span(fact.span.start + offset, fact.span.end + offset), fact.value)


def nearest(
    facts: Sequence[Fact], kinds: Sequence[FactKind], document: Document, marked: Sequence[Span]
) -> tuple[Fact, ...]:
    """Return, of each kind, the fact that stands nearest to the words that fired; a comma is far."""

    def distance(fact: Fact) -> tuple[int, Span]:
        return min((_distance(document.text, fact.span, mark) for mark in marked), default=0), fact.span

    found = (min((f for f in facts if f.kind == kind), key=distance, default=None) for kind in kinds)
    return tuple(fact for fact in found if fact is not None)


#: How many characters a comma or semicolon between a fact and the words that fired counts for.
_COMMA = 60


def _distance(text: str, span: Span, mark: Span) -> int:
    first, second = min(span, mark), max(span, mark)
    between = text[first.end : second.start]
    return len(between) + _COMMA * (between.count(",") + between.count(";"))
