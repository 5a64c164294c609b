"""Which sentences hold one of many strings: one pass of an automaton over a document's text answers it for all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ahocorasick_rs import AhoCorasick


class Line(Protocol):
    """A line of folded text; `end` is where it ends in the whole."""

    @property
    def end(self) -> int:
        """The position after the line's last character."""


def lines_holding(strings: tuple[str, ...], text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of the lines of a text that hold one of some strings; none of them runs over a line's end."""
    found: set[int] = set()
    if not strings or not lines:
        return frozenset()
    current, end_of_line = 0, lines[0].end
    for _, _, end in _automaton(strings).find_matches_as_indexes(text):
        while end > end_of_line:
            current += 1
            end_of_line = lines[current].end
        found.add(current)
    return frozenset(found)


def strings_by_line(strings: tuple[str, ...], text: str, lines: Sequence[Line]) -> dict[int, set[int]]:
    """Return, by the index of a line, the ordinals of the strings that stand in it, overlapping ones too."""
    found: dict[int, set[int]] = {}
    if not strings or not lines:
        return found
    current, end_of_line = 0, lines[0].end
    for ordinal, _, end in _automaton(strings).find_matches_as_indexes(text, overlapping=True):
        while end > end_of_line:
            current += 1
            end_of_line = lines[current].end
        found.setdefault(current, set()).add(ordinal)
    return found


@lru_cache(maxsize=256)
def _automaton(strings: tuple[str, ...]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(strings, matchkind=MatchKind.Standard)
