"""Accents that are drawn as a sign of their own, as TeX does: "financie¨le" is read as "financiële"."""

from __future__ import annotations

import re
import unicodedata

#: The combining form of each sign that stands by itself.
_COMBINING = {"¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "˚": "\u030a"}
_SIGN = re.compile(rf"(?<=[^\W\d_])[{''.join(_COMBINING)}](?=[^\W\d_])")
_VOWELS = frozenset("aeiouyAEIOUY")
#: These two also stand for an apostrophe ("foto´s"); after an e, and not before these letters, they are accents.
_APOSTROPHES, _AFTER_APOSTROPHE = "´`", "stld"


def composed(text: str) -> str:
    """Return a text with the accents that stand beside a letter set on it."""
    if not _SIGN.search(text):
        return text
    letters = list(text)
    for match in _SIGN.finditer(text):
        at, sign = match.start(), match.group()
        if sign in _APOSTROPHES and (text[at - 1] not in "eE" or text[at + 1].lower() in _AFTER_APOSTROPHE):
            continue
        under = at + 1 if _belongs_to_next(text, at) else at - 1
        made = unicodedata.normalize("NFC", letters[under] + _COMBINING[sign])
        if len(made) == 1:
            letters[under], letters[at] = made, ""
    return "".join(letters)


def _belongs_to_next(text: str, at: int) -> bool:
    """Say whether an accent stands before its letter: between two vowels ("ge¨intro"), unless after two ("bee¨i")."""
    if text[at] in _APOSTROPHES:
        return False
    before_that = text[at - 2] if at > 1 else ""
    return text[at - 1] in _VOWELS and text[at + 1] in _VOWELS and before_that not in _VOWELS
