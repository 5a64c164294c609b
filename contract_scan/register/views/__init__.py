"""Views of what adds up: each at a day, each figure with its agreements one step away, never a score."""

from __future__ import annotations

from contract_scan.register.views.base import At, Found, Row, Spec, behind, rows
from contract_scan.register.views.fields import FIELD_COUNTRY
from contract_scan.register.views.money import CONCENTRATION, PAYER_SHARE, SOURCE_YEAR
from contract_scan.register.views.partners import REACH, SCHOLARS, SIGNALS, ULTIMATE_PARENT
from contract_scan.register.views.time import RENEWALS

#: The views by name, in the order in which they are shown.
VIEWS: dict[str, Spec] = {
    spec.name: spec
    for spec in (
        PAYER_SHARE,
        SOURCE_YEAR,
        ULTIMATE_PARENT,
        CONCENTRATION,
        FIELD_COUNTRY,
        SIGNALS,
        REACH,
        SCHOLARS,
        RENEWALS,
    )
}

__all__ = ["VIEWS", "At", "Found", "Row", "Spec", "behind", "rows"]
