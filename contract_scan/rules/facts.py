"""Facts in rules: ``{period}`` in a phrase, and facts captured from the sentence a rule found."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from contract_scan.document import Document, Span
from contract_scan.facts import find_facts
from contract_scan.facts.words import any_of, words_for
from contract_scan.finding import Fact, FactKind
from contract_scan.rules.folding import FACT, fold_word

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
    document: Document, span: Span, words: Sequence[Span], language: str | None, kinds: Sequence[str]
) -> FactLine:
    """Return the folded text of words in which every fact of the kinds is one word. Facts are looked for in `span`."""
    facts = facts_of(document, span, language, kinds)
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


def may_hold(kinds: Collection[str], language: str | None, text: str, span: Span) -> bool:
    """Say whether a stretch of a document's text may hold a fact of each kind; a cheap test that errs to yes."""
    signs = (_sign(kind, language) for kind in kinds)
    return all(sign is None or sign.search(text, span.start, span.end) for sign in signs)


@cache
def _sign(kind: str, language: str | None) -> re.Pattern[str] | None:
    """Return what text with a fact of a kind must hold, None where that cannot be said."""
    if kind == "code":
        return re.compile(r"\d")
    words = words_for(language)
    signs: dict[str, tuple[str, ...]] = {
        "period": (*words.units, *words.indefinite, *words.attached),
        "percentage": (*words.percentages, *words.shares),
        "amount": (*words.currencies, *words.currency_signs),
    }
    return re.compile(any_of(signs[kind]), re.IGNORECASE) if kind in signs else None


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
    document: Document, span: Span, language: str | None, kinds: Sequence[FactKind], marked: Sequence[Span]
) -> tuple[Fact, ...]:
    """Return, of each kind, the fact in a span that stands nearest to the words that fired; a comma is far."""
    facts = facts_of(document, span, language, kinds) if kinds else []

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
