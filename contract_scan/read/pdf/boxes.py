"""Where on the pages a stretch of a document's text stands, for laying marks over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from contract_scan.document import Block, Box, Document, Span
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.opening import opened
from contract_scan.read.pdf.page import page_items
from contract_scan.read.pdf.page_text import PageText
from contract_scan.read.pdf.tables import Table
from contract_scan.read.request import ReadRequest


def rectangles(data: bytes, document: Document, span: Span, password: str | None = None) -> list[Box]:
    """Return the rectangles a span of a document's text covers on its pages, in reading order, one a line or run.

    `data` is the file the document was read from. The lines are found by the same reading that made the text, so
    that offsets cannot disagree. Of text recognised by OCR the place within a line is estimated.
    """
    return rectangles_of_spans(data, document, [span], password)[0]


def rectangles_of_spans(
    data: bytes, document: Document, spans: Sequence[Span], password: str | None = None
) -> list[list[Box]]:
    """Return the rectangles of several spans, the file opened once and each page read once."""
    with opened(ReadRequest(document.source.path, data, password=password)) as (file, _):
        pages = _Pages(file)
        try:
            return [list(_of_span(document, span, pages)) for span in spans]
        finally:
            pages.close()


class _Pages:
    """The pages of an opened file whose text has been asked for."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._open: dict[int, tuple[Any, PageText, dict[Box, Line]]] = {}

    def line(self, box: Box) -> tuple[PageText, Line | None]:
        """Return the text of a page and its line in a rectangle, or None where the rectangle came by OCR."""
        if box.page not in self._open:
            page = self._file[box.page - 1]
            text = PageText(page.raw, box.page)
            self._open[box.page] = page, text, _lines_by_box(page_items(page, box.page, text))
        _, text, lines = self._open[box.page]
        return text, lines.get(box)

    def close(self) -> None:
        """Let go of all pages."""
        for page, text, _ in self._open.values():
            text.close()
            page.close()


def _lines_by_box(items: Sequence[Line | Table]) -> dict[Box, Line]:
    found: dict[Box, Line] = {}
    for item in items:
        lines = [item] if isinstance(item, Line) else [line for cell in item.cells for line in cell.lines]
        found.update((line.box, line) for line in lines)
    return found


def _of_span(document: Document, span: Span, pages: _Pages) -> Iterator[Box]:
    for block in document.blocks_in(span):
        if block.kind in ("annotation", "form_field"):
            yield from block.boxes
            continue
        start, end = max(span.start, block.span.start), min(span.end, block.span.end)
        for box, part in _stretches(document, block, pages):
            first, last = max(start, part.start), min(end, part.end)
            if first < last:
                yield from _within(box, part, Span(first, last), pages)


def _stretches(document: Document, block: Block, pages: _Pages) -> Iterator[tuple[Box, Span]]:
    """Yield each line of a block with the span of the document's text that it holds."""
    at = block.span.start
    for index, box in enumerate(block.boxes):
        while at < block.span.end and document.text[at].isspace():
            at += 1
        _, line = pages.line(box)
        length = _matching(document.text, at, line) if line else _share(block, index)
        end = block.span.end if index == len(block.boxes) - 1 else min(at + length, block.span.end)
        yield box, Span(at, end)
        at = end


def _matching(text: str, at: int, line: Line) -> int:
    """Return how much of the text is a line: all of it, or all but the hyphen that was taken out."""
    return len(line.text) if text.startswith(line.text, at) else len(line.text) - 1


def _share(block: Block, index: int) -> int:
    """Return how much of a recognised block a line holds, by its width."""
    widths = [box.right - box.left for box in block.boxes]
    return round(len(block.span) * widths[index] / (sum(widths) or 1.0))


def _within(box: Box, part: Span, wanted: Span, pages: _Pages) -> Iterator[Box]:
    """Yield the rectangles of a stretch of a line."""
    if wanted == part:
        yield box
        return
    text, line = pages.line(box)
    if line is not None:
        yield from text.boxes(line.start + wanted.start - part.start, len(wanted))
        return
    width = (box.right - box.left) / max(len(part), 1)
    left = box.left + width * (wanted.start - part.start)
    yield Box(box.page, left, box.bottom, left + width * len(wanted), box.top)
