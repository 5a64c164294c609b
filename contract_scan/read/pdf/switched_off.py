"""Layers of a PDF ("optional content") that are switched off when it is opened: what stands in them is not shown."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.read.pdf.qpdf import looked_through

_LAYERS = re.compile(rb"/OCProperties")
_OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
#: The catalogue stands in an object stream that unpacks to no more than this.
_MOST = 5_000_000
_NAME = 400


def switched_off(data: bytes, password: str | None) -> frozenset[str]:
    """Return the names of the layers that are off when a PDF is opened; only a file that has layers is searched."""
    if not holds(data, _LAYERS):
        return frozenset()
    names = looked_through(data, password, lambda file, _: [frozenset(_off(file.Root["/OCProperties"]))], (KeyError,))
    return names[0] if names else frozenset()  # of some, in a file that cannot be followed, nothing is known


def holds(data: bytes, sought: re.Pattern[bytes]) -> bool:
    """Say whether something stands in a PDF, be it in one of its object streams; the file is not opened for it."""
    return bool(sought.search(data)) or any(sought.search(objects) for objects in object_streams(data))


def object_streams(data: bytes) -> Iterator[bytes]:
    """Yield what the object streams of a PDF unpack to."""
    return (_unpacked(data[match.end() : match.end() + _MOST]) for match in _OBJECTS.finditer(data))


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST)
    except zlib.error:
        return b""


def _off(properties: Any) -> Iterator[str]:
    usual = properties.get("/D", {})
    on = {layer.objgen for layer in usual.get("/ON", ())}
    off = {layer.objgen for layer in usual.get("/OFF", ())}
    every_off = str(usual.get("/BaseState", "/ON")) == "/OFF"
    for layer in properties.get("/OCGs", ()):
        if layer.objgen in off or (every_off and layer.objgen not in on):
            yield str(layer.get("/Name", ""))


def is_off(text_page: Any, index: int, off: frozenset[str]) -> bool:
    """Say whether a character of a page stands in a layer that is off."""
    item = pdfium.FPDFText_GetTextObject(text_page, index)
    if not item:
        return False
    marks = (pdfium.FPDFPageObj_GetMark(item, number) for number in range(pdfium.FPDFPageObj_CountMarks(item)))
    return any(_text(pdfium.FPDFPageObjMark_GetName, mark) == "OC" and _layer(mark) in off for mark in marks)


def _layer(mark: Any) -> str:
    return _text(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name")


def _text(ask: Any, mark: Any, *what: bytes) -> str:
    buffer, length = (ctypes.c_ushort * _NAME)(), ctypes.c_ulong()
    if not ask(mark, *what, buffer, 2 * _NAME, length):
        return ""
    return bytes(buffer)[: min(length.value, 2 * _NAME)].decode("utf-16-le", "replace").rstrip("\0")
