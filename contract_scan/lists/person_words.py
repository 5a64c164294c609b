"""Comparing two words of persons' names: what differs between words that may be one."""

from __future__ import annotations

from functools import lru_cache

from contract_scan.lists.comparison import DifferenceKind
from contract_scan.lists.equivalences import father, given_names, short_forms
from contract_scan.lists.sounds import (
    CONSONANTS,
    HANGUL,
    consonants,
    folded,
    korean,
    misspelt,
    only_gender_differs,
    same_sound,
    vowels_alike,
    without_vowels_same,
)

#: How names of a servant of God begin, as `person_names` makes them one.
_SERVANT = "abd"
#: The fewest letters in which an error of typing is taken for one; and where two other names are the same.
SHORTEST, SHORTEST_IN_COMPANY = 7, 4
#: The fewest letters of a family name that carries an error in a short given name.
CARRIES = 5


def known_name(word: str) -> str | None:
    """Return the spelling that stands for a known given name; None for other words."""
    return given_names().get(word)


def joined_difference(one: str, other: str) -> DifferenceKind | None:
    """Return what differs between words written together that may be one; None where they are two."""
    if CONSONANTS in one + other:
        return "script" if without_vowels_same(one, other, 3) else None
    if min(len(one), len(other)) < 5:
        return None
    if same_sound(one, other) or (HANGUL in one + other and _in_hangul(one, other)):
        return "joined"
    known = known_name(one) or one, known_name(other) or other
    return "joined" if known[0] == known[1] else None


@lru_cache(maxsize=65536)
def word_difference(one: str, other: str) -> DifferenceKind | None:
    """Return what differs between two words that may be one; None where they are two."""
    if CONSONANTS in (one[0], other[0]):
        return "script" if without_vowels_same(one, other) else None
    if HANGUL in (one[0], other[0]):
        return _korean_kind(one.lstrip(HANGUL), other.lstrip(HANGUL), one[0] == other[0])
    known, known_other = known_name(one), known_name(other)
    if known and known == known_other:
        return "spelling"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else None
    if _short_form(one, other) or _short_form(other, one):
        return "short_form"
    if father(one) and father(other):
        return "spelling" if father(one) == father(other) else None
    if (known and known_other) or only_gender_differs(one, other):
        return None
    if min(len(one), len(other)) >= 4 and same_sound(one, other):
        return "romanisation"
    return _near(one, other)


def _korean_kind(one: str, other: str, both: bool) -> DifferenceKind | None:
    if one == other or (known_name(one) or one) == (known_name(other) or other) or korean(one) == korean(other):
        return "romanisation" if both else "script"
    return None


def _in_hangul(one: str, other: str) -> bool:
    return korean(one.replace(HANGUL, "")) == korean(other.replace(HANGUL, ""))


def _short_form(short: str, name: str) -> bool:
    return (known_name(name) or name) in short_forms().get(short, ())


def _near(one: str, other: str) -> DifferenceKind | None:
    if _article(one, other):
        return "romanisation"
    if one.startswith(_SERVANT) and other.startswith(_SERVANT) and _SERVANT not in (one, other):
        return word_difference(one.removeprefix(_SERVANT), other.removeprefix(_SERVANT))
    begun = one.startswith(other) or other.startswith(one)
    if begun and _slavic(one, other):
        return None
    least = min(len(one), len(other))
    if bool(known_name(one)) != bool(known_name(other)) and least >= 5 and len(consonants(one)) > 2:
        least += SHORTEST - 5
    alike = consonants(one) == consonants(other) or _h_for_g(one) == _h_for_g(other)
    if (least >= SHORTEST and alike) or (least >= SHORTEST_IN_COMPANY and vowels_alike(one, other)):
        return "vowels"
    if misspelt(one, other, SHORTEST_IN_COMPANY):
        return "typing"
    return "shortened" if begun and abs(len(one) - len(other)) <= 2 and least > CARRIES else None


def _slavic(one: str, other: str) -> bool:
    """Say whether the longer of two names has an ending that makes another name of it ("Petrov", "Petrovich")."""
    return max(one, other, key=len).endswith(("ov", "ev", "in", "ich", "uk", "ko", "an", "ova", "eva", "ina"))


def _h_for_g(word: str) -> str:
    """Return a word with the Ukrainian "h" as the Russian "g" that stands in its place."""
    return folded(word).replace("h", "g")


def _article(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long == "al" + short
