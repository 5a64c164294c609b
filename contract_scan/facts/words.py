"""The words of numbers, periods, amounts and dates per language, as data: a new language adds a file and changes none.

The files are ``facts/<language>.yaml`` of the built-in knowledge; ``facts/common.yaml`` holds what no language owns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from contract_scan.nouns import dataclass
from contract_scan.yaml_files import knowledge, knowledge_by_name

_COMMON = "common"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one language, or of all languages together where a text's language is not known.

    There is one of each language, so that what is made of it can be kept.

    `decimal` is the decimal mark ("." or ","; None where not known). `atoms` gives for each number word what it is
    (unit, teens, tens, hundreds, scale, fraction) and its value. `units` names the unit of each period word.
    `weak` gives for each article the words after which it counts as "one"; after any where there are none.
    """

    decimal: str | None
    day_first: bool
    atoms: Mapping[str, tuple[str, float]]
    joiners: frozenset[str]
    articles: frozenset[str]
    points: frozenset[str]
    minus: tuple[str, ...]
    weak: Mapping[str, tuple[str, ...]]
    in_words: tuple[str, ...]
    parts_of: tuple[str, ...]
    ranges: tuple[str, ...]
    ordinals: Mapping[str, int]
    ordinal_endings: tuple[str, ...]
    units: Mapping[str, str]
    between: tuple[str, ...]
    attached: Mapping[str, str]
    not_followed_by: tuple[str, ...]
    indefinite: tuple[str, ...]
    percentages: tuple[str, ...]
    shares: Mapping[str, str]
    currencies: Mapping[str, str]
    currency_signs: Mapping[str, str]
    abbreviated_scales: Mapping[str, int]
    months: Mapping[str, int]
    date_joins: tuple[str, ...]
    date_ranges: tuple[str, ...]
    weekdays: Mapping[str, int]


_KINDS = {"units": "unit", "teens": "teens", "tens": "tens", "scales": "scale", "fractions": "fraction"}
_PERIODS = ("hours", "days", "working_days", "weeks", "fortnights", "months", "quarters", "years")


#: How the signs are written in an expression that mean something there; any white space is as good as a space.
_WRITTEN = {code: re.escape(chr(code)) for code in range(128) if re.escape(chr(code)) != chr(code)} | {ord(" "): r"\s+"}
#: The dotless and the dotted i of Turkish, and the long s.
_SAME_LETTER = {ord("ı"): "i", ord("İ"): "i", ord("ſ"): "s"}


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of some words or phrases, longest first, any white space between words.

    What words have in common at their beginning stands in it once: of hundreds of words only the few that begin with
    the letter at hand are tried.
    """
    return _any_of(tuple(sorted(_with_single_spaces(words))))


@lru_cache(maxsize=1_000)
def _any_of(words: tuple[str, ...]) -> str:
    try:
        return _branches(words) or r"(?!)"
    except _ShorterFirstError:
        return one_by_one(words)


def one_by_one(words: Iterable[str]) -> str:
    """Return the same with every word written out, for one who goes on to change how a sign in it is matched."""
    ordered = sorted(_with_single_spaces(words), key=lambda word: (-len(word), word))
    return "|".join(map(_spaced, ordered)) or r"(?!)"


def _with_single_spaces(words: Iterable[str]) -> set[str]:
    return {" ".join(word.split()) for word in words}


def _spaced(written: str) -> str:
    return written.translate(_WRITTEN)


class _ShorterFirstError(Exception):
    """Words with the same letters, capitals and small ones, cannot be branched so that the longest is tried first."""


def _branches(words: Sequence[str]) -> str:
    """Return words, in alphabetical order, as branches: what some begin with, and how they go on; an end comes last."""
    rest = words[1:] if words and not words[0] else words
    branches = [list(branch) for _, branch in groupby(rest, key=itemgetter(0))]
    found = []
    for branch in _longest_first(branches):
        begin = branch[0] if len(branch) == 1 else _common(branch[0], branch[-1])
        more = f"(?:{_branches([word[len(begin) :] for word in branch])})" if len(branch) > 1 else ""
        found.append(_spaced(begin) + more)
    return "|".join(found if rest is words else (*found, ""))


def _common(first: str, last: str) -> str:
    """Return what two words begin with."""
    size = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:size]


def _longest_first(branches: list[list[str]]) -> list[list[str]]:
    """Return branches in an order in which, the case of letters aside, no word comes before a longer one."""
    letters = [branch[0][0].lower() for branch in branches]
    if len(set(letters)) == len(letters):
        return branches
    ordered = sorted(branches, key=lambda branch: -max(map(len, branch)))
    tried: set[str] = set()
    for branch in ordered:
        lower = [word.lower() for word in branch]
        if any(not tried.isdisjoint(word[:size] for size in range(1, len(word))) for word in lower):
            raise _ShorterFirstError
        tried.update(lower)
    return ordered


def half_after(words: Words) -> str:
    """Return the regular expression of a half that is added to a period ("a year and a half"), without groups."""
    halves = any_of(word for word, (kind, value) in words.atoms.items() if kind == "fraction" and value < 1)
    articles = any_of((*words.articles, *words.weak))
    said = rf"\s{{1,3}}(?:{any_of(words.joiners)})\s{{1,3}}(?:{articles})\s{{1,3}}(?:{halves})"
    return rf"{said}(?!\w)(?!\s+(?:{any_of(words.units)})\b)"


def lowered(text: str) -> str:
    """Return a text in lower case, of the same length: a letter that would become two stays as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=4)
