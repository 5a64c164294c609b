"""What names on a list are looked up by: words, sounds, spellings of given names, telling words written together."""

from __future__ import annotations

from collections.abc import Sequence

from contract_scan.lists.equivalences import given_names, short_forms
from contract_scan.lists.names import name_words
from contract_scan.lists.sounds import bare_consonants, folded


def sound_of(word: str) -> str:
    """Return what the consonants of a word are looked up by, whatever the script it was in."""
    return "=" + bare_consonants(word)


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
