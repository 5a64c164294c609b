"""Every way to read a name: where a name begins is known, where it ends may be told in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from contract_scan.expressions import compiled
from contract_scan_builtins.parties.names import Name, both_names_at, is_institution, name_at, not_in_names
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.parties.words import CAPITALS, any_of, listed

_ACRONYM = compiled(r"[^()\x01]{0,60}\([^()\x01]{0,30}?[\"“]?\b([A-Z]{2,9})\b")
#: Initials: a person, who is no part of an institution's name.
_PERSON = compiled(r"(?:[A-Z]\.\s?)+[A-Z][a-z]")
_NUMBERED = compiled(r"\s[^\s]*\d{3,}")


@cache
def _addressed() -> re.Pattern[str]:
    """Return the expression for a legal form that a house number follows: an address has begun."""
    return compiled(rf"\s({any_of(listed('forms', 'after'))})(?=\.?,?\s\d)")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "teaches": compiled(rf"(?i:{any_of(listed('wholes'))})"),
        "office": compiled(rf"(?:{any_of(listed('offices'))})(?:\s[a-z][\w'’\-]+){{1,7}}(?=\s?[,(;|\x01])"),
        "at a place": compiled(rf"\s(?:te|in|at|uit|from|of)\s(?:(?:the|de|het)\s)?(?=[{CAPITALS}])"),
        "connected": compiled(rf"\s(?:{any_of(listed('connectors'))})\s"),
        "whole body": compiled(r"(?i:\b\w*universit\w*|\bhogeschool)\b"),
        "place": compiled(r"\s(?:te|in|at|uit|from)\s"),
        "rest": compiled(r"(?:[ \u00a0][\w'’&\-]{1,24}){1,6}(?=[ ]?[,(;\x01|]|[ ]?\Z)"),
        "not in a rest": compiled(
            rf"(?<!\w)(?:{any_of((*(not_in_names() - {'te', 'for', 'voor', 'in', 'a', 'die'}), *listed('not_in_a_name')))})(?!\w)"  # noqa: E501
            rf"|\d|(?:{any_of(listed('ands'))})\s(?:(?:the|de|het)\s)?[{CAPITALS}].*(?:{any_of(listed('institutions'))})"
        ),
        "whole": compiled(r",\s(?:(?:the|de|het)\s)?(?=[A-Z])"),
        "open": compiled(rf"(?<!\w)(?:{any_of(listed('open_kinds'))})\Z", re.IGNORECASE),
    }


def readings_at(text: str, start: int) -> list[Name]:
    """Return every way to read the name that begins at an offset, the shortest first.

    Whether "and" joins two names or stands in one, and whether words in small letters before a comma, a bracket or the
    end of a block belong to it, cannot be seen from the name alone; what is likelier is decided elsewhere.
    """
    found = [name for name in both_names_at(text, start) if name]
    if office := _patterns()["office"].match(text, start):
        found.append(Name(start, office.end()))
    found += [whole for name in found if (whole := _with_whole(text, name))]
    found += [longer for name in found if (longer := _with_rest(text, name))]
    found += [shorter for name in found[:1] for shorter in _cut_short(text, name)]
    return sorted({name.end: name for name in reversed(found)}.values(), key=lambda name: name.end)


def _with_rest(text: str, name: Name) -> Name | None:
    """Return a name with the words in small letters that follow, where these may belong to it."""
    written, rest = text[name.start : name.end], _patterns()["rest"].match(text, name.end)
    if rest is None or (_patterns()["place"].match(rest.group()) and not _is_in_acronym(text, rest)):
        return None
    bracket = text[rest.end() : rest.end() + 2].strip() == "("
    if not _patterns()["connected"].match(rest.group()) and (
        is_whole(written) or (names_nobody(written) and not bracket)
    ):
        return None
    if _patterns()["not in a rest"].search(rest.group()) or not (is_institution(written) or bracket):
        return None
    return Name(name.start, rest.end(), name.form, name.joined)


def _cut_short(text: str, name: Name) -> Iterator[Name]:
    """Yield a name without its town, without what holds a long number, and without an address behind its form."""
    written = text[name.start : name.end]
    for cut in _patterns()["at a place"].finditer(text, name.start, name.end):
        body = text[name.start : cut.start()]
        if (
            is_institution(body)
            and " " in body
            and not (cut.group().strip() == "at" and is_whole(body))
            and not _ends_acronym(text, name.end, text[cut.end()])
            and not (cut.group().split()[0] in ("of", "van") and _patterns()["open"].search(body))
        ):
            yield Name(name.start, cut.start())
    if numbered := _NUMBERED.search(written):
        yield Name(name.start, name.start + numbered.start())
    if addressed := _addressed().search(written):
        yield Name(name.start, name.start + addressed.end(1), addressed[1])


def _is_in_acronym(text: str, rest: re.Match[str]) -> bool:
    """Say whether a town belongs to a name because its initials do: "Instituut voor Scheepsbouw te Vlissing (ISV)"."""
    acronym = _ACRONYM.match(text, rest.end())
    return acronym is not None and acronym[1][-1] == rest.group().split()[-1][0]


def _ends_acronym(text: str, end: int, letter: str) -> bool:
    """Say whether the acronym in brackets after a name ends with the first letter of the town in it."""
    acronym = _ACRONYM.match(text, end)
    return acronym is not None and acronym[1][-1] == letter


def is_whole(name: str) -> bool:
    """Say whether a name is that of a university by itself, and of no part of one."""
    return _patterns()["whole body"].search(name) is not None


def _with_whole(text: str, name: Name) -> Name | None:
    """Return "Speech Group, University of Leemdam": a part of an institution with the whole that follows its comma."""
    if is_whole(text[name.start : name.end]):
        return None
    comma = _patterns()["whole"].match(text, name.end)
    whole = comma and not name.form and not _PERSON.match(text, name.start) and name_at(text, comma.end())
    if not whole or not _patterns()["teaches"].search(text[whole.start : whole.end]):
        return None
    return Name(name.start, whole.end, whole.form)
