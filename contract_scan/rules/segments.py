"""Segments: the sentences and list items that rules are matched on, with the lead-in that gives them their meaning.

"Partner shall not: (a) publish the Results" is a restriction although item (a) holds no "not": an item is matched
together with its lead-in, but its span is the item alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from contract_scan.document import Block, Document, Span
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
        level = _level(block)
        if level is None:
            self.open.clear()
            begins_low = self.text[first.span.start : first.span.start + 1].islower()
            return self.unfinished if begins_low else ()
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        return self.open[-1][1] if self.open else ()

    def _remember(self, block: Block, last: Piece, outer: tuple[Span, ...], words: tuple[Span, ...]) -> None:
        ending = self.text[last.span.start : last.span.end].rstrip()[-1:]
        if ending in (":", "—", "–") or (_level(block) is None and ending == ","):
            level = _level(block)
            self.open.append((-1 if level is None else level, (outer + words)[-LEAD_IN_WORDS:]))
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


def _level(block: Block) -> int | None:
    """Return how deep a list item stands, None for a block that is no list item."""
    if block.kind == "list_item":
        return block.level or 0
    number = block.number or ""
    if number.startswith(("(", "•", "-", "–", "*")) or (len(number) <= 3 and number.endswith(")")):
        return block.level or 0
    return None
