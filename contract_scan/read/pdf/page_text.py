"""One PDF page to lines: text, order and position as PDFium gives them."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from contract_scan.document import Box
from contract_scan.read.pdf.accents import composed
from contract_scan.read.pdf.geometry import Area, upright, upright_area
from contract_scan.read.pdf.line import Line

#: PDFium's mark for a hyphen at the end of a line that it joined to the next (U+0002 in older editions).
JOINED = "\ufffe\x02"
_LINE = re.compile(rf"[^\r\n{JOINED}]+[{JOINED}]?")
#: How wide a space is, or whether a line may break at it, is layout; NUL is no character.
_SPACES = {0x09: " ", 0xA0: " ", 0x2007: " ", 0x202F: " ", 0: " "}
_JOIN = re.compile("\ufffe")
_WEIGHT_BOLD = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)


class PageText:
    """The text of one page, held open. A context manager; offsets count UTF-16 units, as PDFium's do."""

    def __init__(self, page: Any, number: int) -> None:
        self._page = page
        self.number = number
        self._text_page = pdfium.FPDFText_LoadPage(page)
        self.count = max(pdfium.FPDFText_CountChars(self._text_page), 0) if self._text_page else 0
        self.text = self._read()

    @property
    def handle(self) -> Any:
        """PDFium's own handle of the text."""
        return self._text_page

    def __enter__(self) -> PageText:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the text."""
        if self._text_page:
            pdfium.FPDFText_ClosePage(self._text_page)
            self._text_page = None

    def _read(self) -> str:
        if not self.count:
            return ""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        pdfium.FPDFText_GetText(self._text_page, 0, self.count, buffer)
        units = bytes(buffer)[: 2 * self.count]
        text = units.decode("utf-16-le", "replace")
        # One character an offset: those outside the basic plane would shift every offset after them.
        text = text if len(text) == self.count else "".join(map(_unit, buffer[: self.count]))
        if "\ufffe" in text and len(text) == self.count:
            text = _JOIN.sub(self._joined, text)
        return text.translate(_SPACES)

    def _joined(self, match: re.Match[str]) -> str:
        """Return PDFium's mark as it is where it joins lines; U+FFFD where it stands for a letter without a name."""
        unnamed = pdfium.FPDFText_GetUnicode(self._text_page, match.start()) == 0
        return "\ufffd" if unnamed else match.group()

    def lines(self) -> Iterator[Line]:
        """Yield the lines in the order of the page's content."""
        for match in _LINE.finditer(self.text):
            text = match.group()
            hyphen = text[-1] in JOINED
            shown = text[:-1] + "-" if hyphen else text
            if shown.isspace():
                continue
            stripped = shown.strip()
            start = match.start() + len(shown) - len(shown.lstrip())
            line = self._line(start, len(stripped), stripped, hyphen)
            if line is not None:
                yield line

    def _line(self, start: int, count: int, text: str, hyphen: bool) -> Line | None:
        runs = list(self.boxes(start, count))
        box = _around(runs)
        if box is None:
            return None
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text_page, start, x, y)
        turn = self._turn(start)
        area = upright_area(box.left, box.bottom, box.right, box.top, turn)
        baseline = upright(x.value, y.value, turn)[1]
        size, bold = self._size(start, area), self._bold(start, count)
        gaps = _gaps(runs, turn, size) if len(runs) > 1 else ()
        shown = composed(text)
        return Line(
            self.number, start, count, shown, box, area.left, area.right, baseline, size, bold, turn, hyphen, gaps=gaps
        )

    def box(self, start: int, count: int) -> Box | None:
        """Return the rectangle around some characters, or None where they have no place on the page."""
        return _around(list(self.boxes(start, count)))

    def boxes(self, start: int, count: int) -> Iterator[Box]:
        """Yield the rectangles PDFium draws around some characters, one a run of text."""
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        for index in range(pdfium.FPDFText_CountRects(self._text_page, start, count)):
            if pdfium.FPDFText_GetRect(self._text_page, index, left, top, right, bottom):
                yield Box(self.number, left.value, bottom.value, right.value, top.value)

    def part(self, line: Line, start: int, end: int) -> Line | None:
        """Return the part of a line between two offsets into the page's text, or None where it holds no text."""
        text = composed(self.text[start:end].strip(JOINED + "\r\n "))
        if not text:
            return None
        box = self.box(start, end - start)
        if box is None:
            return None
        area = upright_area(box.left, box.bottom, box.right, box.top, line.turn)
        hyphen = line.hyphen and end >= line.start + line.count
        shown = text + "-" if hyphen and not text.endswith("-") else text
        return replace(
            line, start=start, count=end - start, text=shown, box=box, left=area.left, right=area.right, hyphen=hyphen
        )

    def _turn(self, index: int) -> int:
        angle = pdfium.FPDFText_GetCharAngle(self._text_page, index)
        # PDFium counts clockwise.
        return 0 if angle <= 0 else -round(math.degrees(angle) / 90) % 4 * 90

    def _size(self, index: int, area: Area) -> float:
        size = float(pdfium.FPDFText_GetFontSize(self._text_page, index))
        # At 1 the type size stands in the matrix: how high the line is says how large the type is.
        return size if size > 1.5 else area.top - area.bottom

    def _bold(self, start: int, count: int) -> bool:
        return self._bold_at(start) and self._bold_at(start + count - 1)

    def _bold_at(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._text_page, index) >= _WEIGHT_BOLD:
            return True
        name = ctypes.create_string_buffer(80)
        pdfium.FPDFText_GetFontInfo(self._text_page, index, name, 80, None)
        return _BOLD_NAME.search(name.value) is not None

    def character_boxes(self, start: int, count: int) -> Iterator[tuple[int, Box]]:
        """Yield each character's offset and rectangle; those without a place (spaces PDFium made) are left out."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        for index in range(start, start + count):
            if pdfium.FPDFText_GetCharBox(self._text_page, index, left, right, bottom, top):
                yield index, Box(self.number, left.value, bottom.value, right.value, top.value)


def _unit(unit: int) -> str:
    """One UTF-16 unit as one character: half of a pair is shown as the replacement character."""
    return "\ufffd" if 0xD800 <= unit <= 0xDFFF else chr(unit)


def _around(boxes: Sequence[Box]) -> Box | None:
    """Return the rectangle around rectangles."""
    if len(boxes) < 2:
        return boxes[0] if boxes else None
    return Box(
        boxes[0].page,
        min(b.left for b in boxes),
        min(b.bottom for b in boxes),
        max(b.right for b in boxes),
        max(b.top for b in boxes),
    )


def _gaps(runs: Sequence[Box], turn: int, size: float) -> tuple[tuple[float, float], ...]:
    """Return where on a line nothing stands for more than the type's size, as pairs of left and right."""
    areas = sorted((upright_area(b.left, b.bottom, b.right, b.top, turn) for b in runs), key=lambda area: area.left)
    edges = pairwise(areas)
    return tuple((before.right, after.left) for before, after in edges if after.left - before.right > size)
