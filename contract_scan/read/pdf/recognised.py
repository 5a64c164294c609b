"""Pages without text, or with broken text, to lines by text recognition."""

from __future__ import annotations

from typing import Any

from contract_scan.document import Box
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.ocr import RecognisedLine, recognise

RESOLUTION = 200
#: Recognition less sure than this, of 100, is said; the page may lie upside down, and is looked at turned over.
SURE = 75.0
#: An image of a page is never larger than this, in pixels; a page of absurd size is made smaller.
_PIXELS = 25_000_000


def recognised_lines(page: Any, number: int, seconds: float) -> list[Line] | None:
    """Return the lines recognised on a page (of pypdfium2), or None where recognition failed.

    Boxes are in the coordinates of an unturned page; a page turned by its file is recognised as it is shown.
    """
    width, height = page.get_size()
    scale = min(RESOLUTION / 72, (_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    pixels = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    head, resolution = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height), max(round(72 * scale), 70)
    bitmap.close()
    found = recognise(head + pixels, resolution, seconds)
    if found is None:
        return None
    over = False
    if found and _confidence(found) < SURE:
        turned = recognise(head + pixels[::-1], resolution, seconds) or []
        over = _confidence(turned) > max(SURE, _confidence(found))
        found = turned if over else found
    turn = page.get_rotation()
    return [_line(line, number, width, height, scale, turn, over) for line in found]


def _confidence(found: list[RecognisedLine]) -> float:
    """Return how sure recognition is of its letters, on average."""
    return sum(line.confidence * len(line.text) for line in found) / max(sum(len(line.text) for line in found), 1)


def _line(found: RecognisedLine, number: int, width: float, height: float, scale: float, turn: int, over: bool) -> Line:
    """Return a line where it stands; one of a page that was turned `over` in the order in which it is read so."""
    left, right = found.left / scale, found.right / scale
    top, bottom = height - found.top / scale, height - found.bottom / scale
    shown = (width - right, height - top, width - left, height - bottom) if over else (left, bottom, right, top)
    return Line(
        page=number,
        start=0,
        count=0,
        text=found.text,
        box=_unturned(number, *shown, width, height, turn),
        left=left,
        right=right,
        baseline=bottom,
        size=top - bottom,
        hyphen=found.text.endswith("-"),
        part=found.paragraph,
        confidence=found.confidence,
    )


def _unturned(
    number: int, left: float, bottom: float, right: float, top: float, width: float, height: float, turn: int
) -> Box:
    """Return a rectangle of the page as shown in the coordinates of the page before its rotation."""
    if turn == 90:
        return Box(number, height - top, left, height - bottom, right)
    if turn == 180:
        return Box(number, width - right, height - top, width - left, height - bottom)
    if turn == 270:
        return Box(number, bottom, width - right, top, width - left)
    return Box(number, left, bottom, right, top)
