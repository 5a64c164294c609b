"""What one sentence says of the terms of its document."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.dates.arithmetic import before_end
from contract_scan.dates.model import Term, What
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import NEAR, about, after, before, headings, said, words
from contract_scan.finding import Fact

_LEAD = 60
#: How far before a period the agreement may be named of which it is the duration, in characters.
_SUBJECT = 90


def read_sentence(sentence: Sentence) -> Iterator[Term]:
    """Yield the terms that a sentence states; what is computed from several comes later."""
    yield from _dates(sentence)
    yield from _durations(sentence)
    yield from _open_ends(sentence)
    yield from _renewals(sentence)
    yield from _notices(sentence)


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


def _lead(sentence: Sentence, fact: Fact) -> str:
    return sentence.text[max(fact.span.start - _LEAD, 0) : fact.span.start]


def _cue(sentence: Sentence, fact: Fact, *path: str) -> str | None:
    """Return the words of a path that stand right before a fact."""
    match = before(sentence.language, *path).search(_lead(sentence, fact))
    return " ".join(match["cue"].lower().split()) if match else None


def about_itself(sentence: Sentence) -> bool:
    """Say whether a sentence speaks of the agreement, its term or its project, and of nothing beside it."""
    found = about(sentence.language).search(sentence.text) or headed(sentence)
    return bool(found) and not elsewhere(sentence)


def headed(sentence: Sentence) -> bool:
    """Say whether a sentence stands under a heading on the term of the agreement."""
    return any(headings(sentence.language).search(heading) for heading in sentence.block.headings[-1:])


def elsewhere(sentence: Sentence) -> bool:
    """Say whether a sentence speaks of what outlives or stands beside the agreement: secrecy, warranty, royalties."""
    return bool(said(sentence.language, "not_about").search(sentence.text))


def _doubts(sentence: Sentence, fact: Fact, weak: bool) -> list[str]:
    found = ["ambiguous"] if fact.note else []
    if said(sentence.language, "whichever").search(sentence.text):
        found.append("whichever")
    if elsewhere(sentence) or (weak and not about_itself(sentence)):
        found.append("other_subject")
    return found


def _dates(sentence: Sentence) -> Iterator[Term]:
    dates = [fact for fact in sentence.facts if fact.kind == "date"]
    for number, fact in enumerate(dates):
        if after(sentence.language, "start", "after").match(sentence.text, fact.span.end):
            yield term(sentence, "start", fact.value, fact, *_doubts(sentence, fact, weak=False))
            yield from _signed(sentence, fact)
            continue
        yield from _end(sentence, fact, dates[number - 1] if number else None)
        yield from _start(sentence, fact, number, dates)
        yield from _signed(sentence, fact)


def _signed(sentence: Sentence, fact: Fact) -> Iterator[Term]:
    cue = _cue(sentence, fact, "signed", "before")
    if cue is None:
        return
    doubts = _doubts(sentence, fact, weak=False)
    if cue in _lower(sentence, "signed", "weak") and not about(sentence.language).search(_lead(sentence, fact)):
        doubts.append("other_subject")
    yield term(sentence, "signed", fact.value, fact, *doubts)


def _start(sentence: Sentence, fact: Fact, number: int, dates: list[Fact]) -> Iterator[Term]:
    cue = _cue(sentence, fact, "start", "before")
    end = _cue(sentence, fact, "end", "before")
    if cue is None or (end is not None and len(end) >= len(cue)):
        return
    weak = cue in _lower(sentence, "start", "weak")
    follows = number + 1 < len(dates) and _is_range(sentence, fact, dates[number + 1])
    if not weak or follows:
        yield term(sentence, "start", fact.value, fact, *_doubts(sentence, fact, weak=not _is_label(sentence, cue)))


def _end(sentence: Sentence, fact: Fact, previous: Fact | None) -> Iterator[Term]:
    cue = _cue(sentence, fact, "end", "before")
    in_range = previous is not None and _is_range(sentence, previous, fact)
    if cue is None and not (in_range and _cue(sentence, previous, "start", "before") if previous else False):
        return
    cue = cue or ""
    begins = _cue(sentence, fact, "start", "before")
    if begins is not None and len(begins) > len(cue) and not in_range:
        return  # "has effect from" ends in a word that can say an end too
    weak = not cue or cue in _lower(sentence, "end", "weak")
    doubts = _doubts(sentence, fact, weak=not _is_label(sentence, cue))
    value = fact.value
    if cue in _lower(sentence, "end", "excluded"):
        # "Until 1 September" ends on 31 August; until another day of a month may or may not count that day.
        first = value.endswith("-01")
        value = before_end(value, "P1D") or value if first else value
        doubts += [] if first else ["until"]
    if weak and not _near_subject(sentence, fact):
        doubts.append("other_subject")
    if _is_renewing(sentence, fact):
        doubts.append("renewed")
    yield term(sentence, "end", value, fact, *dict.fromkeys(doubts))


def _is_label(sentence: Sentence, cue: str) -> bool:
    """Say whether a cue is the label of a field ("Start date: …"), which needs no subject."""
    return cue in _lower(sentence, "labels")


def _lower(sentence: Sentence, *path: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words(sentence.language, *path))


def _is_range(sentence: Sentence, first: Fact, second: Fact) -> bool:
    between = sentence.text[first.span.end : second.span.start].strip(" ,")
    return len(between) <= NEAR and bool(said(sentence.language, "range").search(f" {between} ")) and len(between) < 24


def _durations(sentence: Sentence) -> Iterator[Term]:
    weak = frozenset() if headed(sentence) else _lower(sentence, "duration", "weak")
    for fact in sentence.facts:
        if fact.kind != "period" or fact.value == "indefinite" or not _cue(sentence, fact, "duration", "before"):
            continue
        if not about_itself(sentence) or _is_renewing(sentence, fact) or _is_notice(sentence, fact):
            continue
        if after(sentence.language, "duration", "not_followed_by").match(sentence.text, fact.span.end):
            continue
        doubts = [*_doubts(sentence, fact, weak=False), *_unit_doubt(fact)]
        if (
            not (_near_subject(sentence, fact) or headed(sentence))
            or _cue(sentence, fact, "duration", "before") in weak
        ):
            doubts.append("other_subject")
        yield term(sentence, "duration", fact.value, fact, *dict.fromkeys(doubts))


def _near_subject(sentence: Sentence, fact: Fact) -> bool:
    """Say whether the agreement, its term or its project is named shortly before a fact."""
    head = sentence.text[max(fact.span.start - _SUBJECT, 0) : fact.span.start]
    return bool(about(sentence.language).search(head))


def _unit_doubt(fact: Fact) -> tuple[str, ...]:
    return ("working_days",) if fact.unit == "working" else ()


def _is_renewing(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a period comes after words of renewal, so that it is the length of a renewal."""
    head = sentence.text[: fact.span.start]
    return any(said(sentence.language, "renewal", how).search(head) for how in ("tacit", "by_agreement", "more"))


