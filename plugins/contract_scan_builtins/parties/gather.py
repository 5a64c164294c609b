"""All mentions of names in a document: what every reader proposes, none of them deciding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.parties.aliased import aliased_parties
from contract_scan_builtins.parties.blocks import defined_parties, enacting_parties, labelled_parties, signing_parties
from contract_scan_builtins.parties.letter import letter_parties
from contract_scan_builtins.parties.mentions import Mention, mention_of
from contract_scan_builtins.parties.names import BREAK, Name, name_key
from contract_scan_builtins.parties.parts import Party
from contract_scan_builtins.parties.preamble import preamble_parties
from contract_scan_builtins.parties.scan import HEAD, TAIL, scanned
from contract_scan_builtins.parties.signatures import signed_parties
from contract_scan_builtins.parties.words import CAPITALS, any_of, listed

#: How far the head of a document reaches, where a form names its parties; and how far a document that is no form may
#: have labels, in characters.
_FORM, _LABELS = 3_000, 40_000
#: How far its first lines reach, and how long an opening is at least, in characters.
_FIRST, _SHORTEST = 400, 80
#: Names of a list stand at most so far apart, with a short name between them; a state among so many first characters
#: may open one.
_APART, _STATES = 76, 60
#: So much of the end of a document is always read for signatures, in characters.
_SIGNED = 15_000
_AT_THE_END = ("signing", "signed")
_UNFINISHED = frozenset(("cut", "small_words_follow"))
_SIGNING = frozenset(("signed", "post", "line_start", "labelled", "after_comma"))
_KINDS = frozenset(("legal_form", "institution", "state"))
#: What names a body for sure, within whose description other names may stand.
_KINDED = _KINDS | {"numbered", "by_preamble"}
#: What says of a name that a list of parties may begin with it.
_ANNOUNCED = frozenset(("announced", "one_side", "numbered", "by_preamble"))
_LETTER_HEAD = frozenset(("line_start", "titled", "addressed", "letter_to", "letter_from", "for_signature"))
_TOLD_OF = frozenset(("alias", "role", "seat", "represented_by", "numbered", "described"))
#: The readers that are always asked: each takes a text and returns parties.
_READERS: dict[str, Callable[[str], Iterable[Party]]] = {
    "preamble": preamble_parties,
    "form": lambda text: labelled_parties(text[:_FORM]),
    "aliased": aliased_parties,
    "letter": letter_parties,
    "label": lambda text: labelled_parties(text[:_LABELS]),
    "enacts": enacting_parties,
}
#: Those that read far into the text, and are spared where a reader before them found two parties.
_SPARED = ("label",)
#: The readers that are asked where the others leave the parties uncertain: they read the whole text.
_FURTHER: dict[str, Callable[[str], Iterable[Party]]] = {
    "signing": signing_parties,
    "signed": signed_parties,
    "defined": defined_parties,
}


def mentions_in(text: str) -> list[Mention]:
    """Return the mentions that the head and the end of a document hold."""
    read: dict[str, list[Party]] = {}
    for reader, parties in _READERS.items():
        if reader not in _SPARED or not any(len({name_key(p.name) for p in found}) > 1 for found in read.values()):
            read[reader] = list(parties(text))
    mentions = [_by(text, party, reader) for reader, parties in read.items() for party in parties]
    if len(text) > _SIGNED:
        mentions += [mention for reader in _AT_THE_END for mention in _read_the_end(text, reader)]
    first = _first_that_names_two(read)
    mentions = [mention.also("first_place") if mention.party.span in first else mention for mention in mentions]
    return _with_places(_joined([*mentions, *scanned(text)]), text)


def _first_that_names_two(read: Mapping[str, list[Party]]) -> set[Span]:
    """Return where the parties stand that the first kind of place to name two of them names."""
    first: list[Party] = []
    for parties in read.values():
        names = {name_key(party.name) for party in parties}
        if len(names) > 1:
            return {party.span for party in parties}
        first = first or parties
    return {party.span for party in first}


def further_mentions_in(text: str, known: Iterable[str] = ()) -> list[Mention]:
    """Return the mentions for which the whole text is read; what is part of a known name is left out."""
    names = [f" {name_key(name)} " for name in known]
    found = [_by(text, party, reader) for reader in _FURTHER for party in _FURTHER[reader](text)]
    told = [mention for mention in found if not any(f" {name_key(mention.party.name)} " in name for name in names)]
    return _with_places([mention.also("further_place") for mention in told], text)


def _read_the_end(text: str, reader: str) -> Iterator[Mention]:
    """Yield what a reader of signatures finds in the last part of a text."""
    shift = text.rfind(BREAK, 0, len(text) - _SIGNED) + 1
    for party in _FURTHER[reader](text[shift:]):
        span = Span(party.span.start + shift, party.span.end + shift)
        yield _by(text, replace(party, span=span), reader)


def _read(text: str, reader: str, readers: dict[str, Callable[[str], Iterable[Party]]]) -> Iterator[Mention]:
    for party in readers[reader](text):
        yield _by(text, party, reader)


def _by(text: str, party: Party, reader: str) -> Mention:
    """Return a party as one reader states it, with what the text around its name says."""
    mention = mention_of(text, Name(party.span.start, party.span.end, party.form), party.source, len(text))
    told = replace(mention, party=party).also(f"by_{reader}", *(["alias"] if party.aliases else ()))
    role = party.details.get("role")
    return told.also(role) if role in ("sender", "addressee") else told


def _joined(mentions: list[Mention]) -> list[Mention]:
    """Make one of the mentions that several readers give of one place."""
    at: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        place = (mention.party.span.start, mention.party.span.end)
        first = at.get(place)
        at[place] = _both(first, mention) if first else mention
    return sorted(at.values(), key=lambda mention: mention.party.span)


def _both(first: Mention, again: Mention) -> Mention:
    party = (
        first.party
        if first.party.aliases or not again.party.aliases
        else replace(first.party, aliases=again.party.aliases)
    )
    details = {**again.party.details, **party.details}
    return Mention(replace(party, details=details), first.evidence | again.evidence, max(first.told, again.told))


def _with_places(mentions: list[Mention], text: str) -> list[Mention]:
    """Add where each mention stands: in the first lines, the opening, after it, or within what is told of another."""
    over, greeting = _opening_ends(text), _greeting().search(text, 0, 4_000)
    longest = {mention.start: mention.party.span.end for mention in mentions}
    in_list = _in_a_list(mentions, text)
    kinded = [mention for mention in mentions if mention.evidence & _KINDED]
    found = []
    for mention in mentions:
        within = any(other.party.span.end < mention.start < other.told for other in kinded)
        if within and "alias_from_name" not in mention.evidence:
            mention = _without_alias(mention)
        more = {_part_of(mention), "opening" if mention.start < over else "after_the_opening"}
        more |= {"inside"} if within else set()
        more |= {"next_in_list"} if (mention.start, mention.party.span.end) in in_list else set()
        more |= _at_the_greeting(mention, greeting)
        more |= _of_its_readings(mention, text, longest[mention.start])
        more |= _of_its_kind(mention.also(*more), over)
        more |= {"signs"} if _is_signed(mention, text) else set()
        found.append(mention.also(*more))
    return found


def _part_of(mention: Mention) -> str:
    if mention.start < _FIRST:
        return "first_lines"
    return "head" if mention.start < _FORM else "late"


def _at_the_greeting(mention: Mention, greeting: re.Match[str] | None) -> set[str]:
    """Return the signs of a letter: above its greeting stands who writes or is written to, in it a person."""
    told, more = mention.evidence, set()
    if greeting and mention.start < greeting.start() and told & _LETTER_HEAD:
        more.add("above_the_greeting")
    if greeting and mention.party.name.split()[-1] in greeting.group() and "no_kind" in told:
        more.add("greeted")
    return more


def _of_its_readings(mention: Mention, text: str, longest: int) -> set[str]:
    """Return whether this is the whole of a name, of which the longest reading ends at `longest`, or a part of it."""
    end, unfinished = mention.party.span.end, bool(mention.evidence & _UNFINISHED)
    more = {"with_whole"} if _with_whole().search(mention.party.name) else set()
    if longest > end and (text[end : end + 1] == "," or unfinished) and "of_a_town" not in mention.evidence:
        more.add("cut_reading")
    if longest == end and not unfinished:
        more.add("whole_reading")
    return more


def _of_its_kind(mention: Mention, over: int) -> set[str]:
    """Return what an organisation, a person or a name of no kind is taken for by where it stands and what is told."""
    told, in_opening = mention.evidence, mention.start < over
    first, late = mention.start < _FIRST, mention.start >= _FORM
    alone = {"line_start", "line_end"} <= told
    more = {"alone_on_its_line"} if alone else set()
    if {"state", "after_comma"} <= told and not told & _TOLD_OF:
        more.add("seat_country")
    if "after_comma" in told and _part_at_the_end().search(mention.party.name):
        more.add("subunit")
    if "joins_words" in told and "next_in_list" in told:
        more.add("joins_last")
    if "numbered" in told and told & {"duty", "acts"} and "alias" not in told:
        more.add("clause_subject")
    if "like_a_person" in told and in_opening and (told & _TOLD_OF or {"joined", "told"} <= told):
        more.add("person_told")
    if "no_kind" in told and told & {"acts", "seat", "gathered"} and first:
        more.add("brand_acts")
    if "no_kind" in told and "by_preamble" in told and ("described" in told or {"announced", "alias"} <= told):
        more.add("brand_described")
    if told & _KINDS:
        more |= {"body_in_head"} if first else set()
        more |= {"body_alone"} if alone and not late else set()
        more |= {"body_acts"} if told & {"acts", "duty"} and in_opening else set()
        more |= {"body_told"} if told & {"alias", "seat", "address"} and in_opening else set()
    return more


def _is_signed(mention: Mention, text: str) -> bool:
    at_the_end = mention.start > len(text) - TAIL and len(text) > 2 * TAIL
    return (at_the_end and bool(mention.evidence & _SIGNING)) or "for_signature" in mention.evidence


@cache
def _with_whole() -> re.Pattern[str]:
    """Return the expression for a name with the body that it is a part of."""
    return compiled(rf", .*(?:{any_of(listed('wholes'))})", re.IGNORECASE)


@cache
def _part_at_the_end() -> re.Pattern[str]:
    """Return the expression for what after a comma is a part of the body before it: "Research Contracts Office"."""
    return compiled(
        rf"(?<!\w)(?:{any_of(listed('subunits'))})\Z|\A(?:{any_of(listed('parts'))})\s(?:of|for|van|voor)\s"
    )


@cache
def _greeting() -> re.Pattern[str]:
    return compiled(rf"(?:\A|[\x01\n])[ \t]*(?:{any_of(listed('letter', 'greeting'))})\s[^\x01\n]*")


@cache
def _joint() -> re.Pattern[str]:
    return compiled(
        rf"(?:\s(?:te|in)\s[{CAPITALS}][\w'’\-]+)?(?:\s?\([^()\x01]{{1,60}}\))?(?:,\s*|\s?,?\s(?:{any_of(listed('ands'))})\s)(?:(?:the|de|het)\s)?"
    )


def _in_a_list(mentions: list[Mention], text: str) -> set[tuple[int, int]]:
    """Return the places that only a comma or "and" parts from one that is announced, or is in the list itself."""
    ends = {m.party.span.end for m in mentions if m.evidence & _ANNOUNCED}
    opening = {(m.start, m.party.span.end) for m in mentions if m.start < _STATES and "state" in m.evidence}
    ends |= {end for _, end in opening}
    found: set[tuple[int, int]] = set()
    for mention in mentions:
        for end in sorted(ends):
            if end < mention.start < end + _APART and _joint().fullmatch(text, end, mention.start):
                found.add((mention.start, mention.party.span.end))
                found |= opening & {(other.start, end) for other in mentions if other.party.span.end == end}
                ends.add(mention.party.span.end)
                break
    return found


def _without_alias(mention: Mention) -> Mention:
    """Leave out of what is told of a name within another's description the short name, which is the other's."""
    party = replace(mention.party, aliases=())
    return replace(
        mention, party=party, evidence=mention.evidence - {"alias", "role", "by_aliased", "by_defined"}, told=0
    )


@cache
def _over() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(listed('opening_ends'))})(?!\w)")


def _opening_ends(text: str) -> int:
    """Return where the opening of a document is over: where recitals or the first article begin."""
    over = _over().search(text, _SHORTEST, HEAD)
    return over.start() if over else min(len(text), HEAD)
