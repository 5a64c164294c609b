"""Finding phrases of a table in a text: whole words at their start, any letter case, any white space between words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from contract_scan.document import Span


def first_of(text: str, words: Mapping[str, Sequence[str]]) -> Span | None:
    """Return where the first of some phrases, by language, stands in a text, or None."""
    phrases = tuple(phrase for group in words.values() for phrase in group)
    match = _pattern(phrases).search(text) if phrases else None
    return Span(*match.span()) if match else None


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)
