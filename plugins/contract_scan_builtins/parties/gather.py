"""All mentions of names in a document: what every reader proposes, none of them deciding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from contract_scan_builtins.parties.aliased import aliased_parties
from contract_scan_builtins.parties.blocks import defined_parties, enacting_parties, labelled_parties, signing_parties
from contract_scan_builtins.parties.letter import letter_parties
from contract_scan_builtins.parties.mentions import Mention, mention_of
from contract_scan_builtins.parties.names import Name
from contract_scan_builtins.parties.parts import Party
from contract_scan_builtins.parties.preamble import preamble_parties
from contract_scan_builtins.parties.scan import HEAD, TAIL, scanned
from contract_scan_builtins.parties.signatures import signed_parties
from contract_scan_builtins.parties.words import any_of, listed

#: A form names its parties at its head, and a document that is no form may have labels: so far into it, in characters.
_FORM, _LABELS = 3_000, 40_000
#: How far its first lines reach, and how long an opening is at least, in characters.
_FIRST, _SHORTEST = 400, 80
_UNFINISHED = frozenset(("cut", "small_words_follow"))
_SIGNING = frozenset(("signed", "post", "line_start", "labelled", "after_comma"))
#: The readers that are always asked: each takes a text and returns parties.
_READERS: dict[str, Callable[[str], Iterable[Party]]] = {
    "preamble": preamble_parties,
    "form": lambda text: labelled_parties(text[:_FORM]),
    "aliased": aliased_parties,
    "letter": letter_parties,
    "enacts": enacting_parties,
}
#: The readers that are asked where the others leave the parties uncertain: they read the whole text.
_FURTHER: dict[str, Callable[[str], Iterable[Party]]] = {
    "label": lambda text: labelled_parties(text[:_LABELS]),
    "signing": signing_parties,
    "signed": signed_parties,
    "defined": defined_parties,
}


def mentions_in(text: str) -> list[Mention]:
    """Return the mentions that the head and the end of a document hold."""
    read = [mention for reader in _READERS for mention in _read(text, reader, _READERS)]
    return _with_places(_joined([*read, *scanned(text)]), text)


def further_mentions_in(text: str) -> list[Mention]:
    """Return the mentions for which the whole text is read."""
    return _with_places([mention for reader in _FURTHER for mention in _read(text, reader, _FURTHER)], text)


def _read(text: str, reader: str, readers: dict[str, Callable[[str], Iterable[Party]]]) -> Iterator[Mention]:
    for party in readers[reader](text):
        name = Name(party.span.start, party.span.end, party.form)
        mention = mention_of(text, name, party.source, len(text))
        told = replace(mention, party=party).also(f"by_{reader}", *(["alias"] if party.aliases else ()))
        role = party.details.get("role")
        yield told.also(role) if role in ("sender", "addressee") else told


def _joined(mentions: list[Mention]) -> list[Mention]:
    """Make one of the mentions that several readers give of one place."""
    at: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        place = (mention.party.span.start, mention.party.span.end)
        first = at.get(place)
        at[place] = _both(first, mention) if first else mention
    return sorted(at.values(), key=lambda mention: mention.party.span)


def _both(first: Mention, again: Mention) -> Mention:
    party = first.party if first.party.aliases or not again.party.aliases else replace(first.party, aliases=again.party.aliases)
    details = {**again.party.details, **party.details}
    return Mention(replace(party, details=details), first.evidence | again.evidence, max(first.told, again.told))


def _with_places(mentions: list[Mention], text: str) -> list[Mention]:
    """Add where each mention stands: in the first lines, in the opening, after it, or within what is told of another."""
    over = _opening_ends(text)
    longest = {mention.start: mention.party.span.end for mention in mentions}
    kinds = frozenset(("legal_form", "institution", "state"))
    kinded = [mention for mention in mentions if mention.evidence & kinds or mention.evidence & {"numbered", "by_preamble"}]
    found = []
    for mention in mentions:
        within = any(other.party.span.end < mention.start < other.told for other in kinded)
        if within and "alias_from_name" not in mention.evidence:
            mention = _without_alias(mention)
        told = mention.evidence
        more = {"first_lines"} if mention.start < _FIRST else {"head"} if mention.start < 3_000 else {"late"}
        more.add("opening" if mention.start < over else "after_the_opening")
        if within:
            more.add("inside")
        if told & _UNFINISHED and longest[mention.start] > mention.party.span.end:
            more.add("cut_reading")
        if not told & _UNFINISHED and longest[mention.start] == mention.party.span.end:
            more.add("whole_reading")
        alone = {"line_start", "line_end"} <= told
        if alone:
            more.add("alone_on_its_line")
        if told & kinds:
            more |= {"body_in_head"} if "first_lines" in more else set()
            more |= {"body_alone"} if alone and "late" not in more else set()
            more |= {"body_acts"} if told & {"acts", "duty"} and mention.start < over else set()
            more |= {"body_told"} if told & {"alias", "seat", "address"} and mention.start < over else set()
        if mention.start > len(text) - TAIL and told & _SIGNING and len(text) > 2 * TAIL or "for_signature" in told:
            more.add("signs")
        found.append(mention.also(*more))
    return found


def _without_alias(mention: Mention) -> Mention:
    """Leave out of what is told of a name within another's description the short name, which is the other's."""
    party = replace(mention.party, aliases=())
    return replace(mention, party=party, evidence=mention.evidence - {"alias", "role", "by_aliased", "by_defined"}, told=0)


@cache
def _over() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(listed('opening_ends'))})(?!\w)")


def _opening_ends(text: str) -> int:
    """Return where the opening of a document is over: where recitals or the first article begin."""
    over = _over().search(text, _SHORTEST, HEAD)
    return over.start() if over else min(len(text), HEAD)
