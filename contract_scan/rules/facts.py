"""Facts in rules: ``{period}`` in a phrase, and facts captured from the sentence a rule found."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from contract_scan.document import Document, Span
from contract_scan.facts import find_facts
from contract_scan.facts.words import words_for
from contract_scan.finding import Fact, FactKind
from contract_scan.rules.folding import FACT, fold_word, words_of

#: Words that begin with a capital, with the small words that stand between them: "University of Utopia", "J. van Dam".
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w&.'’-]*"
_SMALL = "of|the|for|and|en|van|de|der|den|voor|&"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:{_SMALL})\s+){{0,3}}{_CAPITAL})*")


@dataclass(frozen=True, slots=True)
class FactLine:
    """A segment's folded text with each fact as one word; `words` gives per word its span and its fact."""

    text: str
    words: tuple[tuple[Span, Fact | None], ...]

    def between(self, start: int, end: int) -> tuple[tuple[Span, Fact | None], ...]:
        """Return the words that stand between two positions of the text."""
        return self.words[self.text.count(" ", 0, start) - 1 : self.text.count(" ", 0, end) - 1]


def fact_line(
    document: Document, spans: Sequence[Span], words: Sequence[Span], language: str | None, kinds: Sequence[str]
) -> FactLine:
    """Return the folded text of words in which every fact of the kinds is one word; facts are looked for in `spans`."""
    facts = [fact for span in spans for fact in facts_of(document, span, language, kinds)]
    parts: list[tuple[str, Span, Fact | None]] = []
    for word in words:
        fact = next((f for f in facts if f.span.overlaps(word)), None)
        if fact is None:
            parts.append((fold_word(document.quote(word)), word, None))
        elif not parts or parts[-1][2] is not fact:
            parts.append((FACT + fact.kind, fact.span, fact))
    line = " " + "".join(text + " " for text, _, _ in parts)
    return FactLine(line, tuple((span, fact) for _, span, fact in parts))


def facts_of(document: Document, span: Span, language: str | None, kinds: Collection[str]) -> list[Fact]:
    """Return the facts of the kinds in a stretch of a document, in reading order."""
    text = document.quote(span)
    others = cast(Collection[FactKind], [kind for kind in kinds if kind != "name"])
    found = find_facts(text, language, others, span.start) if others else []
    if "name" in kinds:
        found = [*found, *(_shifted(name, span.start) for name in names_in(text))]
    return sorted(found, key=lambda fact: (fact.span, fact.kind))


def may_hold(kind: str, language: str | None, line: str, raw: str) -> bool:
    """Say whether text, folded and raw, may hold a fact of a kind; a cheap test that errs to yes."""
    if kind == "code":
        return any(letter.isdigit() for letter in line)
    if kind == "period":
        return _may_hold_period(language, line)
    signs = _signs(kind, language)
    return signs is None or any(word in line for word in signs[0]) or any(sign in raw for sign in signs[1])


def _may_hold_period(language: str | None, line: str) -> bool:
    """Say whether folded text may hold a period: a unit with a number somewhere, "a year", or words for no end."""
    units, numbers, whole = _period_words(language)
    if any(word in line for word in whole):
        return True
    if not any(unit in line for unit in units):
        return False
    return any(letter.isdigit() for letter in line) or any(number in line for number in numbers)


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


def captured(
    document: Document, spans: Sequence[Span], language: str | None, kinds: Sequence[FactKind], marked: Sequence[Span]
) -> tuple[Fact, ...]:
    """Return, of each kind, the fact in some spans that stands nearest to the words that fired; a comma is far."""
    facts = [fact for span in spans for fact in facts_of(document, span, language, kinds)] if kinds else []

    def distance(fact: Fact) -> tuple[int, Span]:
        return min((_distance(document.text, fact.span, mark) for mark in marked), default=0), fact.span

    nearest = (min((f for f in facts if f.kind == kind), key=distance, default=None) for kind in kinds)
    return tuple(fact for fact in nearest if fact is not None)


#: How many characters a comma or semicolon between a fact and the words that fired counts for.
_COMMA = 60


def _distance(text: str, span: Span, mark: Span) -> int:
    first, second = min(span, mark), max(span, mark)
    between = text[first.end : second.start]
    return len(between) + _COMMA * (between.count(",") + between.count(";"))
