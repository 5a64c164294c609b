"""Days that a sentence states: signature, start and end."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan.dates.arithmetic import before_end
from contract_scan.dates.ceasing import ceases
from contract_scan.dates.cues import (
    cue_before,
    doubts_of,
    headed,
    is_renewing,
    lasts,
    lead,
    lower,
    near_subject,
    says_it_runs,
    term,
)
from contract_scan.dates.model import Term
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.subjects import opens_with_pronoun
from contract_scan.dates.words import NEAR, about, defined, said
from contract_scan.finding import Fact

#: How far from the beginning of a sentence a label may stand, in characters.
_LABEL = 16


def read_dates(sentence: Sentence) -> Iterator[Term]:
    """Yield the days of signature, start and end that a sentence states."""
    dates = [fact for fact in sentence.facts if fact.kind == "date"]
    for number, fact in enumerate(dates):
        if defined(sentence.language).match(sentence.text, fact.span.end):
            yield term(sentence, "start", fact.value, fact, *doubts_of(sentence, fact, weak=False))
            yield from _signed(sentence, fact)
            continue
        if how := ceases(sentence, fact):
            yield _ceased(sentence, fact, sure=how == "itself")
            continue
        yield from _end(sentence, fact, dates[number - 1] if number else None)
        yield from _start(sentence, fact, number, dates)
        yield from _signed(sentence, fact)


def _signed(sentence: Sentence, fact: Fact) -> Iterator[Term]:
    cue = cue_before(sentence, fact, "signed", "before")
    if cue is None:
        return
    doubts = doubts_of(sentence, fact, weak=False)
    if _is_aside(sentence, fact):
        doubts.append("other_subject")
    if cue in lower(sentence, "signed", "weak") and not about(sentence.language).search(lead(sentence, fact)):
        doubts.append("other_subject")
    yield term(sentence, "signed", fact.value, fact, *doubts)


def _is_aside(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a day stands in brackets after the name of a paper: "our letter of intent (signed on …)"."""
    opens = sentence.text.rfind("(", 0, fact.span.start)
    return opens > 0 and ")" not in sentence.text[opens : fact.span.start] and sentence.text[fact.span.end :][:1] == ")"


def _start(sentence: Sentence, fact: Fact, number: int, dates: list[Fact]) -> Iterator[Term]:
    cue = cue_before(sentence, fact, "start", "before")
    end = cue_before(sentence, fact, "end", "before")
    if cue is None or (end is not None and len(end) >= len(cue)):
        return
    signed = cue_before(sentence, fact, "signed", "before")
    if cue in lower(sentence, "start", "weak") and signed is not None and len(signed) > len(cue):
        return  # "dated as of" ends in words that can say a start too
    weak = cue in lower(sentence, "start", "weak") and not _counts_a_duration(sentence, fact, cue)
    follows = number + 1 < len(dates) and _is_range(sentence, fact, dates[number + 1])
    follows = follows and not sentence.text.startswith(",", fact.span.end)  # "of 1 May 2020, running until" is a name
    if not weak or follows:
        doubts = doubts_of(sentence, fact, weak=not _is_label(sentence, cue))
        if cue in lower(sentence, "ceasing", "adverbial") and not (weak or says_it_runs(sentence)):
            doubts.append("other_subject")
        if cue in lower(sentence, "start", "loose") and not (near_subject(sentence, fact) or headed(sentence)):
            doubts.append("other_subject")
        yield term(sentence, "start", fact.value, fact, *dict.fromkeys(doubts))


def _counts_a_duration(sentence: Sentence, fact: Fact, cue: str) -> bool:
    """Say whether a day stands right after the duration that counts from it: "for two years from 1 May 2026"."""
    near = range(fact.span.start - len(cue) - _LABEL // 2, fact.span.start)
    return any(one.kind == "period" and one.span.end in near and lasts(sentence, one) for one in sentence.facts)


def _ceased(sentence: Sentence, fact: Fact, *, sure: bool) -> Term:
    """Return the end that words of a start give: what lapses with effect from a day ends on the day before."""
    doubts = doubts_of(sentence, fact, weak=True)
    value, doubt = day_before(fact.value)
    return term(sentence, "end", value, fact, *dict.fromkeys([*doubts, *doubt, *(() if sure else ("other_subject",))]))


def day_before(value: str) -> tuple[str, tuple[str, ...]]:
    """Until 1 September ends on 31 August; until another day of a month may or may not count that day."""
    first = value.endswith("-01")
    return (before_end(value, "P1D") or value) if first else value, () if first else ("until",)


def _end(sentence: Sentence, fact: Fact, previous: Fact | None) -> Iterator[Term]:
    cue = cue_before(sentence, fact, "end", "before")
    in_range = previous is not None and _is_range(sentence, previous, fact)
    if cue is None and not (in_range and cue_before(sentence, previous, "start", "before") if previous else False):
        return
    cue = cue or ""
    if cue in lower(sentence, "end", "capped") and not said(sentence.language, "verbs").search(sentence.text):
        return  # "no later than" is a deadline of something, unless the agreement ends
    begins = cue_before(sentence, fact, "start", "before")
    if begins is not None and len(begins) > len(cue) and not in_range:
        return  # "has effect from" ends in a word that can say an end too
    weak = not cue or cue in lower(sentence, "end", "weak")
    doubts = doubts_of(sentence, fact, weak=not _is_label(sentence, cue))
    value = fact.value
    if cue in lower(sentence, "end", "excluded"):
        value, doubt = day_before(value)
        doubts += doubt
    if weak and not near_subject(sentence, fact):
        doubts.append("other_subject")
    if not (in_range or sentence.label or headed(sentence) or _names_itself(sentence, fact)):
        doubts.append("other_subject")
    if is_renewing(sentence, fact):
        doubts.append("renewed")
    yield term(sentence, "end", value, fact, *dict.fromkeys(doubts))


def _names_itself(sentence: Sentence, fact: Fact) -> bool:
    """Say whether a sentence names this agreement, and no other one, before a day."""
    named = said(sentence.language, "itself").search(sentence.text, 0, fact.span.start)
    return named is not None or opens_with_pronoun(sentence)


def _is_label(sentence: Sentence, cue: str) -> bool:
    """Say whether a cue is the label of a field ("Start date: …"), which needs no subject: it opens its sentence."""
    opens = " ".join(sentence.text[: len(cue) + _LABEL].lower().split())
    return cue in lower(sentence, "labels") and cue in opens


def _is_range(sentence: Sentence, first: Fact, second: Fact) -> bool:
    between = sentence.text[first.span.end : second.span.start].strip(" ,")
    return len(between) <= NEAR and bool(said(sentence.language, "range").search(f" {between} ")) and len(between) < 24
