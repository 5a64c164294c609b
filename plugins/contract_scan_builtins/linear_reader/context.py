"""A sentence among its neighbours: what stands before it, after it and under the same heading changes what it says.

"This lasts for four years" is a term of secrecy where a duty of secrecy stands before it. A second set of weights, a
few a class, weighs the scores of a sentence and its neighbours and what the rules have found there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from contract_scan.language.clause import LONG

if TYPE_CHECKING:
    from contract_scan.rules.segments import Folded

#: What is weighed, in the order of the weights.
SIGNS = (
    "own score", "score before", "score after", "best two before", "best under the heading", "mean under the heading",
    "found by a rule", "found before", "found after", "found under the heading", "points back",
    "points back to a high score", "points back to what was found", "short", "score of the opposite", "found opposite",
)  # fmt: skip
#: Kinds of which a sentence is seldom both.
OPPOSITE = {"publication_restriction": "publication_freedom", "publication_freedom": "publication_restriction"}
#: Scores are cut off here: beyond, more says nothing.
FAR = 4.0
#: The least and the most that each of them can be.
_SCORE, _SAID = (-FAR, FAR), (0.0, 1.0)
RANGES = (*[_SCORE] * 6, *[_SAID] * 5, (0.0, 2 * FAR), _SAID, _SAID, _SCORE, _SAID)
#: A sentence of fewer words is short.
SHORT = 12


def sections(text: Folded) -> list[int]:
    """Return for each sentence the ordinal of the section it stands in: what stands under one heading.

    Where one heading, or none, stands above a long stretch of text, it says little of each sentence there: such a
    stretch is parted by its clauses, and without numbers by its paragraphs.
    """
    found: list[int] = []
    for _, group in groupby(text.segments, key=lambda segment: text.document.blocks[segment.block].headings):
        under = list(group)
        first = found[-1] + 1 if found else 0
        if len(under) <= LONG and text.document.blocks[under[0].block].headings:
            found += [first] * len(under)
            continue
        ordinals: dict[str, int] = {}
        for segment in under:
            block = text.document.blocks[segment.block]
            key = (block.clause or "").partition(".")[0] or f"paragraph {segment.block}"
            found.append(ordinals.setdefault(key, first + len(ordinals)))
    return found


def stretched(score: float) -> float:
    """Return a share of 0 to 1 as log odds around the middle, cut off, so that it can be weighed with signs."""
    return min(max((score - 0.35) * 8, -FAR), FAR)


class _Under(NamedTuple):
    """The scores of one class in a section: the best two, their sum and number, and in how many a rule found it."""

    best: float
    second: float
    total: float
    size: int
    found: int


class Context:
    """The sentences of a document among their neighbours.

    `scores` are those of each sentence by class; `found` the sentences in which the rules found each kind.
    """

    def __init__(
        self, text: Folded, scores: Sequence[Sequence[float]], classes: Sequence[str], found: Mapping[str, set[int]]
    ) -> None:
        self.text, self.scores, self.classes, self.found = text, scores, classes, found
        self._found = [found.get(name, frozenset[int]()) for name in classes]
        self._opposite = [classes.index(OPPOSITE[name]) if name in OPPOSITE else None for name in classes]
        self._seen: dict[tuple[int, int], _Under] = {}

    def signs(self, index: int, column: int) -> list[float]:
        """Return what is weighed for a sentence and a class, in the order of `SIGNS`."""
        found, opposite = self._found[column], self._opposite[column]
        earlier, previous, following = self._beside[index]
        own, before, after = self._cut(index, column), self._cut(previous, column), self._cut(following, column)
        found_own, found_before = index in found, previous in found
        under, back = self._under(self._where[index], column), self.points_back(index)
        others = under.size - 1
        return [
            own, before, after, max(before, self._cut(earlier, column)),
            under.second if own == under.best else under.best,
            (under.total - own) / others if others else -FAR,
            found_own, found_before, following in found, under.found > found_own,
            back, before + FAR if back else 0.0, back and found_before, self._is_short[index],
            -FAR if opposite is None else self._cut(index, opposite),
            opposite is not None and index in self._found[opposite],
        ]  # fmt: skip

    def own(self, index: int, column: int) -> float:
        """Return the first of the signs alone: what a sentence itself says."""
        return self._cut(index, column)

    def points_back(self, index: int) -> bool:
        """Say whether a sentence speaks of what stands before it, so that its neighbours may speak for it."""
        return self._points_back[index]

    def _cut(self, index: int | None, column: int) -> float:
        """Return the score of a sentence; that of none where there is none."""
        return -FAR if index is None else stretched(self.scores[index][column])

    def _under(self, section: int, column: int) -> _Under:
        """Return the scores of a class in a section; all its sentences share them."""
        key = section, column
        if key not in self._seen:
            inside = self._inside[section]
            scores = [stretched(self.scores[index][column]) for index in inside]
            second, best = sorted((-FAR, *scores))[-2:]
            found = len(self._found[column].intersection(inside))
            self._seen[key] = _Under(best, second, sum(scores), len(scores), found)
        return self._seen[key]

    @cached_property
    def _where(self) -> list[int]:
        return sections(self.text)

    @cached_property
    def _beside(self) -> list[tuple[int | None, int | None, int | None]]:
        """The sentences two places before, before and after each one; None for one that stands in another section."""
        where = self._where

        def at(index: int, by: int) -> int | None:
            to = index + by
            return to if 0 <= to < len(where) and where[to] == where[index] else None

        return [(at(index, -2), at(index, -1), at(index, 1)) for index in range(len(where))]

    @cached_property
    def _inside(self) -> Mapping[int, list[int]]:
        """The sentences of each section."""
        inside: dict[int, list[int]] = {}
        for index, section in enumerate(self._where):
            inside.setdefault(section, []).append(index)
        return inside

    @cached_property
    def _points_back(self) -> list[bool]:
        return [any(hit.concept == "THIS_DUTY" for hit in clause.hits) for clause in self.text.clauses]

    @cached_property
    def _is_short(self) -> list[bool]:
        return [segment.line.count(" ") - 1 - segment.own < SHORT for segment in self.text.segments]
