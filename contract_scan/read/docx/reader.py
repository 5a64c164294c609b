"""From a Word file to its document: open, walk once, make both views."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from contract_scan.document import Document, Source, Unread
from contract_scan.read.docx import is_word_2003
from contract_scan.read.docx.content import Content, walk
from contract_scan.read.docx.package import Package, open_package
from contract_scan.read.docx.view import View, placed, view_of
from contract_scan.read.request import Limits, ReadRequest

_COUNTED = ("images", "objects", "charts", "controls", "documents", "numbers", "fields", "alternatives", "bound")


def read(request: ReadRequest) -> Document:
    """Return the current view of a Word file, with its original view where anything is tracked.

    Raises `DocxError` where the file cannot be read at all; what of it could not be read is in `unread`.
    """
    return current(request, open_package(request))[0]


def read_flat(request: ReadRequest) -> Document:
    """Return the document of a Word file written as one XML file. Otherwise as `read`."""
    from contract_scan.read.docx.flat import as_package

    document = read(replace(request, data=as_package(request)))
    old = is_word_2003(request.data[:10_000])
    unread = (*document.unread, *((Unread("word_2003"),) if old else ()))
    source = replace(document.source, sha256=hashlib.sha256(request.data).hexdigest(), format="word-xml")
    original = document.original and replace(document.original, source=source)
    return replace(document, source=source, unread=unread, original=original)


def current(
    request: ReadRequest, package: Package, roots: Mapping[str, etree._Element] | None = None
) -> tuple[Document, View]:
    """Return the current view as a document, and as the drafts it was made from (with the XML each came from)."""
    content = walk(package, request.limits, roots)
    source = Source(request.path, hashlib.sha256(request.data).hexdigest(), "docx", title=package.title)
    strays = package.embedded - content.unread["charts"]
    content.unread["objects"] = max(content.unread["objects"], strays)
    unread = (*package.unread, *_unread(content, request.limits))
    original = None
    if any(paragraph.tracked for paragraph in content.everything()):
        original = placed(view_of(content, "original"), source, unread)
    view = view_of(content, "current")
    return placed(view, source, unread, original), view


def _unread(content: Content, limits: Limits) -> Iterator[Unread]:
    for name in _COUNTED:
        if content.unread[name]:
            yield Unread(f"docx_{name}", details={"count": content.unread[name]})
    if content.unread["turned"]:
        yield Unread("text_turned", details={"count": content.unread["turned"]})
    if content.numbering.cut:
        yield Unread("docx_long_numbers", details={"count": content.numbering.cut})
    if strays := _notes_without_reference(content):
        yield Unread("docx_stray_notes", details={"count": strays})
    if between := _in_neither_view(content):
        yield Unread("docx_inserted_and_deleted", details={"count": between})
    if content.cut_short:
        yield Unread("docx_cut_short", details={"characters": limits.characters, "blocks": limits.blocks})


def _notes_without_reference(content: Content) -> int:
    """Return how many notes hold text that nothing in the file refers to, so that Word prints them nowhere."""
    tokens = (token for paragraph in content.everything() for token in paragraph.tokens)
    referred = {token.held for token in tokens if token.kind == "note"}
    return sum(
        1
        for note, paragraphs in content.notes.items()
        if note not in referred and any(token.text.strip() for p in paragraphs for token in p.tokens)
    )


def _in_neither_view(content: Content) -> int:
    """Return how many pieces of text were inserted and deleted again."""
    tokens = (token for paragraph in content.everything() if paragraph.tracked for token in paragraph.tokens)
    return sum(1 for token in tokens if token.text and token.tracked.inserted and token.tracked.deleted)
