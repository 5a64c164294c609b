"""Folded text: what phrases are matched on.

Words are lower-cased, freed of accents and of a possessive ``'s``, and each is followed by one space. Punctuation
and line ends are gone, so that a phrase matches across them; what a word was folded from is kept by position.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from contract_scan.language_data import language_data

#: Marks a fact in folded text; it is no letter, so no phrase can spell it.
FACT = "\x01"

#: What stands between two letters and is not seen, or is an accent of the first: it parts no word.
_WITHIN = (
    "\u00a8\u00ad\u00b8\u02c6\u02c7\u02d8-\u02dd\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u180e"
    "\u061c\u070f\u115f\u1160\u17b4\u17b5\u200a\u2800\u3164\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
)
_WORD = re.compile(rf"[^\W_]+(?:(?:['’`´]|[{_WITHIN}]+)[^\W_]+)*[\u0300-\u036f]*|[%€$£§]")
#: Signs that may divide a word: a hyphen that no line is broken at, and any hyphen at the end of a line.
_DIVIDED = r"(?:[\u2010\u2011]|[-\u2010\u2011]\n[ \t]*)(?=[^\W\d_A-Z])"
#: Four letters or more with a space after each are a word that was spaced out.
_SPACED = "|".join(
    rf"(?<![^\W_])(?:[^\W\d_]{space}){{3,}}[^\W\d_](?![^\W_])" for space in (" ", "\u00a0", "[\u2002-\u2009\u202f]")
)
_RARE = re.compile(rf"[^\W\d_]{_DIVIDED}|{_SPACED}")
_PARTS = re.compile(r"[-\u2010\u2011\s]+")
_STARRED = re.compile(r"(?:[^\W_]|\*)+(?:['’](?:[^\W_]|\*)+)*|[%€$£§]")


def word_matches(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the words of a text, in order, as matches with their offsets."""
    return _words(text).finditer(text, start, len(text) if end is None else end)


def words_of(text: str, *, stars: bool = False) -> list[str]:
    """Return the folded words of a short text; with `stars`, ``*`` counts as a letter."""
    return [fold_word(word) for word in (_STARRED if stars else _WORD).findall(text)]


def fold_words(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the folded words of a stretch of text, in order."""
    return tuple(map(fold_word, _words(text).findall(text, start, end)))


class _Text:
    """The text that was looked at last, and whether a word in it is divided or spaced out; most texts have none."""

    def __init__(self) -> None:
        self.text = ""
        self.rare = False


_last = _Text()


def _words(text: str) -> re.Pattern[str]:
    """Return what the words of a text are found with."""
    if _last.text is not text:
        _last.text, _last.rare = text, _RARE.search(text) is not None
    return _rare_words() if _last.rare else _WORD


@cache
def _rare_words() -> re.Pattern[str]:
    """Return what finds words that are divided or spaced out too; a compound ("dual-use") stays two words."""
    kept = {word for data in language_data().values() for word in str(data.get("hyphen_prefixes", "")).split()}
    ends = {word for data in language_data().values() for word in str(data.get("hyphen_ends", "")).split()}
    first = rf"(?<![^\W_])(?!(?:{'|'.join(sorted(kept))})[-\u2010\u2011])[^\W\d_]+"
    second = rf"(?!(?:{'|'.join(sorted(ends))})\b)[^\W\d_]+(?![\w\u2010\u2011-])"
    return re.compile(rf"{_SPACED}|{first}{_DIVIDED}{second}|{_WORD.pattern}")


def latin(word: str) -> str:
    """Return a word of mixed scripts with its look-alikes as the Latin letters they look like; any other as it is."""
    if _LOOK_ALIKE.search(word) is None or (_LATIN.search(word) is None and _SMALL.search(word) is None):
        return word
    return word.translate(_LOOKS)


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return one word as phrases see it."""
    if word.isascii():
        folded = _whole(word).lower()
    else:
        word = _whole(word)
        plain = unicodedata.normalize("NFKD", latin(_INVISIBLE.sub("", word))).casefold().translate(_QUOTES)
        folded = "".join(c for c in plain if not unicodedata.combining(c))
    return folded[:-2] if len(folded) > 3 and folded.endswith("'s") else folded


def _whole(word: str) -> str:
    """Return a word without what divides or spaces out its letters."""
    return word if word.isalnum() else _PARTS.sub("", word)


_QUOTES = str.maketrans({"ı": "i", "’": "'", "`": "'", "´": "'", "\u00ad": None, " ": None})
_INVISIBLE = re.compile(f"[{_WITHIN}]")
_SMALL = re.compile("[ᴀ-ᴢꜰꜱ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
#: Cyrillic, Greek, Armenian and Cherokee letters that look like a Latin one, and the small capitals of phonetics.
_LOOKS = str.maketrans(
    "авеѕіјкмнорсԁԛтухһӏԝѵАВЕЅІЈКМНОРСТУХҮԌԚԜѴοΑΒΕΖΗΙΚΜΝΟΡΤΥΧνιτօսոհցզյᎡᎢᎬᎪᎫᎳᎷᏃᏔᏞᏟᏢᏦᏴᏚᎻᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "abesijkmhopcdqtyxhlwvABESIJKMHOPCTYXYGQWVoABEZHIKMNOPTYXvitounhgqjRTEAJWMZWLCPKBSHabcdefghijklmnoprstuvwyz",
)
_LOOK_ALIKE = re.compile(f"[{''.join(map(chr, _LOOKS))}]")
