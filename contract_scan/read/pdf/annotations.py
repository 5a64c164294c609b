"""What was put on a page beside its content: values in form fields, comments, highlights with a note, typed notes."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Literal

import pypdfium2.raw as pdfium

from contract_scan.document import Box, Unread
from contract_scan.read.characters.encoding import plain_lines

#: More annotations than this on one page are not read, which is said.
MOST = 5_000
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?)?")
_PLACED = (
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_STRIKEOUT,
)
#: What draws no words of its own: a highlight, a link; a note is drawn as an icon.
_UNDRAWN = frozenset(
    (
        *_PLACED,
        pdfium.FPDF_ANNOT_POPUP,
        pdfium.FPDF_ANNOT_LINK,
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FILEATTACHMENT,
    )
)
#: What covers nothing: a link, and what opens beside the page.
_BESIDE = frozenset((pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_LINK))
#: Of an annotation that no viewer shows, or none on a screen.
UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_TAG = re.compile(r"<[^<>]{0,2000}>")
#: A subject of fewer words is what a program calls its notes ("Comment on Text").
_SAYS = re.compile(r"(?:[^\W\d_]{2,}\W+){4}[^\W\d_]")
_CHECKED = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A form field's value or an annotation's text; `marks` says that it is laid over text of the page."""

    kind: Literal["form_field", "annotation"]
    text: str
    box: Box
    marks: bool = False
    author: str | None = None
    date: str | None = None
    hidden: bool = False


def annotations_of(page: Any, number: int, forms: Any) -> Iterator[Annotation]:
    """Yield the annotations of a page that hold text. `page` and `forms` are raw PDFium handles (forms or None)."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        handle = pdfium.FPDFPage_GetAnnot(page, index)
        if not handle:
            continue
        try:
            found = _annotation(handle, number, forms)
        finally:
            pdfium.FPDFPage_CloseAnnot(handle)
        if found is not None:
            yield found


def beyond_limit(page: Any, number: int) -> tuple[Unread, ...]:
    """Return what is said of a page that carries more annotations than are read."""
    count = pdfium.FPDFPage_GetAnnotCount(page)
    details = {"count": count, "limit": MOST}
    return (Unread("annotations_beyond_limit", page=number, details=details),) if count > MOST else ()


def _annotation(handle: Any, number: int, forms: Any) -> Annotation | None:
    subtype = pdfium.FPDFAnnot_GetSubtype(handle)
    box = _box(handle, number)
    hidden = bool(pdfium.FPDFAnnot_GetFlags(handle) & UNSEEN)
    if subtype == pdfium.FPDF_ANNOT_WIDGET:
        value = _field_value(handle, forms) or _rich(handle, b"RV")
        return Annotation("form_field", value, box, hidden=hidden) if value else None
    said = [cleaned(_string(handle, b"Contents")) or _rich(handle, b"RC"), cleaned(_string(handle, b"OverlayText"))]
    if _SAYS.search(subject := cleaned(_string(handle, b"Subj"))):
        said.insert(0, subject)
    text = "\n".join(dict.fromkeys(part for part in said if part))
    if not text:
        return None
    author, date = cleaned(_string(handle, b"T")) or None, iso_date(_string(handle, b"M"))
    return Annotation("annotation", text, box, subtype in _PLACED, author, date, hidden)


def _rich(handle: Any, key: bytes) -> str:
    """Return the words of a formatted text, which is written as a piece of XHTML."""
    text = _string(handle, key)
    return cleaned(" ".join(unescape(_TAG.sub(" ", text)).split())) if text else ""


def laid_over(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield where something was put on a page that may cover its text: left, bottom, right and top."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        handle = pdfium.FPDFPage_GetAnnot(page, index)
        if not handle:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(handle) not in _BESIDE and not pdfium.FPDFAnnot_GetFlags(handle) & UNSEEN:
                box = _box(handle, 0)
                yield box.left, box.bottom, box.right, box.top
        finally:
            pdfium.FPDFPage_CloseAnnot(handle)


def drawn_annotations(page: Any, number: int, forms: Any) -> Iterator[tuple[Box, bool, bool]]:
    """Yield the rectangles of what draws words of its own on a page, whether each is a form field, and is hidden.

    What is hidden is not any more afterwards, on the page as it is held in memory, so that it can be read.
    """
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        handle = pdfium.FPDFPage_GetAnnot(page, index)
        if not handle:
            continue
        try:
            subtype = pdfium.FPDFAnnot_GetSubtype(handle)
            field = subtype == pdfium.FPDF_ANNOT_WIDGET
            ticks = field and forms and pdfium.FPDFAnnot_GetFormFieldType(forms, handle) in _CHECKED
            if subtype not in _UNDRAWN and not ticks and pdfium.FPDFAnnot_HasKey(handle, b"AP"):
                flags = pdfium.FPDFAnnot_GetFlags(handle)
                if flags & UNSEEN:
                    pdfium.FPDFAnnot_SetFlags(handle, flags & ~UNSEEN)
                yield _box(handle, number), field, bool(flags & UNSEEN)
        finally:
            pdfium.FPDFPage_CloseAnnot(handle)


def _field_value(handle: Any, forms: Any) -> str:
    """Return what was filled in: the text, the choice, or for a ticked box its name."""
    if forms is None:
        return cleaned(_string(handle, b"V"))
    kind = pdfium.FPDFAnnot_GetFormFieldType(forms, handle)
    if kind == pdfium.FPDF_FORMFIELD_PUSHBUTTON:
        return ""
    if kind in _CHECKED:
        if not pdfium.FPDFAnnot_IsChecked(forms, handle):
            return ""
        named = _form_string(pdfium.FPDFAnnot_GetFormFieldAlternateName, forms, handle)
        return cleaned(named or _form_string(pdfium.FPDFAnnot_GetFormFieldName, forms, handle))
    return cleaned(_form_string(pdfium.FPDFAnnot_GetFormFieldValue, forms, handle))


def _box(handle: Any, number: int) -> Box:
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(handle, rectangle)
    return Box(number, rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _string(handle: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(handle, key, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(handle, key, buffer, size)
    return _decoded(buffer, size)


def _form_string(function: Any, forms: Any, handle: Any) -> str:
    size = function(forms, handle, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    function(forms, handle, buffer, size)
    return _decoded(buffer, size)


def _decoded(buffer: Any, size: int) -> str:
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")


def cleaned(text: str) -> str:
    """Return a text of a form or a note as it is read: lines parted by line feeds, nothing around it."""
    return plain_lines(text).strip()


def iso_date(date: str) -> str | None:
    """Return a PDF date ("D:20260301120000+01'00'") in ISO 8601, or None."""
    match = _DATE.match(date)
    if match is None:
        return None
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = match.groups()
    if hour is None:
        return "-".join(part for part in (year, month, day) if part)
    zone = "Z" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return f"{year}-{month}-{day}T{hour}:{minute or '00'}:{second or '00'}{zone}"
