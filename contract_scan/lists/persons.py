"""Comparing the names of two persons, word by word: spellings, romanisations, titles, what is short or left out.

Never one person: father and son (the names exchanged), another given name, a woman's and a man's form, an ending that
names a generation, a name that only has more names in front of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_scan.lists.comparison import DIFFERENT, Difference, DifferenceKind, NameComparison, same_but
from contract_scan.lists.equivalences import korean_families, titles
from contract_scan.lists.names import Name
from contract_scan.lists.person_words import CARRIES, SHORTEST, joined_difference, known_name, word_difference
from contract_scan.lists.sounds import (
    CONSONANTS,
    HANGUL,
    consonants,
    pinyin,
)
from contract_scan.nouns import dataclass

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
    if ours == theirs:
        return _with_initials(theirs, ours) if len(ours) > 1 else DIFFERENT
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
    if found.cost > _LIMIT or not _tells_enough(found) or (_guessed(found) and all(map(pinyin, (*ours, *theirs)))):
        return DIFFERENT
    return same_but(found.differences)


def _with_initials(listed: Sequence[str], written: Sequence[str]) -> NameComparison:
    """Return the comparison of two names of the same words: many share initials and a family name."""
    initials = any(len(word) == 1 for word in written)
    return same_but([_difference("initial", listed, written)] if initials else [])


def _guessed(path: _Path) -> bool:
    """Say whether a word was taken for an error of another; in Chinese, where a letter makes a name, none is."""
    return any(one.kind in ("typing", "vowels", "shortened") for one in path.differences)


def _worth_a_look(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Say whether two words of one name may be words of the other, or the names may be the same written together."""
    alike = sum(any(word == other or word_difference(word, other) for other in theirs) for word in ours)
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
            swapped = len(written) == 2 and all(known_name(word) for word in written)
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
        if inside or (i == 0 and len(long) > 2 and known_name(long[0]) == "muhammad"):
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
        kind = word_difference(one, other)
    else:
        kind = joined_difference(one, other)
    return (False, None) if kind is None else (True, _sided(kind, " ".join(ours), " ".join(theirs), long_is_written))


def _typing_carried(path: _Path, own: Sequence[str], matched: int) -> bool:
    """Say whether an error of typing in a short word stands beside two words, or a long family name, that are the
    same."""
    typed = [one for one in path.differences if one.kind == "typing"]
    short = [one for one in typed if max(len(one.listed), len(one.written)) < SHORTEST]
    doubted = {word for one in typed for word in (one.listed, one.written)}
    carried = any(len(word) >= CARRIES and word not in doubted for word in own)
    return not short or (len(typed) == 1 and (carried or matched > 2))


def _tells_enough(path: _Path) -> bool:
    """Say whether what is the same tells a person: two names in full, or a long family name with initials."""
    kinds = [difference.kind for difference in path.differences]
    initials = kinds.count("initial")
    full = [word for word in path.matched if len(word.lstrip(CONSONANTS + HANGUL)) > 1]
    own = [word for word in full if not known_name(word)]
    matched = len(full) - initials if initials and len(full) == len(path.matched) else len(full)
    if "left_out" in kinds and not own:
        return False
    if not _typing_carried(path, own, matched):
        return False
    if initials and matched < 2:
        longest = max((len(word) for word in own), default=0)
        return longest >= (6 if initials > 1 else 9)
    return matched >= 2 or (matched == 1 and "joined" in kinds)
