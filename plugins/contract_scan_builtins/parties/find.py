"""All parties of a document: every reader proposes names, the table of evidence decides."""

from __future__ import annotations

from dataclasses import replace

from contract_scan.document import Document
from contract_scan_builtins._remember import remembered
from contract_scan_builtins.parties.evidence import Candidate, candidates, chosen
from contract_scan_builtins.parties.gather import further_mentions_in, mentions_in
from contract_scan_builtins.parties.names import BREAK, name_key
from contract_scan_builtins.parties.parts import Party, country_of_state, details_in, role_among

__all__ = ["name_key", "parties_of", "with_breaks"]


@remembered
def parties_of(document: Document) -> list[Party]:
    """Return the parties of a document in reading order, each once; none is an answer."""
    text = with_breaks(document)
    return sorted((_completed(candidate) for candidate in party_candidates(text)), key=lambda party: party.span)


def party_candidates(text: str) -> list[Candidate]:
    """Return the names that are parties', with their evidence. The whole text is read only where the head is unclear."""
    mentions = mentions_in(text)
    found = chosen(candidates(mentions, text))
    if len(found) < 2:
        found = chosen(candidates([*mentions, *further_mentions_in(text, [party.best.name for party in found])], text))
    return found


def _completed(candidate: Candidate) -> Party:
    """Return a party with what all its mentions say of it: short names, role, seat, who signs."""
    party = candidate.best
    aliases = tuple(dict.fromkeys(alias for mention in candidate.mentions for alias in mention.party.aliases))
    details: dict[str, str] = {}
    for mention in candidate.mentions:
        details = {**details_in(mention.tail), **mention.party.details, **details}
    if role := role_among(aliases):
        details.setdefault("role", role)
    if "country" not in details and (country := country_of_state(party.name)):
        details["country"] = country
    return replace(party, aliases=aliases, details=details)


def with_breaks(document: Document) -> str:
    """Return the text with `BREAK` for each line feed between blocks; offsets stay what they were."""
    return BREAK.join(document.quote(block.span) for block in document.blocks)
