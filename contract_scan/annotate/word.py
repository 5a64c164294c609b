"""A Word file with native comments at the exact words of each finding; text, formatting and tracked changes stay."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from contract_scan.annotate.cuts import Anchors
from contract_scan.annotate.note import AUTHOR, Note, notes, opening
from contract_scan.document import Document, Span
from contract_scan.errors import ContractScanError, UsageError
from contract_scan.fixed_zip import with_fixed_dates
from contract_scan.read.docx.anchors import anchored
from contract_scan.read.request import ReadRequest
from contract_scan.scan import Scan

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
#: Macro files and templates, whose main part python-docx would not open under its own name.
_OTHERS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
TYPES = "[Content_Types].xml"


class AnnotateError(UsageError):
    """A copy with comments cannot be made."""

    area = "annotate"


def annotated_word(request: ReadRequest, scan: Scan, language: str) -> bytes:
    """Return a copy of a Word file with a comment for each quote of its scan.

    A quote outside the body (a note, a header, a text that was deleted) is commented on where the body comes nearest
    to it. The first comment says what was not read. Raises `AnnotateError` for a file that cannot be written again.
    """
    try:
        return _annotated(request, scan, language)
    except ContractScanError:
        raise
    except Exception as error:  # a damaged file, which python-docx meets in many ways
        raise AnnotateError("not_opened", path=request.path) from error


def _annotated(request: ReadRequest, scan: Scan, language: str) -> bytes:
    import docx

    data, kind = _as_plain_document(request.data)
    word = docx.Document(io.BytesIO(data))
    main = str(word.part.partname).lstrip("/")
    document, pieces, _ = anchored(request, {main: word.element})
    made = notes(scan, language)
    spans = [_span(document, note) for note in made]
    anchors = Anchors([p for p in pieces if p.part == main and p.run is not None], spans)
    first = anchors.first()
    if first is None:
        raise AnnotateError("no_text", path=request.path)
    _comment(word, [first, first], opening(scan, language))
    for note, span in zip(made, spans, strict=True):
        runs = anchors.runs(span) or [anchors.nearest(span.start)]
        _comment(word, [runs[0], runs[-1]], note.lines)
    out = io.BytesIO()
    word.save(out)
    return with_fixed_dates(_as_kind(out.getvalue(), kind))


def _comment(word: Any, runs: Sequence[Any], lines: Sequence[str]) -> None:
    from docx.text.run import Run

    first, last = (Run(run, word) for run in runs)
    text = "\n".join(lines)
    comment = word.add_comment(runs=[first, last], text=text, author=AUTHOR, initials="cs")
    # The time of day would make every copy another one; a comment needs no date.
    comment._comment_elm.attrib.pop(_DATE, None)


_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"


def _span(document: Document, note: Note) -> Span:
    """Return where a note stands in the current view; for deleted text, an empty span where it stood."""
    if note.view == "current" or document.original is None:
        return note.span
    origins = {o for block in document.original.blocks_in(note.span) for o in block.origin}
    same = next((b for b in document.blocks if origins & set(b.origin)), None)
    if same is None:
        same = next((b for b in document.blocks if b.origin and min(b.origin) > min(origins, default=0)), None)
    place = same.span.start if same else 0
    return Span(place, place)


def _as_plain_document(data: bytes) -> tuple[bytes, str]:
    """Return the file as python-docx opens it, and what kind its main part really is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(TYPES).decode("utf-8", "replace")
    kind = next((other for other in _OTHERS if other in types), _MAIN)
    return (data if kind == _MAIN else _with_types(data, kind, _MAIN)), kind


def _as_kind(data: bytes, kind: str) -> bytes:
    return data if kind == _MAIN else _with_types(data, _MAIN, kind)


def _with_types(data: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == TYPES:
                content = content.decode("utf-8").replace(old, new).encode()
            target.writestr(info, content)
    return out.getvalue()
