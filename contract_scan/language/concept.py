"""The concept: everything a drafter may say for one thing, in one language, and the strings it is found by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from contract_scan.nouns import dataclass
from contract_scan.rules.folding import words_of

#: Stands after a word of which all inflected forms are meant.
INFLECTED = "~"
#: Stands for up to this many words.
GAP = 4
#: How many words away, at most, one of a concept's guards takes a word out of it.
GUARD = 4

#: Words, or alternatives in brackets.
_PLACE = re.compile(r"([^()]+)|\(([^()]*)\)")

#: The forms of a word by the word that stands in a dictionary.
Forms = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept in one language: its `words` as they are written in its file, and the `guards` that undo them."""

    name: str
    language: str
    words: tuple[str, ...]
    guards: tuple[str, ...] = ()


def spellings(entry: str, forms: Forms) -> Iterator[str]:
    """Yield every string an entry stands for, as folded words; ``*`` and ``…`` are left in them.

    ``word~`` is the word in all its forms, ``(a|b)`` one of the alternatives, ``*`` any ending or beginning, ``…`` a
    few words in between.
    """
    yield from dict.fromkeys(" ".join(filter(None, parts)) for parts in product(*_parts(entry, forms)))


def ways_of(entry: str, forms: Forms) -> int:
    """Return how many strings an entry stands for, at most, without making them."""
    return prod(map(len, _parts(entry, forms)))


def _parts(entry: str, forms: Forms) -> list[list[str]]:
    """Return, place by place, the strings that may stand there; an alternative may be of several words."""
    parts: list[list[str]] = []
    for outside, inside in _PLACE.findall(entry):
        if inside:
            parts.append([string for way in inside.split("|") for string in _strings(way, forms)])
        else:
            parts += [_forms(token, forms) for token in outside.split()]
    return parts


def _strings(words: str, forms: Forms) -> list[str]:
    return [" ".join(filter(None, way)) for way in product(*(_forms(token, forms) for token in words.split()))]


def _forms(token: str, forms: Forms) -> list[str]:
    if token in ("…", "..."):
        return ["…"]
    if not token.endswith(INFLECTED):
        return [" ".join(words_of(token, stars=True))]
    word = token.removesuffix(INFLECTED)
    given = [word, *forms.get(word.lower(), ())]
    return list(dict.fromkeys(_folded(form) for form in given))


def _folded(form: str) -> str:
    """Return a form folded; of a separable verb ("draagt … voor") the gap stays."""
    return " … ".join(" ".join(words_of(part)) for part in form.split("…"))
