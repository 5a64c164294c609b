"""The reader of plain text and Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from contract_scan.document import Document, Source, Unread
from contract_scan.read.characters.encoding import decode, looks_like_text
from contract_scan.read.failures import check_length
from contract_scan.read.request import ReadRequest
from contract_scan.read.source import source_of
from contract_scan.read.structure.assemble import assemble, piece
from contract_scan.read.structure.paragraphs import Paragraph, split_paragraphs
from contract_scan.read.structure.shape import kind_of


class TextReader:
    """Reads .txt and .md in any encoding. Offsets count characters after decoding, line ends as one line feed."""

    name = "text"
    suffixes: tuple[str, ...] = (".txt", ".md", ".text", ".markdown", ".rst", ".asc")

    def recognises(self, head: bytes) -> bool:
        """Say whether the head could be text; every other text format is recognised before this one."""
        return looks_like_text(head)

    def read(self, request: ReadRequest) -> Document:
        """Return the document: one block a paragraph, heading or list item."""
        decoded = decode(request.data)
        check_length(decoded.text, request)
        unread = () if decoded.sure else (Unread("encoding_guessed", details={"encoding": decoded.encoding}),)
        if decoded.wrong:
            unread = (Unread("encoding_wrong", details={"count": decoded.wrong, "line": decoded.line}),)
        pages = decoded.text.count("\f") + 1 if "\f" in decoded.text else None
        source = source_of(request, self.name, pages)
        return document_of(split_paragraphs(decoded.text), source, unread)


def document_of(paragraphs: Iterable[Paragraph], source: Source, unread: Iterable[Unread] = ()) -> Document:
    """Return a document of one block a paragraph, its clause numbers and headings read from the text."""
    pieces = [
        piece(
            "footer" if paragraph.footer else "heading" if paragraph.heading else kind_of(paragraph.text),
            paragraph.text,
            page=paragraph.page,
            level=paragraph.level,
            origin=(index,),
        )
        for index, paragraph in enumerate(paragraphs)
    ]
    return assemble(pieces, source, unread)
