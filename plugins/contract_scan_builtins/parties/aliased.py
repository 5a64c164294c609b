"""Parties that a document gives a short name at its head: "X, gevestigd te Y, hierna te noemen: Z"."""

from __future__ import annotations

import re
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.mentions import evidence_before
from contract_scan_builtins.parties.names import BREAK, Name, is_institution, name_at, written_out
from contract_scan_builtins.parties.parts import ALIAS_QUOTES, Party, aliases_in, details_in
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.parties.words import any_of, listed

#: How far into a document a short name is given to a party, in characters.
_HEAD = 6_000
#: How far before its short name a party is named, in characters and in blocks.
_BEFORE, _BLOCKS = 500, 5
#: How long a short name may be, in characters.
_SHORT = 60
#: How near to a short name it says that several parties share it, in characters.
_NEAR = 40


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    phrases, quote = any_of(listed("alias_phrases")), f"[{ALIAS_QUOTES}]"
    titles, roles = any_of(listed("titles")), any_of(listed("roles"))
    return {
        "given": compiled(
            rf"(?<!\w)(?i:{phrases})\s*[:,]?\s*(?i:(?:as|als)\s+)?(?i:(?:the|de|het)\s+)?(?:{quote}{{1,2}}|(?=[A-Z]))"
            rf"|\((?i:the\s|de\s|het\s)?{quote}{{1,2}}(?=[A-ZÀ-Þ])|\((?i:the|de|het)\s(?=(?:{roles})\))"
        ),
        "together": compiled(rf"\b(?:{any_of(listed('together'))})\b"),
        "told": compiled(
            rf"\s*,?\s*\x01?\s*(?:,|;|\(|\Z|(?i:{any_of((*listed('seat'), *listed('represented')))})\b"
            rf"|(?:{any_of(listed('descriptions'))})\b|(?i:{phrases})\b)"
        ),
        "lives": compiled(rf",\s+(?i:{any_of((*listed('seat'), *listed('represented')))})\b"),
        "opens": compiled(rf"(?:{any_of(listed('openers'))})(?:\s[a-zà-ÿ\-]+)+"),
        "titled": compiled(rf"(?<!\w)(?:{titles})\s\Z"),
        "word": compiled(rf"(?<![\w.])(?:[A-ZÀ-Þ]|(?:{any_of(listed('lower_kinds'))})\s(?=[A-Z]))"),
    }


def aliased_parties(text: str) -> list[Party]:
    """Return who is given a short name at the head of a document, in order; what is said of each ends at the next."""
    found: list[Party] = []
    since = 0
    for given in _patterns()["given"].finditer(text, 0, _HEAD):
        start = max(since, _window(text, given.start()))
        since = given.end()
        after = text[given.end() : given.end() + _NEAR].split(BREAK)[0]
        if _patterns()["together"].search(text[max(start, given.start() - _NEAR) : given.end()] + after):
            continue
        name = _nearest(text, start, given.start())
        if name is not None:
            found.append(_party(text, name, given.end()))
    return found


def _window(text: str, end: int) -> int:
    """Return where at the earliest a party may be named whose short name stands at an offset."""
    start = max(end - _BEFORE, 0)
    for _ in range(_BLOCKS):
        at = text.rfind(BREAK, start, end)
        if at < 0:
            return start
        end = at
    return end + 1


def _nearest(text: str, start: int, end: int) -> Name | None:
    """Return the first name that is a party's in the paragraph that ends at an offset, or else in those before it."""
    begins = max(text.rfind(BREAK, start, end) + 1, start)
    name = _named(text, begins, end)
    told = name and evidence_before(text, name.start) & {"represented", "parent"}
    return name if name and not told else _named(text, start, end)


def _named(text: str, start: int, end: int) -> Name | None:
    """Return the first name in a piece of text that is a party's: of an organisation, or of a person so described."""
    at = start
    while word := _patterns()["word"].search(text, at, end):
        opens = _patterns()["opens"].match(text, word.start(), end)
        name = None if opens else name_at(text[:end], word.start())
        if name is None:
            at = opens.end() if opens else word.end()
        elif _is_party(text, name, end):
            return name
        else:
            at = name.end
    return None


def _is_party(text: str, name: Name, end: int) -> bool:
    written = text[name.start : name.end]
    if " " not in written or names_nobody(written):
        return False
    person = _patterns()["titled"].search(text, 0, name.start) or _patterns()["lives"].match(text, name.end)
    if not (name.form or is_institution(written) or person):
        return False
    return _patterns()["told"].match(text, name.end, end) is not None


def _party(text: str, name: Name, end: int) -> Party:
    written = written_out(text[name.start : name.end])
    tail = text[name.end : end] + text[end : end + _SHORT].split(BREAK)[0]
    aliases = tuple(alias for _, alias in aliases_in(tail))[:1]
    return Party(Span(name.start, name.end), written, name.form, aliases, details_in(tail), "definition")
