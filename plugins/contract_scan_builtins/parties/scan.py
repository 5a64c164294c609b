"""The widest reader of names: whatever may be called a party at the head of a document and where it is signed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from contract_scan.expressions import compiled
from contract_scan_builtins.parties.kinds import kinds
from contract_scan_builtins.parties.mentions import Mention, is_equated, is_named_short, mention_of
from contract_scan_builtins.parties.names import BREAK, Name, both_names_at, is_institution, name_at, written_out
from contract_scan_builtins.parties.preamble import names_nobody
from contract_scan_builtins.parties.readings import readings_at
from contract_scan_builtins.parties.words import CAPITALS, any_of, listed

#: How much of a document is its head, and how much of its end may hold signatures, in characters.
HEAD, TAIL = 6_000, 2_500
#: What says that a capital may begin a party's name; one of these is needed.
_REASONS = frozenset(
    (
        "named_short",
        "equated",
        "letter_from",
        "letter_to",
        "legal_form",
        "institution",
        "state",
        "alias",
        "role",
        "announced",
        "labelled",
        "heading",
        "numbered",
        "one_side",
    )
)
_PERSONAL = frozenset(("titled", "seat", "alias", "line_end", "acts", "one_side", "joined"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    roles = (role.upper() for role in set(listed("roles")) - set(listed("generic")))
    skipped = (*listed("skipped"), *listed("titles"), *listed("openers"), *listed("triggers"))
    return {
        "start": compiled(
            rf"(?<![\w’'\-.&])(?:(?:{any_of((*listed('lower_kinds'), *listed('offices')))})(?=\s)|['’]s-[{CAPITALS}]|[{CAPITALS}][\w'’.]"  # noqa: E501
            rf"|(?:{any_of(listed('particles'))})\s[{CAPITALS}]|[a-z]-?[{CAPITALS}][a-z]|\d[A-Z]-?\w)"
        ),
        "skipped": compiled(rf"(?:(?i:{any_of(skipped)})|(?:{any_of(roles)})(?=\s))(?!\w)"),
        "family": compiled(
            rf"(?:Van\s(?:den|der|de)|Ter|Ten|De|Van)\s[{CAPITALS}][\w&.\s]{{2,40}}(?:{any_of(listed('forms', 'after'))})(?!\w)"  # noqa: E501
        ),
        "of a role": compiled(rf"(?:{any_of(listed('roles'))})['’]s\s"),
        "titled": compiled(rf"(?<!\w)(?:{any_of(listed('titles'))})\s\Z"),
        "leads to": compiled(rf"(?:\s(?:of|van|aan|at)|,)\s(?:(?:the|de|het)\s)?(?=[{CAPITALS}])"),
        "particle": compiled(rf"(?:{any_of(listed('particles'))})\s(?=[{CAPITALS}])"),
        "before": compiled(
            rf"(?:\A|[\x01\n|:(;]|[.)\-–•*]\s|(?<!\w)(?:{any_of((*listed('titles'), *listed('triggers'), *listed('ands')))}|(?i:{any_of(listed('evidence', 'before', 'gathered'))}))\s|(?:\A|[\x01.;]|[.;]\s)(?i:{any_of((*listed('letter', 'from'), *listed('letter', 'to')))}):?\s)"  # noqa: E501
            r"\s*(?:(?:the|de|het|The|De|Het)\s)?\Z"
        ),
        "after": compiled(
            rf"\s?[,.)(\x01\n|;*]|\s?\Z|\s(?:of|van)\s\d|\s(?:is|are)\s(?:an?|een|the|de|het)\s[a-z]|\s(?:{any_of((*listed('evidence', 'after', 'acts'), *listed('ands')))})\b"  # noqa: E501
        ),
    }


def scanned(text: str) -> list[Mention]:
    """Return every name at the head and at the end of a text that something announces, in reading order."""
    zones = [(0, min(HEAD, len(text)))]
    if len(text) > HEAD:
        zones.append((max(HEAD, len(text) - TAIL), len(text)))
    names = [name for start, end in zones for name in _names(text, start, end)]
    return [mention for mention in _told(text, names) if _is_worth_it(mention)]


def _names(text: str, start: int, end: int) -> Iterator[Name]:
    at = start
    while found := _patterns()["start"].search(text, at, end):
        at = found.end()
        if particle := _patterns()["particle"].match(text, found.start()):
            firms = list(_with_particle(text, particle))
            at = firms[0].end if firms else particle.end()
            yield from firms
            continue
        skipped = _patterns()["skipped"].match(text, found.start())
        if skipped and not _patterns()["family"].match(text, found.start()):
            at = skipped.end()
            yield from _alone_with_particle(text, found.start(), skipped.end())
            continue
        readings = [name for name in readings_at(text, found.start()) if not _is_nobody(text, name)]
        longest = None if readings else both_names_at(text, found.start())[1]
        if longest and not _patterns()["after"].match(text, longest.end):
            at = max(at, text.find(" ", found.start(), longest.end))
            continue
        if readings:
            at = readings[0].end
        yield from readings
        yield from _within(text, readings)


def _within(text: str, readings: list[Name]) -> Iterator[Name]:
    """Yield the body that a name's own words only lead to: "Expert of the University of Leemdam"."""
    for inner in _patterns()["leads to"].finditer(text, readings[0].start, readings[-1].end) if readings else ():
        lead = text[readings[0].start : inner.start()]
        if len(lead.split()) < 4 and not is_institution(lead):
            yield from (name for name in readings_at(text, inner.end()) if not _is_nobody(text, name))
            return


