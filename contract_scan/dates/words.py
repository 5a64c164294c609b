"""The words by which a language speaks of terms, as patterns: data in `patterns/terms/<language>.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of, one_by_one
from contract_scan.yaml_files import knowledge_by_name

#: How far from its date or period a cue may stand, in characters.
NEAR = 40
_QUOTE = "[\"“”„'‘’]"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages whose terms are read."""
    return tuple(knowledge_by_name("terms"))


def spoken_in(language: str | None) -> tuple[str, ...]:
    """Return the language in which terms are read where a text is in that one, else every language that they are in."""
    return (language,) if language in languages() else languages()


def _at(language: str, path: tuple[str, ...]) -> Any:
    found: Any = knowledge_by_name("terms")[language]
    for name in path:
        found = found[name]
    return found


@cache
def words(language: str, *path: str) -> tuple[str, ...]:
    """Return the words of a language under a path."""
    return tuple(_at(language, path))


@cache
def kinds(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what names each kind of partnership in a title, in the order in which they are tried."""
    return tuple((kind, _pattern(names)) for kind, names in _at(language, ("kinds",)).items())


@cache
def said(language: str, *path: str) -> re.Pattern[str]:
    """Return a pattern of the words under a path, wherever they stand in a sentence."""
    return _pattern(_at(language, path))


@cache
def about(language: str) -> re.Pattern[str]:
    """Return a pattern of what an agreement calls itself and its project, also as the end of a longer word.

    What goes on is another word: "terms and conditions" are no term.
    """
    return compiled(rf"(?:{_loose(_at(language, ('about',)))})(?!\w)", re.IGNORECASE)


@cache
def headings(language: str) -> re.Pattern[str]:
    """Return a pattern of the headings under which the term of an agreement stands, as whole words."""
    return compiled(rf"(?<!\w)(?:{_loose(_at(language, ('headings',)))})(?!\w)", re.IGNORECASE)


@cache
def whole_headings(language: str) -> re.Pattern[str]:
    """Return a pattern of the headings that say no more than when, or for how long, with their number."""
    named = _loose(_at(language, ("headings_whole",)))
    return compiled(rf"[\W\d]*(?:article|artikel)?[\W\d]*(?:{named})\W*", re.IGNORECASE)


@cache
def before(language: str, *path: str) -> re.Pattern[str]:
    """Return a pattern of the words under a path right before something: only small words may stand between."""
    small = r"(?:\([a-z\d]{1,4}\)\s{0,3})?(?:the|de|het|op|on|is|a|an|een|of|this)?[\s_]{0,3}"
    return compiled(rf"(?<!\w)(?P<cue>{_loose(_at(language, path))})[\s:,(]{{0,4}}{small}\Z", re.IGNORECASE)


@cache
def without_asides(language: str) -> re.Pattern[str]:
    """Return a pattern of what may stand between a verb and its day: an adverb, or an aside between commas."""
    adverbs = any_of(_at(language, ("adverbs",)))
    return compiled(
        rf"\s+(?:{adverbs})(?=\s+(?:\w{{1,5}}\s+){{0,2}}\Z)|,\s[^,;]{{1,60}},(?=\s\w{{2,5}}\s\Z)", re.IGNORECASE
    )


@cache
def defined(language: str) -> re.Pattern[str]:
    """Return a pattern of the words right after a date that make it the day on which an agreement starts."""
    lead = rf"(?:(?:{_loose(_at(language, ('start', 'defined_lead')))})[\s,:]{{1,3}})*"
    opening = rf"(?:\(\s?{lead}{_QUOTE}?|{lead}{_QUOTE})"
    return compiled(rf"[\s,]{{0,3}}{opening}\s?(?:{_loose(_at(language, ('start', 'defined')))})(?!\w)", re.IGNORECASE)


@cache
def after(language: str, *path: str) -> re.Pattern[str]:
    """Return a pattern of the words under a path right after something."""
    return compiled(rf"\s{{0,3}}(?:{_loose(_at(language, path))})", re.IGNORECASE)


def _pattern(given: Iterable[str]) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{_loose(given)})", re.IGNORECASE)


def _loose(given: Iterable[str]) -> str:
    """Return a pattern in which straight quotation marks stand for any, or for none."""
    return one_by_one(given).replace('"', f"{_QUOTE}?")
