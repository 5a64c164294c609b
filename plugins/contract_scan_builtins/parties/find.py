"""All parties of a document: every reader proposes names, the table of evidence decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from contract_scan.document import Document
from contract_scan_builtins.parties.blocks import signing_parties
from contract_scan_builtins.parties.evidence import Candidate, candidates, chosen, signs_of
from contract_scan_builtins.parties.gather import further_mentions_in, mentions_in
from contract_scan_builtins.parties.letter import head_of_letter
from contract_scan_builtins.parties.names import BREAK, name_key
from contract_scan_builtins.parties.parts import Party, country_of_address, country_of_state, details_in, role_among
from contract_scan_builtins.shared.remember import remembered

__all__ = ["name_key", "parties_of", "with_breaks"]


@remembered
def parties_of(document: Document) -> list[Party]:
    """Return the parties of a document in reading order, each once; none is an answer."""
    text = with_breaks(document)
    signing = {name_key(party.name): party.details for party in signing_parties(text)}
    parties = (_completed(candidate, signing, text) for candidate in party_candidates(text))
    return sorted(parties, key=lambda party: party.span)


def party_candidates(text: str) -> list[Candidate]:
    """Return the names that are parties', with their evidence; the whole text is read where the head is unclear."""
    mentions = mentions_in(text)
    found = chosen(candidates(mentions, text))
    if len(found) < 2:
        found = chosen(candidates([*mentions, *further_mentions_in(text, [party.best.name for party in found])], text))
    return found


def _completed(candidate: Candidate, signing: Mapping[str, dict[str, str]], text: str) -> Party:
    """Return a party with what all its mentions say of it: short names, role, seat, who signs."""
    party = candidate.best
    aliases = tuple(dict.fromkeys(alias for mention in candidate.mentions for alias in mention.party.aliases))
    keys = [name_key(name) for name in (party.name, *aliases)]
    details = next((dict(signing[key]) for key in keys if key in signing), {})
    for mention in candidate.mentions:
        details = {**details_in(mention.tail), **mention.party.details, **details}
    if role := role_among(aliases):
        details.setdefault("role", role)
    if country := country_of_state(party.name):
        details["country"] = country  # whatever is told of its seat: a state may act through its embassy
    if "country" not in details:
        lines = (country_of_address(text, mention.party.span.end) for mention in candidate.mentions)
        if country := next(filter(None, lines), None):
            details["country"] = country
    forms = tuple(dict.fromkeys(mention.party.name for mention in candidate.mentions))
    return replace(party, aliases=aliases, details=details, forms=forms, signs=signs_of(candidate))


def with_breaks(document: Document) -> str:
    """Return the text with `BREAK` for each line feed between blocks, and between the lines of a letter's head.

    Offsets stay what they were.
    """
    text = BREAK.join(document.quote(block.span) for block in document.blocks)
    head = head_of_letter(text)
    return text[:head].replace("\n", BREAK) + text[head:]
