"""What names on a list are looked up by: words, sounds, spellings of given names, telling words written together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contract_scan.lists.equivalences import given_names, short_forms
from contract_scan.lists.names import name_words
from contract_scan.lists.sounds import CONSONANTS, HANGUL, bare_consonants, folded, korean

#: A word that may be of Korean, by its letters; more than one syllable are often written apart.
_KOREAN = re.compile(rf"\{HANGUL}.*|[abcdeghijklmnoprstuwy]{{2,9}}")


def sounds_of(word: str) -> tuple[str, ...]:
    """Return what the sound of a word is looked up by, whatever the script it was in.

    That is by its consonants: without the Arabic article too where vowels are not written, with "gh" for "q" too; and
    as Korean is romanised.
    """
    bare = bare_consonants(word)
    sounds = {"=" + bare}
    if _KOREAN.fullmatch(word):
        sounds.add(HANGUL + korean(word.replace(HANGUL, "")))
    if word.startswith(CONSONANTS) and bare.startswith("l"):
        sounds.add("=" + bare[1:])
    if "q" in word:
        sounds.add("=" + bare_consonants(word.replace("q", "gh")))
    return tuple(sorted(sounds))


def telling_words(words: Sequence[str]) -> list[str]:
    """Return the words of an organisation's name that few others share; all where there are none."""
    generic = name_words().generic
    return [word for word in words if word not in generic] or list(words)


def joined_of(words: Sequence[str]) -> str:
    """Return what the telling words of a name are looked up by when they are written together."""
    return "+" + folded("".join(telling_words(words)))


def spellings_of(word: str) -> list[str]:
    """Return what a given name is looked up by, whatever its spelling and whether it is short; empty for others."""
    names = {given_names()[word]} if word in given_names() else set()
    return sorted("@" + name for name in names | short_forms().get(word, frozenset()))


def nearest(word: str, others: list[str]) -> list[str]:
    """Return which of some words are spelt nearly like one: two letters differ at most, or three are cut off."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(word, others, scorer=OSA.distance, score_cutoff=3, limit=None)
    return sorted(
        other for other, distance, _ in found if distance < 3 or other.startswith(word) or word.startswith(other)
    )
