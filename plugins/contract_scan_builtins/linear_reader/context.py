"""A sentence among its neighbours: what stands before it, after it and under the same heading changes what it says.

"This lasts for four years" is a term of secrecy where a duty of secrecy stands before it. A second set of weights, a
few a class, weighs the scores of a sentence and its neighbours and what the rules have found there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from contract_scan.language.clause import LONG
from contract_scan_builtins.linear_reader.features import Floats

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


def signs(text: Folded, scores: Floats, classes: Sequence[str], found: Mapping[str, set[int]]) -> Floats:
    """Return what is weighed for each sentence and class: an array of sentences, classes and `SIGNS`.

    `found` are the sentences in which the rules found each kind.
    """
    cut = np.clip(scores, -FAR, FAR)
    rules = np.zeros_like(cut)
    for column, name in enumerate(classes):
        rules[sorted(found.get(name, ())), column] = 1
    where = np.array(sections(text), np.int64)
    back = np.array([any(hit.concept == "THIS_DUTY" for hit in clause.hits) for clause in text.clauses], np.float32)
    short = np.array([len(s.line.split()) - s.own < SHORT for s in text.segments], np.float32)
    before, after = _shifted(cut, where, 1), _shifted(cut, where, -1)
    rules_before, rules_after = _shifted(rules, where, 1, 0), _shifted(rules, where, -1, 0)
    best, mean, under = _under(cut, rules, where)
    other = [classes.index(OPPOSITE[name]) if name in OPPOSITE else -1 for name in classes]
    opposite = np.where(np.array(other) >= 0, cut[:, other], -FAR)
    found_opposite = np.where(np.array(other) >= 0, rules[:, other], 0)
    backs, shorts = np.broadcast_to(back[:, None], cut.shape), np.broadcast_to(short[:, None], cut.shape)
    both = np.maximum(before, _shifted(cut, where, 2))
    parts = (
        cut, before, after, both, best, mean, rules, rules_before, rules_after, under, backs,
        backs * (before + FAR), backs * rules_before, shorts, opposite, found_opposite,
    )  # fmt: skip
    stacked: Floats = np.stack(parts, axis=2).astype(np.float32)
    return stacked


def _shifted(table: Floats, where: np.ndarray, by: int, empty: float = -FAR) -> Floats:
    """Return the rows of the sentence `by` places before; `empty` where that stands in another section."""
    rolled = np.roll(table, by, axis=0)
    same = np.roll(where, by) == where
    if by > 0:
        same[:by] = False
    else:
        same[by:] = False
    return np.where(same[:, None], rolled, empty).astype(np.float32)


def _under(cut: Floats, rules: Floats, where: np.ndarray) -> tuple[Floats, Floats, Floats]:
    """Return the best and mean score of the others in a section, and whether a rule found something among them."""
    best, mean, under = np.full_like(cut, -FAR), np.full_like(cut, -FAR), np.zeros_like(cut)
    for section in sorted(set(where.tolist())):
        rows = np.flatnonzero(where == section)
        if len(rows) > 1:
            part, found = cut[rows], rules[rows]
            top = np.sort(part, axis=0)
            best[rows] = np.where(part == top[-1], top[-2], top[-1])
            mean[rows] = (part.sum(axis=0) - part) / (len(rows) - 1)
            under[rows] = (found.sum(axis=0) - found) > 0
    return best, mean, under
