"""Whether a page's text can be relied on: none at all, plainly broken, or fine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from contract_scan.read.pdf.drawing import Area, Drawing
from contract_scan.read.pdf.line import Line

Quality = Literal["fine", "blank", "page_without_text", "page_broken", "page_typed_on"]

#: Fewer characters than this on a page covered by an image are a stamp or a page number, not its text.
_FEW = 20
#: An image, or images together, cover a page from this share of it on.
_COVER = 0.3
#: With as many paths as this and no text, the letters themselves may be drawn.
_DRAWN = 40
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_VOWEL = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûüæøœåă]", re.IGNORECASE)
_ODD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]")
_MIXED = re.compile(r"[^\W\d_]+\d+[^\W\d_]|[a-zß-ÿ][A-ZÀ-Þ][a-zß-ÿ]*[A-ZÀ-Þ]|[^\W\d_][|!{}\\^~<>][^\W\d_]")
_FEWEST_WORDS = 40


def quality(text: str, drawing: Drawing, page_area: float) -> Quality:
    """Say what a page's text is worth. `page_area` is in square points."""
    solid = "".join(text.split())
    covered = sum(max(right - left, 0) * max(top - bottom, 0) for left, bottom, right, top in drawing.images)
    if len(solid) < _FEW:
        if len(_ODD.findall(solid)) > 0.3 * len(solid):
            return "page_broken"
        hidden = covered >= _COVER * page_area or drawing.paths >= _DRAWN
        return "page_without_text" if hidden else "fine" if solid else "blank"
    return "page_broken" if is_broken(text) else "fine"


#: So many small paths where no text stands may be a paragraph of letters; fewer are a logo.
_MANY_STROKES = 150


def drawn_letters(strokes: Sequence[Area], lines: Sequence[Line]) -> bool:
    """Say whether so many small paths stand where no line of text does that they may be letters."""
    if len(strokes) < _MANY_STROKES:
        return False
    rows = [(line.box.bottom, line.box.top, line.box.left, line.box.right) for line in lines]
    beside = 0
    for left, bottom, right, top in strokes:
        x, y = (left + right) / 2, (bottom + top) / 2
        beside += not any(low <= y <= high and first <= x <= last for low, high, first, last in rows)
    return beside >= _MANY_STROKES


#: A letter within a word that the file gives no character for, or a sign between the words of a line; at the beginning
#: of one a sign is a bullet or a box.
_LOST = re.compile(
    "(?<=[A-Za-zÀ-ɏ])[\ufffd\ue000-\uf8ff]|[\ufffd\ue000-\uf8ff](?=[a-zß-ɏ])|\ufffd{3,}"
    "|(?<=[^\\W\\d_][ ,])\ufffd{1,2}(?=[ .,;:)])"
)


def unknown_letters(text: str) -> int:
    """Return how many letters of words cannot be told: the file names no character for them."""
    return 0 if text.isascii() else len(_LOST.findall(text))


def is_broken(text: str) -> bool:
    """Say whether a text is plainly no text: fonts without a table of characters, or bad OCR."""
    solid = "".join(text.split())
    odd = len(_ODD.findall(solid)) - sum(solid.count(bullet) for bullet in "\uf0b7\uf0a7\uf0d8\uf0fc\uf06f\uf0a8\uf0fe")
    if odd > 0.1 * len(solid):
        return True
    words = _WORD.findall(text)
    latin = sum(1 for word in words if _LATIN.match(word))
    if latin < _FEWEST_WORDS or latin < 0.5 * len(words):
        return _few_letters(solid)
    wrong = sum(
        1 for word in words if _LATIN.match(word) and len(word) > 2 and not word.isupper() and not _VOWEL.search(word)
    )
    return wrong + len(_MIXED.findall(text)) > 0.2 * latin


def _few_letters(solid: str) -> bool:
    """Say whether a text of some length holds hardly any letters or digits, as a font without a table of them gives."""
    usual = sum(character.isalnum() or character in ".,;:-–_()€$%/'’\"…" for character in solid)
    return len(solid) >= 80 and usual < 0.5 * len(solid)
