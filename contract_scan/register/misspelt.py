"""Names that are one slip of the hand apart: a letter more, less, other, or two letters changed round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from rapidfuzz.distance import OSA

from contract_scan.lists.names import latin_words

#: In a shorter word one letter makes another word: York and Cork, Leeds and Leads.
LONG = 6


def misspelt(names: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of organisations, by id and in order, of which one name may be the other with a slip in it.

    `names` gives the names of each. The time grows with the number of names, not of pairs: two names that are a slip
    apart are the same when one letter is left out of each, or of the longer.
    """
    alike: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for identity, given in names.items():
        for words in {tuple(latin_words(name)) for name in given}:
            for key in _shortened(" ".join(words)):
                alike.setdefault(key, set()).add((identity, words))
    pairs = (pair for group in alike.values() if len(group) > 1 for pair in combinations(sorted(group), 2))
    found = {(one, other) for (one, first), (other, second) in pairs if one != other and is_slip(first, second)}
    yield from sorted(found)


def _shortened(name: str) -> set[str]:
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def is_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two names differ in one long word, by one slip, and not in a figure."""
    if len(one) != len(other):
        return "".join(one) == "".join(other)
    apart = [(first, second) for first, second in zip(one, other, strict=True) if first != second]
    if len(apart) != 1:
        return False
    first, second = apart[0]
    if min(len(first), len(second)) < LONG or any(letter.isdigit() for letter in first + second):
        return False
    return int(OSA.distance(first, second, score_cutoff=1)) == 1
