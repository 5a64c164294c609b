"""Why the linear reader tells a sentence: the words in it whose concepts weigh most for its kind."""

from __future__ import annotations

from contract_scan.document import Span
from contract_scan.language.clause import Clause
from contract_scan.language.concepts import Hit
from contract_scan_builtins.linear_reader.weights import model

#: How many places are given at most.
MOST = 3


def reasons(clause: Clause, kind: str) -> tuple[Span, ...]:
    """Return the places of the words that weigh most for a kind, in reading order; none where no concept does."""
    own = [hit for hit in clause.hits if clause.segment.is_own(hit.start, hit.end)]
    if not own:
        return ()
    weights, _ = model()
    names = sorted({hit.concept for hit in own})
    column = weights.classes.index(kind)
    values = {name: weights.units_of("C", name)[column] for name in names}
    best = [name for name in sorted(names, key=lambda name: -values[name])[:MOST] if values[name] > 0]
    return tuple(sorted({_span(clause, _longest(own, name)) for name in best}))


def _longest(hits: list[Hit], concept: str) -> Hit:
    return max((hit for hit in hits if hit.concept == concept), key=lambda hit: (hit.end - hit.start, -hit.start))


def _span(clause: Clause, hit: Hit) -> Span:
    return clause.segment.marked(hit.start, hit.end)[-1]
