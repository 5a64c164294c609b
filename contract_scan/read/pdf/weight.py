"""How much each page of a suspect PDF comes to when all that it draws is drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from contract_scan.read.pdf.qpdf import looked_through, pikepdf
from contract_scan.read.pdf.suspicion import MOST_UNPACKED, unpack

_DO = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")
#: What a page, and what all pages, may come to, in bytes of drawing.
_PAGE = MOST_UNPACKED
_ALL = 500_000_000
#: PDFium follows forms in forms only so deep.
_DEEPEST = 50
#: Streams packed in rarer ways are unpacked by qpdf, which knows no limit, only up to this size.
_RARE = 200_000


def heavy_pages(data: bytes, password: str | None, most: int) -> frozenset[int]:
    """Return which of the first `most` pages, counted from 0, draw so much that they must not be opened.

    Empty where the file cannot be opened this way; PDFium then says what is wrong with it.
    """
    return frozenset(looked_through(data, password, lambda file, _: _heavy(file.pages[:most])))


def _heavy(pages: Iterable[Any]) -> Iterator[int]:
    left = _ALL
    scale = _Scale()
    for index, page in enumerate(pages):
        weight = scale.page(page)
        if weight > min(_PAGE, left):
            yield index
        else:
            left -= weight


class _Scale:
    """Weighs pages and, once each, the forms they draw."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], int] = {}
        self._under_way: set[tuple[int, int]] = set()

    def page(self, page: Any) -> int:
        """Return the weight of a page in bytes, or more than any page may weigh."""
        resources = page.resources
        return sum(self._content(part, resources, 0) for part in _parts(page.obj.get("/Contents")))

    def _content(self, stream: Any, resources: Any, depth: int) -> int:
        content = _read(stream)
        if content is None:
            return _PAGE + 1
        weight = len(content)
        forms = resources.get("/XObject") if resources is not None else None
        for name, times in Counter(_DO.findall(content)).items():
            form = forms.get("/" + name.decode("latin-1")) if forms is not None else None
            if form is not None and form.get("/Subtype") == "/Form":
                weight += times * self._form(form, resources, depth + 1)
        return min(weight, _ALL)

    def _form(self, form: Any, resources: Any, depth: int) -> int:
        key = form.objgen
        if key in self._known:
            return self._known[key]
        if key in self._under_way or depth > _DEEPEST:
            return 0
        self._under_way.add(key)
        weight = self._content(form, form.get("/Resources", resources), depth)
        self._under_way.discard(key)
        self._known[key] = weight
        return weight


def _parts(contents: Any) -> Iterator[Any]:
    """Yield the streams of a page's content."""
    qpdf = pikepdf()
    parts = list(contents) if isinstance(contents, qpdf.Array) else [contents]
    return (part for part in parts if isinstance(part, qpdf.Stream))


def _read(stream: Any) -> bytes | None:
    """Return a stream's content, or None where it is too much."""
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf().Array) else [] if filters is None else [filters]
    raw: bytes = stream.read_raw_bytes()
    content = unpack(raw, [str(name).removeprefix("/").removesuffix("Decode").encode() for name in names], _PAGE)
    if content is None and len(names) == 1 and len(raw) < _RARE and str(names[0]) not in ("/FlateDecode", "/Fl"):
        return bytes(stream.read_bytes())
    return content
