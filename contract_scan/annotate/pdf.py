"""A PDF file with a highlight and a note at each finding; the rest of the file stays as it is."""

from __future__ import annotations

import io
import logging
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from contract_scan.annotate.note import AUTHOR, Note, notes, opening
from contract_scan.annotate.word import AnnotateError
from contract_scan.document import Box
from contract_scan.read.pdf.boxes import rectangles_of_spans
from contract_scan.read.request import ReadRequest
from contract_scan.scan import Scan

COLOUR = "fff3b0"


def annotated_pdf(request: ReadRequest, scan: Scan, language: str) -> bytes:
    """Return a copy of a PDF with highlights whose notes say what was found; a first note says what was not read.

    Places are in the page's own coordinates, so that a page shown turned is marked where its words stand. Raises
    `AnnotateError` for a file that cannot be written again.
    """
    from pypdf import PdfReader, PdfWriter

    # What pypdf has to say of a damaged file may hold words of it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    made = [note for note in notes(scan, language) if note.view == "current"]
    places = rectangles_of_spans(request.data, scan.document, [note.span for note in made], request.password)
    try:
        reader = PdfReader(io.BytesIO(request.data))
        if reader.is_encrypted:
            reader.decrypt(request.password or "")
        writer = PdfWriter(clone_from=reader)
        _note(writer, 0, opening(scan, language))
        for note, boxes in zip(made, places, strict=True):
            _highlight(writer, note, boxes)
        out = io.BytesIO()
        writer.write(out)
    except Exception as error:  # a damaged file, which pypdf meets in many ways
        raise AnnotateError("not_opened", path=request.path) from error
    return out.getvalue()


def _highlight(writer: Any, note: Note, boxes: Sequence[Box]) -> None:
    """Add one highlight a page, over all lines of the quote on it."""
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    by_page: dict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        by_page[box.page].append(box)
    for page, own in by_page.items():
        corners = [n for b in own for n in (b.left, b.top, b.right, b.top, b.left, b.bottom, b.right, b.bottom)]
        rectangle = (
            min(b.left for b in own),
            min(b.bottom for b in own),
            max(b.right for b in own),
            max(b.top for b in own),
        )
        mark = Highlight(
            rect=rectangle,
            quad_points=ArrayObject([FloatObject(n) for n in corners]),
            highlight_color=COLOUR,
            printing=True,
        )
        mark[NameObject("/Contents")] = TextStringObject("\n".join(note.lines))
        mark[NameObject("/T")] = TextStringObject(AUTHOR)
        writer.add_annotation(page_number=page - 1, annotation=mark)


def _note(writer: Any, page: int, lines: Sequence[str]) -> None:
    from pypdf.annotations import Text
    from pypdf.generic import NameObject, TextStringObject

    top = float(writer.pages[page].mediabox.top)
    left = float(writer.pages[page].mediabox.left)
    note = Text(text="\n".join(lines), rect=(left + 18, top - 42, left + 42, top - 18), open=False)
    note[NameObject("/T")] = TextStringObject(AUTHOR)
    writer.add_annotation(page_number=page, annotation=note)
