"""The document as the page shows it: blocks cut at the edges of quotes and tracked changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from contract_scan.document import Block, Document, Span, ViewName
from contract_scan.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block. `opens` are the numbers of the quotes that begin here, `quotes` of all that cover it."""

    text: str
    opens: tuple[int, ...] = ()
    quotes: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as pieces."""

    block: Block
    pieces: tuple[Piece, ...]

    @property
    def quoted(self) -> bool:
        """Whether a quote touches the block."""
        return any(piece.quotes for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Part:
    """One view of the document: all of the current one, and of the original what only it holds a quote in."""

    view: ViewName
    paragraphs: tuple[Paragraph, ...]


def document_parts(dossier: Dossier) -> tuple[Part, ...]:
    """Return the current view whole, then the blocks of the original view that hold a deleted quote."""
    quotes: dict[str, dict[Span, int]] = defaultdict(dict)
    for (view, span, _), number in dossier.numbers.items():
        if len(span):
            quotes[view][span] = number
    parts = []
    for document in dossier.scan.document.current_and_original:
        paragraphs = tuple(_paragraphs(document, quotes[document.view]))
        if document.view == "original":
            paragraphs = tuple(paragraph for paragraph in paragraphs if paragraph.quoted)
        parts.append(Part(document.view, paragraphs))
    return tuple(part for part in parts if part.paragraphs)


def _paragraphs(document: Document, quotes: dict[Span, int]) -> Iterable[Paragraph]:
    by_block: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    for span, number in quotes.items():
        for block in document.blocks_in(span):
            by_block[block.span.start].append((span, number))
    marks: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    for mark in document.marks:
        for block in document.blocks_in(mark.span):
            marks[block.span.start].append((mark.span, mark.kind))
    for block in document.blocks:
        start = block.span.start
        yield Paragraph(block, tuple(_pieces(document, block, by_block[start], marks[start])))


def _pieces(
    document: Document, block: Block, quotes: list[tuple[Span, int]], marks: list[tuple[Span, str]]
) -> Iterable[Piece]:
    edges = {block.span.start, block.span.end}
    for span, _ in (*quotes, *marks):
        edges.update(edge for edge in (span.start, span.end) if block.span.start < edge < block.span.end)
    for start, end in pairwise(sorted(edges)):
        here = Span(start, end)
        yield Piece(
            text=document.quote(here),
            opens=tuple(sorted(number for span, number in quotes if span.start == start)),
            quotes=tuple(sorted(number for span, number in quotes if span.overlaps(here))),
            marks=tuple(sorted({kind for span, kind in marks if span.overlaps(here)})),
        )
