"""When a term is sure: only where nothing else in its document may be that term."""

from __future__ import annotations

from collections.abc import Sequence

from contract_scan.dates.model import Term, doubted

#: The doubt of a term beside which the document names another that may be it.
RIVAL = "rival"
#: Terms of which a document has one, and that a day or period of something else is easily taken for.
_ONE = ("start", "end", "duration")


def without_rivals(terms: Sequence[Term]) -> list[Term]:
    """Make possible each term beside which a document names another one that may be it; both stay."""
    values: dict[str, set[str]] = {}
    for one in terms:
        if one.what in _ONE:
            values.setdefault(one.what, set()).add(one.value)
    return [
        doubted(one, RIVAL) if one.certainty == "sure" and len(values.get(one.what, ())) > 1 else one for one in terms
    ]
