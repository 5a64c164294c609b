"""Folded text: what phrases are matched on.

Words are lower-cased, freed of accents and of a possessive ``'s``, and each is followed by one space. Punctuation
and line ends are gone, so that a phrase matches across them; what a word was folded from is kept by position.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

#: Marks a fact in folded text; it is no letter, so no phrase can spell it.
FACT = "\x01"

_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*|[%€$£§]")
_STARRED = re.compile(r"(?:[^\W_]|\*)+(?:['’](?:[^\W_]|\*)+)*|[%€$£§]")


def word_matches(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the words of a text, in order, as matches with their offsets."""
    return _WORD.finditer(text, start, len(text) if end is None else end)


def words_of(text: str, *, stars: bool = False) -> list[str]:
    """Return the folded words of a short text; with `stars`, ``*`` counts as a letter."""
    return [fold_word(word) for word in (_STARRED if stars else _WORD).findall(text)]


def fold_words(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the folded words of a stretch of text, in order."""
    return tuple(map(fold_word, _WORD.findall(text, start, end)))


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return one word as phrases see it."""
    if word.isascii():
        folded = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", word).casefold().translate(_QUOTES)
        folded = "".join(c for c in plain if not unicodedata.combining(c))
    return folded[:-2] if len(folded) > 3 and folded.endswith("'s") else folded


_QUOTES = str.maketrans({"’": "'", "`": "'", "´": "'", "\u00ad": None, " ": None})
