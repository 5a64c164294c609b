"""The line: what a PDF page is made of, before there are paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from contract_scan.document import Box


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on a page.

    `start` and `count` are character offsets into the page's text as PDFium gives it (both 0 for a line recognised by
    OCR). `box` is as PDF has it: points, origin bottom left, before the page's rotation. `left`, `right` and
    `baseline` are where it stands as it is read: `turn` (0, 90, 180 or 270 degrees) undone, baselines growing upward.
    `hyphen` says that the line ends in a hyphen that PDFium took for one that divides a word. `part` names the column,
    cell or region of the page it belongs to; lines of different parts are never joined on one page. `gaps` are the
    wide empty stretches within it, as pairs of left and right. `hidden` says that a reader of the page does not see it.
    """

    page: int
    start: int
    count: int
    text: str
    box: Box
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    turn: int = 0
    hyphen: bool = False
    part: str = ""
    confidence: float | None = None
    gaps: tuple[tuple[float, float], ...] = ()
    hidden: bool = False

    @property
    def height(self) -> float:
        """How high the letters on this line are, in points."""
        return self.box.top - self.box.bottom if self.turn in (0, 180) else self.box.right - self.box.left

    @property
    def character_width(self) -> float:
        """The average width of a character on this line, in points."""
        return (self.right - self.left) / max(len(self.text), 1)
