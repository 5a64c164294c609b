"""The person for whom a stipend is: called "the Student" by the text, or named where it says who gets the stipend."""

from __future__ import annotations

import re
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.money.bodies import is_body
from contract_scan_builtins.money.lexicon import pattern_of
from contract_scan_builtins.parties.names import is_institution
from contract_scan_builtins.parties.who import Who
from contract_scan_builtins.shared.wordlists import any_of, words_of

#: So many characters hold what a document says first that it is.
TITLE = 900
_TITLES = r"(?:Mr|Ms|Mrs|Miss|Mx|Dr|Prof|[Mm]evrouw|[Mm]w|[Mm]ejuffrouw|[Dd]e\sheer|dhr|[Dd]rs|[Ii]r)\.?\s"
_NAME = r"(?P<name>[A-ZÀ-Þ][\w’'\-]*\.?(?:\s(?:(?:van|de|der|den|al|bin|el|von)\s){0,2}[A-ZÀ-Þ][\w’'\-]*\.?){more})"
_SENTENCE = compiled(r"[^\x01\n]+?(?:[.!?](?=\s[A-ZÀ-Þ])|(?=[\x01\n])|\Z)")


def scholar_in(text: str) -> Who | None:
    """Return the person for whom the stipend of a document is; None where it names nobody so."""
    named = _called().finditer(text) if _role_alone().search(text) else ()
    called = next((match for match in named if _is_person(match["name"])), None)
    if called is not None:
        return Who(" ".join(called["name"].split()), Span(*called.span("name")), "person", aliases=(called["role"],))
    if not pattern_of("stipends").search(text, 0, TITLE):
        return None
    for sentence in _SENTENCE.finditer(text):
        if pattern_of("stipend_words").search(text, *sentence.span()):
            person = _titled().search(text, *sentence.span())
            if person is not None:
                return Who(
                    " ".join(person["name"].split()), Span(*person.span("name")), "person", aliases=_forms(person)
                )
    return None


def _is_person(name: str) -> bool:
    """Say whether a name may be a person's: it holds no kind of body and no end of a sentence."""
    return not is_body(name) and not is_institution(name) and ". " not in name


def _forms(person: re.Match[str]) -> tuple[str, ...]:
    """Return how a text may call a person later on: by the title and one of the names."""
    title = " ".join(person["title"].split())
    every = {title, title[0].lower() + title[1:], title[0].upper() + title[1:]}
    return tuple(sorted(f"{one} {name}" for one in every for name in person["name"].split() if name[0].isupper()))


@cache
def _titled() -> re.Pattern[str]:
    """Return the expression for a person with a title that no professor bears."""
    titles = _TITLES.replace("Prof|", "")
    return compiled(rf"(?<!\w)(?P<title>{titles}){_NAME.replace('{more}', '{0,4}')}")


@cache
def _called() -> re.Pattern[str]:
    """Return the expression for a person and the word by which a document calls a scholar, right behind the name."""
    called = any_of(words_of("parties", "alias_phrases"))
    name = _NAME.replace("{more}", "{1,4}")
    return compiled(rf"(?:{_TITLES}){{0,3}}{name}[^.;\x01(]{{0,80}}?,?\s?\(?(?:(?:{called})\s*:?\s*)?{_quoted_role()}")


@cache
def _role_alone() -> re.Pattern[str]:
    """Return the expression for that word between its quotes or brackets alone, which few texts hold."""
    return compiled(_quoted_role())


@cache
def _quoted_role() -> str:
    roles = any_of(form for word in words_of("money", "scholars") for form in (word, word.capitalize()))
    return rf"[\"“‘„'(](?:(?:the|de)\s)?(?P<role>{roles})[\"”’')]"
