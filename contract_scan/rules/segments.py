"""Segments: the sentences and list items that rules are matched on, with the lead-in that gives them their meaning.

"Partner shall not: (a) publish the Results" is a restriction although item (a) holds no "not": an item is matched
together with its lead-in, but its span is the item alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from contract_scan.document import Block, Document, Span
from contract_scan.rules.compiled import Phrase
from contract_scan.rules.folding import fold_word, word_matches
from contract_scan.rules.sentences import Piece, pieces

LEAD_IN_WORDS = 60

_ENUMERATOR = re.compile(
    r"\s*(?:\(?(?:[a-z]{1,2}|[ivxl]{1,5}|\d{1,2}(?:\.\d{1,2})*)[).:]|[•·▪◦*–-]|\d{1,2}°)\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence or list item. `words` are offsets of its words, those of the lead-in first.

    `start` and `end` are where its folded text stands in `Folded.text`; `own` is how many words are the lead-in's.
    """

    span: Span
    block: int
    start: int
    end: int
    own: int
    words: tuple[Span, ...]
    starts: tuple[int, ...]

    @property
    def own_start(self) -> int:
        """Where the segment's own words begin in the folded text, after those of its lead-in."""
        return self.starts[self.own] if self.own < len(self.starts) else self.end

    def word_at(self, position: int) -> int:
        """Return the index of the word that holds a position of the folded text."""
        return bisect_right(self.starts, position) - 1

    def marked(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the document spans of a match in the folded text: one, or two where it began in the lead-in."""
        first, last = self.word_at(start), self.word_at(end - 2)
        lead = [self.words[i] for i in range(first, min(last + 1, self.own))]
        item = [self.words[i] for i in range(max(first, self.own), last + 1)]
        return tuple(Span(part[0].start, part[-1].end) for part in (lead, item) if part)


@dataclass(frozen=True)
class Folded:
    """A document's folded text with its segments: a line per segment, each beginning and ending with a space."""

    document: Document
    text: str
    segments: tuple[Segment, ...]
    _starts: list[int] = field(default_factory=list)

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


def folded(document: Document) -> Folded:
    """Return the document's folded text and segments, in reading order."""
    builder = _Builder(document)
    for index, block in enumerate(document.blocks):
        builder.add_block(index, block)
    return Folded(document, "".join(builder.lines), tuple(builder.segments), [s.start for s in builder.segments])


class _Builder:
    """Collects segments block by block and remembers which lead-in is still open."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.lines: list[str] = []
        self.segments: list[Segment] = []
        self.length = 0
        self.open: list[tuple[int, tuple[Span, ...]]] = []
        self.unfinished: tuple[Span, ...] = ()

    def add_block(self, index: int, block: Block) -> None:
        found = pieces(self.text, block)
        if not found:
            return
        outer = self._lead_in(block, found[0])
        words: tuple[Span, ...] = ()
        opening: tuple[Span, ...] = ()
        for piece in found:
            first = piece is found[0]
            lead = (outer + opening) if piece.item else (outer if first else ())
            words = self._words(piece.span, skip_enumerator=bool(lead))
            if words:
                self._add(index, piece.span, lead[-LEAD_IN_WORDS:], words)
            opening = words if piece.opens else (opening if piece.item else ())
        self._remember(block, found[-1], outer, words)

    def _words(self, span: Span, *, skip_enumerator: bool) -> tuple[Span, ...]:
        """Return the words of a piece; an item's "(a)" would stand between the lead-in and the item's own words."""
        enumerator = _ENUMERATOR.match(self.text, span.start, span.end) if skip_enumerator else None
        start = enumerator.end() if enumerator else span.start
        return tuple(Span(*m.span()) for m in word_matches(self.text, start, span.end))

    def _lead_in(self, block: Block, first: Piece) -> tuple[Span, ...]:
        """Return the words of the lead-ins that are still open above this block."""
        depth = _depth(block, self.text)
        if depth is None:
            self.open.clear()
            begins_low = self.text[first.span.start : first.span.start + 1].islower()
            return self.unfinished if begins_low else ()
        while self.open and self.open[-1][0] >= depth:
            self.open.pop()
        return self.open[-1][1] if self.open else ()

    def _remember(self, block: Block, last: Piece, outer: tuple[Span, ...], words: tuple[Span, ...]) -> None:
        ending = self.text[last.span.start : last.span.end].rstrip()[-1:]
        depth = _depth(block, self.text)
        if ending in (":", "—", "–") or (depth is None and ending == ","):
            self.open.append((-1 if depth is None else depth, (outer + words)[-LEAD_IN_WORDS:]))
        self.unfinished = words[-LEAD_IN_WORDS:] if ending.isalnum() or ending == "," else ()

    def _add(self, block: int, span: Span, lead: tuple[Span, ...], own: tuple[Span, ...]) -> None:
        words = lead + own
        folded_words = [fold_word(self.text[w.start : w.end]) for w in words]
        starts, position = [], self.length + 1
        for word in folded_words:
            starts.append(position)
            position += len(word) + 1
        line = " " + " ".join(folded_words) + " \n"
        self.lines.append(line)
        end = self.length + len(line) - 1
        self.segments.append(Segment(span, block, self.length, end, len(lead), words, tuple(starts)))
        self.length += len(line)


def _depth(block: Block, text: str) -> int | None:
    """Return how deep a numbered clause or list item stands, None for a block that is neither.

    The outline's level counts; without one, the number itself says it: "7.3" stands deeper than "7.", "(a)" deeper
    still, and a bullet deepest.
    """
    if block.kind in ("heading", "title"):
        return None
    if block.number and block.level:
        return block.level
    typed = _ENUMERATOR.match(text, block.span.start, block.span.end) if block.kind == "list_item" else None
    number = (block.number or (typed.group() if typed else "")).strip(" \t().:")
    if number[:1].isdigit():
        return 1 + number.count(".")
    if number[:1].isalpha():
        return 20 if len(number) == 1 and number not in "iv" else 21
    return 100 + (block.level or 0) if block.kind == "list_item" else None
