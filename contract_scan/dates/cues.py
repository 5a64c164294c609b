"""What stands around a date or period in its sentence: the words that say what it is, and of what it speaks."""

from __future__ import annotations

import re
from functools import cache

from contract_scan.dates.model import Term, What
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import NEAR, about, after, before, headings, said, whole_headings, without_asides, words
from contract_scan.dates.written import ACADEMIC, ANNIVERSARY
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of
from contract_scan.finding import Fact

#: How far before a date or period the words that say what it is may begin, in characters.
LEAD = 60
#: How far before a period the agreement may be named of which it is the duration, in characters; with its verb close.
_SUBJECT, _FAR = 90, 250
#: How far before a place the verb may stand ("shall continue …"), in characters.
_VERB = 45
#: How far after "commencing" its day may stand, in characters.
_SHORTLY = 8
#: The quotation marks that may close a word that is defined: '"Effective Date": 1 May 2026'.
_QUOTES = "\"“”„'‘’"
_NOTES = {ANNIVERSARY: "until", ACADEMIC: "academic_year", "weekday_disagrees": "weekday", "reckoned": "reckoned"}


def term(sentence: Sentence, what: What, value: str, fact: Fact | None = None, *doubts: str) -> Term:
    """Return a term at a fact, or at the whole sentence."""
    span = sentence.place(fact) if fact else sentence.span
    return Term(
        what=what,
        value=value,
        span=span,
        quote=sentence.text[-len(sentence.span) :],
        certainty="possible" if doubts else "sure",
        doubts=doubts,
        clause=sentence.block.clause,
        page=sentence.block.page,
    )


def lead(sentence: Sentence, fact: Fact) -> str:
    """Return the words shortly before a date or period, without what changes nothing between a verb and its day."""
    head = sentence.text[max(fact.span.start - 2 * LEAD, 0) : fact.span.start]
    return without_asides(sentence.language).sub("", head)[-LEAD:]


def cue_before(sentence: Sentence, fact: Fact, *path: str) -> str | None:
    """Return the words of a path that stand right before a fact."""
    match = before(sentence.language, *path).search(lead(sentence, fact))
    return " ".join(match["cue"].lower().split()).rstrip(_QUOTES) if match else None


def cue_at(sentence: Sentence, begin: int, *path: str) -> bool:
    """Say whether words of a path stand right before a place."""
    return bool(before(sentence.language, *path).search(sentence.text[max(begin - LEAD, 0) : begin]))


def lower(sentence: Sentence, *path: str) -> frozenset[str]:
    """Return the words of a path in small letters."""
    return _lower(sentence.language, path)


@cache
def _lower(language: str, path: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in words(language, *path))


def about_itself(sentence: Sentence) -> bool:
    """Say whether a sentence speaks of the agreement, its term or its project, and of nothing beside it."""
    found = about(sentence.language).search(sentence.text) or headed(sentence)
    return bool(found) and not elsewhere(sentence)


def headed(sentence: Sentence) -> bool:
    """Say whether a sentence stands under a heading on the term of the agreement."""
    return any(
        headings(sentence.language).search(heading) or whole_headings(sentence.language).fullmatch(heading)
        for heading in sentence.block.headings[-1:]
    )


def elsewhere(sentence: Sentence) -> bool:
    """Say whether a sentence speaks of what outlives or stands beside the agreement: secrecy, warranty, royalties."""
    return bool(said(sentence.language, "not_about").search(sentence.text))


def near_subject(sentence: Sentence, fact: Fact) -> bool:
    """Say whether the agreement, its term or its project is named shortly before a fact.

    Where the verb stands right before it ("…, shall continue until"), the subject may stand further away.
    """
    far = _FAR if has_verb(sentence, fact.span.start) else _SUBJECT
    head = sentence.text[max(fact.span.start - far, 0) : fact.span.start]
    return bool(about(sentence.language).search(head))


def has_verb(sentence: Sentence, end: int) -> bool:
    """Say whether an agreement continues, remains in force or the like, shortly before a place."""
    return bool(said(sentence.language, "verbs").search(sentence.text[max(end - _VERB, 0) : end]))


