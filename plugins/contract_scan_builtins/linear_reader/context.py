"""A sentence among its neighbours: what stands before it, after it and under the same heading changes what it says.

"This lasts for four years" is a term of secrecy where a duty of secrecy stands before it, and what reads a little like
one in a lease, where nothing else does, is seldom one. A second set of weights, a few a class, weighs the scores of a
sentence, its neighbours and the whole document, and what the rules have found there. How likely it makes a sentence is
then weighed once more among the neighbours: what stands between two clear terms is seldom something else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from contract_scan.language.clause import LONG

if TYPE_CHECKING:
    from contract_scan.rules.segments import Folded

#: What is weighed, in the order of the weights; the scores of the sentence for every class come after these.
SIGNS = (
    "own score", "score before", "score after", "best two before", "best under the heading", "mean under the heading",
    "found by a rule", "found before", "found after", "found under the heading", "points back",
    "points back to a high score", "points back to what was found", "short", "score of the opposite", "found opposite",
    "score one before in any section", "score one after in any section", "found one before in any section",
    "best elsewhere in the document", "best three of the document", "found in the document",
    "best five of what matters most", "much of what matters", "best of another kind", "found as another kind alone",
    "place in the document", "at its beginning", "at its end",
)  # fmt: skip
#: What an agreement on research is seldom without, and a contract of trade seldom holds much of.
MATTERS_MOST = ("secrecy", "publication_restriction", "publication_freedom", "dual_use")
MATTERS = (*MATTERS_MOST, "funding", "influence", "ip_transfer", "staff_access", "data_transfer")
#: Kinds of which a sentence is seldom both.
OPPOSITE = {"publication_restriction": "publication_freedom", "publication_freedom": "publication_restriction"}
#: Scores are cut off here: beyond, more says nothing.
FAR = 4.0
#: A sentence of fewer words is short.
SHORT = 12
#: Of numbers that stand with a sentence or two each, so many sentences are read together.
TOGETHER = 8
#: Which part of a document is its beginning, and its end.
EDGE = 0.1


def sections(text: Folded) -> list[int]:
    """Return for each sentence the ordinal of the section it stands in: what stands under one heading.

    Where one heading, or none, stands above a long stretch of text, it says little of each sentence there: such a
    stretch is parted by its clauses, and without numbers by its paragraphs. Where nearly every sentence has a number or
    a paragraph of its own, that says nothing of what belongs together either, and a few are read together.
    """
    found: list[int] = []
    for _, group in groupby(text.segments, key=lambda segment: text.document.blocks[segment.block].headings):
        under = list(group)
        first = found[-1] + 1 if found else 0
        if len(under) <= LONG and text.document.blocks[under[0].block].headings:
            found += [first] * len(under)
            continue
        keys = [_stretch(text, segment.block) for segment in under]
        if 2 * len(set(keys)) > len(keys):
            keys = [str(n // TOGETHER) for n in range(len(keys))]
        ordinals: dict[str, int] = {}
        found += [ordinals.setdefault(key, first + len(ordinals)) for key in keys]
    return found


def _stretch(text: Folded, block: int) -> str:
    """Return what tells the clause of a block from others: its first number, or the paragraph itself."""
    return (text.document.blocks[block].clause or "").partition(".")[0] or f"paragraph {block}"


def stretched(score: float) -> float:
    """Return a share of 0 to 1 as log odds around the middle, cut off, so that it can be weighed with signs."""
    return min(max((score - 0.35) * 8, -FAR), FAR)


def as_share(chance: float) -> float:
    """Return the share that is stretched to the log odds of a chance."""
    return math.log(chance / (1 - chance)) / 8 + 0.35


class Places:
    """Where the sentences of a document stand, and which of them point back: what no score changes."""

    def __init__(self, text: Folded) -> None:
        self.text = text

    @cached_property
    def where(self) -> list[int]:
        """The section of each sentence."""
        return sections(self.text)

    @cached_property
    def beside(self) -> list[tuple[int | None, int | None, int | None]]:
        """The sentences two places before, before and after each one; None for one that stands in another section."""
        where = self.where

        def at(index: int, by: int) -> int | None:
            to = index + by
            return to if 0 <= to < len(where) and where[to] == where[index] else None

        return [(at(index, -2), at(index, -1), at(index, 1)) for index in range(len(where))]

    @cached_property
    def inside(self) -> Mapping[int, list[int]]:
        """The sentences of each section."""
        inside: dict[int, list[int]] = {}
        for index, section in enumerate(self.where):
            inside.setdefault(section, []).append(index)
        return inside

    @cached_property
    def pointing_back(self) -> list[bool]:
        """Which sentences speak of what stands before them."""
        return [any(hit.concept == "THIS_DUTY" for hit in clause.hits) for clause in self.text.clauses]

    @cached_property
    def short(self) -> list[bool]:
        """Which sentences are short."""
        return [segment.line.count(" ") - 1 - segment.own < SHORT for segment in self.text.segments]


class _Under(NamedTuple):
    """The scores of one class in a section: the best two, their sum and number, and in how many a rule found it."""

    best: float
    second: float
    total: float
    size: int
    found: int


class _Whole(NamedTuple):
    """The scores of one class in a document: the best two, the mean of the best three, in how many a rule found it."""

    best: float
    second: float
    top: float
    found: float


class Context:
    """The sentences of a document among their neighbours.

    `scores` are those of each sentence by class; `found` the sentences in which the rules found each kind.
    """

    def __init__(
        self,
        places: Places,
        scores: Sequence[Sequence[float]],
        classes: Sequence[str],
        found: Mapping[str, set[int]],
    ) -> None:
        self.places, self.scores, self.classes, self.found = places, scores, classes, found
        self._found = [found.get(name, frozenset[int]()) for name in classes]
        self._opposite = [classes.index(OPPOSITE[name]) if name in OPPOSITE else None for name in classes]
        self._seen: dict[tuple[int, int], _Under] = {}
        self._whole: dict[int, _Whole] = {}
        self._scores: dict[int, list[float]] = {}
        self._best: dict[int, tuple[int, float, float]] = {}
        self._kinds = [column for column, name in enumerate(classes) if not name.startswith("q")]

    def signs(self, index: int, column: int) -> list[float]:
        """Return what is weighed for a sentence and a class, in the order of `SIGNS`, and its scores by class."""
        return [*self._among_neighbours(index, column), *self._in_the_whole(index, column), *self._own(index)]

    def _among_neighbours(self, index: int, column: int) -> list[float]:
        found, opposite = self._found[column], self._opposite[column]
        earlier, previous, following = self.places.beside[index]
        own, before, after = self._cut(index, column), self._cut(previous, column), self._cut(following, column)
        found_own, found_before = index in found, previous in found
        under, back = self._under(self.places.where[index], column), self.points_back(index)
        others = under.size - 1
        return [
            own, before, after, max(before, self._cut(earlier, column)),
            under.second if own == under.best else under.best,
            (under.total - own) / others if others else -FAR,
            found_own, found_before, following in found, under.found > found_own,
            back, before + FAR if back else 0.0, back and found_before, self.places.short[index],
            -FAR if opposite is None else self._cut(index, opposite),
            opposite is not None and index in self._found[opposite],
        ]  # fmt: skip

    def _in_the_whole(self, index: int, column: int) -> list[float]:
        last = len(self.scores) - 1
        before, after = index - 1 if index else None, index + 1 if index < last else None
        found, own, whole = self._found[column], self._own(index), self._in_document(column)
        kind, best, second = self._best_kinds(index)
        place = index / last if last else 0.0
        return [
            self._cut(before, column), self._cut(after, column), before in found,
            whole.second if own[column] == whole.best else whole.best, whole.top, whole.found,
            *self._matters, second if kind == column else best, index in self._known and index not in found,
            place, place < EDGE, place > 1 - EDGE,
        ]  # fmt: skip

    def _own(self, index: int) -> list[float]:
        """Return the scores of a sentence by class."""
        if index not in self._scores:
            self._scores[index] = [stretched(score) for score in self.scores[index]]
        return self._scores[index]

    def _best_kinds(self, index: int) -> tuple[int, float, float]:
        """Return the kind that a sentence reads most like, its score, and the best score of all other kinds."""
        if index not in self._best:
            own = self._own(index)
            second, best = nlargest(2, ((own[kind], kind) for kind in self._kinds))[::-1]
            self._best[index] = best[1], best[0], second[0]
        return self._best[index]

    def points_back(self, index: int) -> bool:
        """Say whether a sentence speaks of what stands before it, so that its neighbours may speak for it."""
        return self.places.pointing_back[index]

    def _cut(self, index: int | None, column: int) -> float:
        """Return the score of a sentence; that of none where there is none."""
        return -FAR if index is None else self._own(index)[column]

    def _under(self, section: int, column: int) -> _Under:
        """Return the scores of a class in a section; all its sentences share them."""
        key = section, column
        if key not in self._seen:
            inside = self.places.inside[section]
            scores = [self._own(index)[column] for index in inside]
            second, best = sorted((-FAR, *scores))[-2:]
            found = len(self._found[column].intersection(inside))
            self._seen[key] = _Under(best, second, sum(scores), len(scores), found)
        return self._seen[key]

    def _in_document(self, column: int) -> _Whole:
        """Return the scores of a class in the document; all its sentences share them."""
        if column not in self._whole:
            best = nlargest(3, (self._own(index)[column] for index in range(len(self.scores))))
            found = min(len(self._found[column]), 3) / 3
            self._whole[column] = _Whole(best[0], best[min(1, len(best) - 1)], sum(best) / len(best), found)
        return self._whole[column]

    @cached_property
    def _matters(self) -> tuple[float, float]:
        """The mean of the best five scores for what matters most, and how much of what matters stands in the document.

        A kind stands there if two sentences read like it, or one clearly; 4 for all kinds.
        """
        columns = [self.classes.index(name) for name in MATTERS_MOST]
        best = nlargest(5, (max(map(self._own(index).__getitem__, columns)) for index in range(len(self.scores))))
        kinds = [self._in_document(self.classes.index(name)) for name in MATTERS]
        much = 4 * sum(kind.best + kind.second > 0 for kind in kinds) / len(kinds)
        return sum(best) / len(best), much

    @cached_property
    def _known(self) -> set[int]:
        """The sentences in which a rule found anything that is weighed."""
        return {index for found in self._found for index in found}
