"""What the linear reader sees of a sentence: its words, letters, concepts, lead-in and heading, as numbered features.

A feature is a hashed string; its number is the place of its weights. Features come in groups, and each group of a
sentence is scaled to the same length, so that a long sentence does not outweigh a short one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from contract_scan.language.clause import hits_by_segment
from contract_scan.language.concepts import Hit, concepts_for
from contract_scan.rules.folding import words_of

if TYPE_CHECKING:
    from contract_scan.rules.segment import Segment
    from contract_scan.rules.segments import Folded

#: How many places for weights there are: a power of two, large enough that features seldom share one.
PLACES = 1 << 16
#: How many concepts of a sentence are paired; more would say less.
PAIRED = 14
#: The longest and the shortest run of letters in a word that is a feature.
SHORTEST, LONGEST = 3, 5
#: How many words of a lead-in and of a heading are features.
LEAD, HEADING = 25, 12


class Group(NamedTuple):
    """Features of one sort in one sentence; all weigh `scale`."""

    name: str
    places: tuple[int, ...]

    @property
    def scale(self) -> float:
        """What each feature of the group weighs: a group of n is divided by the square root of n."""
        return len(self.places) ** -0.5 if self.places else 0.0


class Seen(NamedTuple):
    """One sentence with its features; `concepts` are those in its own words."""

    sentence: int
    groups: tuple[Group, ...]
    concepts: tuple[str, ...]


@lru_cache(maxsize=400_000)
def place_of(feature: str) -> int:
    """Return the place of a feature's weights."""
    return zlib.crc32(feature.encode()) % PLACES


@lru_cache(maxsize=100_000)
def letters_of(word: str) -> tuple[int, ...]:
    """Return the places of the runs of letters in a word, its edges marked."""
    marked = f"<{word}>"
    runs = (
        marked[start : start + length]
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(marked) - length + 1)
    )
    return tuple(place_of("c:" + run) for run in runs)


def sentences_seen(text: Folded) -> Iterator[Seen]:
    """Yield the features of every sentence and list item of a document, in order."""
    found = hits_by_segment(text)
    headings: dict[tuple[str, ...], Group] = {}
    for segment in text.segments:
        hits = found.get(segment.index, ())
        above = text.document.blocks[segment.block].headings
        if above not in headings:
            headings[above] = _heading(above, text.language_of(segment))
        yield _seen(text, segment, hits, headings[above])


def _seen(text: Folded, segment: Segment, hits: Sequence[Hit], heading: Group) -> Seen:
    own_words = text.text[segment.own_start : segment.own_end].split()
    lead_words = text.text[segment.start : segment.own_start].split()[-LEAD:]
    own = sorted({hit.concept for hit in hits if segment.own_start <= hit.start < segment.own_end})
    lead = sorted({hit.concept for hit in hits if hit.start < segment.own_start})
    facts = [kind for kind in ("period", "amount", "percentage", "date") if text.may_hold(segment, kind)]
    groups = (
        Group("words", tuple(place_of("w:" + word) for word in dict.fromkeys(own_words))),
        Group("pairs of words", tuple(_neighbours(own_words))),
        Group("letters", tuple(dict.fromkeys(place for word in own_words for place in letters_of(word)))),
        Group("concepts", tuple(place_of("C:" + name) for name in own)),
        Group("pairs of concepts", tuple(_pairs(own))),
        Group("lead-in", tuple(_lead(lead, lead_words))),
        heading,
        Group("shape", tuple(place_of("f:" + name) for name in [*facts, *_shape(own_words, own, lead_words)])),
    )
    return Seen(segment.index, groups, tuple(own))


def _neighbours(words: Sequence[str]) -> Iterator[int]:
    yield from dict.fromkeys(place_of(f"b:{first} {second}") for first, second in pairwise(words))


def _pairs(concepts: Sequence[str]) -> Iterator[int]:
    for first, second in combinations(concepts[:PAIRED], 2):
        yield place_of(f"P:{first}&{second}")


def _lead(concepts: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    yield from (place_of("L:" + name) for name in concepts)
    yield from dict.fromkeys(place_of("l:" + word) for word in words)


def _heading(headings: Sequence[str], language: str | None) -> Group:
    """Return the features of the lowest heading above a sentence: its words and the concepts in them."""
    words = [word for heading in headings[-1:] for word in words_of(heading)][:HEADING]
    line = " " + " ".join(words) + " "
    names = sorted(set(concepts_for(language or "en").in_line(line)))
    places = [place_of("H:" + name) for name in names] + [place_of("h:" + word) for word in words]
    return Group("heading", tuple(dict.fromkeys(places)))


def _shape(words: Sequence[str], concepts: Sequence[str], lead: Sequence[str]) -> Iterator[str]:
    yield "any"
    yield f"length {min(len(words) // 8, 6)}"
    if not concepts:
        yield "no concept"
    if lead:
        yield "has lead-in"
