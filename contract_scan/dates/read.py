"""What one sentence says of the terms of its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contract_scan.dates.continuing import is_field_of_going_on
from contract_scan.dates.cues import hedges
from contract_scan.dates.durations import read_durations, read_open_ends
from contract_scan.dates.model import Term, doubted
from contract_scan.dates.points import read_dates
from contract_scan.dates.possible import OTHER, is_beside, is_foreign, is_of_other, read_possible
from contract_scan.dates.renewals import read_notice_dates, read_notices, read_renewals
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.subjects import is_in_its_field, names_itself_after, tells_of_itself
from contract_scan.dates.words import defined, said
from contract_scan.finding import Fact

_GOING_ON = ("renewal", "renewal_period", "notice", "notice_any_time")


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
    own = list(_of_this(sentence, stated))
    yield from own
    told = {one.span for one in own if OTHER not in one.doubts}
    yield from (one for one in read_possible(sentence) if one.span not in told)


def _is_of_another(sentence: Sentence, one: Term) -> bool:
    """Say whether a renewal or notice is told where another agreement is named, and not this one."""
    if one.what not in _GOING_ON or tells_of_itself(sentence) or is_field_of_going_on(sentence):
        return False
    other = said(sentence.language, "possible", "others").search(sentence.text)
    return bool(other) or one.what == "renewal"


def _tells_of_itself(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a sentence tells its day of this agreement, or makes it the day that the agreement is named by."""
    named = defined(sentence.language).match(sentence.text, fact.span.end)
    return (
        bool(named)
        or names_itself_after(sentence, fact.span.end)
        or is_in_its_field(sentence, fact.span.start)
        or tells_of_itself(sentence)
    )


def _of_this(sentence: Sentence, stated: Iterable[Term]) -> Iterator[Term]:
    """Yield what may be of this document: of another paper nothing is sure, and what was in doubt is left out."""
    facts = {sentence.place(fact): fact for fact in sentence.facts}
    for one in stated:
        fact = facts.get(one.span) if one.what in ("start", "end", "duration") else None
        if fact is None:
            yield doubted(one, OTHER) if one.certainty == "sure" and _is_of_another(sentence, one) else one
            continue
        other = is_of_other(sentence, fact) or is_beside(sentence, fact)
        other = other or (one.certainty == "sure" and not _tells_of_itself(sentence, fact))
        told = doubted(one, OTHER) if other else one
        for doubt in hedges(sentence, fact):
            told = doubted(told, doubt)
        if one.certainty == "sure" or OTHER not in told.doubts or not is_foreign(sentence, fact):
            yield told
