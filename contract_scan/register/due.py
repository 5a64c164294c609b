"""What must be decided in the coming months: notice dates first, tacit renewals apart, then ends and measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from contract_scan.dates.arithmetic import next_round
from contract_scan.messages import say
from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import MEASURE
from contract_scan.register.views.base import At, running
from contract_scan.register.views.time import horizon

What = Literal["tacit", "renews", "notice", "end", "measure"]


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something to decide by a day: give notice of a tacit renewal, give notice, let end or renew, finish a measure.

    "renews" is a tacit renewal that can no longer be stopped by notice; `detail` is then the day that has passed.
    """

    day: str
    what: What
    unit: str
    title: str
    agreement: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Untold:
    """An agreement that renews itself in silence, of which it cannot be told by when to give notice.

    `end` is the end of its last term that is known; empty where none is.
    """

    unit: str
    title: str
    end: str = ""


def due(connection: Connection, at: At, months: int) -> list[Due]:
    """Return what is due from a day on within so many months: tacit renewals, then notice dates, ends and measures."""
    last = horizon(at.day, months)
    found = [*_notices(connection, at, last), *_ends(connection, at, last), *_measures(connection, at, last)]
    found += _later_rounds(connection, at, last)
    order = {"tacit": 0, "renews": 1, "notice": 2, "end": 3, "measure": 4}
    return sorted(found, key=lambda one: (order[one.what], one))


def _notices(connection: Connection, at: At, last: str) -> Iterator[Due]:
    asked = select(A).where(running(at), A.c.notice_date.between(at.day, last))
    for row in connection.execute(asked):
        what: What = "tacit" if row.renewal == "tacit" else "notice"
        yield Due(row.notice_date, what, row.unit, row.title, row.id, row.end)


def _ends(connection: Connection, at: At, last: str) -> Iterator[Due]:
    for row in connection.execute(select(A).where(running(at), A.c.end.between(at.day, last))):
        if row.renewal != "tacit":
            yield Due(row.end, "end", row.unit, row.title, row.id, row.notice_date)
        elif row.notice_date < at.day:
            what: What = "renews" if row.notice_date else "tacit"
            yield Due(row.end, what, row.unit, row.title, row.id, row.notice_date)


def _later_rounds(connection: Connection, at: At, last: str) -> Iterator[Due]:
    """Agreements that renewed themselves in silence before: the last day of notice, and the end, of the round now."""
    asked = select(A).where(running(at), A.c.renewal == "tacit", A.c.end != "", A.c.end < at.day)
    for row in connection.execute(asked.where(A.c.renewal_period != "")):
        found = next_round(row.end, row.renewal_period, row.notice or "P0D", at.day, row.start)
        if found is None:
            continue
        end, notice = found
        if at.day <= notice <= last and row.notice_date != notice:
            yield Due(notice, "tacit", row.unit, row.title, row.id, end)
        elif notice < at.day <= end <= last:
            yield Due(end, "renews", row.unit, row.title, row.id, notice)


def without_days(connection: Connection, at: At) -> list[Untold]:
    """Return the running agreements that renew themselves in silence and of which the term that runs is not known.

    Either no end was ever entered, or it has passed and for how long they renewed themselves cannot be counted.
    """
    asked = select(A).where(running(at), A.c.renewal == "tacit", A.c.end < at.day, A.c.notice_date < at.day)
    return [
        Untold(row.unit, row.title, row.end)
        for row in connection.execute(asked.order_by(A.c.unit, A.c.title, A.c.id))
        if not row.end or next_round(row.end, row.renewal_period, "P0D", at.day) is None
    ]


def untold_line(one: Untold, unit: str, language: str) -> str:
    """Return what is said of an agreement of which the term that runs is not known; `unit` as it is shown."""
    key = "untold_round" if one.end else "untold"
    return say(f"register.due.{key}", language, title=one.title, unit=unit, end=one.end)


def _measures(connection: Connection, at: At, last: str) -> Iterator[Due]:
    joined = MEASURE.join(A, A.c.n == MEASURE.c.agreement)
    asked = select(A.c.unit, A.c.title, A.c.id, MEASURE.c.what, MEASURE.c.until).select_from(joined)
    asked = asked.where(running(at), MEASURE.c.done == "", MEASURE.c.until != "", MEASURE.c.until <= last)
    for row in connection.execute(asked):
        yield Due(row.until, "measure", row.unit, row.title, row.id, row.what)
