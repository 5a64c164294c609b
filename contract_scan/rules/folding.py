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

#: What stands between two letters and is not seen, or is an accent of the first: it parts no word.
_WITHIN = (
    "\u00a8\u00ad\u00b8\u02c6\u02c7\u02d8-\u02dd\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
_WORD = re.compile(rf"[^\W_]+(?:(?:['’`´]|[{_WITHIN}]+)[^\W_]+)*[\u0300-\u036f]*|[%€$£§]")
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


def latin(word: str) -> str:
    """Return a word of mixed scripts with its look-alikes as the Latin letters they look like; any other as it is."""
    if _LOOK_ALIKE.search(word) is None or _LATIN.search(word) is None:
        return word
    return word.translate(_LOOKS)


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return one word as phrases see it."""
    if word.isascii():
        folded = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", latin(_INVISIBLE.sub("", word))).casefold().translate(_QUOTES)
        folded = "".join(c for c in plain if not unicodedata.combining(c))
    return folded[:-2] if len(folded) > 3 and folded.endswith("'s") else folded


_QUOTES = str.maketrans({"’": "'", "`": "'", "´": "'", "\u00ad": None, " ": None})
_INVISIBLE = re.compile(f"[{_WITHIN}]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
#: Cyrillic and Greek letters that look like a Latin one.
_LOOKS = str.maketrans(
    "авеѕіјкмнорсԁԛтухһӏԝѵАВЕЅІЈКМНОРСТУХҮԌԚԜѴοΑΒΕΖΗΙΚΜΝΟΡΤΥΧνι",
    "abesijkmhopcdqtyxhlwvABESIJKMHOPCTYXYGQWVoABEZHIKMNOPTYXvi",
)
_LOOK_ALIKE = re.compile(f"[{''.join(map(chr, _LOOKS))}]")
