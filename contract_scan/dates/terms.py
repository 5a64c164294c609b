"""All terms of a document: what it states, and what follows from that by counting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from contract_scan.dates.arithmetic import before_end, last_day, months_between, months_of
from contract_scan.dates.deadlines import read_deadlines
from contract_scan.dates.kinds import kind_of, renewed_by
from contract_scan.dates.model import Certainty, Term
from contract_scan.dates.read import read_sentence
from contract_scan.dates.renewals import is_only_not_tacit
from contract_scan.dates.sentences import Sentence, sentences_of
from contract_scan.dates.words import NEAR, after, said
from contract_scan.document import Document

#: Within how many characters after a duration it is said from when it counts.
_TAIL = 60
#: Terms of which a document has one: where it states two that differ, none is sure.
_ONE = ("start", "end", "duration", "signed", "notice", "renewal", "renewal_period")


def terms_of(document: Document) -> tuple[Term, ...]:
    """Return the terms of a document's current view, in the order of `What`'s use and then of the text.

    A date that can be read in two orders, that is tied to "whichever is earlier", or that contradicts another is only
    possible, and says why. What ends when something happens has no end date, and says so.
    """
    sentences = list(sentences_of(document))
    stated: list[Term] = list(kind_of(document))
    for sentence in sentences:
        stated += [*read_sentence(sentence), *read_deadlines(sentence), *renewed_by(sentence)]
    settled = _settled(_without_answered(_once(stated)))
    computed = [*settled, *_ends(settled, sentences)]
    computed = _settled(computed)
    computed += [*_notice_dates(computed), *_multi_year(computed)]
    return tuple(sorted(computed, key=lambda one: (one.span, one.what, one.value)))


def _once(terms: Iterable[Term]) -> list[Term]:
    """Keep each statement once: a text in an unknown language is read in every one, and a sure reading goes first."""
    best: dict[tuple[object, ...], Term] = {}
    for one in terms:
        key = (one.what, one.value, one.span)
        if key not in best or (best[key].certainty == "possible" and one.certainty == "sure"):
            best[key] = one
    return list(best.values())


def _without_answered(terms: list[Term]) -> list[Term]:
    """Leave out that an agreement is not renewed by itself where it says that it can be renewed by agreement."""
    agreed = any(one.what == "renewal" and one.value == "by_agreement" for one in terms if one.certainty == "sure")
    return [one for one in terms if not (agreed and is_only_not_tacit(one))]


def _settled(terms: list[Term]) -> list[Term]:
    """Make possible what a document states twice and differently."""
    values: dict[str, set[str]] = {}
    for one in terms:
        if one.what in _ONE and one.certainty == "sure":
            values.setdefault(one.what, set()).add(one.value)
    return [
        _doubted(one, "contradicts") if one.certainty == "sure" and len(values.get(one.what, ())) > 1 else one
        for one in terms
    ]


def _doubted(one: Term, doubt: str) -> Term:
    return replace(one, certainty="possible", doubts=tuple(dict.fromkeys((*one.doubts, doubt))))


def _sure(terms: Iterable[Term], what: str) -> Term | None:
    return next((one for one in terms if one.what == what and one.certainty == "sure"), None)


def _only(terms: Iterable[Term], what: str) -> Term | None:
    """Return a term in doubt where nothing in the document says otherwise."""
    found = [one for one in terms if one.what == what]
    return found[0] if len({one.value for one in found}) == 1 else None


def _best(terms: Iterable[Term], what: str) -> Term | None:
    """Return the term to count with: a sure one, or one in doubt, but not one that speaks of something else."""
    own = (one for one in terms if one.what == what and "other_subject" not in one.doubts)
    return min(own, key=lambda one: one.certainty != "sure", default=None)


def _ends(terms: list[Term], sentences: list[Sentence]) -> Iterator[Term]:
    """Compute the end from start and duration, where no end is stated."""
    if any(one.what == "end" for one in terms if one.certainty == "sure"):
        return
    duration = _best(terms, "duration")
    if duration is None:
        return
    start, doubts = _beginning(terms, duration, sentences)
    if start is None:
        if duration.certainty == "possible":
            return
        yield replace(duration, what="end_unknown", value="no_start", certainty="sure", doubts=(), steps=("duration",))
        return
    value = last_day(start.value, duration.value)
    if value is None:
        return
    until = (
        one.doubts for one in terms if one.what == "duration" and one.value == duration.value and "until" in one.doubts
    )
    doubts = tuple(dict.fromkeys((*duration.doubts, *start.doubts, *doubts, *("until" for _ in until))))
    certainty: Certainty = "possible" if doubts else "sure"
    yield replace(duration, what="end", value=value, certainty=certainty, doubts=doubts, steps=("start", "duration"))


def _beginning(terms: list[Term], duration: Term, sentences: list[Sentence]) -> tuple[Term | None, tuple[str, ...]]:
    """Return from which day a duration counts, and what is in doubt about that."""
    sentence = next((one for one in sentences if one.span.start <= duration.span.start < one.span.end), None)

    def says(*path: str) -> bool:
        return sentence is not None and bool(said(sentence.language, "duration", *path).search(sentence.text))

    other = sentence is not None and _counts_from_other(sentence, duration)
    signed = _sure(terms, "signed") or _only(terms, "signed")
    if says("from_signed") and signed is not None:
        return signed, ("from_signed",)
    start = _best((one for one in terms if one.what == "start"), "start")
    if start is not None:
        return start, ("from_other",) if other else ()
    if signed is None or other:
        return None, ()
    return signed, () if says("from_hereof") and signed.certainty == "sure" else ("from_signed",)


def _counts_from_other(sentence: Sentence, duration: Term) -> bool:
    """Say whether a duration counts from another day than the start: from a delivery, from a first order."""
    language, end = sentence.language, duration.span.end - sentence.shift
    tail = sentence.text[end : end + _TAIL]
    own = said(language, "duration", "from_start")
    if begins := after(language, "duration", "from").match(tail):
        dated = any(0 <= one.span.start - end - begins.end() < NEAR for one in sentence.facts if one.kind == "date")
        return not dated and not own.search(tail)
    return bool(said(language, "duration", "from_other").search(sentence.text)) and not own.search(sentence.text)


def _notice_dates(terms: list[Term]) -> Iterator[Term]:
    """Compute the last day on which notice can be given, so long before the end."""
    end, notice = _best(terms, "end"), _best(terms, "notice")
    if end is None or notice is None:
        return
    value = before_end(end.value, notice.value)
    if value is not None:
        doubts = tuple(dict.fromkeys((*end.doubts, *notice.doubts)))
        certainty: Certainty = "possible" if doubts else "sure"
        yield replace(
            notice, what="notice_date", value=value, certainty=certainty, doubts=doubts, steps=("end", "notice")
        )


def _multi_year(terms: list[Term]) -> Iterator[Term]:
    start, end, duration = (_sure(terms, what) for what in ("start", "end", "duration"))
    months = 0
    if start and end and start.value <= end.value:
        months = months_between(start.value, end.value)
    elif duration:
        months = months_of(duration.value)
    told = end or duration
    if months and told:
        yield replace(
            told,
            what="multi_year",
            value="yes" if months > 12 else "no",
            steps=("start", "end") if end else ("duration",),
        )