def _with_particle(text: str, particle: re.Match[str]) -> Iterator[Name]:
    """Yield "van der Meulen Drones B.V.": a firm or family whose name begins in small letters."""
    for name in readings_at(text, particle.end()):
        whole = Name(particle.start(), name.end, name.form, name.joined)
        if name.form and name.form not in listed("forms", "before") and not _is_nobody(text, whole):
            yield whole


def _alone_with_particle(text: str, start: int, end: int) -> Iterator[Name]:
    """Yield "Van Gestel Meubelen", where it opens its line before a comma and names no institution after "from"."""
    if text[start:end] not in ("Van", "De", "Ter", "Ten") or text[start - 1 : start] not in ("", BREAK, "\n"):
        return
    name = name_at(text, start)
    closed = name and text[name.end : name.end + 1] in (",", BREAK, "\n", "")
    if name and closed and not is_institution(text[start : name.end]) and len(text[start : name.end].split()) > 2:
        yield name


def _is_nobody(text: str, name: Name) -> bool:
    written = text[name.start : name.end]
    if len(written) < 3 or _patterns()["of a role"].match(written):
        return True
    told = name.form or is_institution(written) or _is_announced(text, name)
    return not told or names_nobody(written)


def _is_announced(text: str, name: Name) -> bool:
    """Say whether a name that says nothing of a kind stands where names are given: alone, after a title, in a list."""
    before = text[max(name.start - 30, 0) : name.start]
    if is_equated(text, name.start):
        return True
    if _patterns()["titled"].search(before) and " " in text[name.start : name.end]:
        return True
    if " " in text[name.start : name.end] and is_named_short(text, name.end):
        return True
    return _patterns()["after"].match(text, name.end) is not None and bool(_patterns()["before"].search(before))


def _told(text: str, names: list[Name]) -> Iterator[Mention]:
    """Yield names with what is said of them, which ends where the next one is announced."""
    starts = sorted({name.start for name in names})
    bodies = {name.start for name in names if name.form or is_institution(text[name.start : name.end])}
    ends = [at for at in starts if _opens(text, at) or (at in bodies and _is_next(text, at))] + [len(text)]
    for name in names:
        until = ends[bisect_left(ends, name.end)]
        yield mention_of(text, name, "scan", until)
        yield from _shorter(text, name, until)


@cache
def _opening() -> re.Pattern[str]:
    ands = any_of(listed("ands"))
    return compiled(
        rf"(?:[;,)\x01]\s*(?:(?i:{ands})\s*)?|\s(?i:{ands})\s)(?:\x01\s*)*(?:\(?(?:\d{{1,2}}|[a-z])[.)]\s*)?(?:(?:the|de|het)\s)?\Z"
    )


def _opens(text: str, at: int) -> bool:
    """Say whether a name is the next of a list: "and", a new line or a number stands before it."""
    before = text[max(at - 40, 0) : at]
    parted = _opening().search(before)
    return parted is not None and (
        BREAK in parted.group() or ";" in parted.group() or re.search(r"[a-z]{2}|\d", parted.group()) is not None
    )


def _is_next(text: str, at: int) -> bool:
    """Say whether a name stands right after a bracket and a comma: "Fell University (lead), Kestrel Institute (KI)"."""
    return text.endswith("), ", 0, at)


def _shorter(text: str, name: Name, until: int) -> Iterator[Mention]:
    """Yield the end of a run of words that begins with the short name given to it: "Delaware Kestrel LLC (Kestrel)"."""
    whole = mention_of(text, name, "scan", until)
    for alias in whole.party.aliases[:1]:
        yield from _whose_noun(text, name, alias, until)
        at = text.find(alias, name.start + 1, name.end)
        if (
            at > 0
            and text[at - 1].isspace()
            and not names_nobody(alias)
            and not is_institution(alias)
            and name.end - at > len(alias)
            and _is_no_part(text[name.start : at].strip())
        ):
            yield mention_of(text, Name(at, name.end, name.form), "scan", until).also("begins_as_alias")


def _is_no_part(lead: str) -> bool:
    """Say whether words before a short name are hardly a part of the name: a state, a role, words of a sentence."""
    return bool(kinds()["only_a_place"].match(lead)) or names_nobody(lead) or bool(re.search(r"(?:\A|\s)[a-z]", lead))


def _whose_noun(text: str, name: Name, alias: str, until: int) -> Iterator[Mention]:
    """Yield the body that a short name is taken from: not the bureau in "Bureau of the Lake Council (the Council)"."""
    words = alias.lower().split()
    if not 0 < len(words) < 3:
        return
    noun = words[-1]
    for inner in _patterns()["leads to"].finditer(text, name.start, name.end):
        lead, rest = text[name.start : inner.start()].lower().split(), text[inner.end() : name.end].lower().split()
        a_body = is_institution(text[inner.end() : name.end]) or name.form
        if a_body and inner.group()[0] != "," and noun in rest and noun not in lead:
            yield mention_of(text, Name(inner.end(), name.end, name.form), "scan", until).also("whose_noun")
            return


def _is_worth_it(mention: Mention) -> bool:
    written = written_out(mention.party.name)
    if not _REASONS & mention.evidence and not _PERSONAL & mention.evidence:
        return False
    return bool(re.search(r"\w\w", written))
