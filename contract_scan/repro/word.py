"""A Word file with only the paragraphs that are needed, masked; tracked changes and formatting stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from contract_scan.document import Block, Document, ViewName
from contract_scan.read.docx.content import Content, walk
from contract_scan.read.docx.flow import Paragraph
from contract_scan.read.docx.names import P
from contract_scan.read.docx.package import Package, Part, open_package
from contract_scan.read.docx.view import Draft, view_of
from contract_scan.read.request import ReadRequest
from contract_scan.repro.edits import NodeEdits
from contract_scan.repro.mask import Mask
from contract_scan.repro.numbers import Edit
from contract_scan.repro.parts import written
from contract_scan.repro.scrub import blank_unseen, pruned, scrubbed

_VIEWS: tuple[ViewName, ...] = ("current", "original")


@dataclass(slots=True)
class _Kept:
    """What is kept: ordinals of paragraphs, their elements, and the ids of notes and comments by kind."""

    ordinals: set[int]
    elements: set[etree._Element] = field(default_factory=set)


def masked_word(request: ReadRequest, document: Document, blocks: Iterable[Block], mask: Mask | None) -> bytes:
    """Return a Word file with the paragraphs of these blocks of a document that was read from the request.

    Without a mask the words stay as they are. Raises `DocxError` as reading does.
    """
    package = open_package(request)
    content = walk(package, request.limits)
    kept = _kept(content, {ordinal for block in blocks for ordinal in block.origin})
    languages = {o: b.language for view in document.current_and_original for b in view.blocks for o in b.origin}
    edits = NodeEdits()
    for name in _VIEWS:
        for draft in view_of(content, name).drafts:
            if kept.ordinals.intersection(draft.block.origin):
                own = _masked(draft, languages, mask)
                edits.add(draft.tokens, own, name)
    for part in _parts(package):
        blank_unseen(part.root, kept.elements, edits)
    edits.apply()
    return _file(package, kept, mask)


def _masked(draft: Draft, languages: dict[int, str | None], mask: Mask | None) -> Sequence[Edit]:
    if mask is None:
        return ()
    language = next((languages[o] for o in draft.block.origin if languages.get(o)), None)
    return mask.edits(draft.text, language, numbered=True)


def _file(package: Package, kept: _Kept, mask: Mask | None) -> bytes:
    """Return the file with what is kept of each part."""
    body = package.body
    pruned(body.root, kept.elements)
    others = [p for p in _parts(package)[1:] if any(element in kept.elements for element in p.root.iter(P))]
    for part in others:
        pruned(part.root, kept.elements)
    scrubbed(body, others, package.styles, package.numbering, mask)
    return written(package, others)


def _parts(package: Package) -> list[Part]:
    found = [package.body, package.footnotes, package.endnotes, package.comments, *package.headers, *package.footers]
    return [part for part in found if part is not None]


def _kept(content: Content, ordinals: set[int]) -> _Kept:
    """Return what is kept for some paragraphs: all that share a block with them, and those that notes hang on."""
    kept = _Kept(set(ordinals))
    for _ in range(3):
        for name in _VIEWS:
            for draft in view_of(content, name).drafts:
                if kept.ordinals.intersection(draft.block.origin):
                    kept.ordinals.update(draft.block.origin)
        kept.ordinals.update(_hosts(content, kept.ordinals))
    for paragraph in content.everything():
        if paragraph.ordinal in kept.ordinals:
            kept.elements.update(_elements(paragraph))
    return kept


def _hosts(content: Content, ordinals: set[int]) -> Iterator[int]:
    """Yield the paragraphs on which a kept note or comment hangs."""
    notes = {key for key, paragraphs in content.notes.items() if any(p.ordinal in ordinals for p in paragraphs)}
    comments = {p.where.comment for p in content.comments if p.ordinal in ordinals}
    for paragraph in content.everything():
        for token in paragraph.tokens:
            note = token.kind == "note" and token.held in notes
            comment = token.kind in ("comment_start", "comment_end") and token.held in comments
            if note or comment:
                yield paragraph.ordinal


def _elements(paragraph: Paragraph) -> Iterator[etree._Element]:
    """Yield the paragraph's element, and those that a text box of it stands in."""
    for token in paragraph.tokens:
        if token.run is not None:
            yield from (element for element in token.run.iterancestors(P))
