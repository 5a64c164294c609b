"""The reader of plain text and Markdown."""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Iterable

from contract_scan.document import Document, Source, Unread
from contract_scan.read.characters.encoding import decode, looks_like_text
from contract_scan.read.failures import check_length
from contract_scan.read.request import ReadRequest
from contract_scan.read.source import source_of
from contract_scan.read.structure.assemble import assemble, piece
from contract_scan.read.structure.paragraphs import Paragraph, split_paragraphs
from contract_scan.read.structure.shape import kind_of

#: The text of a mail as it is sent: bytes written as "=E9", lines that go on behind a "=" at their end.
_QUOTED_BYTE, _GOES_ON = re.compile(rb"=(?:[89A-F][0-9A-F]|20|3D)"), re.compile(rb"\w.{50,74}=\r?$", re.MULTILINE)
_FEWEST_QUOTED = 2


def _is_quoted(data: bytes) -> bool:
    """Say whether a text is written as mail programs send it (quoted-printable)."""
    return data.isascii() and all(len(sign.findall(data)) >= _FEWEST_QUOTED for sign in (_QUOTED_BYTE, _GOES_ON))


class TextReader:
    """Reads .txt and .md in any encoding. Offsets count characters after decoding, line ends as one line feed."""

    name = "text"
    suffixes: tuple[str, ...] = (".txt", ".md", ".text", ".markdown", ".rst", ".asc")

    def recognises(self, head: bytes) -> bool:
        """Say whether the head could be text; every other text format is recognised before this one."""
        return looks_like_text(head)

    def read(self, request: ReadRequest) -> Document:
        """Return the document: one block a paragraph, heading or list item."""
        quoted = _is_quoted(request.data)
        decoded = decode(a2b_qp(request.data) if quoted else request.data)
        check_length(decoded.text, request)
        encoding = "quoted-printable" if quoted else decoded.encoding
        unread = (Unread("encoding_guessed", details={"encoding": encoding}),) if quoted or not decoded.sure else ()
        if decoded.wrong:
            unread = (Unread("encoding_wrong", details={"count": decoded.wrong, "line": decoded.line}),)
        if decoded.turned:
            unread = (*unread, Unread("text_turned", details={"count": decoded.turned}))
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
