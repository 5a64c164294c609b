"""Characters that take no place on the page: a word is the same word with or without them."""

from __future__ import annotations

import re

from contract_scan.document import Document, Unread

_ALWAYS = (
    "\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
#: Outside scripts that join their letters, a joiner does nothing; in those, and between pictures, it says something.
_JOINERS = "\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = re.compile(f"[{_ALWAYS}]|(?<=[\0-\u05ff])[{_JOINERS}](?=[\0-\u05ff])")


def unseen_in(text: str) -> re.Match[str] | None:
    """Return the first character of a text that nobody sees, or None."""
    return None if text.isascii() else _UNSEEN.search(text)


def without_unseen(text: str) -> str:
    """Return a text without the characters that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def seen_parts(text: str) -> list[tuple[int, str]]:
    """Return what is seen of a text, in pieces, each with its offset in it."""
    parts: list[tuple[int, str]] = []
    start = 0
    for match in _UNSEEN.finditer(text):
        parts.append((start, text[start : match.start()]))
        start = match.end()
    parts.append((start, text[start:]))
    return [(offset, part) for offset, part in parts if part]


_WORD = re.compile(r"[^\W\d_]{2,}")
#: So many small letters with a space after each are several words, of which nobody can tell where each ends.
_SPACED = re.compile(r"(?<![^\W_])(?:[a-zß-ÿ] ){15,}[a-zß-ÿ](?![^\W_])")
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u058f\u13a0-\u13ff\u0262-\u029f\u1d00-\u1d22\ua730\ua731]")


#: Signs that turn what follows from right to left: Latin letters then show in another order than they stand.
TURNS = "\u202b\u202e\u2067"
_TURNED = re.compile(f"[{TURNS}](?!\\W{{0,5}}[\u0590-\u08ff\ufb1d-\ufefc])")


def turned(text: str) -> int:
    """Return how often a text is turned from right to left where no script that is written so follows."""
    return 0 if text.isascii() else len(_TURNED.findall(text))


def turned_text(document: Document) -> tuple[Unread, ...]:
    """Return that a text holds signs that turn its letters, where its reader left them in."""
    count = turned(document.text)
    return (Unread("text_turned", details={"count": count}),) if count else ()


def letter_spaced(document: Document) -> tuple[Unread, ...]:
    """Return that several words are written with a space after every letter."""
    found = _SPACED.search(document.text)
    if found is None:
        return ()
    return (Unread("letter_spaced", page=document.page_at(found.start())),)


def mixed_scripts(document: Document) -> tuple[Unread, ...]:
    """Return that words mix Latin letters with look-alikes of another script, which a reader cannot see."""
    from contract_scan.rules.folding import latin

    text = document.text
    if text.isascii() or _OTHER.search(text) is None:
        return ()
    words = [m for m in _WORD.finditer(text) if not m.group().isascii() and latin(m.group()) != m.group()]
    if not words:
        return ()
    return (Unread("mixed_scripts", page=document.page_at(words[0].start()), details={"count": len(words)}),)
