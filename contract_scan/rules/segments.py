"""Segments: the sentences and list items that rules are matched on, with the lead-in that gives them their meaning.

"Partner shall not: (a) publish the Results" is a restriction although item (a) holds no "not": an item is matched
together with its lead-in, but its span is the item alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from contract_scan.document import Document, Span
from contract_scan.rules.facts import FactLine, fact_line, may_hold
from contract_scan.rules.folding import fold_word, word_matches
from contract_scan.rules.phrase import Phrase


@dataclass(frozen=True)
class Segment:
    """One sentence or list item.

    `start` and `end` are where its folded text stands in `Folded.text`; from `own_start` to `own_end` are its own
    words there, those of its lead-in before them and those of its `tail`, the other half of a sentence that is broken
    over two blocks, after them. `lead` are the stretches of the document its lead-in comes from, of which the last
    `own` words count, and so for `tail`, of which the first `tail_words` count. `broken` says that its lead-in is the
    first half of the same sentence.
    """

    document_text: str = field(repr=False, compare=False)
    span: Span
    block: int
    start: int
    end: int
    own_start: int
    own_end: int
    own: int
    lead: tuple[Span, ...] = ()
    tail: Span | None = None
    tail_words: int = 0
    broken: bool = False

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """The places of its words in the document, those of the lead-in first."""
        lead = [word for part in self.lead for word in self._words_in(part)]
        tail = self._words_in(self.tail)[: self.tail_words] if self.tail else []
        return (*lead[len(lead) - self.own :], *self._words_in(self.span), *tail)

    def _words_in(self, span: Span) -> list[Span]:
        return [Span(*match.span()) for match in word_matches(self.document_text, span.start, span.end)]

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

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where its words begin in the folded text."""
        starts, position = [], self.start + 1
        for word in self.words:
            starts.append(position)
            position += len(fold_word(self.document_text[word.start : word.end])) + 1
        return tuple(starts)

    def word_at(self, position: int) -> int:
        """Return the index of the word that holds a position of the folded text."""
        return bisect_right(self.starts, position) - 1

    def marked(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the document spans of a match in the folded text: one each in lead-in, own words and tail."""
        first, last = self.word_at(start), self.word_at(end - 2) + 1
        tail = len(self.words) - self.tail_words
        parts = (0, self.own), (self.own, tail), (tail, last)
        held = (self.words[max(first, low) : min(last, high)] for low, high in parts)
        return tuple(Span(part[0].start, part[-1].end) for part in held if part)


@dataclass(frozen=True)
class Folded:
    """A document's folded text with its segments: a line per segment, each beginning and ending with a space."""

    document: Document
    text: str
    segments: tuple[Segment, ...]
    _starts: list[int] = field(default_factory=list)
    _holding: dict[tuple[int, str], bool] = field(default_factory=dict)
    _fact_lines: dict[tuple[int, tuple[str, ...]], FactLine] = field(default_factory=dict)

    def may_hold(self, segment: Segment, kind: str) -> bool:
        """Say whether a segment may hold a fact of a kind; where not, none needs to be looked for."""
        key = (segment.start, kind)
        if key not in self._holding:
            language = self.document.blocks[segment.block].language
            line = self.text[segment.start : segment.end]
            raw = " ".join(map(self.document.quote, segment.whole))
            self._holding[key] = may_hold(kind, language, line, raw)
        return self._holding[key]

    def fact_line(self, segment: Segment, kinds: tuple[str, ...]) -> FactLine:
        """Return the segment's folded text in which every fact of the kinds is one word."""
        key = (segment.start, kinds)
        if key not in self._fact_lines:
            language = self.document.blocks[segment.block].language
            self._fact_lines[key] = fact_line(self.document, segment.whole, segment.words, language, kinds)
        return self._fact_lines[key]

    def segment_at(self, position: int) -> int:
        """Return the index of the segment that holds a position of the folded text."""
        return bisect_right(self._starts, position) - 1

    def segments_in(self, span: Span) -> Iterator[Segment]:
        """Yield the segments that begin in a stretch of the document."""
        first = bisect_left(self.segments, span.start, key=lambda segment: segment.span.start)
        for segment in self.segments[first:]:
            if segment.span.start >= span.end:
                return
            yield segment

    def segment_of(self, span: Span) -> int:
        """Return the index of the segment that begins where a span of the document does."""
        return bisect_left(self.segments, span.start, key=lambda segment: segment.span.start)

    def occurrences(self, phrase: Phrase) -> Iterator[tuple[int, Span]]:
        """Yield where a phrase without facts matches in segments' own words: index of the segment, document span."""
        for index in sorted(self._anchored(phrase)):
            segment = self.segments[index]
            for match in phrase.pattern.finditer(self.text, segment.own_start, segment.end):
                yield index, segment.marked(*match.span())[-1]

    def _anchored(self, phrase: Phrase) -> set[int]:
        if not phrase.anchors:
            return set(range(len(self.segments)))
        found = set()
        for anchor in phrase.anchors:
            position = self.text.find(anchor)
            while position >= 0:
                found.add(self.segment_at(position))
                position = self.text.find(anchor, position + 1)
        return found
