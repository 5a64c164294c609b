"""What the linear reader sees of a document: words, letters, concepts, lead-ins and headings, as numbered features.

A feature is a hashed string; its number is the place of its weights. The features of a sentence come in groups, and
each group is scaled to the same length, so that a long sentence does not outweigh a short one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from contract_scan.language.clause import HEADING, concepts_in_heading
from contract_scan.rules.folding import words_of

if TYPE_CHECKING:
    from contract_scan.language.clause import Clause
    from contract_scan.rules.segments import Folded

#: How many places for weights there are: a power of two, large enough that features seldom share one.
PLACES = 1 << 18
#: How many concepts of a sentence are paired; more would say less.
PAIRED = 14
#: The shortest and the longest run of letters in a word that is a feature.
SHORTEST, LONGEST = 3, 5
#: How many words of a lead-in are features.
LEAD = 25
#: The kinds of fact whose presence is a feature.
FACTS = ("period", "amount", "percentage", "date")

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Seen:
    """The features of all sentences of a document.

    `words` are its different words and `tokens` the ordinals of those that follow each other in it; the words of
    sentence i are ``tokens[starts[i]:starts[i + 1]]``. All other features are in three arrays of one length:
    the sentence, the place of the feature's weights, and its value.
    """

    words: tuple[str, ...]
    tokens: Ints
    starts: Ints
    sentences: Ints
    places: Ints
    values: Floats

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return len(self.starts) - 1

    @cached_property
    def sentence_of(self) -> Ints:
        """The sentence in which each token stands."""
        return np.repeat(np.arange(self.count), np.diff(self.starts))

    @cached_property
    def letters(self) -> tuple[tuple[int, ...], ...]:
        """The places of the runs of letters in each word."""
        return tuple(letters_of(word) for word in self.words)

    @cached_property
    def runs(self) -> Ints:
        """How many runs of letters each word has."""
        return np.array([len(own) for own in self.letters], np.int64)

    @cached_property
    def word_places(self) -> Ints:
        """The place of each word."""
        return np.array([place_of("w:" + word) for word in self.words], np.int64)

    @property
    def word_scale(self) -> npt.NDArray[np.float64]:
        """By what the words of each sentence are divided."""
        return np.sqrt(np.maximum(np.diff(self.starts), 1))

    @property
    def letter_scale(self) -> npt.NDArray[np.float64]:
        """By what the runs of letters in each sentence are divided."""
        in_all = np.bincount(self.sentence_of, weights=self.runs[self.tokens], minlength=self.count)
        return np.sqrt(np.maximum(in_all, 1))


@lru_cache(maxsize=200_000)
def place_of(feature: str) -> int:
    """Return the place of a feature's weights."""
    return zlib.crc32(feature.encode()) % PLACES


@lru_cache(maxsize=100_000)
def letters_of(word: str) -> tuple[int, ...]:
    """Return the places of the runs of letters in a word, its edges marked."""
    marked = f"<{word}>"
    lengths = range(SHORTEST, LONGEST + 1)
    runs = (marked[at : at + size] for size in lengths for at in range(len(marked) - size + 1))
    return tuple(place_of("c:" + run) for run in runs)


def see(text: Folded) -> Seen:
    """Return the features of every sentence and list item of a document, in order."""
    ordinals: dict[str, int] = {}
    tokens: list[int] = []
    starts = [0]
    other = _Other()
    for clause in text.clauses:
        segment = clause.segment
        own = text.text[segment.own_start : segment.own_end].split()
        tokens += [ordinals.setdefault(word, len(ordinals)) for word in own]
        starts.append(len(tokens))
        other.add(clause, own)
    return Seen(tuple(ordinals), np.array(tokens, np.int64), np.array(starts, np.int64), *other.arrays())


class _Other:
    """Collects the features of sentences that are not single words or letters."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self.values: list[float] = []
        self.counts: list[int] = []
        self._headings: dict[tuple[str | None, str | None], list[int]] = {}
        self._before: tuple[tuple[str, ...], list[str]] = ((), [])

    def add(self, clause: Clause, own: Sequence[str]) -> None:
        """Add the features of one sentence, of which `own` are the words."""
        before = len(self.places)
        segment, text = clause.segment, clause.text
        inner = sorted({hit.concept for hit in clause.hits if segment.own_start <= hit.start < segment.own_end})
        lead = sorted({hit.concept for hit in clause.hits if hit.start < segment.own_start})
        words = tuple(dict.fromkeys(text.text[segment.start : segment.own_start].split()[-LEAD:]))
        facts = [kind for kind in FACTS if text.may_hold(segment, kind)]
        self._group([place_of(f"b:{a} {b}") for a, b in pairwise(own)])
        self._group([place_of("C:" + name) for name in inner])
        self._group([place_of(f"P:{a}&{b}") for a, b in combinations(inner[:PAIRED], 2)])
        self._group([*(place_of("L:" + name) for name in lead), *(place_of("l:" + word) for word in words)])
        above = text.document.blocks[segment.block].headings
        self._group(self._heading(clause.heading, clause.language))
        self._group([place_of("B:" + name) for name in self._sentence_before(above, inner)])
        self._group([place_of("f:" + name) for name in [*facts, *_shape(own, inner, words)]])
        self.counts.append(len(self.places) - before)

    def _group(self, places: list[int]) -> None:
        self.places += places
        self.values += [len(places) ** -0.5] * len(places) if places else []

    def _sentence_before(self, above: tuple[str, ...], concepts: list[str]) -> list[str]:
        """Return the concepts of the sentence before, if it stands under the same heading."""
        heading, names = self._before
        self._before = above, concepts
        return names if heading == above else []

    def _heading(self, heading: str | None, language: str | None) -> list[int]:
        """Return the features of the heading above a sentence: its words and the concepts in them."""
        key = heading, language
        if key not in self._headings:
            words = words_of(heading or "")[:HEADING]
            names = sorted(concepts_in_heading(heading, language)) if heading else []
            found = [place_of("H:" + name) for name in names] + [place_of("h:" + word) for word in dict.fromkeys(words)]
            self._headings[key] = found
        return self._headings[key]

    def arrays(self) -> tuple[Ints, Ints, Floats]:
        """Return sentence, place and value of every feature."""
        sentences = np.repeat(np.arange(len(self.counts), dtype=np.int64), self.counts)
        return sentences, np.array(self.places, np.int64), np.array(self.values, np.float32)


def _shape(words: Sequence[str], concepts: Sequence[str], lead: Sequence[str]) -> Iterator[str]:
    yield "any"
    yield f"length {min(len(words) // 8, 6)}"
    if not concepts:
        yield "no concept"
    if lead:
        yield "has lead-in"
