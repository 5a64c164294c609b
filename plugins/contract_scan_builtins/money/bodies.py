"""Bodies that a text names and nobody introduced: "gemeente Oudewater", "the Falcon Museum", "Zilverfonds Terpstra".

Whether words are the name of a body is told by a legal form, by a word for a kind of body at either end of the name, or
by such a word in small letters before it. Organs of somebody ("the Supervisory Board") are no bodies of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.names import is_institution, name_at
from contract_scan_builtins.shared.wordlists import any_of, words_of

#: A word that ends in a kind of body ("Omgevingsdienst") has so many letters more than that kind.
_MORE = 3
#: What no name of a body begins with: "A Sponsor who withdraws".
_NO_NAMES = frozenset(
    ("a", "an", "any", "each", "every", "no", "een", "elke", "iedere", "geen", "enige", "such", "zodanig")
)
_NAME = r"[A-ZÀ-ÞŁŚŻ][\w’'&.\-]*[\w&]"


@cache
def kind_before() -> re.Pattern[str]:
    """Return the expression for a kind of body in small letters and the name after it; group `kind` is the kind.

    What is in group `told` belongs to the name, what is in group `said` only says what the named one is.
    """
    told, said = any_of(words_of("money", "kinds_of_name")), any_of(words_of("money", "kinds_before_name"))
    more = rf"(?:\s(?:(?:van|de|der|den|het|voor|the|&)\s){{0,2}}{_NAME}){{0,5}}"
    opening = r"(?:(?:De|Het|’t|'t|van|van\sde|the|The)\s)?"
    return compiled(
        rf"(?<![\w\-])(?:(?P<told>(?P<kind>{told})\s)|(?P<said>(?:the|The|de|De|het|Het|een|a)\s(?:{said})\s))"
        rf"(?P<name>{opening}{_NAME}{more}|1[89]\d\d|20\d\d)"
    )


def kind_named(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, str, str]]:
    """Yield the place, the name and the kind in small letters (or "") of each body named after its kind."""
    for match in kind_before().finditer(text, start, len(text) if end is None else end):
        at = match.start("kind") if match["told"] else match.start("name")
        name = " ".join(text[at : match.end()].rstrip(".").split())
        yield Span(at, at + len(text[at : match.end()].rstrip("."))), name, (match["kind"] or "").lower()


@cache
def unnamed_givers() -> re.Pattern[str]:
    """Return the expression for givers who stay unnamed: "A friend of the Fund", "from an anonymous donor".

    So is whoever a clause says that of: "a firm that prefers not to be named".
    """
    who, told = any_of(words_of("money", "unnamed")), any_of(words_of("money", "unnamed_told"))
    wish = any_of(words_of("money", "unnamed_wish"))
    noun = r"(?!(?:for|to|by|with|on|in|of|van|voor|door|met|op)\s)[a-zà-ÿ\-]{3,}"
    of = r"(?:\s(?:of|van|in|from|uit)\s(?:(?:the|de|het|onze|our)\s[\w\-]+|[A-ZÀ-Þ][\w\-]+))?"
    wishes = (
        rf"(?:(?:An?|an?|One|one|Een|een)\s(?:[a-zà-ÿ\-]+\s)?{noun}{of}|(?i:somebody|someone|iemand)),?"
        rf"\s(?:who|whom|which|that|die|dat)\s(?:[\w’'\-]+\s){{0,5}}?(?:{wish})"
        rf"(?:\s(?:wil|wenst|wilde|mag)\s(?:te\s)?(?:blijven|worden)|\sblijft)?"
    )
    of = r"(?:\s(?:of|van)\s(?:(?:the|de|het)\s)?[A-ZÀ-Þ][\w’'\-]*)?"
    whose = r"(?:\s(?:of|van)\s(?:the|de|het|our|onze|ons)\s[a-z\-]+)?"
    plainly = rf"(?:An?|Een)\s(?:[a-z\-]+\s){{0,2}}?(?:{who})|(?:an?|een|the|de)\s(?:{told})\s(?:{who}){whose}"
    return compiled(rf"(?<![\w\-])(?:{wishes}(?![\w\-])|(?:{plainly})(?![\w\-])(?!\s(?:who|that|which|die|dat)\b){of})")


@lru_cache(maxsize=4096)
def is_body(name: str) -> bool:
    """Say whether a name is that of a body of its own: by its form, a word in it, or a word at either end."""
    words = name.split()
    found = name_at(name, 0)
    if not words or words[0].lower() in _NO_NAMES or _organ().search(name):
        return False
    if found and found.form:
        return len(words) > 1
    ends = any(_is_kind(word) for word in (words[0], words[-1])) and len(words) > 1
    return ends or is_institution(name) or name in words_of("money", "known_bodies")


def is_kind(word: str) -> bool:
    """Say whether a word in small letters says what somebody is: "firm", "association", "waterbedrijf"."""
    return _is_kind(word) or word in words_of("money", "kinds_before_name") or word in words_of("money", "own_bodies")


def _is_kind(word: str) -> bool:
    """Say whether a word is a kind of body, or ends in one: "Museum", "Omgevingsdienst"."""
    lower = word.strip(".,’'").lower()
    if lower in words_of("money", "bodies") or (word[:1].isupper() and lower in words_of("money", "bodies_named")):
        return True
    return any(lower.endswith(kind) and len(lower) >= len(kind) + _MORE for kind in words_of("money", "body_endings"))


@cache
def _organ() -> re.Pattern[str]:
    """Return the expression for names of organs and offices, which are somebody's: "Supervisory Board"."""
    return compiled(rf"\A(?:{any_of(words_of('money', 'organs_named'))})(?!\w)", re.IGNORECASE)
