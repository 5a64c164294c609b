"""The terms of a document: start, end, duration, notice, renewal, deadlines, kind; from prose and tables."""

from __future__ import annotations

from contract_scan.dates.model import Term
from contract_scan.dates.terms import terms_of

__all__ = ["Term", "terms_of"]
