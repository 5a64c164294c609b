"""The document as the page shows it: blocks cut at the edges of quotes and tracked changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from contract_scan.document import Block, Document, Span, ViewName
from contract_scan.report.evidence import numbered
from contract_scan.scan import Scan


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block. `opens` are the numbers of the quotes that begin here."""

    text: str
    opens: tuple[int, ...] = ()
    quoted: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as pieces."""

    block: Block
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One view of the document: all of the current one, and of the original what only it holds a quote in."""

    view: ViewName
    paragraphs: tuple[Paragraph, ...]


def document_parts(scan: Scan) -> tuple[Part, ...]:
    """Return the current view whole, then the blocks of the original view that hold a deleted quote."""
    quotes: dict[str, dict[Span, int]] = defaultdict(dict)
    for (view, span, _), number in numbered(scan).items():
        if len(span):
            quotes[view][span] = number
    parts = []
    for document in scan.document.current_and_original:
        own = quotes[document.view]
        paragraphs = tuple(_paragraphs(document, own))
        if document.view == "original":
            paragraphs = tuple(p for p in paragraphs if any(piece.quoted for piece in p.pieces))
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
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        here = Span(start, end)
        yield Piece(
            text=document.quote(here),
            opens=tuple(
                sorted(
                    n
                    for span, n in quotes
                    if max(span.start, block.span.start) == start and span.start >= block.span.start
                )
            ),
            quoted=any(span.overlaps(here) for span, _ in quotes),
            marks=tuple(sorted({kind for span, kind in marks if span.overlaps(here)})),
        )
