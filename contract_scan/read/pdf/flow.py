"""Pages to pieces: paragraphs over page ends, and what stands apart from them put where its page ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contract_scan.document import BlockKind, Box, Cell, Mark, Span
from contract_scan.read.pdf.annotations import Annotation
from contract_scan.read.pdf.hyphens import Joiner
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.page import PageContent
from contract_scan.read.pdf.paragraphs import group
from contract_scan.read.pdf.running import PageParts, body_size, page_parts
from contract_scan.read.pdf.tables import Table
from contract_scan.read.structure.assemble import Piece, as_hidden, piece
from contract_scan.read.structure.shape import kind_of

#: Type larger than the body's by this much makes a heading, or on the first page the title.
_HEADING_SIZE = 1.15
_TITLE_SIZE = 1.3
_HEADING_LENGTH = 150


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of the document; `marks` is where on its page an annotation lies that is about text there."""

    piece: Piece
    marks: Box | None = None


class Flow:
    """Puts the pages of one PDF in order."""

    def __init__(self, pages: Sequence[PageContent]) -> None:
        self._pages = pages
        self._parts = page_parts([page.lines for page in pages])
        everything = [line for page in pages for line in page.lines]
        self._joiner = Joiner(everything)
        self._size = body_size(everything)
        self._tables = 0
        self._titled = False

    def pieces(self) -> list[Placed]:
        """Return the pieces in reading order."""
        result: list[Placed] = []
        done = 0
        for unit in self._units():
            page = unit.page if isinstance(unit, Table) else unit[0].page
            while done < page:
                result.extend(self._between(done))
                done += 1
            result.extend(Placed(part) for part in self._of_unit(unit))
        while done <= len(self._pages):
            result.extend(self._between(done))
            done += 1
        return result

    def _units(self) -> Iterator[list[Line] | Table]:
        """Yield the paragraphs and tables of the body, in order."""
        held: list[Line] = []
        for page, parts in zip(self._pages, self._parts, strict=True):
            kept = {id(line) for line in parts.body}
            for item in page.items:
                if isinstance(item, Table):
                    yield from group(held)
                    held = []
                    yield item
                elif id(item) in kept:
                    held.append(item)
        yield from group(held)

    def _between(self, page: int) -> Iterator[Placed]:
        """Yield what stands after a page (0: before the first): its foot, its notes; then the next page's head."""
        if page > 0:
            yield from self._after(self._pages[page - 1], self._parts[page - 1])
        if page < len(self._pages):
            yield from (Placed(self._piece("header", [line])) for line in self._parts[page].headers)

    def _after(self, page: PageContent, parts: PageParts) -> Iterator[Placed]:
        yield from (Placed(self._piece("footnote", note)) for note in parts.notes)
        yield from (Placed(self._piece("text_box", [line])) for line in parts.strays)
        yield from (Placed(self._piece("footer", [line])) for line in parts.footers)
        yield from map(_annotation, page.annotations)

    def _of_unit(self, unit: list[Line] | Table) -> Iterator[Piece]:
        if isinstance(unit, Table):
            yield from self._cells(unit)
        else:
            yield self._piece(self._kind(unit), unit)

    def _cells(self, table: Table) -> Iterator[Piece]:
        for cell in table.cells:
            for lines in group(cell.lines):
                yield self._piece("table_cell", lines, Cell(self._tables, cell.row, cell.column))
        self._tables += 1

    def _kind(self, lines: Sequence[Line]) -> BlockKind:
        large = min(line.size for line in lines) / (self._size or 1.0)
        if large < _HEADING_SIZE or sum(len(line.text) for line in lines) > _HEADING_LENGTH:
            return kind_of(lines[0].text)
        if large >= _TITLE_SIZE and lines[0].page == 1 and not self._titled:
            self._titled = True
            return "title"
        return "heading"

    def _piece(self, kind: BlockKind, lines: Sequence[Line], cell: Cell | None = None) -> Piece:
        text = self._joiner.join(lines)
        known = [line.confidence for line in lines if line.confidence is not None]
        confidence = round(sum(known) / len(known), 1) if known else None
        made = piece(
            kind,
            text,
            emphasised=all(line.bold for line in lines) and len(text) <= _HEADING_LENGTH,
            page=lines[0].page,
            boxes=tuple(line.box for line in lines),
            cell=cell,
            confidence=confidence,
        )
        marks = [] if confidence is None else [Mark("ocr", Span(0, len(text)))]
        if any(line.hidden for line in lines):
            marks += _hidden_marks(lines, text)
        return replace(made, marks=tuple(marks)) if marks else made


def _hidden_marks(lines: Sequence[Line], text: str) -> Iterator[Mark]:
    """Yield a mark for each line that a reader does not see, where it stands in the text the lines were joined to."""
    at = 0
    for line in lines:
        words = line.text.rstrip("-")
        start = max(text.find(words, at), at)
        at = start + len(words)
        if line.hidden:
            yield Mark("hidden", Span(start, min(at, len(text))))


def _annotation(found: Annotation) -> Placed:
    made = piece(
        found.kind,
        found.text,
        page=found.box.page,
        boxes=(found.box,),
        author=found.author,
        date=found.date,
    )
    return Placed(as_hidden(made) if found.hidden else made, found.box if found.marks else None)
