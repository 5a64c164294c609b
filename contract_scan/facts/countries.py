"""Countries named in a text: names, adjectives and abbreviations in Dutch and English, with their offsets.

`countries_in` is what checkers and rules call. The words stand in `patterns/tables/countries/countries.yaml`; they are
read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from contract_scan.document import Span
from contract_scan.nouns import dataclass
from contract_scan.yaml_files import knowledge

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Form = Literal["name", "adjective", "abbreviation", "place", "decoy"]

_LANGUAGES = ("nl", "en")
_FOLDED = str.maketrans(
    {**dict.fromkeys("\n\r\t\u00a0\u2007\u2009\u202f", " "), "\u2019": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"}
)
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_LAST_WORDS = re.compile(r"(?:([^\W\d_]+) )?([^\W\d_]+) $")
#: What may stand between a town and its country: a comma, a postal code, an article.
_OF_TOWN = re.compile(r"[ ,\d]{1,14}(?:(?:the|The|de|De) )?")
_JOINING = frozenset({"and", "or", "en", "of"})


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: ISO 3166-1 alpha-2 code and its common name by language."""

    code: str
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Words:
    """An automaton over all words of a selection; `meanings[i]` is the form and the country of pattern i."""

    automaton: AhoCorasick
    meanings: tuple[tuple[Form, str], ...]


def countries_in(text: str, language: str | None = None, *, places: bool = False) -> list[tuple[Span, str]]:
    """Return where a text names a country, as spans into the text with ISO 3166-1 alpha-2 codes, in order.

    Names are known in both languages, adjectives ("Chinees recht") only in `language` ("nl" or "en"; None for both).
    An adjective that names a language ("the English version", "in het Russisch") is left out. With `places`, a city
    or region stands for its country: ask for it in an address or a seat, not in running text. Case counts.
    """
    words = _words(_known(language), places)
    folded = text.translate(_FOLDED)
    found: list[tuple[Span, str]] = []
    town = -1
    for index, start, end in words.automaton.find_matches_as_indexes(folded):
        form, code = words.meanings[index]
        if form == "decoy" or not _stands_alone(folded, start, end):
            continue
        if form == "adjective" and _names_a_language(folded, start, end):
            continue
        if form == "abbreviation" and (_among_capitals(folded, start, end) or _in_compound(folded, start, end)):
            continue
        named = town >= 0 and form == "name" and _OF_TOWN.fullmatch(folded, town, start)
        if named and found[-1][1] != code:
            found.pop()  # "Bergen, the Netherlands": the country that is named counts
        town = end if form == "place" else -1
        found.append((Span(start, end), code))
    return found


@cache
def countries() -> Mapping[str, Country]:
    """Return all countries and territories by code."""
    return {code: Country(code, entry["name"]) for code, entry in _table()["countries"].items()}


def country_code(text: str) -> str | None:
    """Return the ISO code of a country by its whole name or code (two or three letters), or None."""
    codes = _codes_by_name()
    whole = text.strip().translate(_FOLDED).casefold()
    # The United Nations write "Iran (Islamic Republic of)".
    return codes.get(whole) or codes.get(whole.partition(" (")[0])


def country_name(code: str, language: str) -> str:
    """Return a country's common name in a language; the code itself where it is not known."""
    country = countries().get(code)
    return country.name.get(language, country.name["en"]) if country else code


@cache
def _codes_by_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, entry in _table()["countries"].items():
        names = (*entry["name"].values(), *_in(entry.get("names", {}), None), *entry.get("abbreviations", ()))
        for name in (*names, *entry.get("iso3", ()), code):
            found.setdefault(name.translate(_FOLDED).casefold(), code)
    return found


@cache
def country_words(language: str | None) -> tuple[str, ...]:
    """Return the words by which `countries_in` knows a country in a text of a language, as they are written."""
    return tuple(sorted({word for form, word, _ in _entries(_known(language), places=False) if form != "decoy"}))


def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = knowledge("tables", "countries", "countries")
    return loaded


def _known(language: str | None) -> str | None:
    return language if language in _LANGUAGES else None


@cache
def _words(language: str | None, places: bool) -> _Words:
    from ahocorasick_rs import AhoCorasick, MatchKind

    patterns: dict[str, tuple[Form, str]] = {}
    for form, word, code in _spellings(language, places):
        patterns.setdefault(word.translate(_FOLDED), (form, code))
    automaton = AhoCorasick(list(patterns), matchkind=MatchKind.LeftmostLongest)
    return _Words(automaton, tuple(patterns.values()))


def _spellings(language: str | None, places: bool) -> Iterator[tuple[Form, str, str]]:
    for form, word, code in _entries(language, places):
        yield form, word, code
        if form != "abbreviation" and len(word) > 3:
            yield form, word.upper(), code


def _entries(language: str | None, places: bool) -> Iterator[tuple[Form, str, str]]:
    for word in _table()["decoys"]:
        yield "decoy", word, ""
    for code, entry in _table()["countries"].items():
        for word in (*entry["name"].values(), *_in(entry.get("names", {}), None)):
            yield "name", word, code
        for word in _in(entry.get("adjectives", {}), language):
            yield "adjective", word, code
        for word in entry.get("abbreviations", ()):
            yield "abbreviation", word, code
        for word in entry.get("places", ()) if places else ():
            yield "place", word, code


def _in(words: Mapping[str, list[str]], language: str | None) -> list[str]:
    return [word for key in (_LANGUAGES if language is None else (language,)) for word in words.get(key, ())]


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())


def _names_a_language(text: str, start: int, end: int) -> bool:
    quiet = _table()["quiet"]
    following = _NEXT_WORD.match(text, end)
    if following and following[1].lower() in quiet["after"]:
        return True
    ends_here = following is None or following[1].lower() in _JOINING
    preceding = _LAST_WORDS.search(text, max(0, start - 40), start)
    if not ends_here or preceding is None:
        return False
    last, both = preceding[2].lower(), f"{preceding[1]} {preceding[2]}".lower()
    return last in quiet["before_adjective"] or both in quiet["before_adjective"]


def _among_capitals(text: str, start: int, end: int) -> bool:
    """Say whether a short abbreviation stands in a line of capitals, where "US" may be the word "us"."""
    following = _NEXT_WORD.match(text, end)
    preceding = _LAST_WORDS.search(text, max(0, start - 40), start)
    neighbours = [match[group] for match, group in ((following, 1), (preceding, 2)) if match]
    return end - start == 2 and bool(neighbours) and all(len(w) > 1 and w.isupper() for w in neighbours)


def _in_compound(text: str, start: int, end: int) -> bool:
    """Say whether an abbreviation is half of another one ("VS-VERTRAULICH"); "US-based" is none."""
    return text[start - 1 : start] == "-" or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper())
