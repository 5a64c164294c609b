"""How a view is made: where its rows come from, by what they are grouped, what is counted of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from contract_scan.register.definitions import Limits
from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import ORGANISATION as O
from contract_scan.register.tables import UNIT

#: The keys of views that are organisations.
ORGANISATION_KEYS = frozenset({"payer", "source", "partner"})
_MANY = 500

Columns = ReadOnlyColumnCollection[str, ColumnElement[Any]]
Scope = Literal["defined", "sensitive", "all"]


@dataclass(frozen=True, slots=True)
class At:
    """For which day (ISO 8601), under which limits, and of which agreements: in scope, marked sensitive, or all."""

    day: str
    limits: Limits
    scope: Scope = "defined"


@dataclass(frozen=True, slots=True)
class Spec:
    """One view. `base` gives the rows, `keys` by what they are grouped, `figures` what is counted, in that order.

    `keep` leaves groups out that stay below a limit; `order` names a figure, largest first. `grouped`
    gives the same columns where one grouping is not enough for them; `money` gives
    for each key the sums per currency, which are never added.
    """

    name: str
    base: Callable[[At], Select[Any]]
    keys: Mapping[str, ColumnElement[Any]]
    figures: Mapping[str, ColumnElement[Any]]
    order: str
    keep: Callable[[At, Columns], ColumnElement[bool]] | None = None
    ascending: bool = False
    grouped: Callable[[At], Select[Any]] | None = None
    money: Callable[[At], Select[Any]] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a view: by what it is grouped, and its figures."""

    key: tuple[Any, ...]
    figures: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a view found: the names of its keys and figures, its rows, and how many more there are.

    `names` are the names of the organisations among the keys.
    """

    view: str
    keys: tuple[str, ...]
    figures: tuple[str, ...]
    rows: tuple[Row, ...]
    left_off: int = 0
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Behind:
    """An agreement behind a figure."""

    id: str
    title: str
    unit: str
    team: str
    start: str
    end: str


def in_scope(at: At) -> ColumnElement[bool]:
    """Return the condition that an agreement is one of those asked for."""
    if at.scope == "all":
        return A.c.n > 0
    return A.c.sensitive.is_(True) if at.scope == "sensitive" else A.c.in_scope.is_(True)


def running(at: At) -> ColumnElement[bool]:
    """Return the condition that an agreement is one of those asked for and runs at the day."""
    return and_(A.c.runs_from <= at.day, A.c.runs_to >= at.day, in_scope(at))


def counted(
    condition: ColumnElement[bool] | None = None, once: ColumnElement[bool] | None = None
) -> ColumnElement[int]:
    """Return the number of agreements for which a condition holds.

    `once` is true for one row of each agreement in a group; None where each agreement has one row in it anyway.
    """
    both = [one for one in (condition, once) if one is not None]
    return func.sum(case((and_(*both), 1), else_=0)) if both else func.count()


def beside(once: ColumnElement[bool] | None = None) -> dict[str, ColumnElement[Any]]:
    """Return what stands beside the figures in every view: agreements with a benefit, a measure, and one still open."""
    return {
        "benefits": counted(A.c.benefits > 0, once),
        "measures": counted(A.c.measures > 0, once),
        "measures_open": counted(A.c.measures_open > 0, once),
    }


def rows(connection: Connection, spec: Spec, at: At, most: int | None = None) -> Found:
    """Return what a view finds, at most so many rows; how many more there are is told."""
    keys = [column.label(name) for name, column in spec.keys.items()]
    figures = [column.label(name) for name, column in spec.figures.items()]
    simple = spec.base(at).add_columns(*keys, *figures).group_by(*spec.keys.values())
    grouped = (simple if spec.grouped is None else spec.grouped(at)).subquery()
    made = select(grouped, func.count().over().label("in_all"))
    if spec.keep is not None:
        made = made.where(spec.keep(at, grouped.c))
    order = grouped.c[spec.order]
    made = made.order_by(order if spec.ascending else order.desc(), *(grouped.c[name] for name in spec.keys))
    found = connection.execute(made.limit(most).params(scholar_months=at.limits.scholar_months)).all()
    split = len(keys)
    kept = tuple(Row(tuple(row[:split]), tuple(row[split:-1])) for row in found)
    shown = tuple(spec.figures)
    if spec.money is not None:
        kept, shown = _with_money(connection, spec.money(at), kept), (*shown, "money")
    names = _names(connection, [row.key[place] for row in kept for place in _organisations(spec)])
    left_off = found[0].in_all - len(kept) if found else 0
    return Found(spec.name, tuple(spec.keys), shown, kept, left_off, names)


def _with_money(connection: Connection, asked: Select[Any], kept: tuple[Row, ...]) -> tuple[Row, ...]:
    """Add to each row the sums of money of its key, one a currency."""
    sums: dict[str, list[tuple[str, int]]] = {}
    for key, currency, hundredths in connection.execute(asked):
        sums.setdefault(key, []).append((currency, hundredths))
    return tuple(Row(row.key, (*row.figures, tuple(sums.get(row.key[0], ())))) for row in kept)


def _organisations(spec: Spec) -> list[int]:
    return [number for number, key in enumerate(spec.keys) if key in ORGANISATION_KEYS]


def _names(connection: Connection, identities: Sequence[str]) -> dict[str, str]:
    """Return the names of organisations; those of all are faster than those of very many."""
    if not identities:
        return {}
    asked = select(O.c.id, O.c.name)
    if len(identities) < _MANY:
        asked = asked.where(O.c.id.in_(set(identities)))
    return {row[0]: row[1] for row in connection.execute(asked)}


def behind(connection: Connection, spec: Spec, at: At, key: Sequence[Any]) -> list[Behind]:
    """Return the agreements behind one row of a view, in order of unit and title."""
    wanted = [column == value for column, value in zip(spec.keys.values(), key, strict=True)]
    columns = (A.c.id, A.c.title, A.c.unit, A.c.team, A.c.start, A.c.end)
    made = spec.base(at).where(*wanted).add_columns(*columns).distinct()
    return [Behind(*row) for row in connection.execute(made.order_by(A.c.unit, A.c.title, A.c.id))]


def unit_names(connection: Connection) -> dict[str, str]:
    """Return the names of units by their short ones."""
    return {row[0]: row[1] for row in connection.execute(select(UNIT.c.id, UNIT.c.name))}


def from_agreements() -> Select[Any]:
    """Return a selection from agreements alone, without columns."""
    return select().select_from(A)
