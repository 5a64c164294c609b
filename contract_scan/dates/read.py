"""What one sentence says of the terms of its document."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.dates.durations import read_durations, read_open_ends
from contract_scan.dates.model import Term
from contract_scan.dates.points import read_dates
from contract_scan.dates.possible import read_possible
from contract_scan.dates.renewals import read_notice_dates, read_notices, read_renewals
from contract_scan.dates.sentences import Sentence


def read_sentence(sentence: Sentence) -> Iterator[Term]:
    """Yield the terms that a sentence states; what is computed from several comes later.

    Of a day or period that is told in the words of an agreement, plain words say nothing more.
    """
    stated = [
        *read_dates(sentence),
        *read_durations(sentence),
        *read_open_ends(sentence),
        *read_renewals(sentence),
        *read_notices(sentence),
        *read_notice_dates(sentence),
    ]
    yield from stated
    told = {one.span for one in stated}
    yield from (one for one in read_possible(sentence) if one.span not in told)
