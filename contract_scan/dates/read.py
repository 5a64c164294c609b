"""What one sentence says of the terms of its document."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.dates.durations import read_durations, read_open_ends
from contract_scan.dates.model import Term
from contract_scan.dates.points import read_dates
from contract_scan.dates.renewals import read_notices, read_renewals
from contract_scan.dates.sentences import Sentence


def read_sentence(sentence: Sentence) -> Iterator[Term]:
    """Yield the terms that a sentence states; what is computed from several comes later."""
    yield from read_dates(sentence)
    yield from read_durations(sentence)
    yield from read_open_ends(sentence)
    yield from read_renewals(sentence)
    yield from read_notices(sentence)
