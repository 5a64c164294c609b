"""How alike two words of names sound or are spelt: romanisations made one, consonants alone, errors of typing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from contract_scan.yaml_files import knowledge

#: Marks a word from a script that leaves out vowels (Arabic, Persian, Hebrew), and one from Hangul.
CONSONANTS, HANGUL = "~", "^"
_SILENT = re.compile(r"[aeiouvwyh`']")
_TWICE = re.compile(r"(.)\1+")


@cache
def _folds(kind: str) -> tuple[Callable[[str], str], ...]:
    return tuple(_fold(old, new) for old, new in knowledge("tables", "lists", "romanisation")[kind])


def _fold(old: str, new: str) -> Callable[[str], str]:
    """Return what writes one spelling as another; plain letters, as most are, by the quicker way."""
    if old.isalpha():
        return lambda word: word.replace(old, new)
    pattern = re.compile(old)
    return lambda word: pattern.sub(new, word)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Return a word in the one spelling that stands for its romanisations."""
    for fold in _folds("folds"):
        word = fold(word)
    return word


@lru_cache(maxsize=65536)
def same_sound(one: str, other: str) -> bool:
    """Say whether two words are romanisations of one: also "q" for "gh" as in Persian, and "j" for "y" at the start."""
    if folded(one) == folded(other):
        return True
    if "q" in one + other and folded(one.replace("q", "gh")) == folded(other.replace("q", "gh")):
        return True
    return {one[0], other[0]} == {"j", "y"} and folded("y" + one[1:]) == folded("y" + other[1:])


@lru_cache(maxsize=65536)
def korean(word: str) -> str:
    """Return a word in the one spelling that stands for its romanisations from Hangul."""
    for fold in _folds("korean"):
        word = fold(word)
    return word


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """Return the consonants of a word: what is left of it in a script without vowels."""
    bare = (
        word.replace(CONSONANTS, "")
        .replace(HANGUL, "")
        .replace("ck", "k")
        .replace("q", "k")
        .replace("c", "k")
        .replace("x", "ks")
    )
    return _TWICE.sub(r"\1", _SILENT.sub("", bare))


@lru_cache(maxsize=65536)
def vowels_alike(one: str, other: str) -> bool:
    """Say whether two words differ in vowels alone that romanisations take for each other: "e" for "a" or "i", "o" for
    "u"."""
    ours, theirs = folded(one).replace("o", "u"), folded(other).replace("o", "u")
    return any(_TWICE.sub(r"\1", ours.replace("e", v)) == _TWICE.sub(r"\1", theirs.replace("e", v)) for v in "ai")


@lru_cache(maxsize=65536)
def bare_consonants(word: str) -> str:
    """Return the consonants of a word, those made one that scripts without vowels write alike."""
    return _TWICE.sub(r"\1", consonants(word).replace("z", "d").replace("j", "g"))


def without_vowels_same(one: str, other: str, least: int = 2) -> bool:
    """Say whether two words, one of which is written without vowels, may be one; an article does not count."""
    ours, theirs = bare_consonants(one), bare_consonants(other)
    return (
        (ours == theirs and len(ours) >= least)
        or (len(ours) > least and ours.startswith("l") and ours[1:] == theirs and one.startswith(CONSONANTS))
        or (len(theirs) > least and theirs.startswith("l") and theirs[1:] == ours and other.startswith(CONSONANTS))
    )


def only_gender_differs(one: str, other: str) -> bool:
    """Say whether two names differ in the ending of a woman's name alone ("Ivanov", "Ivanova")."""
    short, long = sorted((one, other), key=len)
    return long in (short + "a", short + "ia", short + "ya", short + "e") or (
        len(short) == len(long)
        and short[:-1] == long[:-1]
        and {short[-1], long[-1]} in ({"o", "a"}, {"y", "a"}, {"i", "a"})
    )


@lru_cache(maxsize=65536)
def misspelt(one: str, other: str, shortest: int) -> bool:
    """Say whether two words differ by an error of typing: one letter in words of `shortest` letters, two in long ones.

    The beginning may be the error only in a long word. A swap of neighbours is one error.
    """
    from rapidfuzz.distance import OSA

    least = min(len(one), len(other))
    if least < shortest or abs(len(one) - len(other)) > 2 or any(c.isdigit() for c in one + other):
        return False
    allowed = 1 if least < shortest + 5 else 2
    if one[0] != other[0] and least < shortest + 1:
        return False
    return int(OSA.distance(one, other, score_cutoff=allowed)) <= allowed


_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|"
    r"ia|ie|iu|in|ua|uo|ui|un|ue|a|o|e|i|u))"
)
_PINYIN = re.compile(rf"{_SYLLABLE}{{1,3}}")


def pinyin(word: str) -> bool:
    """Say whether a word can be read as one to three syllables of Chinese: one letter more is another name there."""
    return _PINYIN.fullmatch(word) is not None
