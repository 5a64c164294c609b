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
#: How far into a document a list that nothing announces may begin, in characters.
_UNANNOUNCED = 4_000
#: How many openings of a preamble are tried.
_TRIES = 12


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    ands = any_of(listed("ands"))
    number = r"(?:\((?:\d{1,2}|[a-z]|[ivx]{1,4}|[A-Z])\)|\d{1,2}[.)]|[a-zA-Z]\))[ \t\n]*"
    leading = rf"(?:(?:{any_of(listed('leading'))})(?=[\s,]),?\s+)*"
    role = rf"(?:(?:the|de|het)\s+)?(?:{any_of(listed('roles'))})s?"
    labels = any_of((*listed("labels"), *listed("roles")))
    opening = rf"(?:{number})?(?:(?i:{labels})(?i:\s+(?:name|naam))?\s*:\s*)?{leading}"
    return {
        "trigger": re.compile(
            rf"(?<!\w)(?i:{any_of(listed('triggers'))})(?!\w)\s*(?i:parties)?\s*[:.,]?[\s\x1e*]*(?:the following parties:?\s*)?"
        ),
        "part": re.compile(
            rf"(?:[\s\x1e,;)]+(?i:{ands})[\s\x1e:,]+|[,;]\s+|\x1e[\s\-*•–|]*|\s(?=\(\d\)\s)|\)\s+(?=[A-Z0-9])){opening}"
        ),
        "lead": re.compile(rf"[\s\x1e]*{opening}"),
        "stop": re.compile(rf"(?<!\w)(?:{any_of(listed('stops'))})(?!\w)"),
        "description": re.compile(
            rf"\s*(?:,\s*|\x1e\s*)?(?:\(|(?:{any_of(listed('descriptions'))})\b|\d|[{re.escape(chr(34))}“])"
        ),
        "pronoun": re.compile(rf"(?:{any_of(listed('pronouns'))})(?!\w)"),
        "placeholder": re.compile(rf"\b(?:{any_of(listed('placeholders'))})\b", re.IGNORECASE),
        "kind": re.compile(
            rf"\s*,?\s+(?:an?|een|the)\s[^,;.(\x1e]{{0,60}}\b(?:{any_of(listed('kinds'))})\b", re.IGNORECASE
        ),
        "clause": re.compile(
            r"\x1e\s*(?:\d{1,2}\.\d|1\.|I\.|(?:Article|ARTICLE|Section|SECTION|Artikel|ARTIKEL)\s+\d)"
        ),
        "role": re.compile(rf"{role}(?:\s+(?:{ands})\s+{role})*", re.IGNORECASE),
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
    """Yield where a list of parties may begin: after "between", and at a block that opens with a described name."""
    for match in _patterns()["trigger"].finditer(text, 0, min(len(text), _HEAD)):
        yield match.end()
    for match in re.finditer(r"(?:\A|\x1e)", text[:_UNANNOUNCED]):
        name = name_at(text, match.end())
        described = name is not None and (name.form and _patterns()["description"] or _patterns()["kind"]).match(
            text, name.end
        )
        if described:
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
    kept = [] if first is None or _is_role(region, first) else [first]
    unnamed = bool(_patterns()["pronoun"].match(region, at)) or (first is not None and not kept)
    if not kept and not unnamed:
        return []
    last = Name(at, first.end if first else at + 1)
    for match in _patterns()["part"].finditer(region, last.end):
        if match.end() < last.end:
            continue
        if kept and _patterns()["clause"].match(region, match.start()):
            break
        name = name_at(region, match.end(), join=join)
        if name is not None and _opens_party(region, last, match, name):
            kept.append(name)
            last = name
        elif name is not None and _is_role(region, name):
            last = name
    if not kept:
        return []
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
    kind = _patterns()["kind"].match(follows) is not None
    strong = bool(name.form) or kind or is_institution(region[name.start : name.end])
    several = len(region[name.start : name.end].split()) > 1
    if by_and:
        return (closed and (described or strong or several or not between.strip())) or (strong and described)
    if BREAK in parting.group():
        return strong and (described or closed)
    return closed and bool(name.form) and described


def _is_role(region: str, name: Name) -> bool:
    return names_nobody(region[name.start : name.end])


def names_nobody(name: str) -> bool:
    """Say whether a name is a role ("Licensee", "Koper en Leverancier") or a place to fill one in."""
    written = " ".join(name.split())
    return bool(_patterns()["role"].fullmatch(written) or _patterns()["placeholder"].search(written))


def _party(region: str, name: Name, end: int, shift: int) -> Party:
    tail = region[name.end : min(end, name.end + 900)]
    written = " ".join(region[name.start : name.end].split())
    aliases = tuple(alias for _, alias in aliases_in(tail) if not _collective(alias))
    span = Span(name.start + shift, name.end + shift)
    return Party(span, written, name.form, aliases, details_in(tail))


def _collective(alias: str) -> bool:
    return alias.lower() in {"party", "parties", "partij", "partijen", "agreement", "effective date", "overeenkomst"}
