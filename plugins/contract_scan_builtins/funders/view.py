"""The funders of a document: each giver of an event once, with all that it gives."""

from __future__ import annotations

from dataclasses import dataclass

from contract_scan.document import Document, Span
from contract_scan.finding import Fact
from contract_scan.gift import Gift
from contract_scan_builtins.money.find import events_of
from contract_scan_builtins.parties.find import name_key

#: How the names of states and of those who act for them begin.
_STATES, _MINISTERS = ("staat der", "state of the"), ("minister", "staatssecretaris", "secretary of state")


@dataclass(frozen=True, slots=True)
class Funder:
    """A funder: the place that says first what it gives, its name, its gifts, to whom, and how much there.

    `price` says that it only pays for results of research; `amounts` are those of all its gifts, each once.
    """

    span: Span
    name: str
    gives: tuple[str, ...]
    receivers: tuple[str, ...] = ()
    amount: Fact | None = None
    price: bool = False
    amounts: tuple[Fact, ...] = ()


def funders_of(document: Document) -> list[Funder]:
    """Return the funders of a document in reading order, each once; own means count only where told."""
    by_name: dict[str, list[Gift]] = {}
    for event in events_of(document):
        if event.giver and _is_funding(event):
            by_name.setdefault(name_key(event.giver), []).append(event)
    state = any(key.startswith(_STATES) for key in by_name)
    acting = {key for key in by_name if state and key.startswith(_MINISTERS)}  # who acts for a state that gives
    return [_funder(events) for key, events in by_name.items() if key not in acting]


def _is_funding(event: Gift) -> bool:
    """Say whether a gift funds the work: it is not only passed on, and own means are told with an amount."""
    return not event.passed_on and (event.gift != "own contribution" or _is_told(event))


def _funder(events: list[Gift]) -> Funder:
    first = next((event for event in events if event.amount), events[0])
    return Funder(
        span=first.span,
        name=events[0].giver or "",
        gives=tuple(dict.fromkeys(event.gift.replace(" ", "_") for event in events)),
        receivers=tuple(dict.fromkeys(event.receiver for event in events if event.receiver)),
        amount=first.amount,
        price=all(event.price for event in events),
        amounts=tuple({event.amount.value: event.amount for event in reversed(events) if event.amount}.values())[::-1],
    )


def _is_told(event: Gift) -> bool:
    """Say whether a sentence, and not only a table, says how much of its own an institution gives."""
    return event.amount is not None and event.how not in ("row", "column", "row charged")
