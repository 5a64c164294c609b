"""Pages whose content is damaged or missing, which PDFium passes over in silence."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator
from typing import Any

from contract_scan.read.pdf.qpdf import looked_through
from contract_scan.read.pdf.switched_off import object_streams

_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*\[?\s*/(\w+)")
_DICTIONARY = 1_000
#: Forms within forms are followed so deep.
_DEPTH = 3
#: A stream with one of these in its dictionary draws no text.
_OTHERS = re.compile(rb"/Subtype\s*/Image\b|/XRef|/ObjStm|/FontFile|/Length1|/Metadata|/EmbeddedFile")
_KNOWN = re.compile(
    rb"(?:Flate|LZW|ASCII85|ASCIIHex|RunLength|DCT|JPX|CCITTFax|JBIG2)Decode|Fl|LZW|A85|AHx|RL|DCT|CCF|Crypt"
)
#: What is drawn by name, and the objects that names stand for.
_NAMED = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+(\d+)\s+\d+\s+R\b")
_OBJECT = re.compile(rb"(?:^|[\r\n\s])(\d+)\s+\d+\s+obj\b")
_DO = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")


def may_be_damaged(data: bytes) -> bool:
    """Say whether a stream of a PDF that may draw text cannot be unpacked, or something drawn may be missing.

    It is a look at the bytes, cheap and rough.
    """
    if b"/Encrypt" in data:
        return False
    drawn: set[bytes] = set()
    for match in _STREAM.finditer(data):
        head = data[max(match.start() - _DICTIONARY, 0) : match.end()]
        head = head[head.rfind(b" obj") + 1 :]
        if _OTHERS.search(head):
            continue
        end = data.find(b"endstream", match.end())
        packed = data[match.end() : end if end >= 0 else len(data)]
        name = _FILTER.search(head)
        if name is None:
            drawn.update(_DO.findall(packed))
        elif _KNOWN.fullmatch(name[1]) is None or not _may_be_whole(name[1], head, packed, drawn):
            return True
    return bool(drawn) and _may_miss(drawn, data)


def _may_be_whole(name: bytes, head: bytes, packed: bytes, drawn: set[bytes]) -> bool:
    """Say whether a stream packed by a filter unpacks, where that is looked at; the names it draws go to `drawn`."""
    if name in (b"ASCII85Decode", b"A85"):
        packed = _from_letters(packed)
        name = b"Fl" if b"FlateDecode" in head else name
        drawn.update(_DO.findall(packed))
    return name not in (b"FlateDecode", b"Fl") or _is_whole(packed, drawn)


def _from_letters(packed: bytes) -> bytes:
    """Return what ASCII85 stands for, nothing where it is damaged."""
    try:
        return a85decode(packed.partition(b"~>")[0])
    except ValueError:
        return b""


def _may_miss(drawn: set[bytes], data: bytes) -> bool:
    """Say whether one of the names that are drawn stands for nothing, or for an object that is not there."""
    objects = set(_OBJECT.findall(data))
    named: dict[bytes, set[bytes]] = {}
    for holder in (data, *object_streams(data)):
        for name, number in _NAMED.findall(holder):
            named.setdefault(name, set()).add(number)
    return any(not named.get(name) or not named[name] <= objects for name in drawn)


def _is_whole(packed: bytes, drawn: set[bytes] | None = None) -> bool:
    """Say whether a packed stream unpacks to its end; its checksum, which many writers get wrong, is not looked at.

    The names that it draws are added to `drawn`.
    """
    unpacking = zlib.decompressobj(-15)
    try:
        left = packed[2:]
        for _ in range(50):
            if not left or unpacking.eof:
                break
            content = unpacking.decompress(left, 1_000_000)
            left = unpacking.unconsumed_tail
            if drawn is not None:
                drawn.update(_DO.findall(content))
        else:
            return True
    except zlib.error:
        return False
    return unpacking.eof


def damaged_pages(data: bytes, password: str | None, most: int) -> frozenset[int]:
    """Return which of the first `most` pages, counted from 0, have content that is missing or cannot be unpacked."""

    def look(file: Any, qpdf: Any) -> Iterator[int]:
        return (index for index, page in enumerate(file.pages[:most]) if _is_damaged(page, qpdf))

    return frozenset(looked_through(data, password, look))


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


def _is_lost(name: str, forms: Any, qpdf: Any, depth: int = 0) -> bool:
    """Say whether something that a page draws, or that is drawn within it, is missing or cannot be unpacked."""
    item = forms.get(name) if forms is not None else None
    if not isinstance(item, qpdf.Stream):
        return True
    if item.get("/Subtype") != "/Form":
        return False
    content = _content(item, qpdf)
    if content is None:
        return True
    # A form without resources of its own draws those of its page.
    inner = item["/Resources"].get("/XObject") if "/Resources" in item else forms
    names = {"/" + drawn.decode("latin-1") for drawn in _DO.findall(content)} if depth < _DEPTH else set()
    return any(_is_lost(one, inner, qpdf, depth + 1) for one in names)


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
    return looked_through(data, password, lambda file, qpdf: list(_names(file, qpdf)))


def _names(file: Any, qpdf: Any) -> Iterator[str]:
    for item in file.objects:
        if isinstance(item, qpdf.Dictionary) and "/EF" in item:
            yield str(item.get("/UF", item.get("/F", "?")))