def regardless(text: str) -> str:
    """Return a text, of the same length, with a small letter wherever a search without regard to case sees one."""
    lower = lowered(text)
    for letter, same in _SAME_LETTER.items():
        if chr(letter) in lower:
            lower = lower.replace(chr(letter), same)
    return lower


def fold(words: str) -> str:
    """Return the form under which words are looked up: lower case, single spaces.

    Letters that a search without regard to case takes for an i or an s ("mıllion") are that letter here too.
    """
    return " ".join(words.translate(_SAME_LETTER).split()).lower()


@cache
def words_for(language: str | None) -> Words:
    """Return the words of a language; of all languages together for None or for one that has no file."""
    known = languages()
    chosen = [language] if language in known else list(known)
    return _merge([_load(name) for name in chosen if name], _load(_COMMON))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a file of fact words."""
    return tuple(name for name in knowledge_by_name("facts") if name != _COMMON)


@cache
def common() -> Mapping[str, Any]:
    """Return what no language owns: signs of currencies, abbreviated scales, codes of control lists."""
    return _load(_COMMON)


def _load(name: str) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = knowledge("facts", name)
    return loaded


def _merge(data: list[Mapping[str, Any]], shared: Mapping[str, Any]) -> Words:
    decimals = {item["decimal"] for item in data}
    return Words(
        decimal=decimals.pop() if len(decimals) == 1 else None,
        day_first=all(item["date_order"] == "day_first" for item in data),
        atoms=_atoms(data),
        joiners=frozenset(_lists(data, "numbers", "joiners")),
        points=frozenset(_lists(data, "numbers", "points")),
        minus=_lists(data, "numbers", "minus"),
        articles=frozenset(_lists(data, "numbers", "articles")),
        weak={word: tuple(item["numbers"]["before_weak"]) for item in data for word in item["numbers"]["weak"]},
        in_words=_lists(data, "in_words"),
        parts_of=_lists(data, "parts_of"),
        ranges=_lists(data, "ranges"),
        ordinals=_mapping(data, "ordinals"),
        ordinal_endings=_lists(data, "ordinal_endings"),
        units=_inverted({kind: _lists(data, "periods", kind) for kind in _PERIODS}),
        between=_lists(data, "periods", "between"),
        attached=_mapping(data, "periods", "attached"),
        not_followed_by=_lists(data, "periods", "not_followed_by"),
        indefinite=_lists(data, "periods", "indefinite"),
        percentages=(*shared["percentages"], *_lists(data, "percentages")),
        shares={fold(word): f"{share:g}" for item in data for share, words in item["shares"].items() for word in words},
        currencies=_inverted(*(item["currencies"] for item in data)),
        currency_signs={sign: code for code, signs in shared["currencies"].items() for sign in signs},
        abbreviated_scales={word: scale for scale, words in shared["scales"].items() for word in words},
        months={fold(word): number for word, number in _mapping(data, "months").items()},
        date_joins=_lists(data, "date_joins"),
        date_ranges=_lists(data, "date_ranges"),
        weekdays=_mapping(data, "weekdays"),
    )


def _atoms(data: list[Mapping[str, Any]]) -> dict[str, tuple[str, float]]:
    atoms: dict[str, tuple[str, float]] = {}
    for numbers in (item["numbers"] for item in data):
        for group, kind in _KINDS.items():
            atoms.update({fold(word): (kind, value) for word, value in numbers[group].items()})
        atoms.update({fold(word): ("hundreds", 100) for word in numbers["hundreds"]})
    return atoms


def _lists(data: list[Mapping[str, Any]], *path: str) -> tuple[str, ...]:
    return tuple(word for item in data for word in _at(item, path))


def _mapping(data: list[Mapping[str, Any]], *path: str) -> dict[str, Any]:
    return {word: value for item in data for word, value in _at(item, path).items()}


def _at(item: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    for name in path:
        item = item[name]
    return item


def _inverted(*groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(word): name for group in groups for name, words in group.items() for word in words}
