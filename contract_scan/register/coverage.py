"""What a figure rests on: how many agreements of which units, who has not confirmed, what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from contract_scan.messages import say
from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import CONFLICT, COVERAGE, META, MONEY
from contract_scan.register.tables import ORGANISATION as O
from contract_scan.register.tables import PARTNER as P
from contract_scan.register.views.base import At, in_scope, running, unit_names
from contract_scan.register.views.time import horizon


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A unit that has not confirmed lately that its agreements are in; `last` is empty where it never has."""

    unit: str
    name: str
    last: str


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """One unit: its running agreements in the register, how many it said there are in all, and until when it spoke."""

    unit: str
    name: str
    agreements: int
    about: int
    until: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What every figure rests on. Shares are 0 to 1; `closed` are units whose folder this user may not read."""

    at: At
    agreements: int
    units: tuple[UnitCoverage, ...]
    unconfirmed: tuple[Unconfirmed, ...]
    without_amount: float
    without_dates: int
    currencies: tuple[str, ...]
    parents_unknown: int
    organisations: int
    conflicts: int
    damaged: int
    closed: tuple[str, ...]
    definition: str
    under_umbrella: int

    @property
    def reporting(self) -> int:
        """The number of units of which anything is in."""
        return sum(1 for unit in self.units if unit.agreements or unit.until)


def statement(connection: Connection, at: At) -> Statement:
    """Return what every figure at a day rests on."""
    facts = {row[0]: row[1] for row in connection.execute(select(META.c.key, META.c.value))}
    units = tuple(_units(connection, at))
    total, without, undated, under = _counts(connection, at)
    since = horizon(at.day, -at.limits.confirmed_months)
    late = tuple(Unconfirmed(one.unit, one.name, one.until) for one in units if one.until < since)
    partners, unknown = _parents(connection, at)
    return Statement(
        at=at,
        agreements=total,
        units=units,
        unconfirmed=late,
        without_amount=without / total if total else 0.0,
        without_dates=undated,
        currencies=_currencies(connection, at),
        parents_unknown=unknown,
        organisations=partners,
        conflicts=connection.scalar(select(func.count()).select_from(CONFLICT)) or 0,
        damaged=int(facts.get("damaged") or 0),
        closed=tuple(facts.get("closed", "").split()),
        definition=facts.get("definition", ""),
        under_umbrella=under,
    )


def _units(connection: Connection, at: At) -> list[UnitCoverage]:
    running_here = select(A.c.unit, func.count()).where(running(at)).group_by(A.c.unit)
    counts: dict[str, int] = {row[0]: row[1] for row in connection.execute(running_here)}
    said: dict[str, tuple[str, int]] = {}
    for unit, until, about in connection.execute(select(COVERAGE.c.unit, COVERAGE.c.until, COVERAGE.c.about)):
        before = said.get(unit, ("", 0))
        said[unit] = (max(before[0], until), before[1] + about)
    names = unit_names(connection)
    every = sorted({*names, *counts, *said}, key=lambda unit: (names.get(unit, unit), unit))
    return [
        UnitCoverage(
            unit, names.get(unit, unit), counts.get(unit, 0), said.get(unit, ("", 0))[1], said.get(unit, ("", 0))[0]
        )
        for unit in every
    ]


def _counts(connection: Connection, at: At) -> tuple[int, int, int, int]:
    """Return how many agreements run, how many are without amount, without a date, and under an umbrella."""
    asked = select(
        func.count(),
        func.count().filter(A.c.amounts == 0),
        func.count().filter((A.c.start == "") | ((A.c.end == "") & (A.c.end_unknown == ""))),
        func.count().filter(A.c.umbrella != ""),
    ).where(running(at))
    total, without, undated, under = connection.execute(asked).one()
    return total, without, undated, under


def _currencies(connection: Connection, at: At) -> tuple[str, ...]:
    joined = select(MONEY.c.currency).join(A, A.c.n == MONEY.c.agreement).where(in_scope(at)).distinct()
    return tuple(sorted(connection.scalars(joined)))


def _parents(connection: Connection, at: At) -> tuple[int, int]:
    """Return how many partners there are, and of how many no parent is known."""
    partners = select(P.c.organisation).join(A, A.c.n == P.c.agreement).where(running(at)).distinct().subquery()
    known = select(func.count()).select_from(partners.join(O, O.c.id == partners.c.organisation))
    every = connection.scalar(select(func.count()).select_from(partners)) or 0
    return every, every - (connection.scalar(known.where(O.c.parent_known.is_(True))) or 0)


def sentence(rests_on: Statement, language: str) -> str:
    """Return the statement in words, to stand above every figure."""
    one = rests_on
    parts = [
        _say("rests", language, one.agreements, units=one.reporting, all=len(one.units)),
        say(f"register.coverage.scope.{one.at.scope}", language),
    ]
    late: dict[str, list[str]] = {}
    for unit in one.unconfirmed:
        late.setdefault(unit.last, []).append(unit.name)
    for last, names in sorted(late.items()):
        key = "not_since" if last else "never"
        parts.append(_say(key, language, len(names), units=joined(names, language), last=last))
    if one.agreements:
        parts.append(say("register.coverage.without_amount", language, share=round(one.without_amount * 100)))
    parts += [_say(key, language, number) for key, number in _told(one) if number]
    if len(one.currencies) > 1:
        parts.append(say("register.coverage.currencies", language, currencies=", ".join(one.currencies)))
    if one.closed:
        parts.append(_say("closed", language, len(one.closed), units=joined(one.closed, language)))
    parts.append(say("register.coverage.definition", language, version=one.definition))
    return "; ".join(parts) + "."


def _told(one: Statement) -> list[tuple[str, int]]:
    return [
        ("without_dates", one.without_dates),
        ("under_umbrella", one.under_umbrella),
        ("parents_unknown", one.parents_unknown),
        ("conflicts", one.conflicts),
        ("damaged", one.damaged),
    ]


def _say(key: str, language: str, number: int, **values: object) -> str:
    return say(f"register.coverage.{key}", language, count=number, number=number, **values)


def joined(names: list[str] | tuple[str, ...], language: str) -> str:
    """Return names as a list in a sentence: "Law, Medicine and Science"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {say('register.coverage.and', language)} {names[-1]}"
