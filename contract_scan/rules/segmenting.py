"""A document into segments: its sentences and items, each with the words of the lead-in that is still open above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contract_scan.document import Block, Document, Span
from contract_scan.rules.folding import fold_words
from contract_scan.rules.labels import clauses_only, is_label
from contract_scan.rules.segments import Folded, Segment
from contract_scan.rules.sentences import Piece, pieces

#: How many words of a lead-in count, the last ones.
LEAD_IN_WORDS = 60
#: A block of this many words that ends without a full stop runs on in the deeper items under it; fewer are a label.
RUN_ON_WORDS = 4

_ENUMERATOR = re.compile(
    r"\s*(?:\(?(?:[a-z]{1,2}|[ivxl]{1,5}|\d{1,2}(?:\.\d{1,2})*)[).:]|[•·▪◦*–-]|\d{1,2}°)\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Folded words with the stretches of the document they come from."""

    folded: tuple[str, ...] = ()
    parts: tuple[Span, ...] = ()

    def __add__(self, other: _Words) -> _Words:
        return _Words((self.folded + other.folded)[-LEAD_IN_WORDS:], self.parts + other.parts)


_NONE = _Words()


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
        self.open: list[tuple[int, _Words]] = []
        self.unfinished = _NONE

    def add_block(self, index: int, block: Block) -> None:
        """Add the segments of a block."""
        if is_label(self.text, block):
            self.open, self.unfinished = [], _NONE
            return
        found = clauses_only(self.text, pieces(self.text, block))
        if not found:
            return
        outer = self._lead_in(block, found[0])
        words = opening = _NONE
        for piece in found:
            above = outer if piece.item or piece is found[0] else _NONE
            lead = above + opening if piece.item else above
            words = self._words(piece.span, skip_enumerator=bool(lead.folded))
            if words.folded:
                self._add(index, piece.span, lead, words)
            if not piece.item:
                opening = words if piece.opens else _NONE
        self._remember(block, found[-1], outer, words)

    def _words(self, span: Span, *, skip_enumerator: bool) -> _Words:
        """Return the words of a piece; an item's "(a)" would stand between the lead-in and the item's own words."""
        enumerator = _ENUMERATOR.match(self.text, span.start, span.end) if skip_enumerator else None
        start = enumerator.end() if enumerator else span.start
        return _Words(fold_words(self.text, start, span.end), (Span(start, span.end),))

    def _lead_in(self, block: Block, first: Piece) -> _Words:
        """Return the words of the lead-ins that are still open above this block."""
        depth = _depth(block, self.text)
        if depth is None:
            self.open.clear()
            begins_low = self.text[first.span.start : first.span.start + 1].islower()
            return self.unfinished if begins_low else _NONE
        while self.open and self.open[-1][0] >= depth:
            self.open.pop()
        return self.open[-1][1] if self.open else _NONE

    def _remember(self, block: Block, last: Piece, outer: _Words, words: _Words) -> None:
        ending = self.text[last.span.start : last.span.end].rstrip()[-1:]
        depth = _depth(block, self.text)
        runs_on = (ending.isalnum() or ending == ",") and len(words.folded) >= RUN_ON_WORDS
        if ending in (":", "—", "–") or runs_on:
            self.open.append((-1 if depth is None else depth, outer + words))
        self.unfinished = _NONE + words if ending.isalnum() or ending == "," else _NONE

    def _add(self, block: int, span: Span, lead: _Words, own: _Words) -> None:
        before = " " + "".join(word + " " for word in lead.folded)
        line = before + " ".join(own.folded) + " \n"
        end = self.length + len(line) - 1
        own_start = self.length + len(before)
        self.lines.append(line)
        self.segments.append(
            Segment(self.text, span, block, self.length, end, own_start, len(lead.folded), lead.parts, own.parts[0])
        )
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
