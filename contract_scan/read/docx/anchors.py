"""From places in the text back to the XML they came from, so that a comment lands on a finding's exact words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from contract_scan.document import Document, Span
from contract_scan.read.docx.package import Package, open_package
from contract_scan.read.docx.reader import current
from contract_scan.read.request import ReadRequest


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the current view's text and the XML it came from.

    `span` are offsets into the document's text. `text_element` (a w:t, or the w:tab, w:br, w:sym … that made one
    character) stands in the w:r `run`; the stretch begins at `offset` in its text. `part` is the part's file name.
    `run` is None for text that no run holds (lettering drawn as a picture), to which nothing can be anchored;
    `text_element` is None where the words stand in no text (the entry that a form list shows).
    """

    span: Span
    part: str
    run: etree._Element | None
    text_element: etree._Element | None
    offset: int


def anchored(
    request: ReadRequest, roots: Mapping[str, etree._Element] | None = None
) -> tuple[Document, list[Piece], Package]:
    """Return the document exactly as reading returns it, the pieces of its text in order, and the parts they are in.

    Every character is in one piece, except the line feeds between blocks. Where the caller holds trees of parts
    already, `roots` gives them by part name ("word/document.xml"), and the pieces point into those.
    """
    package = open_package(request)
    document, view = current(request, package, roots)
    pieces: list[Piece] = []
    for draft, block in zip(view.drafts, document.blocks, strict=True):
        start = block.span.start
        for token in draft.tokens:
            end = start + len(token.text)
            if end > start:
                pieces.append(Piece(Span(start, end), draft.where.part, token.run, token.node, token.offset))
            start = end
    return document, pieces, package
