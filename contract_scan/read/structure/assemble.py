"""The last step of readers of formats without an outline of their own: clause numbers, headings and blanks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from contract_scan.document import Block, BlockKind, Document, DocumentBuilder, Mark, Source, Span, Unread, ViewName
from contract_scan.nouns import dataclass
from contract_scan.read.structure.blanks import blank_marks
from contract_scan.read.structure.outline import outline

_HERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before its place in the document is known. `marks` are offsets into `text`."""

    block: Block
    text: str
    marks: tuple[Mark, ...] = ()
    emphasised: bool = False


def piece(kind: BlockKind, text: str, *, emphasised: bool = False, **fields: Any) -> Piece:
    """Return a piece of a kind; further fields are those of `Block`."""
    return Piece(Block(kind, _HERE, **fields), text, emphasised=emphasised)


def as_hidden(part: Piece) -> Piece:
    """Return a piece marked as text that no program shows, before any other mark of it."""
    return replace(part, marks=(Mark("hidden", Span(0, len(part.text))), *part.marks))


def assemble(
    pieces: Sequence[Piece], source: Source, unread: Iterable[Unread] = (), view: ViewName = "current"
) -> Document:
    """Return the document the pieces make: placed, with clause numbers, heading trails and template blanks."""
    texts = [part.text for part in pieces]
    emphasised: Collection[int] = {index for index, part in enumerate(pieces) if part.emphasised}
    builder = DocumentBuilder(view)
    blocks = outline([part.block for part in pieces], texts, emphasised)
    for block, part in zip(blocks, pieces, strict=True):
        builder.add(block, part.text, (*part.marks, *blank_marks(part.text)))
    return builder.build(source, unread)
