"""Matching a name against a list: careful to find variants, more careful not to accuse an innocent namesake.

A match is a candidate to be checked. What is never a match: an acronym alone; a name that shares only words many
organisations share; a name with a word of its own that the listed name lacks ("Tianjin University of Finance"); a
place name that looks like another; a body of a different country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from contract_scan.lists.model import ListEntry, Manifest
from contract_scan.lists.names import Name, compared, is_acronym, latin_words, name_words, without_brackets
from contract_scan.lists.tables import StoredList, StoredName

How = Literal["same", "same_words", "transliterated", "spelling", "part"]

_COMMON = 400
_RANK = {"same": 0, "transliterated": 1, "same_words": 2, "spelling": 3, "part": 4}
_CHINA = frozenset({"CN", "HK", "MO"})


@dataclass(frozen=True, slots=True)
class Match:
    """A listed name that a name in a document may be.

    `how`: the same as written; the same words in another order, form or language; transliterated from another script;
    another spelling; or part of the longer name in the document (a department of a listed body). `similarity` is a
    whole percentage of the letters. `relation` is how the listed name relates to the entry (see `NameKind`).
    `country_differs` says that the list gives a different country than the document.
    """

    manifest: Manifest
    entry: ListEntry
    listed: str
    relation: str
    how: How
    similarity: int
    country_differs: bool = False


def matches(text: str, stored: StoredList, countries: frozenset[str] = frozenset()) -> list[Match]:
    """Return the entries of a list that an organisation's name may be, best first, one match an entry.

    `countries` are the ISO codes the document gives for the organisation; empty where it gives none.
    """
    return _kept(_organisations(text, stored), stored, countries)


def person_matches(text: str, stored: StoredList) -> list[Match]:
    """Return the persons of a list whose whole name, in any order, is this one; two words are the least.

    Titles, and what stands behind a comma ("J. Jansen, rector"), do not count.
    """
    found: list[tuple[StoredName, How]] = []
    for name in dict.fromkeys((_person(text), _person(text.partition(",")[0]))):
        if len(name.words) >= 2:
            found += [(one, "same" if name.words == one.words else "same_words") for one in stored.with_key(name.key)]
    return [
        Match(stored.manifest, entry, one.text, one.kind, how, 100)
        for one, how in dict.fromkeys(found)
        for entry in [stored.entry(one.entry)]
        if entry.kind == "person" and one.kind not in ("weak", "acronym")
    ]


def _person(text: str) -> Name:
    """Return a person's name without titles."""
    form = compared(text)
    return Name(text, tuple(word for word in form.words if word not in name_words().honorifics))