def _is_notice(sentence: Sentence, fact: Fact) -> bool:
    tail = sentence.text[fact.span.end : fact.span.end + _LEAD]
    match = said(sentence.language, "notice", "end").search(tail)
    if match is None or match.start() >= NEAR:
        return False
    between = range(fact.span.end, fact.span.end + match.start())
    return not any(other.kind == "period" and other.span.start in between for other in sentence.facts)


def _open_ends(sentence: Sentence) -> Iterator[Term]:
    """Ends that are no date: for an indefinite period, or when something happens."""
    endless = [fact for fact in sentence.facts if fact.kind == "period" and fact.value == "indefinite"]
    event = said(sentence.language, "event").search(sentence.text)
    if not (endless or event) or not about_itself(sentence):
        return
    for fact in endless:
        if _is_term(sentence, fact):
            yield term(sentence, "end_unknown", "indefinite", fact)
    if event:
        yield term(sentence, "end_unknown", "event")


def _is_term(sentence: Sentence, fact: Fact) -> bool:
    """Say whether the agreement itself runs without end: a licence or a duty that does says nothing of it."""
    words_of = sentence.text[fact.span.start : fact.span.end]
    return _near_subject(sentence, fact) and bool(said(sentence.language, "indefinite").search(words_of))


def _renewals(sentence: Sentence) -> Iterator[Term]:
    language, text = sentence.language, sentence.text
    if not said(language, "renewal", "about").search(text):
        return
    if said(language, "renewal", "none").search(text):
        yield term(sentence, "renewal", "none")
    elif said(language, "renewal", "negated").search(text):
        yield term(
            sentence,
            "renewal",
            "none" if not said(language, "renewal", "by_agreement").search(text) else "by_agreement",
        )
    elif said(language, "renewal", "tacit").search(text):
        yield term(sentence, "renewal", "tacit")
        yield from _renewal_period(sentence)
    elif said(language, "renewal", "by_agreement").search(text):
        yield term(sentence, "renewal", "by_agreement")


def _renewal_period(sentence: Sentence) -> Iterator[Term]:
    for fact in sentence.facts:
        near = _cue(sentence, fact, "renewal", "period") and not _is_notice(sentence, fact)
        if fact.kind == "period" and fact.value != "indefinite" and near and _near_renewal(sentence, fact):
            yield term(sentence, "renewal_period", fact.value, fact)
            return


def _near_renewal(sentence: Sentence, fact: Fact) -> bool:
    return any(
        abs(match.start() - fact.span.start) < 120
        for match in said(sentence.language, "renewal", "tacit").finditer(sentence.text)
    )


def _notices(sentence: Sentence) -> Iterator[Term]:
    language = sentence.language
    if not said(language, "notice", "acts").search(sentence.text) or said(language, "notice", "none").search(
        sentence.text
    ):
        return
    for fact in sentence.facts:
        if fact.kind != "period" or fact.value == "indefinite" or elsewhere(sentence):
            continue
        doubts = _unit_doubt(fact)
        if _is_notice(sentence, fact):
            yield term(sentence, "notice", fact.value, fact, *doubts)
        elif _cue(sentence, fact, "notice", "any") or _says_notice(sentence, fact):
            to_end = said(language, "notice", "end").search(sentence.text)
            yield term(sentence, "notice" if to_end else "notice_any_time", fact.value, fact, *doubts)


def _says_notice(sentence: Sentence, fact: Fact) -> bool:
    tail = sentence.text[fact.span.end : fact.span.end + 30]
    match = said(sentence.language, "notice", "any").search(tail)
    return match is not None and match.start() < 12
