"""The letters of names: scripts, marks and apostrophes, and words brought into Latin letters."""

from __future__ import annotations

from contract_scan.expressions import compiled
from contract_scan.lists.sounds import CONSONANTS, HANGUL

DOTTED = compiled(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?\b|\b(?:[^\W\d_]\.){2,}")
APOSTROPHES = compiled(r"['’‘`´ʼʻʹ]")
RAW = compiled(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652]+[^\W_]*)*")
MARKS = compiled(r"[\u200b-\u200f\u0640\u064b-\u0652]")
UNVOWELLED = compiled(r"[\u0590-\u07ff\ufb1d-\ufeff]")
IN_HANGUL = compiled(r"[\u1100-\u11ff\uac00-\ud7a3]")
IN_HAN = compiled(r"[\u3400-\u9fff]")
WORD = compiled(r"[a-z0-9]+")


def latin(raw: str) -> list[str]:
    """Return a word in Latin letters (of some scripts more than one); marked if without vowels or from Hangul."""
    from anyascii import anyascii

    found = WORD.findall(APOSTROPHES.sub("", anyascii(raw)).lower())
    if UNVOWELLED.search(raw):
        return [CONSONANTS + word for word in found]
    return [HANGUL + word for word in found] if IN_HANGUL.search(raw) else found
