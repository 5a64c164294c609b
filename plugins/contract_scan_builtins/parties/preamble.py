"""The parties of a preamble: "by and between A, a Delaware corporation ("A"), and B ...", "tussen: 1. ... 2. ..."."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.names import BREAK, Name, is_institution, name_at, written_out
from contract_scan_builtins.parties.parts import ALIAS_QUOTES, Party, aliases_in, details_in
from contract_scan_builtins.parties.words import any_of, listed

#: How far into a document a preamble may begin, and how long its list of parties may be, in characters.
_HEAD, _REGION = 30_000, 4_000
#: How far into a document a list that nothing announces may begin, in characters.
_UNANNOUNCED = 4_000
#: How far below a party a line that only says "and" may stand, in characters.
_APART = 400
#: No name without a legal form has more words.
_WORDS = 9
#: How many openings of a preamble are tried.
_TRIES = 12


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    ands, triggers, kinds = any_of(listed("ands")), any_of(listed("triggers")), any_of(listed("kinds"))
    number = (
        r"(?:\((?:\d{1,2}|[a-z]|[ivx]{1,4}|[A-Z])\)|\d{1,2}(?:\.\d{1,2})+\.?\s|\d{1,2}[.)]|[a-zA-Z]\)|[IVX]{1,4}[.)]\s)"
        r"[ \t\n]*"
    )
    regions = [region for code in ("US", "CA", "GB") for region in listed("regions", code)]
    law = r"(?:(?:naar|under)\s+(?:the\s+)?[A-Z]?\w+\s+(?:recht|law),?\s+)?"
    leading = rf"(?:(?:{any_of((*listed('leading'), *listed('titles')))})(?=[\s,]),?\s+{law})*"
    role = rf"(?:(?:the|de|het)\s+)?(?:{any_of(listed('roles'))})s?"
    labels = any_of((*listed("labels"), *listed("roles")))
    label = (
        rf"(?:\((?i:{labels})\)\s+)?(?:(?i:{labels})(?i:\s+(?:name|naam))?\s*:\s*)?"
        rf"(?:(?i:the|de|het)\s(?i:{any_of(listed('roles'))}),\s+)?"
    )
    bullet = r"(?:[\-–•*|]\s+)?"
    opening = rf"(?:(?i:{any_of(listed('triggers'))})\s+)?{bullet}(?:{number})?{label}{leading}"
    return {
        "trigger": compiled(
            rf"(?<!\w)(?i:{triggers})(?!\w)(?!\s+(?i:{ands})\s+(?i:{triggers}))\s*(?i:parties)?\s*[:.,]?[\s\x01*\-•–]*"
            r"(?:the following parties:?\s*)?"
        ),
        "part": compiled(
            rf"(?:[\s\x01,;)]+(?i:{ands})(?:[\s\x01:,]|-{{3,}}|_{{3,}})+|[,;]\s+|\x01[\s\-*•–|]*|\s(?=\(\d\)\s)|\)\s+(?=[A-Z0-9])){opening}"
        ),
        "seated": compiled(
            rf"\s?(?:\([^()\x01]{{1,60}}\))?(?:\s(?:te|in|at)\s[A-Z][\w-]+)?\s?,\s+"
            rf"(?i:{any_of((*listed('seat'), *listed('represented')))})\b"
        ),
        "and": compiled(rf"\s+(?:{ands})\s+(?:de|het|the)\s+[A-Z]"),
        "lead": compiled(rf"[\s\x01\-–•*|]*{opening}"),
        "titled": compiled(rf"(?:\A|\s)(?:{any_of(listed('titles'))})\s+\Z"),
        "next": compiled(rf"[^\x01]*(?:\x01[^\x01]{{0,80}}){{0,2}}[\x01\s](?i:{ands})\s*\x01"),
        "heading": compiled(
            rf"(?:\A|\x01)\s*(?:(?:(?i:article|artikel)\s)?\d{{1,2}}\.?\s*[–\-:]?\s*)?(?i:{any_of(listed('party_headings'))})\s*[:,]?\s*(?=\x01)"
        ),
        "stop": compiled(rf"(?<!\w)(?:{any_of(listed('stops'))})(?!\w)"),
        "description": compiled(
            rf"\s*(?:,\s*|\x01\s*)?(?:\(|(?:{any_of(listed('descriptions'))})\b|\d|[{re.escape(chr(34))}“])"
        ),
        "short": compiled(r"\s\((?:[“\"‘„]|[A-Z][A-Z0-9\-]{1,9}\))"),
        "pronoun": compiled(rf"(?:{any_of(listed('pronouns'))})(?!\w)"),
        "placeholder": compiled(rf"\b(?:{any_of(listed('placeholders'))})\b", re.IGNORECASE),
        "kind": compiled(
            rf"\s*,?\s+(?:an?|een|the)\s[^,;.(\x01]{{0,60}}\b(?:{any_of(listed('kinds'))})\b", re.IGNORECASE
        ),
        "region": compiled(rf"(?i:{any_of(regions)})(?:\s(?i:{kinds}))*"),
        "blank": compiled(r"_{3,}|\.{4,}|…|\[|<"),
        "alone": compiled(rf"[\x01\n]\s*(?i:{ands})\s*,?\s*[\x01\n]"),
        "opener": compiled(rf"(?:{any_of(listed('openers'))})\s"),
        "no_alias": compiled(rf"\b(?:{any_of(listed('not_aliases'))})\Z", re.IGNORECASE),
        "described kind": compiled(
            r"[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:corporation|company|limited liability company|(?:limited )?partnership)\.?"
        ),
        "post": compiled(r"\s(?:Officer|Director|Manager|Treasurer|Chairman|Chairperson|Bestuurder|Directeur)\Z"),
        "only a kind": compiled(
            rf"(?:{any_of(listed('institutions'))}|{any_of(listed('institution_endings'))})", re.IGNORECASE
        ),
        "clause": compiled(r"\x01\s*(?:\d{1,2}\.\d|1\.|I\.|(?:Article|ARTICLE|Section|SECTION|Artikel|ARTIKEL)\s+\d)"),
        "role": compiled(rf"{role}(?:\s+(?:{ands})\s+{role})*", re.IGNORECASE),
    }


def preamble_parties(text: str) -> list[Party]:
    """Return the parties of the preamble with the strongest evidence; of equals the first."""
    best: list[Party] = []
    for _, start in zip(range(_TRIES), _openings(text), strict=False):
        parties = _parties_from(text, start)
        better = _weight(parties) > _weight(best) and (_strong(parties) > 1 or _early(parties, start))
        if better or _says_more(parties, best):
            best = parties
    return best


def _early(parties: list[Party], start: int) -> bool:
    """Say whether a list with weak evidence may stand: at the head of the document, and not a single word."""
    return start < _UNANNOUNCED and (_strong(parties) > 0 or len(parties) > 1)


def _says_more(parties: list[Party], best: list[Party]) -> bool:
    """Say whether a list names the parties of a title page again, now with their short names."""
    same = {party.name.lower() for party in parties} == {party.name.lower() for party in best}
    return same and sum(len(party.aliases) for party in parties) > sum(len(party.aliases) for party in best)


def _weight(parties: list[Party]) -> tuple[int, int]:
    """Two parties with an alias or a legal form each make a preamble."""
    return (min(_strong(parties), 2), min(len(parties), 2))


def _strong(parties: list[Party]) -> int:
    return sum(bool(party.aliases or party.form or is_institution(party.name)) for party in parties)


def _openings(text: str) -> Iterator[int]:
    """Yield where a list of parties may begin: after "between", and at a block that opens with a described name."""
    for match in _patterns()["trigger"].finditer(text, 0, min(len(text), _HEAD)):
        yield match.end()
    for match in _patterns()["heading"].finditer(text, 0, min(len(text), _HEAD)):
        yield match.end()
    for match in re.finditer(r"(?:\A|\x01)", text[:_UNANNOUNCED]):
        lead = _patterns()["lead"].match(text, match.end())
        name = name_at(text, lead.end() if lead else match.end())
        if name is not None and _opens_list(text, name):
            yield match.end()


def _opens_list(text: str, name: Name) -> bool:
    """Say whether a name that opens a block is described as a party is, or is a state that another one follows."""
    if _patterns()["description" if name.form else "kind"].match(text, name.end):
        return True
    if not is_institution(text[name.start : name.end]):
        return False
    if _patterns()["and"].match(text, name.end) or _patterns()["seated"].match(text, name.end):
        return True
    described = _patterns()["description"].match(text, name.end) is not None
    return described and _patterns()["next"].match(text, name.end, name.end + _APART) is not None


def _parties_from(text: str, start: int) -> list[Party]:
    """Read a list of parties; where joining names by "and" still leaves two parties, that reading is right."""
    region = text[: _end(text, start)]
    split = _read(region, start, join=False)
    joined = _read(region, start, join=True)
    strong = sum(bool(party.form) or is_institution(party.name) for party in split)
    if 2 <= len(joined) < len(split) and strong < len(split):
        return joined
    return split


def _end(text: str, start: int) -> int:
    """Return where the list that begins at an offset is over at the latest."""
    end = min(start + _REGION, len(text))
    stop = _patterns()["stop"].search(text, start + 1, end)
    return stop.start() if stop else end


def _read(text: str, start: int, *, join: bool) -> list[Party]:
    lead = _patterns()["lead"].match(text, start)
    at = lead.end() if lead else start
    first = name_at(text, at, join=join)
    kept = [] if first is None or _is_role(text, first) or _rambles(text, first) else [first]
    nameless = _patterns()["pronoun"].match(text, at) or _patterns()["blank"].match(text, at)
    unnamed = bool(nameless) or (first is not None and not kept)
    if not kept and not unnamed:
        return []
    last = Name(at, first.end if first else at + 1)
    nobody: list[int] = []
    for match in _patterns()["part"].finditer(text, last.end):
        if match.end() < last.end:
            continue
        name = name_at(text, match.end(), join=join)
        name = name if name is not None and not _rambles(text, name) else None
        opens = name is not None and _opens_party(text, last, match, name)
        if kept and _patterns()["clause"].match(text, match.start()) and not (opens and _is_defined(text, name)):
            break
        if name is not None and opens:
            kept.append(name)
            last = name
        elif name is not None and _is_role(text, name) and not _is_region(text, name):
            nobody.append(name.start)
            last = name
    parties = _parties(text, kept, nobody)
    return [party for party in parties if not unnamed or party.form or party.aliases or is_institution(party.name)]


def _is_defined(text: str, name: Name | None) -> bool:
    """Say whether a numbered paragraph names a party: an organisation with a short name or a seat, and no clause."""
    if name is None or not (name.form or is_institution(text[name.start : name.end])):
        return False
    told = text[name.end : name.end + 300].split(BREAK)[0]
    return bool(aliases_in(told)) or _patterns()["seated"].match(told) is not None


def _parties(text: str, names: list[Name], nobody: list[int]) -> list[Party]:
    """Return the parties of a list; what is said of each ends where the next begins, be it a role or a blank."""
    starts = sorted([*(name.start for name in names), *nobody, len(text)])
    return [_party(text, name, starts[bisect_right(starts, name.start)]) for name in names]


def _opens_party(region: str, last: Name, parting: re.Match[str], name: Name) -> bool:
    """Say whether a name after "and", a comma or a new line opens the next party; it may be part of an address."""
    if _is_role(region, name):
        return False
    between = region[last.end : parting.start()]
    follows = region[name.end : name.end + 300]
    described = _patterns()["description"].match(follows) is not None
    aliases = aliases_in(region[last.end : parting.end()])
    closed = not between.strip(" ,;\t\n") or bool(aliases)
    by_and = re.search(any_of(listed("ands")), parting.group(), re.IGNORECASE) is not None
    kind = _patterns()["kind"].match(follows) is not None
    titled = _patterns()["titled"].search(parting.group()) is not None
    institution = is_institution(region[name.start : name.end])
    strong = bool(name.form) or kind or titled or institution
    if by_and and (strong or _is_long(region, name)) and _patterns()["alone"].search(parting.group()):
        return True
    if by_and:
        near = not re.search(r"\s[A-Z]", between[aliases[-1][0] + 3 :] if aliases else between)
        return (closed and (described or strong or near)) or (strong and described)
    if BREAK in parting.group() or "\n" in parting.group():
        seated = _patterns()["seated"].match(follows) is not None
        listed_too = closed and _patterns()["short"].match(follows) is not None
        return listed_too or ((strong or seated) and (described or closed or seated))
    in_brackets = region[last.end : parting.start() + 1].rstrip(" ,;").endswith(")")
    return closed and described and (bool(name.form) or (institution and in_brackets))


def _is_long(text: str, name: Name) -> bool:
    """Say whether a name has so many words that it is hardly a place or a heading."""
    return len(text[name.start : name.end].split()) > 2


def _rambles(text: str, name: Name) -> bool:
    """Say whether words run on too long for a name that no legal form ends: a heading, not an organisation."""
    written = text[name.start : name.end]
    words = [word for word in written.split() if not word.islower()]
    return name.form is None and (len(words) > _WORDS or _patterns()["opener"].match(written) is not None)


def _is_role(region: str, name: Name) -> bool:
    return names_nobody(region[name.start : name.end])


@lru_cache(maxsize=4096)
def names_nobody(name: str) -> bool:
    """Say whether a name is a role ("Koper en Leverancier"), a blank, or a state ("Delaware corporation")."""
    written = written_out(name).strip(ALIAS_QUOTES)
    if _patterns()["role"].fullmatch(written) or _patterns()["placeholder"].search(written):
        return True
    titled = _patterns()["no_alias"].search(written) is not None and " " in written
    titled = titled and not (is_institution(written) and written.endswith(listed("of_bodies")))
    titled = titled or written.lower() in _no_names()
    if _patterns()["described kind"].fullmatch(written):
        return True
    if _patterns()["post"].search(written) and not is_institution(written):
        return True
    if written.lower().endswith(_organs()):
        return True
    if "/" in written and all(_patterns()["only a kind"].fullmatch(part.strip()) for part in written.split("/")):
        return True
    kind = " " not in written and _patterns()["only a kind"].fullmatch(written) is not None
    return titled or kind or _patterns()["region"].fullmatch(written) is not None


@cache
def _no_names() -> frozenset[str]:
    """Return what a document calls or announces somebody by: a label, a side, an organ, "the undersigned:"."""
    announced = (form for trigger in listed("triggers") for form in (trigger, trigger.removesuffix(":")))
    return frozenset((*listed("evidence", "labels_of_others"), *listed("sides"), *listed("organs"), *announced))


@cache
def _organs() -> tuple[str, ...]:
    """Return how the names of organs of a body end: "advisory board"."""
    return tuple(f" {organ}" for organ in listed("organs") if " " in organ)


def _is_region(text: str, name: Name) -> bool:
    return _patterns()["region"].fullmatch(written_out(text[name.start : name.end])) is not None


def _party(region: str, name: Name, end: int) -> Party:
    tail = region[name.end : min(end, name.end + 900)]
    written = written_out(region[name.start : name.end])
    aliases = tuple(alias for _, alias in aliases_in(tail) if not _patterns()["no_alias"].search(alias))
    return Party(Span(name.start, name.end), written, name.form, aliases, details_in(tail))
