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
from contract_scan.read.pdf.drawing import address
from contract_scan.read.pdf.geometry import Area, upright, upright_area
from contract_scan.read.pdf.line import Line

#: PDFium's mark for a hyphen at the end of a line that it joined to the next (U+0002 in older editions).
JOINED = "\ufffe\x02"
_LINE = re.compile(rf"[^\r\n{JOINED}]+[{JOINED}]?")
#: How wide a space is, or whether a line may break at it, is layout; NUL is no character.
_SPACES = {0x09: " ", 0xA0: " ", 0x2007: " ", 0x202F: " ", 0: " "}
#: A sign of control is a drawn sign, such as a box to check, that the file gives no character for.
_UNNAMED = dict.fromkeys((*range(1, 2), *range(3, 9), 11, 12, *range(14, 32)), "\ufffd")
_READ = {**_UNNAMED, **_SPACES}
_UNNAMED_RUN = re.compile("\ufffd+")
_SURROGATES = range(0xD800, 0xE000)
#: Where two texts that were drawn apart may touch: a word with a capital after a figure, a small letter or a full stop;
#: a word in small letters, longer than the ending of "3rd" or "1ste", after a figure.
_TOUCHING = re.compile(r"(?<=[\da-zß-ÿ.,)])(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=\d)(?=[a-zß-ÿ]{4})")
#: How far apart they then stand at least, or over each other, as a share of the size of the type.
_APART, _OVER = 0.02, 0.2
#: So many signs without a space may be words that stand apart by less: by this share of the size, and by so many times
#: the usual distance between their letters.
_LONG = re.compile(r"[^\s._…]{12,}")
_NARROW, _WIDER = 0.09, 3.0
_BEGINS = re.compile(r"(?<![\W_])[^\W_]|(?<=[,.;:)\]%])[^\W_]|(?<![\W_])[(\[“‘„]")
_JOIN = re.compile("[\ufffe\x02]")
_WEIGHT_BOLD = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)


class PageText:
    """The text of one page, held open. A context manager; offsets count UTF-16 units, as PDFium's do."""

    def __init__(self, page: Any, number: int) -> None:
        self._page = page
        self.number = number
        #: How many signs there are that the file gives no character for, where PDFium leaves such out.
        self.unnamed = 0
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
        written = pdfium.FPDFText_GetText(self._text_page, 0, self.count, buffer)
        if written != self.count + 1:
            return self._by_character()
        units = bytes(buffer)[: 2 * self.count]
        text = units.decode("utf-16-le", "replace")
        # One character an offset: those outside the basic plane would shift every offset after them.
        text = text if len(text) == self.count else "".join(map(_unit, buffer[: self.count]))
        if len(text) == self.count and not {"\ufffe", "\x02"}.isdisjoint(text):
            text = _JOIN.sub(self._joined, text)
        return text.translate(_READ)

    def _by_character(self) -> str:
        """Return the text character by character, for where PDFium leaves some out and its offsets tell of others."""
        codes = (pdfium.FPDFText_GetUnicode(self._text_page, index) for index in range(self.count))
        text = "".join(chr(code) if code and code not in _SURROGATES else "\ufffd" for code in codes)
        text = _JOIN.sub(self._joined, text).translate(_READ)
        self.unnamed = text.count("\ufffd")
        return _UNNAMED_RUN.sub(self._placed, text)

    def _placed(self, match: re.Match[str]) -> str:
        """Return signs without a character as they are where they belong to letters; else they end a line.

        PDFium, which leaves them out, knows no line of theirs.
        """
        start, end = match.span()
        if self._beside(end - 1) or self._beside(start - 1) or (end - start > 2 and self._beside(start)):
            return match.group()
        return "\n" * (end - start)

    def _beside(self, index: int) -> bool:
        """Say whether a character and the one after it stand beside each other."""
        boxes = [box for _, box in self.character_boxes(max(index, 0), 2)]
        if index < 0 or len(boxes) < 2:
            return False
        high = max(box.top - box.bottom for box in boxes)
        apart = abs(boxes[1].bottom - boxes[0].bottom), abs(boxes[1].left - boxes[0].right)
        return max(apart) < high

    def _joined(self, match: re.Match[str]) -> str:
        """Return PDFium's mark as it is where it joins lines; U+FFFD where it stands for a letter without a name."""
        joins = pdfium.FPDFText_IsHyphen(self._text_page, match.start()) == 1
        named = pdfium.FPDFText_GetUnicode(self._text_page, match.start()) not in (0, 2)
        return match.group() if joins or named else "\ufffd"

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
        shown = composed(self._apart(text, start, size))
        return Line(
            self.number, start, count, shown, box, area.left, area.right, baseline, size, bold, turn, hyphen, gaps=gaps
        )

    def _apart(self, text: str, start: int, size: float) -> str:
        """Return the text of a line with a space wherever two texts that were drawn one by one touch."""
        cuts = [match.start() for match in _TOUCHING.finditer(text) if self._touch(start + match.start(), size)]
        cuts += [cut for match in _LONG.finditer(text) for cut in self._glued(match, start, size) if cut not in cuts]
        cuts.sort()
        return " ".join(text[first:last] for first, last in pairwise([0, *cuts, len(text)]))

    def _touch(self, index: int, size: float) -> bool:
        """Say whether a character begins a text of its own, not joined to the one before it."""
        objects = [pdfium.FPDFText_GetTextObject(self._text_page, place) for place in (index - 1, index)]
        if not all(objects) or address(objects[0]) == address(objects[1]):
            return False
        if self.text[index - 1].isdigit():
            return True
        boxes = [box for _, box in self.character_boxes(index - 1, 2)]
        gap = boxes[1].left - boxes[0].right if len(boxes) == 2 else 0.0
        return gap >= _APART * size or gap <= -_OVER * size

    def _glued(self, match: re.Match[str], start: int, size: float) -> Iterator[int]:
        """Yield where words written without spaces stand apart, by less than PDFium takes for a space."""
        first, last = match.span()
        edges = list(self._advances(start + first, start + last))
        gaps = [right[0] - left[1] for left, right in pairwise(edges)]
        least = max(_NARROW * size, _WIDER * sorted(map(abs, gaps))[len(gaps) // 2])
        for index, gap in enumerate(gaps, first + 1):
            if gap >= least and _BEGINS.match(match.string, index):
                yield index

    def _advances(self, first: int, last: int) -> Iterator[tuple[float, float]]:
        """Yield from where to where each of some characters of a line moves the pen along it."""
        box, turn = pdfium.FS_RECTF(), self._turn(first)
        for index in range(first, last):
            pdfium.FPDFText_GetLooseCharBox(self._text_page, index, box)
            area = upright_area(box.left, box.bottom, box.right, box.top, turn) if turn else box
            yield area.left, area.right

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
