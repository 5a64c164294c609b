"""What must be decided in the coming months: the last day of notice first, else the end."""

from __future__ import annotations

import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, Select, case, func, or_

from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.views.base import At, Spec, beside, from_agreements, running


def horizon(day: str, months: int) -> str:
    """Return the day so many months later."""
    later: datetime.date = datetime.date.fromisoformat(day) + relativedelta(months=months)
    return later.isoformat()


def _coming(at: At) -> Select[Any]:
    last = horizon(at.day, at.limits.renewal_months)
    notice, end = A.c.notice_date.between(at.day, last), A.c.end.between(at.day, last)
    return from_agreements().where(running(at), or_(notice, end))


_DUE: ColumnElement[Any] = func.min(case((A.c.notice_date != "", A.c.notice_date), else_=A.c.end))

RENEWALS = Spec(
    name="renewals",
    base=_coming,
    keys={"renewal": A.c.renewal, "agreement": A.c.id},
    figures={
        "title": func.min(A.c.title),
        "unit": func.min(A.c.unit),
        "due": _DUE,
        "notice_date": func.min(A.c.notice_date),
        "end": func.min(A.c.end),
        **beside(),
    },
    order="due",
    ascending=True,
)
