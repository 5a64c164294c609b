"""What the linear reader sees of a document: words, letters, concepts, lead-ins, headings, neighbours, as features.

A feature is a string: a prefix that says what it is, and a key, a word or two. Its hash is the place of its weights.
The features of a sentence come in groups, and each group is scaled to the same length, so that a long sentence does not
outweigh a short one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

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

#: What tells a feature from others of its prefix.
Key = str | tuple[str, str]
#: What stands between the two words of a key.
_JOINED = {"b": " ", "P": "&"}
#: Features that are scaled together, by prefix.
Group = tuple[tuple[str, Sequence[Key]], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The features of one sentence: its `words`, which are features themselves and hold letters, and other groups."""

    words: Sequence[str]
    groups: tuple[Group, ...]


def without_neighbours(sentence: Sentence) -> Sentence:
    """Return a sentence without the words of those beside it, which are its last two groups."""
    return Sentence(sentence.words, sentence.groups[:-2])


def place_of(prefix: str, key: Key) -> int:
    """Return the place of a feature's weights."""
    own = key if isinstance(key, str) else _JOINED[prefix].join(key)
    return zlib.crc32(f"{prefix}:{own}".encode()) % PLACES


def letters_of(word: str) -> list[int]:
    """Return the places of the runs of letters in a word, its edges marked."""
    marked = f"<{word}>"
    written, begun = marked.encode(), zlib.crc32(b"c:")
    if len(written) == len(marked):  # a letter is a byte
        return [zlib.crc32(written[at : at + size], begun) % PLACES for at, size in _runs(len(marked))]
    return [place_of("c", marked[at : at + size]) for at, size in _runs(len(marked))]


@cache
def _runs(length: int) -> list[tuple[int, int]]:
    """Return where runs of letters begin in a word of a length, and how long they are."""
    return [(at, size) for size in range(SHORTEST, LONGEST + 1) for at in range(length - size + 1)]


def see(text: Folded) -> Iterator[Sentence]:
    """Yield the features of every sentence and list item of a document, in order."""
    headings: dict[tuple[str | None, str | None], Group] = {}
    before: tuple[tuple[str, ...], list[str]] = ((), [])
    words = [text.text[segment.own_start : segment.own_end].split() for segment in text.segments]
    for earlier, own, later, clause in zip([[], *words], words, [*words[1:], []], text.clauses, strict=False):
        segment, key = clause.segment, (clause.heading, clause.language)
        if key not in headings:
            headings[key] = _of_heading(*key)
        concepts = sorted({hit.concept for hit in clause.hits if segment.own_start <= hit.start < segment.own_end})
        above = text.document.blocks[segment.block].headings
        *said, shape = _of_words(clause, own, concepts)
        concepts_before = (("B", before[1] if before[0] == above else ()),)
        yield Sentence(own, (*said, headings[key], concepts_before, shape, (("p", earlier),), (("n", later),)))
        before = above, concepts


def _of_words(clause: Clause, own: Sequence[str], concepts: Sequence[str]) -> Iterator[Group]:
    """Yield what a sentence says itself: words in a row, concepts and pairs of them, its lead-in, its shape."""
    segment, text = clause.segment, clause.text
    lead = sorted({hit.concept for hit in clause.hits if hit.start < segment.own_start})
    words = tuple(dict.fromkeys(text.text[segment.start : segment.own_start].split()[-LEAD:]))
    facts = [kind for kind in FACTS if text.may_hold(segment, kind)]
    yield (("b", list(pairwise(own))),)
    yield (("C", concepts),)
    yield (("P", list(combinations(concepts[:PAIRED], 2))),)
    yield (("L", lead), ("l", words))
    yield (("f", [*facts, *_shape(own, concepts, words)]),)


def _of_heading(heading: str | None, language: str | None) -> Group:
    """Return the features of the heading above a sentence: the concepts in it and its words."""
    words = dict.fromkeys(words_of(heading or "")[:HEADING])
    return ("H", sorted(concepts_in_heading(heading, language)) if heading else ()), ("h", tuple(words))


def _shape(words: Sequence[str], concepts: Sequence[str], lead: Sequence[str]) -> Iterator[str]:
    yield "any"
    yield f"length {min(len(words) // 8, 6)}"
    if not concepts:
        yield "no concept"
    if lead:
        yield "has lead-in"
