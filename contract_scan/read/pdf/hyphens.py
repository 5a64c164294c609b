"""Lines to text: joined by one space, words that were divided at a line end joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from contract_scan.language_data import language_data
from contract_scan.read.pdf.line import Line

_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_LAST = re.compile(r"([\w’']+)-$")
_FIRST = re.compile(r"([\w’']+)")
#: A shorter word behind the beginning of one ("up-on") is a part of it.
_WHOLE = 4
_SOFT = "\xad"


class Joiner:
    """Joins lines. It knows the words of the whole document, so that "gepubli-ceerd" and "dual-use" come out right."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines

    @cached_property
    def _vocabulary(self) -> set[str]:
        """Every word in the document that does not stand at the end or the beginning of a line."""
        words: set[str] = set()
        for line in self._lines:
            found = _WORD.findall(line.text.lower().replace("‑", "-"))
            words.update(found[1:-1] if len(found) > 2 else ())
        return words

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        return _words_of("hyphen_prefixes")

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return _words_of("word_beginnings")

    @cached_property
    def _ends(self) -> frozenset[str]:
        return _words_of("hyphen_ends")

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Words that agreements set in capitals, of which a half says nothing."""
        return _words_of("capital_words")

    @cached_property
    def _conjunctions(self) -> frozenset[str]:
        return _words_of("hyphen_conjunctions")

    def join(self, lines: Sequence[Line]) -> str:
        """Return the text of lines in order."""
        parts = [self._before_next(above, below) for above, below in pairwise(lines)]
        return "".join(parts) + lines[-1].text

    def _before_next(self, line: Line, below: Line) -> str:
        """Return a line as it goes on into the next: with a space, with its hyphen, or without either."""
        text = line.text
        if text.endswith(_SOFT):
            return text[:-1]
        last, first = _LAST.search(text), _FIRST.match(below.text)
        if last is None or first is None:
            return text if first and text.endswith(("/", "–", "‑")) and not text.endswith(" –") else text + " "
        if first[1].lower() in self._conjunctions:
            return text + " "
        return text if self._keeps_hyphen(last[1], first[1], line.hyphen) else text[:-1]

    def _keeps_hyphen(self, last: str, first: str, divided: bool) -> bool:
        """Say whether the hyphen between the two parts of a word belongs to it."""
        if any(c.isdigit() for c in last):
            return True
        left, right = last.lower(), first.lower()
        if last.isupper() and first.isupper():
            return left + right not in self._vocabulary and left + right not in self._capitals
        if not first[0].islower() or not last[-1].islower():
            return True
        if left + right in self._vocabulary:
            return False
        if f"{left}-{right}" in self._vocabulary or left in self._prefixes:
            return True
        begins, known = left in self._beginnings, right in self._vocabulary
        if (begins and known and len(right) >= _WHOLE) or (
            right in self._ends and (begins or left in self._vocabulary)
        ):
            return True
        return not divided and known and left in self._vocabulary


def _words_of(key: str) -> frozenset[str]:
    """Return the words under a key in the data of every language."""
    return frozenset(word for data in language_data().values() for word in str(data.get(key, "")).split())
