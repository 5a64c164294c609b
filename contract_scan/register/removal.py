"""Taking out of the register: on request (redact) or after a set term (retire). Digest and reason stay."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from dateutil.relativedelta import relativedelta

from contract_scan.register.errors import RegisterError
from contract_scan.register.event import Event
from contract_scan.register.files import read_events
from contract_scan.register.model import Agreement, Benefit, Measure, Removal, Review
from contract_scan.register.replay import State, replay
from contract_scan.register.rows import runs_to


def removal(folder: Path, identity: str, how: Literal["redacted", "retired"], reason: str) -> tuple[Removal, str]:
    """Return what would take an agreement and all that stands beside it out of a register, and its unit.

    Raises `RegisterError` where there is no such agreement or no reason is given.
    """
    if not reason.strip():
        raise RegisterError("no_reason")
    events = read_events(folder).events
    own = [event for event in events if _is_about(event, identity)]
    if not own:
        raise RegisterError("no_agreement", id=identity)
    digests = tuple(sorted(event.digest for event in own))
    made = Removal(id=digests[0], digests=digests, how=how, reason=reason, subject=subject_of(identity))
    return made, own[0].unit


def subject_of(identity: str) -> str:
    """Return by what an agreement that was taken out is known again, without saying which it was."""
    return hashlib.sha256(identity.encode()).hexdigest()


def taken_out(state: State, identity: str) -> Removal | None:
    """Return the removal of an agreement, where it was taken out of the register before."""
    subject = subject_of(identity)
    return next((one for one in state.of(Removal).values() if one.subject == subject), None)


def _is_about(event: Event, identity: str) -> bool:
    body = event.body
    if isinstance(body, Agreement):
        return body.id == identity
    return isinstance(body, (Review, Benefit, Measure)) and body.agreement == identity


def past_term(folder: Path, day: str, years: int) -> list[Agreement]:
    """Return the agreements that ended more than so many years before a day."""
    limit = (datetime.date.fromisoformat(day) - relativedelta(years=years)).isoformat()
    agreements: Iterable[Agreement] = replay(read_events(folder).events).of(Agreement).values()
    return [one for one in agreements if runs_to(one) < limit]
