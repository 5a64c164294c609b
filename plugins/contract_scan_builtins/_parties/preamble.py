"""The parties of a preamble: "by and between A, a Delaware corporation ("A"), and B ...", "tussen: 1. ... 2. ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from contract_scan.document import Span
from contract_scan_builtins._parties.names import BREAK, Name, is_institution, name_at
from contract_scan_builtins._parties.parts import Party, aliases_in, details_in
from contract_scan_builtins._parties.words import any_of, listed

#: How far into a document a preamble may begin, and how long its list of parties may be, in characters.
_HEAD, _REGION = 30_000, 4_000
#: How many openings of a preamble are tried.
_TRIES = 12


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    ands = any_of(listed("ands"))
    number = r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4}|[A-Z])[.)][ \t]*\)?[ \t\n]*"
    leading = rf"(?:(?:{any_of(listed('leading'))})(?=[\s,]),?\s+)*"
    return {
        "trigger": re.compile(rf"(?<!\w)(?i:{any_of(listed('triggers'))})(?!\w)\s*(?i:parties)?\s*[:.,]?[\s\x1e*]*(?:the following parties:?\s*)?"),
        "part": re.compile(
            rf"(?:[\s\x1e,;)]+(?i:{ands})[\s\x1e:,]+|[,;]\s+|\x1e[\s\-*•–|]*|\s(?=\(\d\)\s))(?:{number})?(?i:{leading})"
        ),
        "lead": re.compile(rf"[\s\x1e]*(?:{number})?(?i:{leading})"),
        "stop": re.compile(rf"(?<!\w)(?:{any_of(listed('stops'))})(?!\w)"),
        "description": re.compile(
            rf"\s*(?:,\s*|\x1e\s*)?(?:\(|(?:{any_of(listed('descriptions'))})\b|\d|[{re.escape(chr(34))}“])"
        ),
        "role": re.compile(rf"(?:(?:the|de|het)\s+)?(?:{any_of(listed('roles'))})s?", re.IGNORECASE),
    }


def preamble_parties(text: str, stop_at: frozenset[int] = frozenset()) -> list[Party]:
    """Return the parties of the preamble with the strongest evidence; `stop_at` are offsets where a list must end."""
    best: list[Party] = []
    for _, start in zip(range(_TRIES), _openings(text), strict=False):
        parties = _parties_from(text, start)
        if _weight(parties) > _weight(best):
            best = parties
    return best


def _weight(parties: list[Party]) -> tuple[int, int]:
    """Two parties with an alias or a legal form each make a preamble; among those the earliest wins."""
    strong = sum(bool(party.aliases) for party in parties) + sum(bool(party.form) for party in parties)
    return (min(len(parties), 2), min(strong, 4))


def _openings(text: str) -> Iterator[int]:
    for match in _patterns()["trigger"].finditer(text, 0, min(len(text), _HEAD)):
        yield match.end()


def _parties_from(text: str, start: int) -> list[Party]:
    """Read a list of parties; where joining names by "and" still leaves two parties, that reading is right."""
    region = _region(text, start)
    split = _read(region, start, join=False)
    joined = _read(region, start, join=True)
    if len(joined) >= 2 and len(joined) < len(split):
        return joined
    return split


def _region(text: str, start: int) -> str:
    region = text[start : start + _REGION]
    stop = _patterns()["stop"].search(region, 1)
    return region[: stop.start()] if stop else region


def _read(region: str, shift: int, *, join: bool) -> list[Party]:
    lead = _patterns()["lead"].match(region)
    at = lead.end() if lead else 0
    first = name_at(region, at, join=join)
    if first is None or _is_role(region, first):
        return []
    kept = [first]
    for match in _patterns()["part"].finditer(region, first.end):
        if match.end() < kept[-1].end:
            continue
        name = name_at(region, match.end(), join=join)
        if name is not None and _opens_party(region, kept[-1], match, name):
            kept.append(name)
    ends = [name.start for name in kept[1:]] + [len(region)]
    return [_party(region, name, end, shift) for name, end in zip(kept, ends, strict=True)]


def _opens_party(region: str, last: Name, parting: re.Match[str], name: Name) -> bool:
    """Say whether a name after "and", a comma or a new line opens the next party, or is part of the last one's address."""
    if _is_role(region, name):
        return False
    between = region[last.end : parting.start()]
    follows = region[name.end : name.end + 300]
    described = _patterns()["description"].match(follows) is not None
    closed = not between.strip() or bool(aliases_in(region[last.end : parting.end()]))
    by_and = re.search(any_of(listed("ands")), parting.group(), re.IGNORECASE) is not None
    strong = bool(name.form) or is_institution(region[name.start : name.end])
    if by_and:
        return closed and (described or strong or not between.strip()) or (strong and described)
    if BREAK in parting.group():
        return strong and (described or closed)
    return closed and strong and described


def _is_role(region: str, name: Name) -> bool:
    return _patterns()["role"].fullmatch(" ".join(region[name.start : name.end].split())) is not None


def _party(region: str, name: Name, end: int, shift: int) -> Party:
    tail = region[name.end : min(end, name.end + 900)]
    written = " ".join(region[name.start : name.end].split())
    aliases = tuple(alias for _, alias in aliases_in(tail) if not _collective(alias))
    span = Span(name.start + shift, name.end + shift)
    return Party(span, written, name.form, aliases, details_in(tail))


def _collective(alias: str) -> bool:
    return alias.lower() in {"party", "parties", "partij", "partijen", "agreement", "effective date", "overeenkomst"}