def _organisations(text: str, stored: StoredList) -> Iterator[tuple[StoredName, How, int]]:
    for whole, part in _parts(text):
        if is_acronym(part):
            continue
        form = compared(part)
        exact = [name for name in stored.with_key(form.key) if name.kind not in ("weak", "acronym")]
        for name in exact if _says_enough(form, exact) else ():
            yield name, _how(part, name) if whole else "part", 100
        if not exact and len(form.words) > 1:
            for name, similarity in _near(_corrected(form, stored), stored):
                yield name, "spelling" if whole else "part", similarity


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the name, and what stands between commas and dashes in it if that is a name of several words."""
    yield True, text
    pieces = [piece.strip() for piece in _separated(text)]
    if len(pieces) > 1:
        yield from ((False, piece) for piece in pieces if len(compared(piece).words) > 1)


def _separated(text: str) -> list[str]:
    for separator in (" – ", " — ", " - ", "(", ")", ";", "/", "，"):
        text = text.replace(separator, ",")
    return [piece for piece in text.split(",") if piece.strip()]


def _says_enough(form: Name, exact: list[StoredName]) -> bool:
    """A single short word says too little, unless it is the listed name itself; so do words that many share."""
    if len(form.words) == 1:
        word = form.words[0]
        whole = any(name.kind == "name" for name in exact)
        return word not in name_words().generic and (len(word) >= 5 or (whole and len(word) >= 4))
    return True


def _how(text: str, name: StoredName) -> How:
    if _plain(text) == _plain(name.text):
        return "same"
    return "transliterated" if _script(text) != _script(name.text) else "same_words"


def _plain(text: str) -> str:
    return " ".join(latin_words(without_brackets(text)))


def _script(text: str) -> bool:
    """Say whether most letters of a name, brackets left out, are Latin ones."""
    letters = [c for c in without_brackets(text) if c.isalpha()]
    return sum(c < "\u0250" for c in letters) * 2 >= len(letters)


def _corrected(form: Name, stored: StoredList) -> Name:
    """Return a name whose misspelt general words ("Instiutte", "Corportion") are put right or left out."""
    known = name_words()
    words: list[str] = []
    for word in form.words:
        right = None if len(word) < 6 or word in known.places or stored.knows_word(word) else _general(word)
        if right is None:
            words.append(word)
        elif right not in known.dropped:
            words.append(known.same.get(right, right))
    return Name(form.text, tuple(words) or form.words)


@lru_cache(maxsize=8192)
def _general(word: str) -> str | None:
    known = name_words()
    if word in known.generic:
        return None
    return next((right for right in known.general if abs(len(right) - len(word)) < 3 and _same_word(word, right)), None)


def _near(form: Name, stored: StoredList) -> Iterator[tuple[StoredName, int]]:
    seen: set[tuple[int, str]] = set()
    for candidate in _candidates(form, stored):
        key = (candidate.entry, candidate.text)
        if key in seen or candidate.kind in ("weak", "acronym"):
            continue
        seen.add(key)
        similarity = _similarity(form.words, candidate.words, stored)
        if similarity:
            yield candidate, similarity


def _candidates(form: Name, stored: StoredList) -> Iterator[StoredName]:
    """Yield the listed names that share a word, or the first letters of one, with a name."""
    words = [word for word in dict.fromkeys(form.words) if len(word) > 3]
    telling = [word for word in words if word not in name_words().generic] or words
    for word in telling:
        yield from stored.with_word(word, _COMMON)
        if not stored.knows_word(word):
            for other in stored.words_starting(word[:3]):
                if _same_word(word, other):
                    yield from stored.with_word(other, _COMMON)
    for word in words:
        if word not in telling:
            yield from stored.with_word(word, _COMMON // 4)


def _similarity(ours: tuple[str, ...], theirs: tuple[str, ...], stored: StoredList) -> int:
    """Return how alike two names are, in percent; 0 where a word of either that tells it apart is not in the other."""
    from rapidfuzz import fuzz

    if "".join(ours) == "".join(theirs):
        return 100
    left, unmatched = list(theirs), []
    for word in ours:
        twin = word if word in left else _twin(word, left, stored)
        if twin is None:
            unmatched.append(word)
        else:
            left.remove(twin)
    rest = unmatched + left
    shared = [word for word in ours if word not in unmatched and word not in name_words().generic]
    if not _may_be_left_out(rest, shared, len(ours) + len(theirs)):
        return 0
    return round(fuzz.ratio(" ".join(sorted(ours)), " ".join(sorted(theirs))))


def _may_be_left_out(rest: list[str], shared: list[str], words: int) -> bool:
    """Say whether two names may be one although these words stand in only one of them: one general word at most."""
    known = name_words()
    if not shared or len(rest) > 1:
        return not rest
    return not rest or (rest[0] in known.mild and len(shared) >= 2) or (rest[0] in known.generic and words >= 8)


def _twin(word: str, left: Iterable[str], stored: StoredList) -> str | None:
    """Return which of the words left is a misspelling of this one; a word that is known for itself is none."""
    if word in name_words().places or word in name_words().generic:
        return None
    near = [other for other in left if _same_word(word, other)]
    if not near or (stored.knows_word(word) and not _inflected(word, near[0])):
        return None
    return near[0]


def _same_word(one: str, other: str) -> bool:
    """Say whether two words differ by no more than a typing error or two, depending on their length."""
    from rapidfuzz.distance import OSA

    shortest = min(len(one), len(other))
    if shortest < 4 or abs(len(one) - len(other)) > 2 or any(c.isdigit() for c in one + other):
        return False
    allowed = 1 if shortest < 8 else 2
    return int(OSA.distance(one, other, score_cutoff=allowed)) <= allowed


def _inflected(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 6 and long in (short + "s", short + "es", short + "e", short + "al")


def _kept(found: Iterable[tuple[StoredName, How, int]], stored: StoredList, countries: frozenset[str]) -> list[Match]:
    best: dict[int, Match] = {}
    for name, how, similarity in found:
        entry = stored.entry(name.entry)
        differs = _differs(countries, entry.countries)
        if entry.kind != "organisation" or (differs and (how != "same" or stored.manifest.authority != "law")):
            continue
        match = Match(stored.manifest, entry, name.text, name.kind, how, similarity, differs)
        if name.entry not in best or _order(match) < _order(best[name.entry]):
            best[name.entry] = match
    return sorted(best.values(), key=_order)


def _order(match: Match) -> tuple[int, int, bool, str]:
    return (_RANK[match.how], -match.similarity, match.relation != "name", match.listed)


def _differs(ours: frozenset[str], theirs: tuple[str, ...]) -> bool:
    if not ours or not theirs:
        return False
    if ours & _CHINA and set(theirs) & _CHINA:
        return False
    return not ours & set(theirs)
