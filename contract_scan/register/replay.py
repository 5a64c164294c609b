"""Events to the state they add up to, whatever their order: the newest statement on each subject, and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from contract_scan.register.event import Event
from contract_scan.register.model import Noun, Removal

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements on one subject that do not know of each other: a person decides, with all sides before them."""

    subject: str
    sides: tuple[Event, ...]


@dataclass(frozen=True)
class State:
    """What holds: the event that counts for each subject, conflicts, and the digests that events follow but none has.

    Of the sides of a conflict the latest stands in, so that nothing drops out of sight; it is always told.
    `returned` are events that were removed and have come back with a merge; they do not count.
    """

    current: Mapping[str, Event]
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[str, ...] = ()
    returned: tuple[Event, ...] = ()

    def of(self, noun: type[N]) -> dict[str, N]:
        """Return the nouns of a type by id, in order of id."""
        found: dict[str, N] = self._nouns.get(noun, {})
        return {identity: found[identity] for identity in sorted(found)}

    @cached_property
    def _nouns(self) -> dict[type, dict[str, Any]]:
        found: dict[type, dict[str, Any]] = {}
        for event in self.current.values():
            found.setdefault(type(event.body), {})[event.body.id] = event.body
        return found


def removed_by(events: Iterable[Event]) -> set[str]:
    """Return the digests of the events that others among them have removed for a reason."""
    return {digest for event in events if isinstance(event.body, Removal) for digest in event.body.digests}


def replay(events: Iterable[Event]) -> State:
    """Return the state that a set of events adds up to. The order in which they are given does not count."""
    known = {event.digest: event for event in events}
    removed = removed_by(known.values())
    returned = tuple(known.pop(digest) for digest in sorted(removed & known.keys()))
    followed = {digest for event in known.values() for digest in event.after}
    heads: dict[str, Event | list[Event]] = {}
    for digest, event in known.items():
        if digest not in followed:
            _add(heads, event)
    several = {subject: found for subject, found in heads.items() if isinstance(found, list)}
    current = {subject: found for subject, found in heads.items() if not isinstance(found, list)}
    current |= {subject: max(found, key=_order) for subject, found in several.items()}
    conflicts = tuple(
        Conflict(subject, tuple(sorted(several[subject], key=_order)))
        for subject in sorted(several)
        if len({side.body for side in several[subject]}) > 1
    )
    named = {digest for event in known.values() for digest in event.seen} | followed
    missing = tuple(sorted(named - known.keys() - removed))
    return State(current, conflicts, missing, returned)


def _add(heads: dict[str, Event | list[Event]], event: Event) -> None:
    """Keep one event as it is and several as a list: a hundred thousand lists of one would cost more than they say."""
    before = heads.get(event.subject)
    if before is None:
        heads[event.subject] = event
    elif isinstance(before, list):
        before.append(event)
    else:
        heads[event.subject] = [before, event]


def _order(event: Event) -> tuple[str, str]:
    return event.at, event.digest
