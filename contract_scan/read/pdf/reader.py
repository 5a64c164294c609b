"""The reader of PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pypdfium2.raw import FORMTYPE_NONE, FORMTYPE_XFA_FOREGROUND, FORMTYPE_XFA_FULL

from contract_scan.document import Block, Box, Document, Span, Unread
from contract_scan.read.pdf.damage import damaged_pages, embedded_files, may_be_damaged
from contract_scan.read.pdf.fields import has_fields, unplaced
from contract_scan.read.pdf.flow import Flow, Placed
from contract_scan.read.pdf.fonts import pages_with_other_letters
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.opening import opened
from contract_scan.read.pdf.page import PageContent, read_page
from contract_scan.read.pdf.patterns import patterns_in
from contract_scan.read.pdf.sizeless import sizeless_lines
from contract_scan.read.pdf.suspicion import is_suspect
from contract_scan.read.pdf.switched_off import switched_off
from contract_scan.read.pdf.weight import heavy_pages
from contract_scan.read.request import ReadRequest
from contract_scan.read.source import source_of
from contract_scan.read.structure.assemble import as_hidden, assemble, piece
from contract_scan.steps import tell

_NAMES = 10
#: The end of a file, and right behind it the beginning of another: the last is what is shown.
_SECOND = re.compile(rb"%%EOF\s*%PDF-\d")
_EMBEDDED = re.compile(rb"/EmbeddedFile\b|/Subtype\s*/FileAttachment\b")


def read_pdf(request: ReadRequest) -> Document:
    """Return the document. Raises `FileError`: locked, or damaged beyond repair."""
    with opened(request) as (document, repaired):
        form = document.get_formtype()  # asked before pages are read, which may flatten what is on them
        pages = list(_pages(document, request))
        pages = _with_sizeless(_with_other_letters(_with_damage(pages, request), request), request)
        source = source_of(request, "pdf", len(document), _title(document))
        patterns = patterns_in(request.data, request.password, len(pages))
        unread = [*_about_the_file(document, request, repaired, form), *(u for page in pages for u in page.unread)]
        unread += [Unread("page_images", page=one.page, details={"count": 1}) for one in patterns if one.image]
    placed = Flow(pages).pieces()
    placed += [Placed(piece("text_box", " ".join(one.lines), page=one.page)) for one in patterns if one.lines]
    if form != FORMTYPE_NONE:
        placed += _beside(" ".join(part.piece.text for part in placed), request)
    return _with_places(assemble([part.piece for part in placed], source, unread), placed)


def _pages(document: Any, request: ReadRequest) -> Iterator[PageContent]:
    """Yield the pages, up to the limits; a page that fails costs only itself."""
    characters = 0
    heavy = heavy_pages(request.data, request.password, request.limits.pages) if is_suspect(request.data) else ()
    off = switched_off(request.data, request.password)
    most = min(len(document), request.limits.pages)
    for index in range(most):
        tell("page", index + 1, most)
        page = _page(document, index, request, off) if index not in heavy else _left("page_too_heavy", index)
        characters += sum(len(line.text) for line in page.lines)
        yield page
        if characters > request.limits.characters:
            rest = {"first": index + 2, "last": len(document)}
            yield PageContent(index + 2, unread=(Unread("pages_beyond_limit", page=index + 2, details=rest),))
            return


def _page(document: Any, index: int, request: ReadRequest, off: frozenset[str]) -> PageContent:
    try:
        return read_page(document, index, request, off)
    except Exception:  # noqa: BLE001 - one broken page costs one page
        return _left("page_failed", index)


def _with_damage(pages: list[PageContent], request: ReadRequest) -> list[PageContent]:
    """Return the pages with those named whose content is damaged or missing; only a file that looks so is searched."""
    if not (any(page.blank for page in pages) or may_be_damaged(request.data)):
        return pages
    damaged = damaged_pages(request.data, request.password, request.limits.pages)
    return [
        replace(page, unread=(*page.unread, Unread("page_damaged", page=page.number)))
        if page.number - 1 in damaged and not page.unread
        else page
        for page in pages
    ]


def _with_other_letters(pages: list[PageContent], request: ReadRequest) -> list[PageContent]:
    """Return the pages with those named whose fonts draw other letters than they give for reading."""
    doubtful = pages_with_other_letters(request.data, request.password, len(pages))
    return [
        replace(page, unread=(*page.unread, Unread("page_letters_differ", page=page.number)))
        if page.number - 1 in doubtful and page.items
        else page
        for page in pages
    ]


def _with_sizeless(pages: list[PageContent], request: ReadRequest) -> list[PageContent]:
    """Return the pages with their text of no size; named where the file cannot be followed to it."""
    found = sizeless_lines(request.data, request.password, [page.number for page in pages if page.sizeless])
    return [_sized(page, found.get(page.number)) if page.sizeless else page for page in pages]


def _sized(page: PageContent, lines: Sequence[Line] | None) -> PageContent:
    if lines is None:
        return replace(page, unread=(*page.unread, Unread("page_letters", page=page.number, details={"count": 1})))
    return replace(page, items=(*page.items, *lines))


def _left(reason: str, index: int) -> PageContent:
    """Return a page that was not read."""
    return PageContent(index + 1, unread=(Unread(reason, page=index + 1),))


def _about_the_file(document: Any, request: ReadRequest, repaired: bool, form: int) -> Iterator[Unread]:
    limit = request.limits.pages
    if repaired:
        yield Unread("pdf_repaired")
    if len(document) > limit:
        yield Unread("pages_beyond_limit", page=limit + 1, details={"first": limit + 1, "last": len(document)})
    if _SECOND.search(request.data):
        yield Unread("pdf_second")
    only_xfa = form == FORMTYPE_XFA_FOREGROUND and not has_fields(request.data, request.password)
    if form == FORMTYPE_XFA_FULL or only_xfa:
        yield Unread("pdf_xfa")
    names = [document.get_attachment(index).get_name() for index in range(min(document.count_attachments(), _NAMES))]
    count = document.count_attachments()
    if len(_EMBEDDED.findall(request.data)) > count:
        names = embedded_files(request.data, request.password) or names
        count = max(len(names), count)
    if count > 0:
        names = names[:_NAMES]
        yield Unread("pdf_attachments", details={"count": count, "names": ", ".join(names)})


def _beside(shown: str, request: ReadRequest) -> list[Placed]:
    """Return what the file's form says that stands on no page, where all that the pages show is given."""
    said = [text for text in unplaced(request.data, request.password) if text not in shown]
    return [Placed(as_hidden(piece("form_field", text))) for text in said]


def _title(document: Any) -> str | None:
    title = " ".join(str(document.get_metadata_dict().get("Title") or "").replace("\0", "").split())
    return title or None


def _with_places(document: Document, placed: Sequence[Placed]) -> Document:
    """Say of each annotation that is laid over text which text it is about."""
    if not any(part.marks for part in placed):
        return document
    blocks = [
        replace(block, about=_about(part.marks, document.blocks)) if part.marks else block
        for block, part in zip(document.blocks, placed, strict=True)
    ]
    return replace(document, blocks=tuple(blocks))


def _about(marked: Box, blocks: Sequence[Block]) -> Span | None:
    """Return the span of the first block to the last that an annotation lies over."""
    under = [b for b in blocks if b.kind != "annotation" and any(_overlaps(box, marked) for box in b.boxes)]
    return Span(under[0].span.start, under[-1].span.end) if under else None


def _overlaps(line: Box, marked: Box) -> bool:
    middle = (line.bottom + line.top) / 2
    return (
        line.page == marked.page
        and line.left < marked.right
        and line.right > marked.left
        and (marked.bottom <= middle <= marked.top)
    )
