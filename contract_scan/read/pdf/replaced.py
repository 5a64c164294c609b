"""Words that a page shows where its file gives others for reading (ActualText)."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.read.pdf.drawing import texts
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.page_text import PageText

#: Other words are two at least; a ligature or a hyphen that is spelled out is less.
_WORDS = re.compile(r"\w\W+\w")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME = b"ActualText"
_MOST = 400


def shown_instead(page: Any, number: int, text: str) -> list[Line]:
    """Return the lines that a page (a raw PDFium page) shows and that its text, as the file gives it, does not hold.

    The marks that give other words are taken off the page as it is held in memory.
    """
    marked = [(item, mark) for item in texts(page) for mark in _marks(item)]
    if not marked:
        return []
    for item, mark in marked:
        pdfium.FPDFPageObj_RemoveMark(item, mark)
    with PageText(page, number) as shown:
        lines = list(shown.lines())
    known = {word.casefold() for word in _WORD.findall(text)}
    return [line for line in lines if any(word.casefold() not in known for word in _WORD.findall(line.text))]


def _marks(item: Any) -> Iterator[Any]:
    """Yield the marks of a text object that give other words for it."""
    for index in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        if _WORDS.search(_given(mark)):
            yield mark


def _given(mark: Any) -> str:
    """Return the words that a mark gives; of very long ones, that there are many."""
    length = ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamStringValue(mark, _NAME, None, 0, length) or not length.value:
        return ""
    if length.value > 2 * _MOST:
        return "very long"
    buffer = (ctypes.c_ushort * _MOST)()
    pdfium.FPDFPageObjMark_GetParamStringValue(mark, _NAME, buffer, 2 * _MOST, length)
    return bytes(buffer)[: length.value].decode("utf-16-le", "replace").rstrip("\0")
