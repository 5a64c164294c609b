"""A document that the register has already: what a person entered stays, and what the row lacks is filled in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from contract_scan.register.event import Event
from contract_scan.register.model import Agreement, Noun, Review
from contract_scan.register.replay import replay

#: Each says why the other is empty.
_EITHER = {"end": "end_unknown", "end_unknown": "end"}


def filled(stands: Agreement, proposed: Agreement, earlier: Iterable[Agreement]) -> Agreement:
    """Return the row that stands with what it lacks filled in from a proposal for the same document.

    `earlier` are the rows that stood before it: what one of them had and this one lacks was taken out by a person, and
    stays out.
    """
    rows = tuple(earlier)
    values = {
        field.name: getattr(proposed, field.name)
        for field in dataclasses.fields(stands)
        if _lacks(stands, field.name)
        and _lacks(stands, _EITHER.get(field.name, field.name))
        and all(_lacks(row, field.name) for row in rows)
    }
    return dataclasses.replace(stands, **values)


def proposed_row(proposed: Agreement, events: Iterable[Event]) -> Agreement:
    """Return the row to offer for a document: what is proposed, or what stands already with what it lacks filled in.

    `events` are those of a register, or of the agreement's unit.
    """
    own = [one for one in events if one.subject == f"agreement:{proposed.id}"]
    stands = replay(own).of(Agreement).get(proposed.id)
    if stands is None:
        return proposed
    return filled(stands, proposed, (one.body for one in own if isinstance(one.body, Agreement)))


def proposed_review(proposed: Review, stands: Noun | None) -> Review:
    """Return the review to offer: how far it looked back stays as somebody said before, unless they say it anew."""
    before = stands.look_back if isinstance(stands, Review) else 0
    return dataclasses.replace(proposed, look_back=proposed.look_back or before)


def _lacks(row: Agreement, name: str) -> bool:
    value: Any = getattr(row, name)
    return value is not False and value in ("", (), 0, None)


def says_more(noun: Noun, stands: Noun | None) -> bool:
    """Say whether a noun states what does not stand already. A review that differs by its day alone does not."""
    if isinstance(noun, Review) and isinstance(stands, Review):
        return dataclasses.replace(noun, on=stands.on, lists=stands.lists) != stands
    return noun != stands
