"""Money: who pays how much of a group's external money, of one source in a year, and how concentrated it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import MONEY as M
from contract_scan.register.views.base import At, Spec, beside, counted, in_scope, running

_SUM: ColumnElement[Any] = func.sum(M.c.hundredths)


def _paid(at: At) -> Select[Any]:
    """External money of running agreements, with the top of each payer's known parents."""
    joined = A.join(M, M.c.agreement == A.c.n)
    return select().select_from(joined).where(running(at), M.c.external.is_(True))


def _by_year(at: At) -> Select[Any]:
    """External money of all agreements, running or not, of the day's year."""
    joined = A.join(M, M.c.agreement == A.c.n)
    year = int(at.day[:4])
    return select().select_from(joined).where(in_scope(at), M.c.external.is_(True), M.c.year == year)


#: A payer's share of a group's registered external money, per currency; from the share on that is set.
_TOTAL: ColumnElement[Any] = func.sum(_SUM).over(partition_by=(A.c.team, M.c.currency))
PAYER_SHARE = Spec(
    name="payer_share",
    base=_paid,
    keys={"team": A.c.team, "payer": M.c.ultimate, "currency": M.c.currency},
    figures={
        "hundredths": _SUM,
        "share": _SUM * 1.0 / func.nullif(_TOTAL, 0),
        "agreements": counted(once=M.c.first),
        **beside(M.c.first),
    },
    order="share",
    keep=lambda at, found: found.share >= at.limits.share,
)

SOURCE_YEAR = Spec(
    name="source_year",
    base=_by_year,
    keys={"source": M.c.ultimate, "year": M.c.year, "currency": M.c.currency},
    figures={
        "hundredths": _SUM,
        "names": func.count(M.c.payer.distinct()),
        "units": func.count(A.c.unit.distinct()),
        "agreements": counted(once=M.c.first_of_year),
        **beside(M.c.first_of_year),
    },
    order="hundredths",
)


def _concentrated(at: At) -> Select[Any]:
    """The sum of the squared shares of each group's payers: 1 is one payer, 0.1 as ten equal ones."""
    once = M.c.first_of_currency
    counts = {"agreements": counted(once=once), **beside(once)}
    each = (
        _paid(at)
        .add_columns(A.c.team, M.c.currency, _SUM.label("paid"), *(made.label(name) for name, made in counts.items()))
        .group_by(A.c.team, M.c.currency, M.c.ultimate)
        .subquery()
    )
    paid = each.c.paid * 1.0
    index = func.sum(paid * paid) / func.nullif(func.sum(paid) * func.sum(paid), 0)
    sums = [func.sum(each.c[name]).label(name) for name in counts]
    columns = (each.c.team, each.c.currency, index.label("herfindahl"), func.count().label("payers"), *sums)
    return select(*columns).group_by(each.c.team, each.c.currency)


CONCENTRATION = Spec(
    name="concentration",
    base=_paid,
    keys={"team": A.c.team, "currency": M.c.currency},
    figures=dict.fromkeys(
        ("herfindahl", "payers", "agreements", "benefits", "measures", "measures_open"), func.count()
    ),
    order="herfindahl",
    keep=lambda at, found: found.agreements >= at.limits.few,
    grouped=_concentrated,
)
