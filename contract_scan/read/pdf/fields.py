"""What a PDF's form and its signatures say that stands on no page: values of fields that are not drawn, and reasons."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from contract_scan.read.pdf.qpdf import pikepdf

#: Fields within fields are followed so deep, and no more of them than this are looked at.
_DEPTH = 20
_MOST = 10_000
#: What a signature says in words.
_SAID = ("/Name", "/Reason", "/Location", "/ContactInfo")


def unplaced(data: bytes, password: str | None) -> list[str]:
    """Return what a form holds that no page shows: values of fields without a place, and what signatures say."""
    qpdf = pikepdf()
    found: list[str] = []
    try:
        with qpdf.open(io.BytesIO(data), password=password or "") as file:
            form = file.Root.get("/AcroForm")
            found.extend(_fields(form.get("/Fields", ()) if form is not None else (), qpdf))
    except (qpdf.PdfError, qpdf.PasswordError, ValueError, RuntimeError, TypeError, AttributeError):
        return found
    return found


def has_fields(data: bytes, password: str | None) -> bool:
    """Say whether a form has fields of its own; true where that cannot be told."""
    qpdf = pikepdf()
    try:
        with qpdf.open(io.BytesIO(data), password=password or "") as file:
            return len(file.Root["/AcroForm"].get("/Fields", ())) > 0
    except (qpdf.PdfError, qpdf.PasswordError, ValueError, RuntimeError, TypeError, AttributeError, KeyError):
        return True


def _fields(fields: Any, qpdf: Any) -> Iterator[str]:
    waiting = [(field, None, 0) for field in reversed(list(fields))]
    for _ in range(_MOST):
        if not waiting:
            return
        field, held, depth = waiting.pop()
        if not isinstance(field, qpdf.Dictionary):
            continue
        value = field.get("/V", held)
        kids = list(field.get("/Kids", ())) if depth < _DEPTH else []
        waiting += [(kid, value, depth + 1) for kid in reversed(kids)]
        if isinstance(value, qpdf.Dictionary) and not kids:
            yield from _signed(value)
        elif not kids and field.get("/Subtype") != "/Widget":
            yield from (text for text in _texts(value, qpdf) if text)


def _signed(signature: Any) -> Iterator[str]:
    """Yield what a signature says: who, why and where."""
    for key in _SAID:
        if text := _cleaned(str(signature.get(key, ""))):
            yield text


def _texts(value: Any, qpdf: Any) -> Iterator[str]:
    """Yield the texts of a field's value: one, or several that were chosen."""
    for one in value if isinstance(value, qpdf.Array) else (value,):
        if isinstance(one, qpdf.String):
            yield _cleaned(str(one))


def _cleaned(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
