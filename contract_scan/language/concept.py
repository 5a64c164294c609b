"""The concept: everything a drafter may say for one thing, in one language, and the strings it is found by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from contract_scan.rules.folding import words_of

#: Stands after a word of which all inflected forms are meant.
INFLECTED = "~"
#: Stands for up to this many words.
GAP = 4
#: How many words away, at most, one of a concept's guards takes a word out of it.
GUARD = 4

_TOKEN = re.compile(r"[()|]|…|\.\.\.|[^\s()|…]+")

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


def _parts(entry: str, forms: Forms) -> list[list[str]]:
    parts: list[list[str]] = []
    inside = False
    for token in _TOKEN.findall(entry):
        if token == "(":
            inside, parts = True, [*parts, []]
        elif token == ")":
            inside = False
        elif token == "|":
            continue
        elif inside:
            parts[-1] += _forms(token, forms)
        else:
            parts.append(_forms(token, forms))
    return parts


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
