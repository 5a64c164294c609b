"""What a PDF's form and its signatures say that stands on no page: values of fields that are not drawn, and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contract_scan.read.pdf.annotations import cleaned
from contract_scan.read.pdf.qpdf import looked_through

#: Fields within fields are followed so deep, and no more of them than this are looked at.
_DEPTH = 20
_MOST = 10_000
#: What a signature says in words.
_SAID = ("/Name", "/Reason", "/Location", "/ContactInfo")


def unplaced(data: bytes, password: str | None) -> list[str]:
    """Return what a form holds that no page shows: values of fields without a place, and what signatures say."""

    def look(file: Any, qpdf: Any) -> Iterator[str]:
        form = file.Root.get("/AcroForm")
        return _fields(form.get("/Fields", ()) if form is not None else (), qpdf)

    return looked_through(data, password, look)


def has_fields(data: bytes, password: str | None) -> bool:
    """Say whether a form has fields of its own; true where that cannot be told."""
    counts = looked_through(
        data, password, lambda file, _: [len(file.Root["/AcroForm"].get("/Fields", ()))], (KeyError,)
    )
    return counts != [0]


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
        if text := cleaned(str(signature.get(key, ""))):
            yield text


def _texts(value: Any, qpdf: Any) -> Iterator[str]:
    """Yield the texts of a field's value: one, or several that were chosen."""
    for one in value if isinstance(value, qpdf.Array) else (value,):
        if isinstance(one, qpdf.String):
            yield cleaned(str(one))
