"""Comparing the names of two persons, word by word: spellings, romanisations, titles, what is short or left out.

Never one person: father and son (the names exchanged), another given name, a woman's and a man's form, an ending that
names a generation, a name that only has more names in front of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contract_scan.lists.comparison import DIFFERENT, Difference, DifferenceKind, NameComparison, same_but
from contract_scan.lists.equivalences import given_names, short_forms, titles
from contract_scan.lists.names import Name
from contract_scan.lists.sounds import (
    CONSONANTS,
    HANGUL,
    consonants,
    folded,
    korean,
    misspelt,
    only_gender_differs,
    pinyin,
    without_vowels_same,
)

#: What each difference costs; two names may differ by so much that they are still possibly one.
_COSTS: dict[DifferenceKind, float] = {
    "spelling": 0.1,
    "romanisation": 0.3,
    "joined": 0.3,
    "script": 0.4,
    "order": 0.2,
    "names_swapped": 0.5,
    "short_form": 1.0,
    "left_out": 1.0,
    "initial": 0.8,
    "typing": 1.4,
    "vowels": 1.2,
    "generation": 1.0,
}
_LIMIT = 2.9
#: The fewest letters in which an error of typing is taken for one.
_SHORTEST = 7


@dataclass(frozen=True, slots=True)
class _Path:
    """One way of laying two names side by side: what it costs, what differs, and which words are one."""

    cost: float = 0.0
    differences: tuple[Difference, ...] = ()
    matched: tuple[str, ...] = ()

    def with_pair(self, word: str, difference: Difference | None) -> _Path:
        added = (difference,) if difference else ()
        cost = _COSTS[difference.kind] if difference else 0.0
        return _Path(self.cost + cost, self.differences + added, (*self.matched, word))

    def without(self, difference: Difference) -> _Path:
        return _Path(self.cost + _COSTS[difference.kind], (*self.differences, difference), self.matched)


def compare_persons(listed: Name, written: Name) -> NameComparison:
    """Return whether two names, as `names.person` reads them, may be those of one person."""
    (ours, our_place), (theirs, their_place) = _generation(written.words), _generation(listed.words)
    if (our_place and their_place and our_place != their_place) or not ours or not theirs:
        return DIFFERENT
    if "".join(ours) == "".join(theirs) and len(ours) > 1 < len(theirs):
        found = _Path(matched=tuple(ours)) if ours == theirs else _Path(0.3, (_difference("joined", theirs, ours),), ours)
    else:
        found = min(_paths(theirs, ours), key=lambda path: path.cost, default=_Path(99.0))
    if our_place != their_place:
        found = found.without(Difference("generation", listed.text, written.text))
    return same_but(found.differences) if found.cost <= _LIMIT and _tells_enough(found) else DIFFERENT


def _difference(kind: DifferenceKind, listed: Sequence[str], written: Sequence[str]) -> Difference:
    return Difference(kind, " ".join(listed), " ".join(written))


def _generation(words: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    place = titles().generations.get(words[-1], 0) if len(words) > 2 else 0
    return (words[:-1], place) if place else (words, 0)


def _paths(listed: tuple[str, ...], written: tuple[str, ...]) -> Iterator[_Path]:
    """Yield the best way for each order: family names stand first with some, last with others."""
    for turn in range(len(written)):
        turned = written[turn:] + written[:turn]
        path = _laid(listed, turned, turn > 0)
        if path and turn:
            swapped = len(written) == 2 and all(_known(word) for word in written)
            path = path.without(_difference("names_swapped" if swapped else "order", listed, written))
        if path:
            yield path


def _known(word: str) -> str | None:
    return given_names().get(word)


def _laid(listed: tuple[str, ...], written: tuple[str, ...], turned: bool) -> _Path | None:
    """Return the best way of laying two names side by side in this order; only one of them may have words more."""
    if len(written) > len(listed):
        return _longer(written, listed, turned, True)
    if len(written) < len(listed):
        return _longer(listed, written, turned, False)
    return _longer(listed, written, turned, False) or _longer(written, listed, turned, True)


def _longer(long: tuple[str, ...], short: tuple[str, ...], turned: bool, long_is_written: bool) -> _Path | None:
    def best(i: int, j: int) -> _Path | None:
        if i == len(long) and j == len(short):
            return _Path()
        return min(options(i, j), key=lambda path: path.cost, default=None)

    def options(i: int, j: int) -> Iterator[_Path]:
        for step, other in ((1, 1), (2, 1), (1, 2), (3, 1), (3, 2), (2, 3)):
            ours, theirs = long[i : i + step], short[j : j + other]
            if len(ours) == step and len(theirs) == other:
                found, difference = _pair(ours, theirs, long_is_written)
                rest = best(i + step, j + other) if found else None
                if rest:
                    yield rest.with_pair("".join(ours), difference)
        # A name in front is another person's ("Omar, son of Hasan"); after a turn of the words so is one at the end.
        if 0 < i < len(long) and j and not (turned and j == len(short)):
            rest = best(i + 1, j)
            if rest:
                yield rest.without(_sided("left_out", long[i], "", long_is_written))

    return best(0, 0)


def _sided(kind: DifferenceKind, long: str, short: str, long_is_written: bool) -> Difference:
    return Difference(kind, short, long) if long_is_written else Difference(kind, long, short)


def _pair(ours: tuple[str, ...], theirs: tuple[str, ...], long_is_written: bool) -> tuple[bool, Difference | None]:
    """Say whether some words may be some others, and what differs between them."""
    one, other = "".join(ours), "".join(theirs)
    if len(ours) == len(theirs) == 1:
        if one == other:
            return True, None
        kind = _kind(one, other)
    else:
        kind = _joined_kind(one, other)
    return (False, None) if kind is None else (True, _sided(kind, " ".join(ours), " ".join(theirs), long_is_written))


def _joined_kind(one: str, other: str) -> DifferenceKind | None:
    if min(len(one), len(other)) < 5:
        return None
    if folded(one) == folded(other) or (HANGUL in one + other and _in_hangul(one, other)):
        return "joined"
    known = _known(one) or one, _known(other) or other
    return "joined" if known[0] == known[1] else None


def _kind(one: str, other: str) -> DifferenceKind | None:
    """Return what differs between two words that may be one; None where they are two."""
    if CONSONANTS in (one[0], other[0]):
        return "script" if without_vowels_same(one, other) else None
    known, known_other = _known(one), _known(other)
    if HANGUL in (one[0], other[0]):
        same = (known or one) == (known_other or other) or _in_hangul(one, other)
        return "script" if same else None
    if known and known == known_other:
        return "spelling"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else None
    if _short_form(one, other) or _short_form(other, one):
        return "short_form"
    if (known and known_other) or only_gender_differs(one, other):
        return None
    if min(len(one), len(other)) >= 4 and folded(one) == folded(other):
        return "romanisation"
    return _near(one, other)


def _in_hangul(one: str, other: str) -> bool:
    return korean(one.replace(HANGUL, "")) == korean(other.replace(HANGUL, ""))


def _short_form(short: str, name: str) -> bool:
    return (_known(name) or name) in short_forms().get(short, ())


def _near(one: str, other: str) -> DifferenceKind | None:
    if _article(one, other):
        return "romanisation"
    if pinyin(one) and pinyin(other):
        return None
    if min(len(one), len(other)) >= _SHORTEST and consonants(one) == consonants(other):
        return "vowels"
    return "typing" if misspelt(one, other, _SHORTEST) else None


def _article(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long == "al" + short


def _tells_enough(path: _Path) -> bool:
    """Say whether what is the same tells a person: two names in full, or a long family name with initials."""
    kinds = [difference.kind for difference in path.differences]
    initials = kinds.count("initial")
    full = [word for word in path.matched if len(word.lstrip(CONSONANTS + HANGUL)) > 1]
    own = [word for word in full if not _known(word)]
    matched = len(full) - initials if initials and len(full) == len(path.matched) else len(full)
    if "left_out" in kinds and not own:
        return False
    if initials and matched < 2:
        longest = max((len(word) for word in own), default=0)
        return longest >= (6 if initials > 1 else 9)
    return matched >= 2 or (matched == 1 and "joined" in kinds)
