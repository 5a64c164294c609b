"""The document: text with places.

A reader turns a file into a `Document`. Everything later in the flow works on
`Document.text` and on half-open offsets into it, so that a quote is never searched for again:
``document.text[span.start:span.end]`` *is* the quote.

The text is the texts of the blocks, joined by one line feed each; no two blocks overlap.

One reading yields two views. The document a reader returns is the *current* view (tracked insertions in,
tracked deletions out); its `original` is the *original* view (the reverse), or None where nothing was tracked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import Literal

from contract_scan.paragraph_signs import paragraph_signs, under

ViewName = Literal["current", "original"]

BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "list_item",
    "table_cell",
    "footnote",
    "endnote",
    "comment",
    "header",
    "footer",
    "text_box",
    "form_field",
    "annotation",
]

MarkKind = Literal["inserted", "deleted", "moved", "hidden", "struck", "blank", "ocr"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into `Document.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a PDF page: points, origin bottom left, before the page's own rotation."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table cell stands: the table's ordinal in the document, row and column, all counted from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table cell, note, comment, header, footer or text box.

    `number` is the clause number as printed ("7.3", "(a)", "Artikel 1"). Where Word computed it, it is no part of
    the text; where somebody typed it, it stands in the text too and `number_in_text` is true. `clause` is the whole
    path ("7.3 (a)"). `headings` is the heading trail, outermost first. `page` counts from 1. `origin` names the
    paragraphs of the file (ordinals in reading order, the same in both views) that this block's text comes from.
    `about` is what a comment or annotation is attached to. `confidence` (0 to 100) is only set for OCR'd text.
    """

    kind: BlockKind
    span: Span
    page: int | None = None
    number: str | None = None
    number_in_text: bool = False
    clause: str | None = None
    level: int | None = None
    headings: tuple[str, ...] = ()
    language: str | None = None
    origin: tuple[int, ...] = ()
    cell: Cell | None = None
    boxes: tuple[Box, ...] = ()
    author: str | None = None
    date: str | None = None
    about: Span | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that holds for a stretch of text: tracked, hidden, struck through, a template blank, or OCR'd.

    `author` and `date` (as the file gives it, ISO 8601) are those of a tracked change. `other` is the text on the
    other side of the change: what an insertion replaced, or what was put in place of a deletion.
    """

    kind: MarkKind
    span: Span
    author: str | None = None
    date: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the file that could not be read, or text that no rule understands.

    `reason` is a key of the message catalogue (``unread.page_without_text`` is said for ``page_without_text``);
    `details` are the values its sentence needs. `page` counts from 1; `share` is the share of the text, 0 to 1.
    """

    reason: str
    page: int | None = None
    details: Mapping[str, str | int | float] = field(default_factory=dict)
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Which file a document was read from. `path` is the path as the user gave it."""

    path: str
    sha256: str
    format: str
    pages: int | None = None
    title: str | None = None


@dataclass(frozen=True)
class Document:
    """One view of one file: its text, the blocks the text is made of, and what could not be read."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    unread: tuple[Unread, ...] = ()
    view: ViewName = "current"
    original: Document | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def _mark_bounds(self) -> tuple[list[int], list[int]]:
        """Where each mark starts, and how far the marks up to it reach: both ascend, so that they can be bisected."""
        return [m.span.start for m in self.marks], list(accumulate((m.span.end for m in self.marks), max))

    @property
    def current_and_original(self) -> tuple[Document, ...]:
        """The views there are: the current one, then the original if anything was tracked."""
        return (self,) if self.original is None else (self, self.original)

    def quote(self, span: Span) -> str:
        """Return the text of a span, verbatim."""
        return self.text[span.start : span.end]

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the character at an offset; for a joining line feed, the block before it."""
        ordinal = self.paragraph_at(offset)
        return self.blocks[ordinal - 1] if ordinal else None

    def page_at(self, offset: int) -> int | None:
        """Return the page of the block at an offset, from 1; None where there is no block, or it has no page."""
        block = self.block_at(offset)
        return block.page if block else None

    def paragraph_at(self, offset: int) -> int:
        """Return the ordinal, from 1, of the block that holds the character at an offset; 0 before the first block."""
        return bisect_right(self._starts, offset)

    def clause_at(self, offset: int) -> str | None:
        """Return the clause at an offset: that of its block, or of the paragraph within it ("§2. …") it stands in."""
        block = self.block_at(offset)
        if block is None or block.clause is None:
            return None
        passed = [s for s in paragraph_signs(self.text, block.span.start, block.span.end) if s.start <= offset]
        return under(block.clause, passed[-1].label) if passed else block.clause

    def blocks_in(self, span: Span) -> tuple[Block, ...]:
        """Return the blocks that share a character with a span, in order."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_right(self._starts, max(span.end - 1, span.start))
        return tuple(b for b in self.blocks[first:last] if b.span.overlaps(span))

    def marks_in(self, span: Span) -> tuple[Mark, ...]:
        """Return the marks that share a character with a span."""
        starts, reach = self._mark_bounds
        near = self.marks[bisect_right(reach, span.start) : bisect_left(starts, span.end)]
        return tuple(mark for mark in near if mark.span.overlaps(span))

    @property
    def languages(self) -> dict[str, float]:
        """Return the share of the text by language, largest first; blocks of no known language are left out."""
        sizes: dict[str, int] = {}
        for block in self.blocks:
            if block.language:
                sizes[block.language] = sizes.get(block.language, 0) + len(block.span)
        total = sum(sizes.values())
        return {name: size / total for name, size in sorted(sizes.items(), key=lambda x: (-x[1], x[0])) if total}


class DocumentBuilder:
    """Puts blocks one after the other, so that every reader's offsets follow the same rule.

    Readers add blocks with their text and, relative to that text, their marks; the builder shifts them.
    """

    def __init__(self, view: ViewName = "current") -> None:
        self._view: ViewName = view
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._marks: list[Mark] = []
        self._end = -1

    def add(self, block: Block, text: str, marks: Iterable[Mark] = ()) -> Block:
        """Append a block; its own span is replaced by where its text now stands. Returns the placed block."""
        start = self._end + 1
        self._end = start + len(text)
        placed = replace(block, span=Span(start, self._end))
        self._texts.append(text)
        self._blocks.append(placed)
        for mark in marks:
            self._marks.append(replace(mark, span=Span(mark.span.start + start, mark.span.end + start)))
        return placed

    def build(self, source: Source, unread: Iterable[Unread] = (), original: Document | None = None) -> Document:
        """Return the finished document."""
        return Document(
            source=source,
            text="\n".join(self._texts),
            blocks=tuple(self._blocks),
            marks=tuple(sorted(self._marks, key=lambda m: (m.span, m.kind))),
            unread=tuple(unread),
            view=self._view,
            original=original,
        )
