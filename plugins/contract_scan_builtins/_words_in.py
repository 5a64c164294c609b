"""Finding phrases of a table in a text: whole words at their start, any letter case, any one white space between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from contract_scan.document import Span

_SPACES = str.maketrans(dict.fromkeys("\n\r\t\u00a0\u2007\u2009\u202f", " "))


def first_of(text: str, words: Mapping[str, Sequence[str]]) -> Span | None:
    """Return where the first of some phrases, by language, stands in a text, or None."""
    folded = _folded(text)
    found = [span for group in words.values() for phrase in group for span in _first(folded, phrase.lower())]
    return min(found, key=lambda span: (span.start, -span.end), default=None)


def _first(text: str, phrase: str) -> Iterator[Span]:
    """Yield the first place where a phrase begins a word, if there is one."""
    start = text.find(phrase)
    while start >= 0:
        if start == 0 or not text[start - 1].isalnum():
            yield Span(start, start + len(phrase))
            return
        start = text.find(phrase, start + 1)


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """Return the text in lower case, every white space a plain one, every character where it was."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_SPACES)
