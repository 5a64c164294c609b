"""Pages whose content is damaged or missing, which PDFium passes over in silence."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from contract_scan.read.pdf.qpdf import pikepdf

_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*\[?\s*/(\w+)")
_DICTIONARY = 1_000
#: A stream with one of these in its dictionary draws no text.
_OTHERS = (b"/Image", b"/XRef", b"/ObjStm", b"/FontFile", b"/Length1", b"/Metadata", b"/EmbeddedFile")
_KNOWN = re.compile(
    rb"(?:Flate|LZW|ASCII85|ASCIIHex|RunLength|DCT|JPX|CCITTFax|JBIG2)Decode|Fl|LZW|A85|AHx|RL|DCT|CCF|Crypt"
)
_DO = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")


def may_be_damaged(data: bytes) -> bool:
    """Say whether a stream of a PDF that may draw text cannot be unpacked: a look at the bytes, cheap and rough."""
    if b"/Encrypt" in data:
        return False
    for match in _STREAM.finditer(data):
        head = data[max(match.start() - _DICTIONARY, 0) : match.end()]
        head = head[head.rfind(b" obj") + 1 :]
        if any(name in head for name in _OTHERS):
            continue
        name = _FILTER.search(head)
        if name is None:
            continue
        if _KNOWN.fullmatch(name[1]) is None:
            return True
        end = data.find(b"endstream", match.end())
        if name[1] in (b"FlateDecode", b"Fl") and not _is_whole(data[match.end() : end if end >= 0 else len(data)]):
            return True
    return False


def _is_whole(packed: bytes) -> bool:
    """Say whether a packed stream unpacks to its end; its checksum, which many writers get wrong, is not looked at."""
    unpacking = zlib.decompressobj(-15)
    try:
        left = packed[2:]
        for _ in range(50):
            if not left or unpacking.eof:
                break
            unpacking.decompress(left, 1_000_000)
            left = unpacking.unconsumed_tail
        else:
            return True
    except zlib.error:
        return False
    return unpacking.eof


def damaged_pages(data: bytes, password: str | None, most: int) -> frozenset[int]:
    """Return which of the first `most` pages, counted from 0, have content that is missing or cannot be unpacked."""
    qpdf = pikepdf()
    found: set[int] = set()
    try:
        with qpdf.open(io.BytesIO(data), password=password or "") as file:
            for index, page in enumerate(file.pages[:most]):
                if _is_damaged(page, qpdf):
                    found.add(index)
    except (qpdf.PdfError, qpdf.PasswordError, ValueError, RuntimeError, TypeError, AttributeError):
        return frozenset(found)
    return frozenset(found)


def _is_damaged(page: Any, qpdf: Any) -> bool:
    if "/Contents" not in page.obj:
        return True
    contents = page.obj["/Contents"]
    parts = list(contents) if isinstance(contents, qpdf.Array) else [contents]
    if not all(isinstance(part, qpdf.Stream) for part in parts):
        return True
    drawn: set[str] = set()
    for part in parts:
        content = _content(part, qpdf)
        if content is None:
            return True
        drawn.update("/" + name.decode("latin-1") for name in _DO.findall(content))
    forms = page.resources.get("/XObject") if drawn and page.resources is not None else None
    return any(_is_lost(name, forms, qpdf) for name in drawn)


def _is_lost(name: str, forms: Any, qpdf: Any) -> bool:
    """Say whether something that a page draws is missing or cannot be unpacked."""
    item = forms.get(name) if forms is not None else None
    if not isinstance(item, qpdf.Stream):
        return True
    return item.get("/Subtype") == "/Form" and _content(item, qpdf) is None


def _content(stream: Any, qpdf: Any) -> bytes | None:
    """Return what a stream unpacks to, None where it cannot be unpacked to its end."""
    name = stream.get("/Filter")
    if isinstance(name, qpdf.Array) and len(name) == 1:
        name = name[0]
    try:
        if str(name) in ("/FlateDecode", "/Fl") and not _is_whole(stream.read_raw_bytes()):
            return None
        return bytes(stream.read_bytes())
    except qpdf.PdfError:
        return None


def embedded_files(data: bytes, password: str | None) -> list[str]:
    """Return the names of the files that a PDF carries anywhere: attached, associated, or pinned to a page."""
    qpdf = pikepdf()
    names: list[str] = []
    try:
        with qpdf.open(io.BytesIO(data), password=password or "") as file:
            names = list(_names(file, qpdf))
    except (qpdf.PdfError, qpdf.PasswordError, ValueError, RuntimeError, TypeError, AttributeError):
        return names
    return names


def _names(file: Any, qpdf: Any) -> Iterator[str]:
    for item in file.objects:
        if isinstance(item, qpdf.Dictionary) and "/EF" in item:
            yield str(item.get("/UF", item.get("/F", "?")))
