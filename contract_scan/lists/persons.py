"""Comparing the names of two persons, word by word: spellings, romanisations, titles, what is short or left out.

Never one person: father and son (the names exchanged), another given name, a woman's and a man's form, an ending that
names a generation, a name that only has more names in front of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from contract_scan.lists.comparison import DIFFERENT, Difference, DifferenceKind, NameComparison, same_but
from contract_scan.lists.equivalences import father, given_names, korean_families, short_forms, titles
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
    same_sound,
    vowels_alike,
    without_vowels_same,
)

#: How names of a servant of God begin, as `person_names` makes them one.
_SERVANT = "abd"
#: What each difference costs; two names may differ by so much that they are still possibly one.
_COSTS: dict[DifferenceKind, float] = {
    "spelling": 0.1,
    "romanisation": 0.3,
    "joined": 0.3,
    "script": 0.4,
    "order": 0.2,
    "names_swapped": 0.5,
    "short_form": 1.0,
    "left_out": 0.9,
    "initial": 0.8,
    "typing": 1.4,
    "vowels": 1.2,
    "word_order": 1.2,
    "generation": 1.0,
    "shortened": 1.4,
}
_LIMIT = 2.9
#: What each further name left out costs: long names are often cut short.
_MORE_LEFT_OUT = 0.4
#: The fewest letters in which an error of typing is taken for one; and where two other names are the same.
_SHORTEST, _SHORTEST_IN_COMPANY = 7, 4
#: The fewest letters of a family name that carries an error in a short given name.
_CARRIES = 5


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
        again = difference.kind == "left_out" and any(one.kind == "left_out" for one in self.differences)
        cost = _MORE_LEFT_OUT if again else _COSTS[difference.kind]
        return _Path(self.cost + cost, (*self.differences, difference), self.matched)


def compare_persons(listed: Name, written: Name) -> NameComparison:
    """Return whether two names, as `names.person` reads them, may be those of one person."""
    (ours, our_place), (theirs, their_place) = _generation(written.words), _generation(listed.words)
    if (our_place and their_place and our_place != their_place) or not ours or not theirs:
        return DIFFERENT
    ours, theirs = _koreans(ours, theirs)
    if not _worth_a_look(ours, theirs):
        return DIFFERENT
    if "".join(ours) == "".join(theirs) and len(ours) > 1 < len(theirs):
        found = (
            _Path(matched=tuple(ours)) if ours == theirs else _Path(0.3, (_difference("joined", theirs, ours),), ours)
        )
    else:
        found = min(_paths(theirs, ours), key=lambda path: path.cost, default=_Path(99.0))
    if our_place != their_place:
        found = found.without(Difference("generation", listed.text, written.text))
    return same_but(found.differences) if found.cost <= _LIMIT and _tells_enough(found) else DIFFERENT


def _worth_a_look(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Say whether two words of one name may be words of the other, or the names may be the same written together."""
    alike = sum(any(word == other or _kind(word, other) for other in theirs) for word in ours)
    return alike > 1 or (alike == 1 and len(ours) != len(theirs)) or _sound(ours) == _sound(theirs)


def _sound(words: Sequence[str]) -> str:
    return consonants("".join(words))


