"""Partners: what runs with one ultimate parent, weak signals that recur, combined reach, scholars per source."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, case, func, select

from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import ANSWER as Q
from contract_scan.register.tables import MONEY as M
from contract_scan.register.tables import PARTNER as P
from contract_scan.register.views.base import At, Spec, beside, counted, running


def _partners(at: At) -> Select[Any]:
    joined = A.join(P, P.c.agreement == A.c.n)
    return select().select_from(joined).where(running(at))


def _with_evidence(at: At) -> Select[Any]:
    joined = A.join(P, P.c.agreement == A.c.n).join(Q, Q.c.agreement == A.c.n)
    return select().select_from(joined).where(running(at), Q.c.state == "evidence", P.c.first.is_(True))


def _scholars(at: At) -> Select[Any]:
    return _once(at).where(A.c.scholars > 0, P.c.source.is_(True))


def _once(at: At) -> Select[Any]:
    """One row an agreement and ultimate parent, so that no guest or scholar counts twice."""
    return _partners(at).where(P.c.first.is_(True))


def _sums(at: At) -> Select[Any]:
    """What each payer, with what is under the same parent, has promised in running agreements, per currency."""
    joined = A.join(M, M.c.agreement == A.c.n)
    asked = select(M.c.ultimate, M.c.currency, func.sum(M.c.hundredths)).select_from(joined)
    return asked.where(running(at), M.c.external.is_(True)).group_by(M.c.ultimate, M.c.currency).order_by(M.c.currency)


ULTIMATE_PARENT = Spec(
    name="ultimate_parent",
    base=_partners,
    keys={"partner": P.c.ultimate},
    figures={
        "agreements": counted(once=P.c.first),
        "units": func.count(A.c.unit.distinct()),
        "names": func.count(P.c.organisation.distinct()),
        **beside(P.c.first),
    },
    order="agreements",
    keep=lambda at, found: found.agreements >= at.limits.agreements,
)

SIGNALS = Spec(
    name="signals",
    base=_with_evidence,
    keys={"partner": P.c.ultimate, "team": A.c.team, "question": Q.c.question},
    figures={"agreements": counted(), **beside()},
    order="agreements",
    keep=lambda at, found: found.agreements >= at.limits.signals,
)

REACH = Spec(
    name="reach",
    base=_once,
    keys={"partner": P.c.ultimate},
    figures={
        "agreements": counted(),
        "with_money": counted(A.c.amounts > 0),
        "guests": func.sum(A.c.guests),
        "scholars": func.sum(A.c.scholars),
        "data": counted(A.c.data_access.is_(True)),
        "exclusive": counted(A.c.exclusive.is_(True)),
        **beside(),
    },
    order="agreements",
    keep=lambda at, found: found.agreements >= at.limits.agreements,
    money=_sums,
)

SCHOLARS = Spec(
    name="scholars",
    base=_scholars,
    keys={"source": P.c.ultimate, "team": A.c.team},
    figures={
        "scholars": func.sum(A.c.scholars),
        "short": func.sum(
            case(
                (
                    and_(A.c.scholar_months > 0, A.c.scholar_months < bindparam("scholar_months", type_=Integer)),
                    A.c.scholars,
                ),
                else_=0,
            )
        ),
        "length_unknown": func.sum(case((A.c.scholar_months == 0, A.c.scholars), else_=0)),
        "agreements": counted(),
        **beside(),
    },
    order="scholars",
)
