"""One page read: its lines and tables, what was put on it, and what of it could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from contract_scan.document import Unread
from contract_scan.read.pdf.annotations import Annotation, annotations_of, beyond_limit
from contract_scan.read.pdf.appearance import with_appearances
from contract_scan.read.pdf.columns import in_reading_order
from contract_scan.read.pdf.drawing import Drawing, drawing_of
from contract_scan.read.pdf.hidden import with_hidden
from contract_scan.read.pdf.layer import Cover, cover_of
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.markers import with_markers
from contract_scan.read.pdf.merged import merged_lines
from contract_scan.read.pdf.ocr import tesseract
from contract_scan.read.pdf.page_text import PageText
from contract_scan.read.pdf.quality import drawn_letters, quality, unknown_letters
from contract_scan.read.pdf.recognised import SURE, recognised_lines
from contract_scan.read.pdf.replaced import shown_instead
from contract_scan.read.pdf.tables import Table, lines_with_tables
from contract_scan.read.pdf.widened import without_width
from contract_scan.read.request import ReadRequest

#: An image of this share of the page may hold text that matters; a logo is smaller.
_LARGE_IMAGE = 0.04
#: Small images that together cover this share of the page are a larger one cut in strips.
_STRIPS = 0.1


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one page holds, in the order of its content; `sizeless` says that text of no size is to be added."""

    number: int
    items: tuple[Line | Table, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    unread: tuple[Unread, ...] = ()
    blank: bool = False
    sizeless: bool = False

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Lines in place of a page's own, and what has to be said about it."""

    items: tuple[Line | Table, ...]
    unread: tuple[Unread, ...] = field(default=())


def read_page(document: Any, index: int, request: ReadRequest, off: frozenset[str] = frozenset()) -> PageContent:
    """Read a page (counted from 0) of an opened document; `off` are the names of its layers that are switched off."""
    number = index + 1
    page = document[index]
    try:
        drawing = drawing_of(page.raw)
        with PageText(page.raw, number) as text:
            lines = with_markers(in_reading_order(list(text.lines()), text))
            cover = cover_of(page, drawing, lines, text.handle)
            lines = with_hidden(lines, page, text.handle, drawing, cover, off)
            items = tuple(lines_with_tables(lines, drawing.rules, text))
            worth = quality(text.text, drawing, page.get_width() * page.get_height())
            worth = "page_broken" if worth == "blank" and text.unnamed else worth
            damaged = unknown_letters(text.text)
            shown = shown_instead(page.raw, number, text.text)
            items = (*items, *shown, *without_width(page.raw, number))
        if worth == "fine" and cover.typed_on_scan:
            worth = "page_typed_on"
        outcome = _recognised(page, number, request, items, worth, cover.laid)
        forms = document.formenv.raw if document.formenv else None
        notes = tuple(with_appearances(page, number, list(annotations_of(page.raw, number, forms)), forms))
        images = () if outcome.unread or worth != "fine" or cover.layer else _images(drawing, page, number, cover)
        letters = (
            (Unread("page_letters", page=number, details={"count": damaged}),) if damaged and not outcome.unread else ()
        )
        drawn = drawn_letters(drawing.strokes, lines) and worth == "fine" and not outcome.unread
        told = [
            Unread(reason, page=number)
            for reason, is_so in (("page_actual_text", shown), ("page_drawn", drawn))
            if is_so
        ]
        unread = (*outcome.unread, *images, *letters, *told, *beyond_limit(page.raw, number))
        return PageContent(
            number, outcome.items, notes, unread, worth == "blank" and not drawing.sizeless, drawing.sizeless
        )
    finally:
        page.close()


def page_items(page: Any, number: int, text: PageText) -> list[Line | Table]:
    """Return the lines and tables of a page whose text is held open, as `read_page` finds them."""
    return lines_with_tables(with_markers(in_reading_order(list(text.lines()), text)), drawing_of(page.raw).rules, text)


def _recognised(
    page: Any, number: int, request: ReadRequest, items: tuple[Line | Table, ...], worth: str, laid: bool
) -> Outcome:
    """Put recognised text in place of a page's own where that is missing or broken, if it may be and can be.

    `laid` says that a layer of text that nobody sees is among the page's own.
    """
    poor = worth in ("page_without_text", "page_broken", "page_typed_on")
    if not (poor or request.ocr == "always") or (worth == "blank" and not poor):
        return Outcome(items)
    own = Outcome(items, (Unread(worth, page=number),) if poor else ())
    if request.ocr == "never" or tesseract() is None:
        return own
    found = recognised_lines(page, number, request.limits.seconds)
    if found is None:
        return Outcome(items, (Unread("page_not_recognised", page=number),))
    if not found:
        return own
    confidence = sum(line.confidence or 0 for line in found) / len(found)
    doubt = (Unread("page_recognised", page=number, details={"confidence": round(confidence)}),)
    if worth == "page_typed_on":
        merged, differs = merged_lines(items, found)
        told = (Unread("page_layer_differs", page=number),) if laid and differs else ()
        return Outcome(merged, (*(doubt if confidence < SURE else ()), *told))
    return Outcome(tuple(found), doubt if confidence < SURE else ())


def _images(drawing: Drawing, page: Any, number: int, cover: Cover) -> tuple[Unread, ...]:
    """Name the images beside a page's text that are large enough to hold text themselves."""
    area = max(page.get_width() * page.get_height(), 1.0)
    shares = [(right - left) * (top - bottom) / area for left, bottom, right, top in drawing.images]
    large = sum(share >= _LARGE_IMAGE for share in shares)
    if not large and cover.share >= _STRIPS:
        large = 1  # one picture, cut in strips
    return (Unread("page_images", page=number, details={"count": large}),) if large else ()
