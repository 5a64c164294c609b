"""What the tests of the register share: a clock that ticks, and small nouns with sensible values."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contract_scan.register.model import Agreement, Amount, Organisation, Parent, Party
from contract_scan.register.writing import Writer

ROLE = "knowledge-security adviser"


def ticking(start: str = "2026-11-01T09:00:00+00:00") -> Callable[[], datetime.datetime]:
    """Return a clock that goes one second further each time it is read."""
    moment = [datetime.datetime.fromisoformat(start)]

    def tick() -> datetime.datetime:
        moment[0] += datetime.timedelta(seconds=1)
        return moment[0]

    return tick


def writer(folder: Path, start: str = "2026-11-01T09:00:00+00:00") -> Writer:
    """Return a writer on a folder, which is made a register."""
    (folder / "events").mkdir(parents=True, exist_ok=True)
    return Writer(folder, ROLE, clock=ticking(start))


def agreement(number: int | str = 1, unit: str = "science", **values: Any) -> Agreement:
    """Return an agreement of a unit that runs from 2025 to 2028."""
    given = {"title": f"Agreement {number}", "start": "2025-01-01", "end": "2028-12-31", "kind": "joint_research"}
    return Agreement(id=f"a{number}", unit=unit, **{**given, **values})


def organisation(identity: str, *names: str, country: str = "XA", parent: str = "") -> Organisation:
    """Return an organisation with perhaps a parent that a source names."""
    parents = (Parent(organisation=parent, source="trade register", stated="2025-01-01"),) if parent else ()
    return Organisation(id=identity, names=names or (identity.title(),), country=country, parents=parents)


def party(identity: str, role: Any = "partner") -> Party:
    """Return an organisation's part in an agreement."""
    return Party(organisation=identity, name=identity.title(), role=role)


def paid(payer: str, amount: str, currency: str = "EUR", year: int = 2026) -> Amount:
    """Return money that an organisation promises."""
    return Amount(payer=payer, amount=amount, currency=currency, year=year)
