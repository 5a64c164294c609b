"""All parties of a document: what its parts say, brought together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from contract_scan.document import Document
from contract_scan_builtins._remember import remembered
from contract_scan_builtins.parties.aliased import aliased_parties
from contract_scan_builtins.parties.blocks import defined_parties, enacting_parties, labelled_parties, signing_parties
from contract_scan_builtins.parties.letter import letter_parties
from contract_scan_builtins.parties.names import BREAK
from contract_scan_builtins.parties.parts import Party, country_of_state, role_among
from contract_scan_builtins.parties.preamble import preamble_parties
from contract_scan_builtins.parties.signatures import signed_parties

#: A form names its parties at its head: so far into the document, in characters.
_FORM = 3_000


@remembered
def parties_of(document: Document) -> list[Party]:
    """Return the parties of a document in reading order, each once.

    The preamble counts for most. Other places add parties only where it names fewer than two: a name above a
    signature or after a label says less than one that an agreement is "between".
    """
    text = with_breaks(document)
    parties = _once(preamble_parties(text))
    if len(parties) < 2 and len(form := _once(labelled_parties(text[:_FORM]))) >= 2:
        parties = form
    if len(parties) < 2 and len(aliased := _once(aliased_parties(text))) >= 2:
        parties = aliased
    for source in (letter_parties, labelled_parties, enacting_parties):
        if len(parties) < 2:
            found = _once(source(text))
            parties = found if len(found) > 1 else parties or found
    signing = list(signing_parties(text))
    for named in (_signers(text, signing), defined_parties(text)):
        if len(parties) < 2:
            parties = _once([*parties, *_further(parties, named)])
    return sorted((_completed(party, signing) for party in parties), key=lambda party: party.span)


def _signers(text: str, signing: list[Party]) -> Iterator[Party]:
    yield from signing
    yield from signed_parties(text)


def _further(parties: list[Party], found: Iterable[Party]) -> Iterator[Party]:
    """Leave out of later places what is only a part of a name that is known: one line of it over a signature."""
    known = [f" {name_key(party.name)} " for party in parties]
    return (party for party in _once(found) if not any(f" {name_key(party.name)} " in name for name in known))


def _completed(party: Party, signing: list[Party]) -> Party:
    """Add to a party its role, and who signs for it."""
    details = dict(party.details)
    keys = {name_key(name) for name in (party.name, *party.aliases)}
    signed = next((other for other in signing if name_key(other.name) in keys), None)
    if signed is not None:
        details = {**signed.details, **details}
    if role := role_among(party.aliases):
        details.setdefault("role", role)
    if "country" not in details and (country := country_of_state(party.name)):
        details["country"] = country
    return replace(party, details=details)


def _once(parties: Iterable[Party]) -> list[Party]:
    """Make one of each name; a short name that another party already has is no further party."""
    kept: dict[str, Party] = {}
    aliases: set[str] = set()
    for party in parties:
        key = name_key(party.name)
        if key in kept:
            kept[key] = _both(kept[key], party)
        elif key and key not in aliases:
            kept[key] = party
        aliases |= {name_key(alias) for alias in party.aliases}
    return list(kept.values())


def _both(first: Party, again: Party) -> Party:
    """Return a party with what a later mention adds to the first."""
    aliases = tuple(dict.fromkeys((*first.aliases, *again.aliases)))
    return replace(first, aliases=aliases, details={**again.details, **first.details})


def name_key(name: str) -> str:
    """Return what stays of a name when letter case, signs and white space do not count."""
    return re.sub(r"[^\w&]+", " ", name.casefold()).strip()


def with_breaks(document: Document) -> str:
    """Return the text with `BREAK` for each line feed between blocks; offsets stay what they were."""
    return BREAK.join(document.quote(block.span) for block in document.blocks)
