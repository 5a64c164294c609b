"""The words by which parties are found, from `patterns/parties/words`."""

from __future__ import annotations

from contract_scan_builtins.shared.wordlists import any_of, words_of

__all__ = ["CAPITALS", "any_of", "listed"]


def _capitals() -> str:
    """Return what may begin a name, for within the brackets of a pattern: capitals, and letters that have none."""
    latin_greek_cyrillic = (*range(0x41, 0x530), *range(0x1E00, 0x2000))
    cased = "".join(chr(code) for code in latin_greek_cyrillic if chr(code).isupper())
    return cased + "\u0590-\u06ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"


#: Capitals of Latin, Greek and Cyrillic, and the letters of scripts that know no capitals (Hebrew, Arabic, Chinese …).
CAPITALS = _capitals()


def listed(*path: str) -> tuple[str, ...]:
    """Return a list of words of all languages together; the path is the keys that lead to it."""
    return words_of("parties", *path)
