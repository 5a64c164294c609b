"""A sentence among its neighbours: what stands before it, after it and under the same heading changes what it says.

"This lasts for four years" is a term of secrecy where a duty of secrecy stands before it. A second set of weights, a
few a class, weighs the scores of a sentence and its neighbours and what the rules have found there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

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


class Context:
    """The sentences of a document among their neighbours.

    `scores` are those of each sentence by class; `found` the sentences in which the rules found each kind.
    """

    def __init__(
        self, text: Folded, scores: Sequence[Sequence[float]], classes: Sequence[str], found: Mapping[str, set[int]]
    ) -> None:
        self.text, self.scores, self.classes, self.found = text, scores, classes, found

    def signs(self, index: int, column: int) -> list[float]:
        """Return what is weighed for a sentence and a class, in the order of `SIGNS`."""
        other = OPPOSITE.get(self.classes[column])
        before, after = self._cut(index, -1, column), self._cut(index, 1, column)
        under = [one for one in self._under[self._where[index]] if one != index]
        scores = [stretched(self.scores[one][column]) for one in under]
        back, rules_before = float(self.points_back(index)), self._is_found(index, -1, column)
        opposite = self.classes.index(other) if other else None
        return [
            self._cut(index, 0, column), before, after, max(before, self._cut(index, -2, column)),
            max(scores, default=-FAR), sum(scores) / len(scores) if scores else -FAR,
            self._is_found(index, 0, column), rules_before, self._is_found(index, 1, column),
            float(not self.found.get(self.classes[column], set()).isdisjoint(under)),
            back, back * (before + FAR), back * rules_before, float(self._is_short(index)),
            -FAR if opposite is None else self._cut(index, 0, opposite),
            0.0 if opposite is None else self._is_found(index, 0, opposite),
        ]  # fmt: skip

    def points_back(self, index: int) -> bool:
        """Say whether a sentence speaks of what stands before it, so that its neighbours may speak for it."""
        return any(hit.concept == "THIS_DUTY" for hit in self.text.clauses[index].hits)

    def _cut(self, index: int, by: int, column: int) -> float:
        """Return the score of the sentence so many places further; that of none where it stands in another section."""
        return stretched(self.scores[index + by][column]) if self._is_beside(index, by) else -FAR

    def _is_found(self, index: int, by: int, column: int) -> float:
        return float(self._is_beside(index, by) and index + by in self.found.get(self.classes[column], ()))

    def _is_beside(self, index: int, by: int) -> bool:
        return 0 <= index + by < len(self._where) and self._where[index + by] == self._where[index]

    def _is_short(self, index: int) -> bool:
        segment = self.text.segments[index]
        return len(segment.line.split()) - segment.own < SHORT

    @cached_property
    def _where(self) -> list[int]:
        return sections(self.text)

    @cached_property
    def _under(self) -> Mapping[int, list[int]]:
        """The sentences of each section."""
        under: dict[int, list[int]] = {}
        for index, section in enumerate(self._where):
            under.setdefault(section, []).append(index)
        return under
