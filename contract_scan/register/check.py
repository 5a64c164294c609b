"""The linter of a register: what is missing, contradicts or has grown old. It judges entries, never partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from contract_scan.register.coverage import Statement
from contract_scan.register.definitions import same_day
from contract_scan.register.files import Stored
from contract_scan.register.model import Agreement
from contract_scan.register.replay import State
from contract_scan.register.retest import Current, touched
from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import MEASURE
from contract_scan.register.tables import ORGANISATION as O
from contract_scan.register.tables import PARTNER as P
from contract_scan.register.tables import REVIEW as R
from contract_scan.register.views.base import At, running


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `kind` is a key of the message catalogue; `values` fill its sentence in."""

    kind: str
    unit: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


def problems(
    connection: Connection, at: At, rests_on: Statement, stored: Stored, state: State, current: Current
) -> list[Problem]:
    """Return everything to mend in a register at a day, files first."""
    found = [*_files(stored, state), *_units(rests_on), *_agreements(connection, at), *_ties(connection)]
    found += [*_documents(state), *_partners(connection, at), *_measures(connection, at)]
    found += [
        Problem(f"older_{reason}", one.unit, {"title": one.title, "id": one.agreement})
        for one in touched(connection, at, current)
        for reason in one.reasons
    ]
    return found


def definition_problems(folder: Path) -> list[Problem]:
    """Return what is not clear in the definitions of a register: two that begin on one day."""
    return [
        Problem("same_day", values={"one": one.version, "other": other.version, "since": other.since})
        for one, other in same_day(folder)
    ]


def _files(stored: Stored, state: State) -> Iterator[Problem]:
    for one in stored.damaged:
        yield Problem(f"damaged.{one.reason}", values={"path": one.path})
    for digest in state.missing:
        yield Problem("damaged.missing", values={"digest": digest})
    for event in state.returned:
        yield Problem("damaged.returned", event.unit, {"path": event.name})
    for conflict in state.conflicts:
        sides = " / ".join(f"{side.by}, {side.at[:10]}" for side in conflict.sides)
        yield Problem("conflict", conflict.sides[0].unit, {"subject": conflict.subject, "sides": sides})


def _units(rests_on: Statement) -> Iterator[Problem]:
    for one in rests_on.unconfirmed:
        kind = "unconfirmed" if one.last else "never_reported"
        yield Problem(kind, one.unit, {"unit": one.name, "last": one.last})
    for name, count in Counter(one.name for one in rests_on.units).items():
        if count > 1:
            units = ", ".join(one.unit for one in rests_on.units if one.name == name)
            yield Problem("same_unit", values={"name": name, "units": units})
    if len(rests_on.currencies) > 1:
        yield Problem("currencies", values={"currencies": ", ".join(rests_on.currencies)})


def _agreements(connection: Connection, at: At) -> Iterator[Problem]:
    renewed = set(connection.scalars(select(A.c.renews).where(A.c.renews != "")))
    for row in connection.execute(select(A).order_by(A.c.unit, A.c.title)):
        about = {"title": row.title, "id": row.id, "end": row.end}
        past = bool(row.end) and row.end < at.day and not row.ended and row.id not in renewed
        told = {
            "no_start": not row.start,
            "no_end": not row.end and not row.end_unknown,
            "silently_renewed": past and row.renewal == "tacit",
            "past_end": past and row.renewal != "tacit",
            "notice_without_date": bool(row.notice) and not row.notice_date and bool(row.end),
            "ends_before_it_starts": bool(row.start and row.end) and row.end < row.start,
            "not_reviewed": row.in_scope and not row.reviewed and row.runs_to >= at.day,
            "no_benefit": row.in_scope and not row.benefits and row.runs_to >= at.day,
            "no_measure": row.sensitive is True and not row.measures,
            "no_money": row.in_scope and not row.amounts and row.runs_to >= at.day,
        }
        for kind, holds in told.items():
            if holds:
                yield Problem(kind, row.unit, about)


def _documents(state: State) -> Iterator[Problem]:
    """Documents from which more than one agreement was entered: each counts, and adds its money again."""
    by_document: dict[str, list[Agreement]] = {}
    for one in state.of(Agreement).values():
        if one.document:
            by_document.setdefault(one.document, []).append(one)
    for several in by_document.values():
        if len(several) > 1:
            told = "; ".join(f"“{one.title}” ({one.id}, {one.unit})" for one in several)
            yield Problem("same_document", several[0].unit, {"agreements": told})


def _ties(connection: Connection) -> Iterator[Problem]:
    """Agreements that renew, or stand under, one that is not there."""
    known = set(connection.scalars(select(A.c.id)))
    for row in connection.execute(select(A.c.id, A.c.title, A.c.unit, A.c.renews, A.c.umbrella).order_by(A.c.id)):
        for kind, other in (("renews_unknown", row.renews), ("umbrella_unknown", row.umbrella)):
            if other and other not in known:
                yield Problem(kind, row.unit, {"title": row.title, "id": row.id, "other": other})


def _partners(connection: Connection, at: At) -> Iterator[Problem]:
    joined = P.join(A, A.c.n == P.c.agreement).join(O, O.c.id == P.c.organisation)
    asked = select(O.c.id, O.c.name).select_from(joined).where(running(at), O.c.parent_known.is_(False))
    for row in connection.execute(asked.distinct().order_by(O.c.name)):
        yield Problem("parent_unknown", values={"name": row.name, "id": row.id})


def _measures(connection: Connection, at: At) -> Iterator[Problem]:
    joined = MEASURE.join(A, A.c.n == MEASURE.c.agreement)
    late = select(A.c.unit, A.c.title, A.c.id, MEASURE.c.what, MEASURE.c.until).select_from(joined)
    late = late.where(MEASURE.c.done == "", MEASURE.c.until != "", MEASURE.c.until < at.day)
    for row in connection.execute(late.order_by(MEASURE.c.until)):
        yield Problem(
            "measure_late", row.unit, {"title": row.title, "id": row.id, "what": row.what, "until": row.until}
        )
    short = select(A.c.unit, A.c.title, A.c.id).join(R, R.c.agreement == A.c.n).where(R.c.look_back == 0)
    for unit, title, identity in connection.execute(short.distinct().order_by(A.c.id)):
        yield Problem("no_look_back", unit, {"title": title, "id": identity})
