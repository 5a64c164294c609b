"""All terms of a document: what it states, and what follows from that by counting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contract_scan.dates.academic import read_academic, read_calendar_years
from contract_scan.dates.arithmetic import before_end, days_between, first_day, last_day, months_between, months_of
from contract_scan.dates.certainty import RIVAL, without_rivals
from contract_scan.dates.cues import about_itself
from contract_scan.dates.deadlines import read_deadlines
from contract_scan.dates.extending import with_extension
from contract_scan.dates.kinds import kind_of, renewed_by
from contract_scan.dates.model import Term, What, doubted
from contract_scan.dates.nearing import with_near_days
from contract_scan.dates.plainly import read_plain_notice, read_plain_notice_day, read_plain_renewal
from contract_scan.dates.possible import OTHER, read_faint, read_faint_duration
from contract_scan.dates.read import read_sentence
from contract_scan.dates.renewals import is_only_not_tacit
from contract_scan.dates.rows import PLAIN
from contract_scan.dates.sentences import Sentence, sentence_of, sentences_of
from contract_scan.dates.signers import dated_by_signers
from contract_scan.dates.signing import dated_at_its_head, read_signed, starts_by_event, starts_by_signature
from contract_scan.dates.words import NEAR, after, said
from contract_scan.document import Document

#: Within how many characters after a duration it is said from when it counts.
_TAIL = 60
#: A letter or note is shorter than this, in characters. In a long contract plain words are of anything that it settles.
_SHORT = 12_000
#: By how many days a stated end may differ from the one that is counted, before they contradict each other.
_OFF = 3
#: Terms of which a document has one: where it states two that differ, none is sure.
_ONE = ("start", "end", "duration", "signed", "notice", "renewal", "renewal_period")


def terms_of(document: Document) -> tuple[Term, ...]:
    """Return the terms of a document's current view, in the order of `What`'s use and then of the text.

    A date that can be read in two orders, that is tied to "whichever is earlier", or that contradicts another is only
    possible, and says why. What ends when something happens has no end date, and says so.
    """
    sentences = with_near_days(list(sentences_of(document)))
    stated: list[Term] = list(kind_of(document))
    for sentence in sentences:
        stated += [*read_sentence(sentence), *read_deadlines(sentence), *renewed_by(sentence)]
    stated = [*(one for one in stated if one.what != "signed"), *read_signed(sentences, stated)]
    for read in (dated_by_signers, lambda told: dated_at_its_head(told, document)):
        if not any(one.what == "signed" for one in stated):
            stated += read(sentences)
    if not _sure(stated, "start"):
        stated += starts_by_signature(sentences, stated)
    short = len(document.text) < _SHORT
    stated = _with_plain_words(stated, sentences) if short else stated
    settled = _settled(_without_answered(_once(stated)))
    if short:
        settled = without_rivals(with_extension(settled, sentences))
    computed = [*settled, *_ends(settled, sentences, loose=short)]
    computed = _without_foreign_ends(_consistent(_settled(_without_past_ends(computed))))
    computed += _durations(computed, loose=short)
    computed += _starts(computed)
    computed += [*_notice_dates(computed), *_multi_year(computed)]
    return tuple(sorted(computed, key=lambda one: (one.span, one.what, one.value)))


def _with_plain_words(stated: Iterable[Term], sentences: list[Sentence]) -> list[Term]:
    """Add what plain words say of what neither words of an agreement do, nor the plain words that were read before."""
    told = list(stated)

    def is_told(*what: What) -> bool:
        return any(one.what in what for one in told)

    if not any(one.what in ("start", "end") and one.certainty == "sure" for one in told):
        told += read_academic(sentences)
        if not any(one.what in ("start", "end") and PLAIN in one.doubts for one in told):
            told += read_calendar_years(sentences)
        if not is_told("start"):
            told += read_faint(sentences)
    if not is_told("duration") and not any(one.what == "end" and OTHER not in one.doubts for one in told):
        told += read_faint_duration(sentences)
    if not is_told("renewal"):
        told += read_plain_renewal(sentences)
    if not is_told("notice", "notice_any_time"):
        told += read_plain_notice(sentences)
    if not is_told("notice", "notice_date"):
        told += read_plain_notice_day(sentences)
    return told


def _without_foreign_ends(terms: list[Term]) -> list[Term]:
    """Leave out ends that may be of something else where the document says that it has none, or one is better told."""
    ends = [one for one in terms if one.what in ("end", "end_unknown") and one.value != "no_start"]
    told = any(not (_is_foreign(one) or RIVAL in one.doubts) for one in ends)
    return [one for one in terms if not (told and one.what == "end" and _is_foreign(one))]


def _without_past_ends(terms: list[Term]) -> list[Term]:
    """Leave out ends that may be of something else and lie on or before the day of signature."""
    signed = _sure(terms, "signed")
    return [
        one for one in terms if not (signed and one.what == "end" and OTHER in one.doubts and one.value <= signed.value)
    ]


def _consistent(terms: list[Term]) -> list[Term]:
    """Make possible an end that goes ill with what else a document says for sure of its own time.

    It lies before the start or the signature, the document has no end, or start and duration come out elsewhere.
    """
    start, signed, duration = (_sure(terms, what) for what in ("start", "signed", "duration"))
    first = max((one.value for one in (start, signed) if one), default="")
    renews = any(one.what == "renewal" and one.value == "tacit" for one in terms)
    endless = not renews and any(
        one.what == "end_unknown" and one.value != "no_start" for one in terms if one.certainty == "sure"
    )
    long = duration is not None and months_of(duration.value) > 1
    counted = last_day(start.value, duration.value) if start and duration and long else None

    def is_ill(one: Term) -> bool:
        if one.what != "end" or one.certainty != "sure":
            return False
        off = counted is not None and abs(days_between(one.value, counted)) > _OFF
        return one.value <= first or endless or off

    return [doubted(one, "contradicts") if is_ill(one) else one for one in terms]


def _is_told(one: Term) -> bool:
    """Say whether a term is told in the words of an agreement, and of no other subject."""
    return not {OTHER, PLAIN} & set(one.doubts)


def _is_foreign(one: Term) -> bool:
    """Say whether a term stands in the text and may be of something else; what was computed has a start beside it."""
    return OTHER in one.doubts and not one.steps


def _durations(terms: list[Term], *, loose: bool) -> Iterator[Term]:
    """Compute how long an agreement lasts from its first and last day, where that is not stated and comes out whole."""
    start, end = _best(terms, "start"), _best(terms, "end")
    if loose and (start is None or end is None):
        start, end = _first_range(terms)
    if start is None or end is None or any(one.what == "duration" for one in terms) or start.value >= end.value:
        return
    months = months_between(start.value, end.value)
    value = f"P{months // 12}Y" if months and months % 12 == 0 else f"P{months}M"
    if months and last_day(start.value, value) == end.value:
        yield _counted(end, "duration", value, ("start", "end"), *start.doubts, *end.doubts)


def _starts(terms: list[Term]) -> Iterator[Term]:
    """Compute the first day from an end and a duration that one sentence tells: "a four-year period ending on …"."""
    if any(one.what == "start" for one in terms):
        return
    pairs = (
        (one, other)
        for one in terms
        for other in terms
        if (one.what, other.what) == ("end", "duration") and one.quote == other.quote and not one.steps
    )
    for end, duration in pairs:
        value = first_day(end.value, duration.value)
        if value is not None:
            yield _counted(end, "start", value, ("end", "duration"), *end.doubts, *duration.doubts, PLAIN)
            return


def _first_range(terms: Sequence[Term]) -> tuple[Term | None, Term | None]:
    """Return the first day and the last that one sentence tells, where others tell of other days."""
    starts = (one for one in terms if one.what == "start")
    pairs = ((one, other) for one in starts for other in terms if other.what == "end" and other.quote == one.quote)
    return next((pair for pair in pairs if not pair[1].steps), (None, None))


def _once(terms: Iterable[Term]) -> list[Term]:
    """Keep each statement once: a text in an unknown language is read in every one, and a sure reading goes first."""
    best: dict[tuple[object, ...], Term] = {}
    for one in terms:
        key = (one.what, one.value, one.span)
        if key not in best or _weight(one) < _weight(best[key]):
            best[key] = one
    return list(best.values())


def _weight(one: Term) -> tuple[bool, bool, int]:
    return one.certainty != "sure", OTHER in one.doubts, len(one.doubts)


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
        doubted(one, "contradicts") if one.certainty == "sure" and len(values.get(one.what, ())) > 1 else one
        for one in terms
    ]


def _counted(one: Term, what: What, value: str, steps: tuple[str, ...], *doubts: str) -> Term:
    """Return what is counted from other terms, told where one of them is; it has their doubts."""
    whole = tuple(dict.fromkeys(doubts))
    return replace(one, what=what, value=value, certainty="possible" if whole else "sure", doubts=whole, steps=steps)


def _sure(terms: Iterable[Term], what: str) -> Term | None:
    return next((one for one in terms if one.what == what and one.certainty == "sure"), None)


def _only(terms: Iterable[Term], what: str) -> Term | None:
    """Return a term in doubt where nothing in the document says otherwise."""
    found = [one for one in terms if one.what == what]
    return found[0] if len({one.value for one in found}) == 1 else None


def _best(terms: Sequence[Term], what: str) -> Term | None:
    """Return the term to count with: a sure one, or one in doubt; one that may speak of something else only alone."""
    own = [one for one in terms if one.what == what and OTHER not in one.doubts]
    return min(own, key=lambda one: (one.certainty != "sure", not _is_told(one)), default=None) or _only(terms, what)


def _ends(terms: list[Term], sentences: list[Sentence], *, loose: bool) -> Iterator[Term]:
    """Compute the end from start and duration, where no end is stated.

    Only with `loose` is counted with what may be of something else.
    """
    if any(one.what == "end" for one in terms if one.certainty == "sure"):
        return
    duration = _best(terms, "duration")
    beside = (one for one in terms if one.what == "start" and duration and one.quote == duration.quote)
    loose = loose or any(_is_named(one, sentences) for one in beside)
    if duration is None or not (loose or _is_told(duration)):
        return
    start, doubts = _beginning(terms, duration, sentences)
    if start is not None and not (loose or _is_told(start)):
        start = None
    if start is None:
        if duration.certainty == "possible":
            return
        yield _counted(duration, "end_unknown", "no_start", ("duration",))
        return
    value = last_day(start.value, duration.value)
    both = all(OTHER in one.doubts for one in (start, duration))
    ends = any(one.what == "end" for one in terms)
    apart = start.quote != duration.quote and (ends or not _are_together(start, duration, sentences))
    if value is None or (both and apart):
        return
    if any(one.what == "duration" and one.value == duration.value and "until" in one.doubts for one in terms):
        doubts = (*doubts, "until")
    yield _counted(duration, "end", value, ("start", "duration"), *duration.doubts, *start.doubts, *doubts)


def _is_named(one: Term, sentences: Sequence[Sentence]) -> bool:
    """Say whether the agreement is named where a term stands."""
    sentence = sentence_of(one, sentences)
    return sentence is not None and about_itself(sentence)


def _are_together(one: Term, other: Term, sentences: Sequence[Sentence]) -> bool:
    """Say whether two terms stand in one sentence, or in two that follow each other."""
    at = [
        number
        for term in (one, other)
        for number, sentence in enumerate(sentences)
        if sentence.span.start <= term.span.start < sentence.span.end
    ]
    return len(at) > 1 and max(at) - min(at) <= 1


def _beginning(terms: list[Term], duration: Term, sentences: list[Sentence]) -> tuple[Term | None, tuple[str, ...]]:
    """Return from which day a duration counts, and what is in doubt about that."""
    sentence = sentence_of(duration, sentences)

    def says(*path: str) -> bool:
        return sentence is not None and bool(said(sentence.language, "duration", *path).search(sentence.text))

    other = sentence is not None and _counts_from_other(sentence, duration)
    signed = _sure(terms, "signed") or _only(terms, "signed")
    if says("from_signed") and signed is not None:
        return signed, ("from_signed",)
    start = _best(terms, "start")
    if start is not None:
        return start, ("from_other",) if other and "from_signed" not in start.doubts else ()
    unsure = signed is None or "letterhead" in signed.doubts or OTHER in duration.doubts
    if signed is None or unsure or other or any(starts_by_event(one) for one in sentences):
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
    if end is None or _is_foreign(end):
        end = _first_range(terms)[1]
    if end is None or notice is None or any(one.what == "notice_date" for one in terms):
        return
    value = before_end(end.value, notice.value)
    if value is not None:
        yield _counted(notice, "notice_date", value, ("end", "notice"), *end.doubts, *notice.doubts)


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
