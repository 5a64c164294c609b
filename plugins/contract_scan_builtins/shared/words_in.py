"""Finding phrases of a table in a text: whole words at their start, any letter case, any one white space between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from contract_scan.document import Span
from contract_scan.facts.words import lowered, regardless

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_SPACES = "\n\r\t\u00a0\u2007\u2009\u202f"


def first_of(text: str, words: Mapping[str, Sequence[str]]) -> Span | None:
    """Return where the first of some phrases, by language, stands in a text, the longest there, or None."""
    folded = _folded(text)
    found = _finder(tuple(chain.from_iterable(words.values()))).find_matches_as_indexes(folded, overlapping=True)
    begins = [(start, -end) for _, start, end in found if start == 0 or not folded[start - 1].isalnum()]
    return Span(min(begins)[0], -min(begins)[1]) if begins else None


def beginnings(text: str, words: tuple[str, ...]) -> list[int]:
    """Return where the first word of some words or phrases stands in a text, within a word too, in any letter case.

    An expression that begins with one of them, whatever the case, matches nowhere else.
    """
    firsts = tuple(word.split()[0] for word in words)
    return sorted({at for _, at, _ in _finder(firsts).find_matches_as_indexes(regardless(text), overlapping=True)})


def matches_at(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield what `finditer` would of an expression that matches at some offsets alone, which are in order."""
    end = 0
    for start in starts:
        match = pattern.match(text, start) if start >= end else None
        if match is not None:
            end = match.end()
            yield match


@lru_cache(maxsize=128)
def _finder(phrases: tuple[str, ...]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation

    lower = tuple(dict.fromkeys(phrase.lower() for phrase in phrases))
    return AhoCorasick(lower, implementation=Implementation.ContiguousNFA)


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """Return the text in lower case, every white space a plain one, every character where it was."""
    folded = lowered(text)
    for space in _SPACES:
        folded = folded.replace(space, " ")
    return folded
