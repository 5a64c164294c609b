"""How an agreement is renewed, for how long, and how long before its end notice is given."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.dates.arithmetic import before_end
from contract_scan.dates.continuing import goes_on, is_of_the_agreement
from contract_scan.dates.cues import LEAD, cue_before, elsewhere, is_notice, lasts, lower, note_doubt, term, unit_doubt
from contract_scan.dates.model import Term
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import languages, said
from contract_scan.finding import Fact

#: How far before its verb stands what makes a renewal only possible, in characters.
_CLOSE = 30
#: How far after the verb of a renewal "unless" may stand, in characters.
_BEFORE = 60
#: How far from the words of renewal its period may stand, in characters.
_RENEWAL = 120


def read_renewals(sentence: Sentence) -> Iterator[Term]:
    """Yield whether and by how long an agreement is renewed."""
    language, text = sentence.language, sentence.text
    if not (said(language, "renewal", "about").search(text) or is_of_the_agreement(sentence)):
        return
    agreed = goes_on(sentence)
    if said(language, "renewal", "none").search(text):
        yield term(sentence, "renewal", agreed or "none")
    elif said(language, "renewal", "negated").search(text):
        by_agreement = agreed == "by_agreement" or said(language, "renewal", "by_agreement").search(text)
        yield term(sentence, "renewal", "by_agreement" if by_agreement else "none")
    elif said(language, "renewal", "tacit").search(text):
        yield from _tacit(sentence)
    elif agreed != "none" and said(language, "renewal", "by_agreement").search(text):
        yield term(sentence, "renewal", "by_agreement")
    elif _unless_objected(sentence):
        yield from _tacit(sentence)
    elif agreed:
        yield term(sentence, "renewal", agreed)


def is_only_not_tacit(one: Term) -> bool:
    """Say whether a term without renewal says no more than that the agreement is not renewed by itself."""
    said_so = (said(language, "renewal", "negated").search(one.quote) for language in languages())
    return one.what == "renewal" and one.value == "none" and any(said_so)


def _tacit(sentence: Sentence) -> Iterator[Term]:
    """Yield that an agreement renews itself; on a condition other than that nobody objects, it only may."""
    yield term(sentence, "renewal", "tacit", None, *(("conditional",) if _is_conditional(sentence) else ()))
    yield from _renewal_period(sentence)


def _is_conditional(sentence: Sentence) -> bool:
    language, text = sentence.language, sentence.text
    return any(
        not said(language, "renewal", "no_condition").search(text, one.end(), one.end() + LEAD)
        for one in said(language, "renewal", "conditions").finditer(text)
    )


def _unless_objected(sentence: Sentence) -> bool:
    """Say whether an agreement goes on unless somebody objects: "is renewed unless a party gives notice"."""
    language, text = sentence.language, sentence.text
    happens = next(
        (
            one
            for one in said(language, "renewal", "happens").finditer(text)
            if not said(language, "renewal", "maybe").search(text, max(one.start() - _CLOSE, 0), one.start())
        ),
        None,
    )
    if happens is None:
        return False
    if said(language, "renewal", "each").search(text, max(happens.start() - LEAD, 0), happens.start()):
        return True
    return any(
        -2 * _RENEWAL < one.start() - happens.end() < _BEFORE
        and said(language, "renewal", "objection").search(text, one.end(), one.end() + _RENEWAL)
        for one in said(language, "renewal", "unless").finditer(text)
    )


def _renewal_period(sentence: Sentence) -> Iterator[Term]:
    """Yield by how long an agreement renews itself: the first period after words of renewal, else the last before."""
    match = said(sentence.language, "renewal", "tacit").search(sentence.text)
    match = match or said(sentence.language, "renewal", "happens").search(sentence.text)
    if match is None:
        return
    periods = [
        fact
        for fact in sentence.facts
        if fact.kind == "period"
        and fact.value != "indefinite"
        and abs(fact.span.start - match.start()) < _RENEWAL
        and cue_before(sentence, fact, "renewal", "period")
        and not is_notice(sentence, fact)
    ]
    after_it = [fact for fact in periods if fact.span.start >= match.start()]
    before_it = [fact for fact in periods if fact.span.start < match.start() and not lasts(sentence, fact)]
    for fact in (*after_it[:1], *before_it[-1:])[:1]:
        yield term(sentence, "renewal_period", fact.value, fact)


def read_notices(sentence: Sentence) -> Iterator[Term]:
    """Yield how long before the end, or before any day, notice is given."""
    language, text = sentence.language, sentence.text
    if not said(language, "notice", "acts").search(text) or said(language, "notice", "none").search(text):
        return
    for fact in sentence.facts:
        if fact.kind != "period" or fact.value == "indefinite" or elsewhere(sentence):
            continue
        if cue_before(sentence, fact, "plainly", "close_of"):
            continue
        doubts = (*unit_doubt(fact), *(("to_renew",) if said(language, "notice", "to_renew").search(text) else ()))
        if is_notice(sentence, fact):
            yield term(sentence, "notice", fact.value, fact, *doubts)
        elif cue_before(sentence, fact, "notice", "any") or _says_notice(sentence, fact):
            to_end = said(language, "notice", "end").search(text) or _unless_objected(sentence)
            yield term(sentence, "notice" if to_end else "notice_any_time", fact.value, fact, *doubts)


def read_notice_dates(sentence: Sentence) -> Iterator[Term]:
    """Yield the last day of notice that a sentence names: "notice to prevent renewal is received by 1 October"."""
    language, text = sentence.language, sentence.text
    if elsewhere(sentence) or not said(language, "notice", "ending").search(text):
        return
    if not said(language, "continuing", "prevents").search(text):
        return
    for fact in sentence.facts:
        if fact.kind == "date" and cue_before(sentence, fact, "notice", "by") and is_of_the_agreement(sentence):
            yield notice_date(sentence, fact, *note_doubt(fact))


def notice_date(sentence: Sentence, fact: Fact, *doubts: str) -> Term:
    """Return the last day of notice that a day gives: itself, or the one before it where it is not counted in."""
    excluded = cue_before(sentence, fact, "notice", "by") in lower(sentence, "notice", "excluded")
    value = (before_end(fact.value, "P1D") or fact.value) if excluded else fact.value
    return term(sentence, "notice_date", value, fact, *doubts)


def _says_notice(sentence: Sentence, fact: Fact) -> bool:
    tail = sentence.text[fact.span.end : fact.span.end + 30]
    match = said(sentence.language, "notice", "any").search(tail)
    return match is not None and match.start() < 12
