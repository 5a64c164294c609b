"""Matching a name against a list: careful to find variants, more careful not to accuse an innocent namesake.

A match is a candidate to be checked. What is never a match: an acronym alone; a name that shares only words many
organisations share; a name with a word of its own that the listed name lacks ("Tianjin University of Finance"); a
place name that looks like another; a body of a different country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from contract_scan.lists.candidates import organisations_like, persons_like
from contract_scan.lists.comparison import Difference, NameComparison
from contract_scan.lists.equivalences import legal_forms
from contract_scan.lists.model import ListEntry, Manifest
from contract_scan.lists.names import Name, compared, is_acronym, latin_words, name_words, without_brackets
from contract_scan.lists.organisations import branches_differ, compare_organisations, corrected
from contract_scan.lists.person_names import person
from contract_scan.lists.persons import compare_persons
from contract_scan.lists.tables import StoredList, StoredName
from contract_scan.nouns import dataclass

How = Literal["same", "same_words", "transliterated", "spelling", "part"]

_RANK = {"same": 0, "transliterated": 1, "same_words": 2, "spelling": 3, "part": 4}
_CHINA = frozenset({"CN", "HK", "MO"})


@dataclass(frozen=True, slots=True)
class Match:
    """A listed name that a name in a document may be.

    `how`: the same as written; the same words in another order, form or language; transliterated from another script;
    another spelling; or part of the longer name in the document (a department of a listed body). `similarity` is a
    whole percentage of the letters. `relation` is how the listed name relates to the entry (see `NameKind`).
    `country_differs` says that the list gives a different country than the document, `country_same` that it gives the
    same. `differences` are what differs between the two names. `birth` compares the dates of birth of a person, "same"
    or "differs" where both are known.
    """

    manifest: Manifest
    entry: ListEntry
    listed: str
    relation: str
    how: How
    similarity: int
    country_differs: bool = False
    differences: tuple[Difference, ...] = ()
    country_same: bool = False
    birth: Literal["same", "differs", ""] = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A name on the list that a name may be: how, with what likeness, and what differs."""

    name: StoredName
    how: How
    similarity: int = 100
    differences: tuple[Difference, ...] = ()


def matches(text: str, stored: StoredList, countries: frozenset[str] = frozenset()) -> list[Match]:
    """Return the entries of a list that an organisation's name may be, best first, one match an entry.

    `countries` are the ISO codes the document gives for the organisation; empty where it gives none.
    """
    return _kept(_organisations(text, stored), stored, countries)


def person_matches(
    text: str,
    stored: StoredList,
    countries: frozenset[str] = frozenset(),
    born: frozenset[str] = frozenset(),
) -> list[Match]:
    """Return the persons of a list that a person's name may be, best first, one match an entry.

    Titles, and what stands behind a comma ("J. Jansen, rector"), do not count. `countries` and `born` (dates or years,
    ISO 8601) are what the document gives. Another country or birth than the list's is said and excludes nobody: a
    nationality is not where somebody works, and dates on lists are often guesses.
    """
    best: dict[int, Match] = {}
    for found in _persons(text, stored):
        entry = stored.entry(found.name.entry)
        if entry.kind != "person" or found.name.kind in ("weak", "acronym"):
            continue
        match = replace(_match(stored, entry, found, countries), birth=_birth(born, entry.born))
        if found.name.entry not in best or _order(match) < _order(best[found.name.entry]):
            best[found.name.entry] = match
    return sorted(best.values(), key=_order)


def match_as_listed(
    text: str, name: StoredName, stored: StoredList, countries: frozenset[str], within_longer: bool
) -> Match | None:
    """Return the match of a listed name that stands in a text; None for what is in another country than the list says.

    `within_longer` says that a longer name goes on around it.
    """
    how: How = "part" if within_longer else _how(text, name)
    found = _kept([_Found(name, how)], stored, countries)
    return found[0] if found else None


