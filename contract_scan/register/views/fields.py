"""Fields and the countries of partners."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from contract_scan.register.tables import AGREEMENT as A
from contract_scan.register.tables import FIELD as F
from contract_scan.register.tables import PARTNER as P
from contract_scan.register.views.base import At, Spec, beside, counted, running


def _crossed(at: At) -> Select[Any]:
    joined = A.join(F, F.c.agreement == A.c.n).join(P, P.c.agreement == A.c.n)
    return select().select_from(joined).where(running(at), P.c.first_of_country.is_(True))


FIELD_COUNTRY = Spec(
    name="field_country",
    base=_crossed,
    keys={"field": F.c.field, "country": P.c.country},
    figures={"agreements": counted(), **beside()},
    order="agreements",
)