def says_it_runs(sentence: Sentence) -> bool:
    """Say whether a sentence has a verb by which an agreement begins, runs or is made, and not only words of a day."""
    return bool(
        said(sentence.language, "verbs").search(sentence.text)
        or said(sentence.language, "begins").search(sentence.text)
    ) or headed(sentence)


def is_whichever(sentence: Sentence) -> bool:
    """Say whether a sentence gives several days, of which the first or last counts."""
    return bool(said(sentence.language, "whichever").search(sentence.text))


def doubts_of(sentence: Sentence, fact: Fact, weak: bool) -> list[str]:
    """Return what is in doubt about a date or period; a weak cue needs a sentence about the agreement itself."""
    found = list(note_doubt(fact))
    if is_whichever(sentence):
        found.append("whichever")
    if elsewhere(sentence) or (weak and not about_itself(sentence)):
        found.append("other_subject")
    return found


def hedges(sentence: Sentence, fact: Fact) -> tuple[str, ...]:
    """Return the doubts of a day or period that is only expected, or one of two."""
    around = sentence.text[max(fact.span.start - LEAD, 0) : fact.span.end + LEAD // 2]
    expected = said(sentence.language, "hedged").search(around)
    other = _alternative(sentence.language).match(sentence.text, fact.span.end)
    return (*(("hedged",) if expected else ()), *(("whichever",) if other else ()))


@cache
def _alternative(language: str) -> re.Pattern[str]:
    return compiled(rf",?\s(?:{any_of(words(language, 'alternatives'))})(?!\w)", re.IGNORECASE)


def note_doubt(fact: Fact) -> tuple[str, ...]:
    """Return the doubt that a date as it is written brings along."""
    return (_NOTES.get(fact.note, "ambiguous"),) if fact.note else ()


def unit_doubt(fact: Fact) -> tuple[str, ...]:
    """Return the doubt that working days bring along."""
    return ("working_days",) if fact.unit == "working" else ()


def is_renewing(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a period comes after words of renewal, so that it is the length of a renewal."""
    head = sentence.text[: fact.span.start]
    return any(said(sentence.language, "renewal", how).search(head) for how in ("tacit", "by_agreement", "more"))


def is_notice(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a period is counted back from the end: the time by which notice is given."""
    tail = sentence.text[fact.span.end : fact.span.end + LEAD]
    match = said(sentence.language, "notice", "end").search(tail)
    if match is None or match.start() >= NEAR:
        return False
    between = range(fact.span.end, fact.span.end + match.start())
    return not any(other.kind == "period" and other.span.start in between for other in sentence.facts)


def lasts(sentence: Sentence, fact: Fact) -> bool:
    """Say whether the words before a period make it a duration, or those before an anniversary an end."""
    if fact.note == ANNIVERSARY:
        return bool(cue_before(sentence, fact, "whole", "anniversary_before"))
    return bool(cue_before(sentence, fact, "duration", "before")) or _is_counted_from(sentence, fact)


def _is_counted_from(sentence: Sentence, fact: Fact) -> bool:
    """Say whether the day from which a period counts stands right after it: "2 years commencing 1 May 2026"."""
    match = after(sentence.language, "duration", "counted_from").match(sentence.text, fact.span.end)
    return match is not None and any(
        other.kind == "date" and 0 <= other.span.start - match.end() < _SHORTLY for other in sentence.facts
    )


def is_after_something(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a period counts from something else than the start: "30 days after notice"."""
    language, end = sentence.language, fact.span.end
    if not after(language, "duration", "not_followed_by").match(sentence.text, end):
        return False
    refers_back = after(language, "duration", "thereafter").match(sentence.text, end)
    start = said(language, "duration", "from_start")
    head = sentence.text[: fact.span.start] if refers_back else ""
    return not (start.search(sentence.text[end : end + LEAD]) or start.search(head))


def is_negated(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a period, by the words around it, is how long somebody does not do something: a restriction."""
    around = sentence.text[max(fact.span.start - LEAD, 0) : fact.span.end + LEAD]
    return bool(said(sentence.language, "possible", "negated").search(around))
