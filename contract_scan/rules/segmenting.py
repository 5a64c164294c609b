"""A document into segments: its sentences and items, each with the words of the lead-in that is still open above it."""

from __future__ import annotations

from weakref import WeakValueDictionary

from contract_scan.document import Block, Document, Span
from contract_scan.nouns import dataclass
from contract_scan.rules.breaks import broken_sentences, is_running
from contract_scan.rules.enumerators import typed_enumerator
from contract_scan.rules.folding import fold_words
from contract_scan.rules.labels import clauses_only, ends_in_page, is_label
from contract_scan.rules.segments import Folded, Segment
from contract_scan.rules.sentences import Piece, pieces

#: How many words of a lead-in count, the last ones.
LEAD_IN_WORDS = 60
#: A block of this many words that ends without a full stop runs on in the deeper items under it; fewer are a label.
RUN_ON_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Words:
    """Folded words with the stretches of the document they come from."""

    folded: tuple[str, ...] = ()
    parts: tuple[Span, ...] = ()

    def __add__(self, other: _Words) -> _Words:
        return _Words((self.folded + other.folded)[-LEAD_IN_WORDS:], self.parts + other.parts)


_NONE = _Words()


#: Folded texts that somebody holds, by the identity of their document: each is made once.
_HELD: WeakValueDictionary[int, Folded] = WeakValueDictionary()


def folded(document: Document) -> Folded:
    """Return the document's folded text and segments, in reading order; the same one as long as somebody holds it."""
    held = _HELD.get(id(document))
    if held is None or held.document is not document:
        held = _HELD[id(document)] = _fold(document)
    return held


def _fold(document: Document) -> Folded:
    cut = _cut(document)
    running = frozenset(i for i, block in enumerate(document.blocks) if is_running(document.text, block))
    builder = _Builder(document, cut, running, broken_sentences(document, cut, running))
    for index in range(len(document.blocks)):
        builder.add_block(index)
    return Folded(document, "".join(builder.lines), tuple(builder.segments), [s.start for s in builder.segments])


def _cut(document: Document) -> list[list[Piece]]:
    """Return the pieces of each block; none for headings and lines of a table of contents."""
    text, blocks = document.text, document.blocks
    contents = [ends_in_page(text, block) for block in blocks]
    cut = []
    for index, block in enumerate(blocks):
        among = any(contents[max(index - 1, 0) : index]) or any(contents[index + 1 : index + 2])
        label = is_label(text, block, among_contents=among)
        cut.append([] if label else clauses_only(text, pieces(text, block)))
    return cut


class _Builder:
    """Collects segments block by block and remembers which lead-in is still open.

    `cut` are the pieces of each block, `running` the blocks that stand beside the text, `broken` gives the block in
    which the last sentence of a block goes on.
    """

    def __init__(
        self, document: Document, cut: list[list[Piece]], running: frozenset[int], broken: dict[int, int]
    ) -> None:
        self.text, self.blocks = document.text, document.blocks
        self.cut, self.running, self.broken = cut, running, broken
        self.halves = {second: first for first, second in broken.items()}
        self.lines: list[str] = []
        self.segments: list[Segment] = []
        self.length = 0
        self.open: list[tuple[int, _Words]] = []

    def add_block(self, index: int) -> None:
        """Add the segments of a block."""
        found, block = self.cut[index], self.blocks[index]
        if not found:
            if index not in self.running:
                self.open = []
            return
        outer = self._lead_in(index)
        words = opening = _NONE
        for piece in found:
            above = outer if piece.item or piece is found[0] else _NONE
            words = self._words(piece.span)
            if words.folded:
                tail = self._tail(index) if piece is found[-1] else None
                self._add(index, piece.span, above + opening if piece.item else above, words, tail)
            if not piece.item:
                opening = words if piece.opens else _NONE
        if index not in self.running:
            self._remember(block, found[-1], outer, words)

    def _words(self, span: Span) -> _Words:
        return _Words(fold_words(self.text, span.start, span.end), (span,))

    def _tail(self, index: int) -> _Words | None:
        """Return the words with which the last sentence of a block goes on in another one."""
        if index not in self.broken:
            return None
        words = self._words(self.cut[self.broken[index]][0].span)
        return _Words(words.folded[:LEAD_IN_WORDS], words.parts)

    def _lead_in(self, index: int) -> _Words:
        """Return the words of the lead-ins that are still open above this block, or its sentence's first half."""
        block = self.blocks[index]
        if index in self.halves:
            self._close(block)
            return _NONE + self._words(self.cut[self.halves[index]][-1].span)
        if index in self.running:
            return _NONE
        self._close(block)
        return self.open[-1][1] if self.open else _NONE

    def _close(self, block: Block) -> None:
        """Close the lead-ins that do not reach a block."""
        depth = _depth(block, self.text)
        while self.open and (depth is None or self.open[-1][0] >= depth):
            self.open.pop()

    def _remember(self, block: Block, last: Piece, outer: _Words, words: _Words) -> None:
        ending = self.text[last.span.start : last.span.end].rstrip()[-1:]
        depth = _depth(block, self.text)
        runs_on = (ending.isalnum() or ending == ",") and len(words.folded) >= RUN_ON_WORDS
        if ending in (":", "—", "–") or runs_on:
            self.open.append((-1 if depth is None else depth, outer + words))

    def _add(self, block: int, span: Span, lead: _Words, own: _Words, tail: _Words | None) -> None:
        before, inner = " " + _spaced(lead), _spaced(own)
        after = _spaced(tail) if tail else ""
        start, own_start = self.length, self.length + len(before)
        own_end = own_start + len(inner)
        line = before + inner + after
        self.lines.append(line + "\n")
        self.length += len(line) + 1
        self.segments.append(
            Segment(
                document_text=self.text,
                span=span,
                block=block,
                index=len(self.segments),
                line=line,
                start=start,
                own_start=own_start,
                own_end=own_end,
                own=len(lead.folded),
                lead=lead.parts,
                tail=tail.parts[0] if tail else None,
                tail_words=len(tail.folded) if tail else 0,
                broken=block in self.halves and bool(lead.folded) and span == self.cut[block][0].span,
            )
        )


def _spaced(words: _Words) -> str:
    return " ".join((*words.folded, "")) if words.folded else ""


def _depth(block: Block, text: str) -> int | None:
    """Return how deep a numbered clause or list item stands, None for a block that is neither.

    The outline's level counts; without one, the number itself says it: "7.3" stands deeper than "7.", "(a)" deeper
    still, and a bullet deepest.
    """
    if block.kind in ("heading", "title"):
        return None
    if block.number and block.level:
        return block.level
    number = (block.number or typed_enumerator(text, block)).strip(" \t().:")
    if number[:1].isdigit():
        return 1 + number.count(".")
    if number[:1].isalpha():
        return 20 if len(number) == 1 and number not in "iv" else 21
    return 100 + (block.level or 0) if block.kind == "list_item" else None