def _koreans(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of two Koreans with every word marked as one that stands for Hangul."""
    if not all(len(name) < 5 and korean_families() & {name[0], name[-1]} for name in (ours, theirs)):
        return ours, theirs
    return tuple(_marked(word) for word in ours), tuple(_marked(word) for word in theirs)


def _marked(word: str) -> str:
    return word if word.startswith((HANGUL, CONSONANTS)) else HANGUL + word


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
            if path.cost < _COSTS["names_swapped"]:
                return
    for place in range(1, len(written) - 1):
        moved = (*written[:place], *written[place + 1 :], written[place])
        path = _laid(listed, moved, True) if len(written) < 6 else None
        if path:
            yield path.without(_difference("word_order", listed, written))


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
    known: dict[tuple[int, int], _Path | None] = {(len(long), len(short)): _Path()}

    def best(i: int, j: int) -> _Path | None:
        if (i, j) not in known:
            known[i, j] = min(options(i, j), key=lambda path: path.cost, default=None)
        return known[i, j]

    def options(i: int, j: int) -> Iterator[_Path]:
        for step, other in ((1, 1), (2, 1), (1, 2), (3, 1), (3, 2), (2, 3)):
            ours, theirs = long[i : i + step], short[j : j + other]
            if len(ours) == step and len(theirs) == other and (step == other == 1 or _as_long(ours, theirs)):
                found, difference = _pair(ours, theirs, long_is_written)
                rest = best(i + step, j + other) if found else None
                if rest:
                    yield rest.with_pair("".join(ours), difference)
        # A name in front is another person's ("Omar, son of Hasan"); after a turn of the words so is one at the end.
        inside = 0 < i < len(long) and j and not (turned and j == len(short))
        if inside or (i == 0 and len(long) > 2 and _known(long[0]) == "muhammad"):
            rest = best(i + 1, j)
            if rest:
                yield rest.without(_sided("left_out", long[i], "", long_is_written))

    return best(0, 0)


def _as_long(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Say whether some words together may be some others: about as many letters, or one is written without vowels."""
    one, other = "".join(ours), "".join(theirs)
    return abs(len(one) - len(other)) < 4 or CONSONANTS in one + other


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
    if CONSONANTS in one + other:
        return "script" if without_vowels_same(one, other, 3) else None
    if min(len(one), len(other)) < 5:
        return None
    if same_sound(one, other) or (HANGUL in one + other and _in_hangul(one, other)):
        return "joined"
    known = _known(one) or one, _known(other) or other
    return "joined" if known[0] == known[1] else None


@lru_cache(maxsize=65536)
def _kind(one: str, other: str) -> DifferenceKind | None:
    """Return what differs between two words that may be one; None where they are two."""
    if CONSONANTS in (one[0], other[0]):
        return "script" if without_vowels_same(one, other) else None
    if HANGUL in (one[0], other[0]):
        return _korean_kind(one.lstrip(HANGUL), other.lstrip(HANGUL), one[0] == other[0])
    known, known_other = _known(one), _known(other)
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
    if one == other or (_known(one) or one) == (_known(other) or other) or korean(one) == korean(other):
        return "romanisation" if both else "script"
    return None


def _in_hangul(one: str, other: str) -> bool:
    return korean(one.replace(HANGUL, "")) == korean(other.replace(HANGUL, ""))


def _short_form(short: str, name: str) -> bool:
    return (_known(name) or name) in short_forms().get(short, ())


def _near(one: str, other: str) -> DifferenceKind | None:
    if _article(one, other):
        return "romanisation"
    if one.startswith(_SERVANT) and other.startswith(_SERVANT) and _SERVANT not in (one, other):
        return _kind(one.removeprefix(_SERVANT), other.removeprefix(_SERVANT))
    if pinyin(one) and pinyin(other):
        return None
    least = min(len(one), len(other))
    if bool(_known(one)) != bool(_known(other)) and least >= 5 and len(consonants(one)) > 2:
        least += _SHORTEST - 5
    alike = consonants(one) == consonants(other) or _h_for_g(one) == _h_for_g(other)
    if (least >= _SHORTEST and alike) or (least >= _SHORTEST_IN_COMPANY and vowels_alike(one, other)):
        return "vowels"
    if misspelt(one, other, _SHORTEST_IN_COMPANY):
        return "typing"
    cut = abs(len(one) - len(other)) <= 2 and (one.startswith(other) or other.startswith(one))
    return "shortened" if cut and least > _CARRIES and not _slavic(one, other) else None


def _slavic(one: str, other: str) -> bool:
    """Say whether the longer of two names has an ending that makes another name of it ("Petrov", "Petrovich")."""
    return max(one, other, key=len).endswith(("ov", "ev", "in", "ich", "uk", "ko", "an"))


def _h_for_g(word: str) -> str:
    """Return a word with the Ukrainian "h" as the Russian "g" that stands in its place."""
    return folded(word).replace("h", "g")


def _article(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long == "al" + short


def _typing_carried(path: _Path, own: Sequence[str], matched: int) -> bool:
    """Say whether an error of typing in a short word stands beside two words, or a long family name, that are the
    same."""
    typed = [one for one in path.differences if one.kind == "typing"]
    short = [one for one in typed if max(len(one.listed), len(one.written)) < _SHORTEST]
    doubted = {word for one in typed for word in (one.listed, one.written)}
    carried = any(len(word) >= _CARRIES and word not in doubted for word in own)
    return not short or (len(typed) == 1 and (carried or matched > 2))


def _tells_enough(path: _Path) -> bool:
    """Say whether what is the same tells a person: two names in full, or a long family name with initials."""
    kinds = [difference.kind for difference in path.differences]
    initials = kinds.count("initial")
    full = [word for word in path.matched if len(word.lstrip(CONSONANTS + HANGUL)) > 1]
    own = [word for word in full if not _known(word)]
    matched = len(full) - initials if initials and len(full) == len(path.matched) else len(full)
    if "left_out" in kinds and not own:
        return False
    if not _typing_carried(path, own, matched):
        return False
    if initials and matched < 2:
        longest = max((len(word) for word in own), default=0)
        return longest >= (6 if initials > 1 else 9)
    return matched >= 2 or (matched == 1 and "joined" in kinds)
