"""Organisations that are one, and the top of their known parents at a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contract_scan.register.model import Organisation, Parent, Same
from contract_scan.register.replay import State


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of organisations at a day: which are one (`canonical`), their top (`ultimate`), whose is known."""

    organisations: Mapping[str, Organisation]
    canonical: Mapping[str, str]
    ultimate: Mapping[str, str]
    parent_known: frozenset[str]

    def one(self, identity: str) -> str:
        """Return the organisation that stands for this one."""
        return self.canonical.get(identity, identity)

    def top(self, identity: str) -> str:
        """Return the ultimate parent as far as known; the organisation itself where none is."""
        return self.ultimate.get(identity, identity)

    def name(self, identity: str) -> str:
        """Return the name to show; the id where the register has no name."""
        found = self.organisations.get(identity)
        return found.names[0] if found and found.names else identity

    def country(self, identity: str) -> str:
        """Return the country of an organisation; empty where not known."""
        found = self.organisations.get(identity)
        return found.country if found else ""


def known_at(state: State, day: str) -> Known:
    """Return what is known of organisations at a day (ISO 8601)."""
    organisations = state.of(Organisation)
    canonical = _canonical(organisations, state.of(Same))
    parents = _parents(organisations, canonical, day)
    ultimate = {identity: _top(canonical[identity], parents) for identity in canonical}
    stated = frozenset(identity for identity in canonical if canonical[identity] in parents)
    return Known(organisations, canonical, ultimate, stated)


def _canonical(organisations: Mapping[str, Organisation], decisions: Mapping[str, Same]) -> dict[str, str]:
    """Join what persons confirmed to be one; the one with a public identifier, else the first by id, stands for all."""
    leader = {identity: identity for identity in organisations}

    def find(identity: str) -> str:
        while leader.setdefault(identity, identity) != identity:
            identity = leader[identity]
        return identity

    for decision in decisions.values():
        if decision.holds:
            one, other = sorted((find(decision.one), find(decision.other)), key=lambda x: _rank(x, organisations))
            leader[other] = one
    return {identity: find(identity) for identity in list(leader)}


def _rank(identity: str, organisations: Mapping[str, Organisation]) -> tuple[bool, str]:
    found = organisations.get(identity)
    return not (found and (found.ror or found.lei)), identity


def _parents(organisations: Mapping[str, Organisation], canonical: Mapping[str, str], day: str) -> dict[str, str]:
    """Return for each organisation the parent that the latest statement in force names; itself for "no parent"."""
    latest: dict[str, Parent] = {}
    for identity, organisation in organisations.items():
        for parent in organisation.parents:
            one = canonical[identity]
            if _in_force(parent, day) and (one not in latest or latest[one].stated <= parent.stated):
                latest[one] = parent
    return {one: canonical.get(parent.organisation, parent.organisation) or one for one, parent in latest.items()}


def _in_force(parent: Parent, day: str) -> bool:
    return (not parent.since or parent.since <= day) and (not parent.until or day <= parent.until)


def _top(identity: str, parents: Mapping[str, str]) -> str:
    """Follow parents up; where they go round, stop before a step is taken twice."""
    seen = {identity}
    while (above := parents.get(identity)) is not None and above not in seen:
        seen.add(above)
        identity = above
    return identity
