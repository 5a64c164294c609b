"""Why the linear reader tells a sentence, in words: the concepts in it that weigh most for its kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from contract_scan.language.clause import Clause
from contract_scan_builtins.linear_reader.features import PAIRED, place_of
from contract_scan_builtins.linear_reader.weights import model

#: How many reasons are given.
MOST = 3


def reasons(clause: Clause, kind: str) -> Iterator[str]:
    """Yield the concepts, and pairs of them ("KEEP & SECRET"), that weigh most for a kind, the weightiest first."""
    weights, _ = model()
    own = sorted({hit.concept for hit in clause.hits if clause.segment.is_own(hit.start, hit.end)})
    pairs = [f"{a}&{b}" for a, b in combinations(own[:PAIRED], 2)]
    names = [*own, *pairs]
    if names:
        places = [place_of("C:" + name) for name in own] + [place_of("P:" + name) for name in pairs]
        column = weights.classes.index(kind)
        values = weights.of(np.array(places, np.int64))[:, column] / np.array([1] * len(own) + [len(pairs) ** 0.5] * len(pairs))
        for at in np.argsort(-values, kind="stable")[:MOST]:
            if values[at] > 0:
                yield names[at].replace("&", " & ")
