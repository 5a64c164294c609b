"""Comparing the names of two organisations: the same words, or what may be left out, misspelt or written together.

Never one organisation: a telling word of its own on either side, another number, another branch in brackets, a place
that looks like another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from contract_scan.lists.comparison import DIFFERENT, Difference, DifferenceKind, NameComparison, same_but
from contract_scan.lists.names import Name, in_brackets, is_acronym, latin_words, name_words, without_brackets
from contract_scan.lists.sounds import (
    CONSONANTS,
    HANGUL,
    consonants,
    folded,
    korean,
    misspelt,
    same_sound,
    vowels_alike,
    without_vowels_same,
)

#: The fewest letters in which an error of typing is taken for one; and of telling words that carry a word left out.
_SHORTEST, _CARRIES, _CARRIES_TWO = 8, 8, 10
#: The fewest letters in which an error of typing is taken for one where other telling words are the same.
_SHORTEST_IN_COMPANY = 5

#: The legal forms that are met most, and so misspelt most.
_USUAL_FORMS = ("ltd", "llc", "inc", "corp", "gmbh", "jsc", "pjsc", "limited", "company", "corporation")

#: The fewest letters of a general word that is put right; and in which the first and the last may be wrong too.
_SHORTEST_GENERAL, _LONG_GENERAL = 4, 6
#: Places with fewer letters have others that look like them.
_SHORT_PLACE = 7

#: Says of a word whether names on the list hold it: such a word is no misspelling of another.
Known = Callable[[str], bool]


def compare_organisations(listed: Name, written: Name, known: Known | None = None) -> NameComparison:
    """Return whether two names, as `names.compared` reads them, may be those of one organisation."""
    if branches_differ(listed.text, written.text):
        return DIFFERENT
    if sorted(listed.words) == sorted(written.words):
        return same_but([] if listed.words == written.words else [_difference("order", listed.words, written.words)])
    if listed.joined == written.joined or _same_together(listed.words, written.words):
        return same_but([_difference("joined", listed.words, written.words)])
    if _same_letters(listed.text, written.text):
        return same_but([_difference("joined", listed.words, written.words)])
    found, left, right = _paired(listed.words, written.words, known or (lambda _: False))
    if found is None:
        return DIFFERENT
    rest = list(_left_over(left, right, listed.words, written.words))
    return same_but([*found, *rest]) if _allowed(found, left, right, listed.words, written.words) else DIFFERENT


def corrected(form: Name, known: Known) -> Name:
    """Return a name whose misspelt general words ("Instiutte", "Corportion") are put right or left out."""
    told = name_words()
    words: list[str] = []
    for place, word in enumerate(form.words):
        if place and place == len(form.words) - 1 and _cut_short(word, known):
            continue
        right = None if word in told.places or known(word) else _general(word)
        if right is None:
            words.append(word)
        elif right not in told.dropped:
            words.append(told.same.get(right, right))
    return Name(form.text, tuple(words) or form.words, form.joined)


def _cut_short(word: str, known: Known) -> bool:
    """Say whether the last word of a name is a misspelt legal form, or the beginning of one."""
    from rapidfuzz.distance import OSA

    if known(word) or not word.isalpha():
        return False
    return any(OSA.distance(word, form) == 1 and word[0] == form[0] for form in _USUAL_FORMS)


@lru_cache(maxsize=8192)
def _general(word: str) -> str | None:
    """Return the general word that a word is nearest to, by a letter, or two in long ones; None where there is none."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    known = name_words()
    if word in known.generic or len(word) < _SHORTEST_GENERAL:
        return None
    if len(word) >= _LONG_GENERAL:
        begun = next((right for right in known.general if right.startswith(word) and len(right) - len(word) < 4), None)
        if begun:
            return begun
    found = process.extract(word, known.general, scorer=OSA.distance, score_cutoff=2, limit=8)
    fits = [(distance, right) for right, distance, _ in found if _may_stand_for(word, right, int(distance))]
    return min(fits)[1] if fits else None


def _may_stand_for(word: str, right: str, distance: int) -> bool:
    least = min(len(word), len(right))
    if least < _LONG_GENERAL:
        return distance == 1 and word[0] == right[0] and word[-1] == right[-1] and len(right) >= _SHORTEST_GENERAL
    return distance <= (1 if least < _SHORTEST else 2)


def _difference(kind: DifferenceKind, listed: Sequence[str], written: Sequence[str]) -> Difference:
    return Difference(kind, " ".join(listed), " ".join(written))


def _together(words: Sequence[str]) -> str:
    return folded("".join(words))


