"""What a person must look at before a row goes in: what a report leaves open, and what the register has against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from contract_scan.facts.countries import country_name
from contract_scan.messages import say
from contract_scan.register.add import Proposal, other_countries
from contract_scan.register.definitions import Definition
from contract_scan.register.model import Agreement, Organisation, Review
from contract_scan.register.removal import taken_out
from contract_scan.register.replay import State
from contract_scan.register.role import looks_like_a_name


def doubts_of(
    made: Proposal, findings: Iterable[Mapping[str, Any]], seen: State, whole: State, in_force: Definition, speak: str
) -> list[str]:
    """Return what a person must look at, as sentences.

    `seen` is the part of the register that they may see: agreements beside this one are named from it alone. `whole`
    is all of it: organisations belong to every unit.
    """
    told = [say(f"register.doubts.{doubt}", speak) for doubt in made.doubts]
    for name in (name for one in made.organisations for name in one.names if looks_like_a_name(name)):
        told.append(say("register.doubts.person", speak, name=name))
    told += _beside(made.agreement, seen, speak)
    for name, (stands, other) in other_countries(findings, whole.of(Organisation)).items():
        values = {"name": name, "country": country_name(stands, speak), "other": country_name(other, speak)}
        told.append(say("register.doubts.other_country", speak, **values))
    return [*told, *older_definitions(made.agreement.id, seen, in_force, speak)]


def _beside(one: Agreement, state: State, speak: str) -> Iterator[str]:
    """Yield what a person should know of a new row: its document stands elsewhere, or it was taken out before."""
    for other in state.of(Agreement).values():
        if other.document and other.document == one.document and other.id != one.id:
            yield say("register.doubts.same_document", speak, title=other.title, id=other.id, unit=other.unit)
    removal = taken_out(state, one.id) if one.id not in state.of(Agreement) else None
    if removal is not None:
        yield say("register.doubts.taken_out", speak, reason=removal.reason)


def older_definitions(agreement: str, state: State, in_force: Definition, speak: str) -> list[str]:
    """Return a sentence if the latest review of an agreement was made under a definition that no longer holds."""
    reviews = [one for one in state.of(Review).values() if one.agreement == agreement]
    latest = max(reviews, key=lambda one: (one.on, one.id), default=None)
    if latest is None or not latest.definition or latest.definition == in_force.version:
        return []
    values = {"day": latest.on, "older": latest.definition, "definition": in_force.version, "since": in_force.since}
    return [say("register.doubts.older_definition", speak, **values)]