def _match(stored: StoredList, entry: ListEntry, found: _Found, countries: frozenset[str]) -> Match:
    differs = _differs(countries, entry.countries)
    return Match(
        stored.manifest,
        entry,
        found.name.text,
        found.name.kind,
        found.how,
        found.similarity,
        differs,
        found.differences,
        bool(countries and entry.countries) and not differs,
    )


def _birth(ours: frozenset[str], theirs: Sequence[str]) -> Literal["same", "differs", ""]:
    """Compare dates of birth as far as both go: a year with a year, a day with a day."""
    if not ours or not theirs:
        return ""
    return (
        "same" if any(one.startswith(other) or other.startswith(one) for one in ours for other in theirs) else "differs"
    )


def _persons(text: str, stored: StoredList) -> Iterator[_Found]:
    for written in dict.fromkeys((text, text.partition(",")[0])):
        form = person(written)
        if len(form.words) < 2:
            continue
        for listed in persons_like(form, stored):
            comparison = compare_persons(listed.compared(), form)
            if comparison.tier:
                yield _found(written, listed, comparison, form)


def _found(written: str, listed: StoredName, comparison: NameComparison, form: Name) -> _Found:
    if comparison.tier == "sure":
        return _Found(listed, _how(written, listed), differences=comparison.differences)
    return _Found(listed, "spelling", min(99, _likeness(form.words, listed.words)), comparison.differences)


def _likeness(ours: Sequence[str], theirs: Sequence[str]) -> int:
    from rapidfuzz import fuzz

    return round(fuzz.ratio(" ".join(sorted(ours)), " ".join(sorted(theirs))))


def _organisations(text: str, stored: StoredList) -> Iterator[_Found]:
    for whole, part in _parts(text):
        if is_acronym(part):
            continue
        form = compared(part)
        same = (name for name in stored.with_key(form.key) if name.kind not in ("weak", "acronym"))
        exact = [name for name in same if not branches_differ(name.text, text)]
        for name in exact if _says_enough(form, exact) else ():
            yield _Found(name, _how(part, name) if whole else "part")
        if not exact and (len(form.words) > 1 or len(form.joined) > 8):
            for found in _near(part, corrected(form, stored.knows_word), stored):
                if not whole and branches_differ(found.name.text, text):
                    continue
                yield found if whole else _Found(found.name, "part", found.similarity, found.differences)


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


def _plain(text: str) -> list[str]:
    """Return the words of a name as they stand, without legal forms and small words."""
    known = name_words().dropped | legal_forms()
    words = latin_words(without_brackets(text))
    return [word for word in words if word not in known] or words


def _script(text: str) -> bool:
    """Say whether most letters of a name, brackets left out, are Latin ones."""
    letters = [c for c in without_brackets(text) if c.isalpha()]
    return sum(c < "\u0250" for c in letters) * 2 >= len(letters)


def _near(text: str, form: Name, stored: StoredList) -> Iterator[_Found]:
    seen: set[int] = set()
    for candidate in organisations_like(form, stored):
        if candidate.number in seen or candidate.kind in ("weak", "acronym"):
            continue
        seen.add(candidate.number)
        comparison = compare_organisations(candidate.compared(), form, stored.knows_word)
        if comparison.tier:
            yield _found(text, candidate, comparison, form)


def _kept(found: Iterable[_Found], stored: StoredList, countries: frozenset[str]) -> list[Match]:
    best: dict[int, Match] = {}
    for one in found:
        entry = stored.entry(one.name.entry)
        match = _match(stored, entry, one, countries)
        told = one.how == "same" and stored.manifest.authority == "law"
        if entry.kind != "organisation" or (match.country_differs and not told):
            continue
        if one.name.entry not in best or _order(match) < _order(best[one.name.entry]):
            best[one.name.entry] = match
    return sorted(best.values(), key=_order)


def _order(match: Match) -> tuple[int, int, bool, str]:
    return (_RANK[match.how], -match.similarity, match.relation != "name", match.listed)


def _differs(ours: frozenset[str], theirs: tuple[str, ...]) -> bool:
    if not ours or not theirs:
        return False
    if ours & _CHINA and set(theirs) & _CHINA:
        return False
    return not ours & set(theirs)
