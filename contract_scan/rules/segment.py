"""The segment: one sentence or list item that rules are matched on, with the lead-in that gives it its meaning.

"Partner shall not: (a) publish the Results" is a restriction although item (a) holds no "not": an item is matched
together with its lead-in, but its span is the item alone.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import field
from functools import cached_property
from itertools import accumulate

from contract_scan.document import Span
from contract_scan.nouns import dataclass
from contract_scan.rules.folding import word_matches

#: Half-open offsets of a word in the document: a plain pair, as there are very many.
Place = tuple[int, int]


@dataclass(frozen=True)
class Segment:
    """One sentence or list item; `index` is its ordinal in the document.

    `line` is its folded text, which begins and ends with a space; it stands in `Folded.text` from `start` to `end`.
    From `own_start` to `own_end` are its own words there, those of its lead-in before them and those of its `tail`,
    the other half of a sentence that is broken over two blocks, after them. `lead` are the stretches of the document
    its lead-in comes from, of which the last `own` words count, and so for `tail`, of which the first `tail_words`
    count. `broken` says that its lead-in is the first half of the same sentence.
    """

    document_text: str = field(repr=False, compare=False)
    span: Span
    block: int
    index: int
    line: str
    start: int
    own_start: int
    own_end: int
    own: int
    lead: tuple[Span, ...] = ()
    tail: Span | None = None
    tail_words: int = 0
    broken: bool = False

    @cached_property
    def end(self) -> int:
        """Where its folded text ends in `Folded.text`."""
        return self.start + len(self.line)

    @cached_property
    def places(self) -> list[Place]:
        """The places of its words in the document, those of the lead-in first."""
        lead = [place for part in self.lead for place in self._places_in(part)]
        tail = self._places_in(self.tail)[: self.tail_words] if self.tail else []
        return [*lead[len(lead) - self.own :], *self._places_in(self.span), *tail]

    def _places_in(self, span: Span) -> list[Place]:
        return [match.span() for match in word_matches(self.document_text, span.start, span.end)]

    @cached_property
    def starts(self) -> list[int]:
        """Where its words begin in the folded text, and where the next would."""
        return list(accumulate((len(word) + 1 for word in self.line.split()), initial=self.start + 1))

    @property
    def whole(self) -> tuple[Span, ...]:
        """The stretches of the document that hold its own words and those of its tail."""
        return (self.span, self.tail) if self.tail else (self.span,)

    def is_own(self, start: int, end: int) -> bool:
        """Say whether a match in the folded text is this segment's: some of its words are.

        Of a sentence that is broken over two blocks it is the half that holds most of the matched text, so that it is
        found once.
        """
        if end <= self.own_start or start >= self.own_end:
            return False
        if self.tail and end > self.own_end:
            return self.own_end - start >= end - self.own_end
        if self.broken and start < self.own_start:
            return self.own_start - start < end - self.own_start
        return True

    def word_at(self, position: int) -> int:
        """Return the index of the word that holds a position of the folded text."""
        return self.line.count(" ", 0, position - self.start + 1) - 1

    def first_word_from(self, position: int) -> int:
        """Return the index of the first word that begins at or after a position of the document."""
        return bisect_left(self.places, (position, 0))

    def marked(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the document spans of a match in the folded text: one each in lead-in, own words and tail."""
        first, last = self.word_at(start), self.word_at(end - 2) + 1
        tail = len(self.places) - self.tail_words
        parts = (0, self.own), (self.own, tail), (tail, last)
        held = (self.places[max(first, low) : min(last, high)] for low, high in parts)
        return tuple(Span(part[0][0], part[-1][1]) for part in held if part)