def _same_together(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether the words of two names sound the same when they are written together."""
    apart = abs(sum(map(len, one)) - sum(map(len, other)))
    return apart < _SHORTEST and _together(one) == _together(other)


def _same_letters(listed: str, written: str) -> bool:
    """Say whether two names are the same but for where a word ends ("Institut eof")."""
    if abs(len(listed) - len(written)) > 3:
        return False
    one, other = ("".join(latin_words(without_brackets(text))) for text in (listed, written))
    return one == other


def branches_differ(listed: str, written: str) -> bool:
    """Say whether two names name different branches: both have something in brackets, and share no word of it.

    An acronym of the name, or what is general, does not count.
    """
    if "(" not in listed or "(" not in written:
        return False
    one, other = _bracketed(listed), _bracketed(written)
    return bool(one and other and not one & other)


def _bracketed(text: str) -> set[str]:
    words = {word for part in in_brackets(text) if not _is_short_for(part, text) for word in latin_words(part)}
    return words - name_words().dropped - name_words().generic


def _is_short_for(part: str, text: str) -> bool:
    """Say whether what stands in brackets is an acronym of the name: most of its letters begin words of it."""
    initials = {word[0] for word in latin_words(without_brackets(text))}
    letters = part.casefold()
    return is_acronym(part) and sum(letter in initials for letter in letters) * 2 >= len(letters)


def _paired(
    listed: Sequence[str], written: Sequence[str], known: Known
) -> tuple[list[Difference] | None, list[str], list[str]]:
    """Return what differs between the words of two names that are paired, and the words of either that are left."""
    left, right, found = list(listed), list(written), []
    for word in listed:
        if word in right:
            left.remove(word)
            right.remove(word)
    if any(word.isdigit() for word in (*left, *right)):
        return None, left, right
    for word in list(left):
        for other in right:
            kind = _kind(word, other, known)
            if kind:
                found.append(Difference(kind, word, other))
                left.remove(word)
                right.remove(other)
                break
    joined = _joined(*_telling(left, right))
    if joined:
        generic = name_words().generic
        left, right = ([word for word in rest if word in generic] for rest in (left, right))
        return [*found, joined], left, right
    return found, left, right


def _telling(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Return what is left of two names without general words; all of it where nothing else is."""
    generic = name_words().generic
    one, other = ([word for word in rest if word not in generic] for rest in (left, right))
    return (one, other) if one and other and (len(one), len(other)) != (1, 1) else (left, right)


def _joined(left: list[str], right: list[str]) -> Difference | None:
    """Return that what is left of two names is the same, written together or apart."""
    one, other = _together(left), _together(right)
    if not one or not other or len(left) == len(right) == 1 or min(len(one), len(other)) < 6:
        return None
    if one == other:
        return _difference("joined", left, right)
    unvowelled = (CONSONANTS in one + other) and without_vowels_same("".join(left), "".join(right), 3)
    hangul = HANGUL in one + other and korean(one.replace(HANGUL, "")) == korean(other.replace(HANGUL, ""))
    if unvowelled or hangul:
        return _difference("script", left, right)
    return _difference("typing", left, right) if misspelt(one, other, 12) else None


def _kind(one: str, other: str, known: Known) -> DifferenceKind | None:
    """Return what differs between two words that may be one; None where they are two."""
    words = name_words()
    if CONSONANTS in (one[0], other[0]):
        return "script" if without_vowels_same(one, other, 3) else None
    if HANGUL in (one[0], other[0]):
        return "script" if korean(one.replace(HANGUL, "")) == korean(other.replace(HANGUL, "")) else None
    if any(word in words.generic for word in (one, other)) or min(len(one), len(other)) < 4 or _places(one, other):
        return None
    if min(len(one), len(other)) >= 4 and same_sound(one, other):
        return "romanisation"
    if known(other) and not _inflected(one, other):
        return None
    return _near(one, other)


def _places(one: str, other: str) -> bool:
    """Say whether two words may be two places: both are known ones, or one is and is short."""
    known = [word for word in (one, other) if word in name_words().places]
    return len(known) == 2 or any(len(word) < _SHORT_PLACE for word in known)


def _near(one: str, other: str) -> DifferenceKind | None:
    least = min(len(one), len(other))
    if misspelt(one, other, _SHORTEST_IN_COMPANY) or _inflected(one, other):
        return "typing"
    if (least >= 7 and one[0] == other[0] and consonants(one) == consonants(other)) or (
        least >= _SHORTEST_IN_COMPANY and vowels_alike(one, other)
    ):
        return "vowels"
    cut = abs(len(one) - len(other))
    return "shortened" if least >= 7 and cut <= 3 and (one.startswith(other) or other.startswith(one)) else None


def _inflected(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 6 and long in (short + "s", short + "es", short + "e", short + "al", short + "a")


def _left_over(
    left: Sequence[str], right: Sequence[str], listed: Sequence[str], written: Sequence[str]
) -> Iterator[Difference]:
    if left or right:
        yield _difference("general_word", left, right)


def _in_company(uncertain: Sequence[Difference], written: Sequence[str]) -> bool:
    """Say whether words that differ in a letter stand beside enough that is the same; general words count for half."""
    doubted = {one.written for one in uncertain}
    same = [word for word in written if word not in doubted]
    beside = sum(len(word) / (2 if word in name_words().generic else 1) for word in same)
    if len(uncertain) > 1:
        return beside >= _CARRIES_TWO
    return beside >= _CARRIES or all(_clear(one) for one in uncertain)


def _clear(one: Difference) -> bool:
    """Say whether a difference speaks for itself: a plural, or one in a long word."""
    least = min(len(one.listed), len(one.written))
    return (
        _inflected(one.listed, one.written)
        or least >= (6 if one.kind == "vowels" else _SHORTEST)
        or (one.kind == "shortened")
    )


def _allowed(
    found: Sequence[Difference],
    left: Sequence[str],
    right: Sequence[str],
    listed: Sequence[str],
    written: Sequence[str],
) -> bool:
    """Say whether what differs may: words of their own on one side only and general ones, carried by telling words."""
    words = name_words()
    uncertain = [one for one in found if one.kind in ("typing", "vowels", "shortened")]
    telling = [word for word in written if word not in right and word not in words.generic]
    letters = sum(len(word) for word in telling)
    if (left and right) or not telling or len(uncertain) > 2 or not _in_company(uncertain, written):
        return False
    rest = [*left, *right]
    if not rest:
        return True
    if len(rest) > 2 or len(uncertain) > 1 or (uncertain and len(telling) < 2):
        return False
    if all(word in words.mild for word in rest) and len(rest) == 1 and len(telling) >= 2:
        return True
    narrow = all(word in words.narrow for word in rest)
    return (narrow and letters >= _CARRIES) or (
        len(rest) == 1 and rest[0] in words.generic and len(listed) + len(written) >= 8
    )
