"""Languages beyond those we have words for: which text could be in one, and in which."""

from __future__ import annotations

from collections.abc import Set

from contract_scan.expressions import compiled
from contract_scan.read.language.model import identifier

#: Words in small letters are running text; names, headings and addresses hold few.
_SMALL_WORD = compiled(r"(?<![\w'’.@/])[^\W\d_A-Z]{2,}(?![\w@/]|\.\w)")
#: Letters of scripts in which neither Dutch nor English is written: Greek, Cyrillic, Hebrew, Arabic, Indic, CJK …
_OTHER_SCRIPT = compiled(r"[\u0370-\u1cff\u2e80-\ua95f\uac00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff]")
_FEWEST_SMALL_WORDS = 7
_FEWEST_LETTERS = 6
_WORDS = compiled(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 3
#: A language we have no words of must be this sure; one we have, whose stop words decide nothing, need not be.
_SURE = 0.8
_LIKELY = 0.3
#: "No language": codes, addresses of web pages.
_NO_LANGUAGE = "zxx"


def may_be_foreign(text: str) -> bool:
    """Say whether a text whose stop words decide nothing is long enough to be recognised as another language."""
    if len(_OTHER_SCRIPT.findall(text)) >= _FEWEST_LETTERS:
        return True
    return len(_SMALL_WORD.findall(text)) >= _FEWEST_SMALL_WORDS


def guess(text: str, known: Set[str]) -> str | None:
    """Return the ISO 639-1 code of the language of a text, or None where the guess is not sure.

    `known` are the languages that we have stop words of.
    """
    language, probability = identifier().classify(text)
    enough = _LIKELY if language in known else _SURE
    return None if language == _NO_LANGUAGE or float(probability) < enough else str(language)


def guess_among(text: str, known: Set[str]) -> str | None:
    """Return which of some languages a text is in, or None where that is not sure: a name, a number, one word."""
    if len(_WORDS.findall(text)) < _FEWEST_WORDS:
        return None
    language, probability = identifier(frozenset(known)).classify(text)
    return str(language) if float(probability) >= _SURE else None
