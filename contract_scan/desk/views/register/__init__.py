"""The register in pages: agreements, organisations, units, what adds up and is due, and the row of a document."""

from __future__ import annotations

from contract_scan.desk.views.register import agreements, figures, organisations, proposed, units

ROUTES = [*agreements.ROUTES, *organisations.ROUTES, *units.ROUTES, *figures.ROUTES, *proposed.ROUTES]
