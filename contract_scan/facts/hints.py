"""What a text may hold facts by: one pass over it for all words of units, currencies, months and numbers.

A fact has such a word or a figure in it, so that most sentences need not be looked at any further.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Literal

from contract_scan.facts.words import words_for

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Hint = Literal["period", "percentage", "amount", "month", "number", "phrase"]


def hints_in(text: str, language: str | None) -> frozenset[Hint]:
    """Return what the words of a text hint at, whatever their case: what is not among it, the text does not hold.

    "period", "percentage" and "amount" are words that count, "number" is a number in words, and "phrase" what says a
    period or share without a number.
    """
    automaton, hints = _automaton(language)
    found: set[Hint] = set()
    for index, _, _ in automaton.find_matches_as_indexes(text.casefold(), overlapping=True):
        found.update(hints[index])
    return frozenset(found)


@cache
def _automaton(language: str | None) -> tuple[AhoCorasick, tuple[tuple[Hint, ...], ...]]:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    words = words_for(language)
    by_hint: dict[Hint, Iterable[str]] = {
        "period": (*words.units, *words.attached),
        "percentage": words.percentages,
        "amount": (*words.currencies, *words.currency_signs),
        "month": words.months,
        "number": words.atoms,
        "phrase": (*words.indefinite, *words.shares),
    }
    strings: dict[str, list[Hint]] = {}
    for hint, given in by_hint.items():
        for word in {_longest(word) for word in given}:
            strings.setdefault(word, []).append(hint)
    made = AhoCorasick(list(strings), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    return made, tuple(tuple(hints) for hints in strings.values())


def _longest(words: str) -> str:
    """Return the longest of some words, between which there may be any white space."""
    return max(words.casefold().split(), key=len)
