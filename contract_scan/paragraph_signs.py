"""Belgian paragraphs: "§1. …", "§ 2. …" and "§1er. …" under an article, each in a block of its own or several in one.

The sign opens the sentence after it and is part of its place ("Artikel 4, §2"). In "artikel 4, §2 van de wet" and in
"§1 tot §3" it opens nothing.
"""

from __future__ import annotations

import re

from contract_scan.nouns import dataclass

_SIGN = re.compile(
    r"§(?P<gap>\s?)(?P<label>(?P<value>\d{1,2})(?:er|bis|ter|quater)?)"
    r"(?:[.:)°]?\s+(?=[\"“”„‘'«(\[]?[^\W\d_a-zß-öø-ÿ])|[.:)]?\s?[–—-]\s+(?=[^\W\d_a-zß-öø-ÿ])|[.:)]?\s+(?=(?:1|\(?[ai])[°)])|[.:)]?\s*\Z)"
)
_ARTICLE = r"\s*(?i:art(?:ikel|icle|\.)?)\s?\d{1,3}[a-z]{0,6}"
#: What stands before a sign that opens a sentence: nothing, an article's number and title, or the end of a sentence.
_AT_START = re.compile(
    rf"\s*|\s*\d{{1,3}}(?:\.\d{{1,2}})*\.?\s+|{_ARTICLE}[\s.:–—-]*(?:[A-Z][^.:;,!?\n§]{{2,60}}[.:–—-]?\s*)?"
)
_AFTER_SENTENCE = re.compile(r"[.!?;:…][\"'”’»)\]]*\s+\Z|\n\s*\n\s*\Z")
_ABBREVIATED = re.compile(r"(?:\b(?:artt?|par|cf|vgl|nrs?|al|resp|jo|juncto|sub)|\b[A-Z])\.\s+\Z", re.IGNORECASE)
#: How far before a sign is looked, in characters.
_LOOK = 90


@dataclass(frozen=True, slots=True)
class ParagraphSign:
    """A sign that opens a paragraph: offsets of the sign and of the words after it, and how a place writes it."""

    start: int
    words: int
    label: str
    value: int


def paragraph_signs(text: str, start: int = 0, end: int | None = None) -> list[ParagraphSign]:
    """Return the signs that open paragraphs in a stretch of text that begins as a block or sentence does.

    After the first, one counts only where it goes on with the one before: §2 after §1.
    """
    stop = len(text) if end is None else end
    if text.find("§", start, stop) < 0:
        return []
    stretch = text[start:stop]
    found: list[ParagraphSign] = []
    for match in _SIGN.finditer(stretch):
        value = int(match["value"])
        goes_on = (
            not found or value == found[-1].value + 1 or (value == found[-1].value and not match["label"].isdigit())
        )
        if goes_on and _opens(stretch, match.start()):
            found.append(ParagraphSign(start + match.start(), start + match.end(), f"§{match['label']}", value))
    return found


def under(clause: str, label: str) -> str:
    """Return the clause of a paragraph in a block of a clause: "Artikel 4, §2" for "Artikel 4" and "Artikel 4, §1"."""
    if "§" in clause:
        return clause[: clause.index("§")] + label
    return f"{clause.partition(' (')[0]}, {label}"


def _opens(text: str, position: int) -> bool:
    before = text[max(0, position - _LOOK) : position]
    if position <= _LOOK and _AT_START.fullmatch(before):
        return True
    return _AFTER_SENTENCE.search(before) is not None and _ABBREVIATED.search(before) is None
