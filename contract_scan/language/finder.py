"""Strings found in folded text in one pass, by an automaton made of those that can stand in it.

To make an automaton of all strings of a language takes longer than to read a short document. It is made of those whose
first word stands in the text, made larger for the next texts, and then of all strings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

#: How often an automaton is made larger before it is made of all strings.
OFTEN = 3
#: The first character after the space: whatever begins with a word and a space is smaller than the word and this.
_AFTER_SPACE = "!"


class _Made(NamedTuple):
    """An automaton, the numbers of its strings (None for all strings) and the words it was made for."""

    automaton: AhoCorasick
    numbers: Sequence[int] | None
    words: frozenset[str]
    times: int


class Finder:
    """Finds strings in folded text: words with the spaces around them, in order, after the first few, which are too.

    What does not begin with a space may begin in a word, what does not end with one goes on in it; the first `few`
    strings and those are always looked for.
    """

    def __init__(self, strings: Sequence[str], few: int) -> None:
        self.strings, self.few = strings, few
        self._made: _Made | None = None

    def found(self, text: str, more: Iterable[str] = ()) -> Iterable[tuple[int, int, int]]:
        """Return number, start and end of every string in a text, in the order of their ends.

        `more` are words of texts that will be asked about next.
        """
        made = self._made
        if made is None or made.numbers is not None:
            made = self._made = self._made_for(made, frozenset(text.split()).union(more))
        found = made.automaton.find_matches_as_indexes(text, overlapping=True)
        numbers = made.numbers
        return found if numbers is None else [(numbers[own], start, end) for own, start, end in found]

    def _made_for(self, made: _Made | None, words: frozenset[str]) -> _Made:
        """Return an automaton that finds what begins with some words: the one at hand if it does."""
        if made is not None and words <= made.words:
            return made
        known, times = (made.words, made.times) if made else (frozenset[str](), 0)
        new = [range(*self._beginning_with(word)) for word in words - known]
        if made is not None and not any(new):
            return made._replace(words=known | words)
        if times >= OFTEN:
            return _Made(_automaton(self.strings), None, known, times)
        old = made.numbers if made and made.numbers is not None else self._always()
        numbers = sorted({*old, *(number for some in new for number in some)})
        return _Made(_automaton([self.strings[n] for n in numbers]), numbers, known | words, times + 1)

    def _beginning_with(self, word: str) -> tuple[int, int]:
        """Return the numbers of the first string that begins with a word and the first after it that does not."""
        first = bisect_left(self.strings, f" {word} ", self.few)
        return first, bisect_left(self.strings, f" {word}{_AFTER_SPACE}", first)

    def _always(self) -> Iterator[int]:
        for number, string in enumerate(self.strings):
            if number < self.few or string[-1] != " " or string[0] != " ":
                yield number


def _automaton(strings: Sequence[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    made = Implementation.NoncontiguousNFA  # no other is made as fast, and none is much faster afterwards
    return AhoCorasick(strings, matchkind=MatchKind.Standard, implementation=made)
