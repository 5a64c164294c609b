"""What plain words say of renewal and notice: read only where nothing surer is said, and always to be checked.

"If nobody says anything, it rolls on for another year"; "either of us can leave by writing to the other sixty days
ahead": going on or stopping, beside silence, consent or a refusal, whatever the words for the agreement itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from contract_scan.dates.cues import elsewhere, headed, term
from contract_scan.dates.model import Term
from contract_scan.dates.renewals import notice_date
from contract_scan.dates.rows import PLAIN
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import about, said
from contract_scan.facts import find_facts
from contract_scan.finding import Fact

#: Longer than this, in characters, words that stand apart belong to different things.
_LONGEST = 420
#: The same for what does not go on; and for a sentence that says so of nothing in particular.
_SHORT, _ALONE = 260, 65
#: How far from a period the words of notice may stand, in characters.
_NEAR = 60
#: How far before words of silence a denial may stand, in characters.
_CLOSE = 25
#: A period of notice is told in days or longer.
_IN_DAYS = re.compile(r"P\d")
#: How far before its day "by" may stand, in characters.
_BY = 16


def read_plain_renewal(sentences: Sequence[Sentence]) -> Iterator[Term]:
    """Yield how an agreement goes on, by the first sentence that says so, alone or with the one before it."""
    for text, sentence in _units(sentences):
        how = _how(text, sentence)
        if how and (how != "none" or _says_none_alone(text, sentence.language) or _is_anchored(text, sentence)):
            yield term(sentence, "renewal", how, None, PLAIN)
            return


def _units(sentences: Sequence[Sentence]) -> Iterator[tuple[str, Sentence]]:
    """Yield each sentence by itself, then with the one before it, and then with a short line before these."""
    for one in sentences:
        yield one.text, one
    for before, one in pairwise(sentences):
        yield f"{before.text} {one.text}", one
    for head, before, one in zip(sentences, sentences[1:], sentences[2:], strict=False):
        if len(head.text) <= _NEAR:
            yield f"{head.text} {before.text} {one.text}", one


def _says_none_alone(text: str, language: str) -> bool:
    """Say whether a short part of a text, with no more beside it, says that there is no going on."""
    return any(len(part) <= _ALONE and _of_part(part, language) == "none" for part in re.split(r"[;:,]", text))


def _is_anchored(text: str, sentence: Sentence) -> bool:
    """Say whether what does not go on is the agreement: named, asked for or under its heading, or of some length."""
    own = bool(about(sentence.language).search(text)) or headed(sentence) or bool(sentence.label)
    lasts = any(fact.kind == "period" for fact in find_facts(text, sentence.language, ("period",)))
    return (own or lasts) and len(text) <= _SHORT


def _how(text: str, sentence: Sentence) -> str | None:
    """Return how an agreement goes on, by the part of a text that says most: by itself, by agreement, or not."""
    if len(text) > _LONGEST or said(sentence.language, "plainly", "not").search(text):
        return None
    parts = (part for part in text.split(";") if not said(sentence.language, "not_about").search(part))
    found = {_of_part(part, sentence.language) for part in parts}
    return next((how for how in ("tacit", "by_agreement", "none") if how in found), None)


def _of_part(text: str, language: str) -> str | None:
    def says(name: str) -> re.Match[str] | None:
        return said(language, "plainly", name).search(text)

    if not (going := says("surely_goes_on")):
        return None
    denied = said(language, "plainly", "denied").search(text, max(going.start() - _NEAR, 0), going.end() + _NEAR)
    if (silent := says("silent")) and not _is_denied(text, silent, language):
        return "tacit"
    if denied and not (says("only") and says("will")):
        return "none"
    return "by_agreement" if says("will") else None


def _is_denied(text: str, silent: re.Match[str], language: str) -> bool:
    """Say whether a denial stands shortly before words of silence, with no comma between: "niet stilzwijgend"."""
    before = text[max(silent.start() - _CLOSE, 0) : silent.start()].rpartition(",")[2]
    behind = re.split("[,;]", text[silent.end() : silent.end() + _NEAR])[0]
    return bool(said(language, "plainly", "denied").search(before) or said(language, "plainly", "shut").search(behind))


def read_plain_notice(sentences: Sequence[Sentence]) -> Iterator[Term]:
    """Yield how long before stopping, or before the end, somebody must say so, by the first sentence that does."""
    for text, sentence in _units(sentences):
        facts = [fact for fact in sentence.facts if fact.kind == "period" and _IN_DAYS.match(fact.value)]
        shift = len(text) - len(sentence.text)
        if len(text) > _LONGEST or not facts or not _may_stop(text, sentence.language):
            continue
        if said(sentence.language, "plainly", "not").search(text) or elsewhere(sentence):
            continue
        for fact in facts:
            if _is_ahead(text, fact, shift, sentence.language):
                to_end = said(sentence.language, "plainly", "to_end").search(text) or _goes_on_unsaid(
                    text, sentence.language
                )
                yield term(sentence, "notice" if to_end else "notice_any_time", fact.value, fact, PLAIN)
                return


def _may_stop(text: str, language: str) -> bool:
    """Say whether a text speaks of stopping, or of what goes on if nobody speaks."""
    return bool(said(language, "plainly", "stops").search(text)) or _goes_on_unsaid(text, language)


def _goes_on_unsaid(text: str, language: str) -> bool:
    """Say whether a text speaks of silence and of going on."""
    return all(said(language, "plainly", name).search(text) for name in ("silent", "surely_goes_on"))


def _is_ahead(text: str, fact: Fact, shift: int, language: str) -> bool:
    begin, end = fact.span.start + shift, fact.span.end + shift
    if said(language, "plainly", "close_of").search(text[max(begin - _BY, 0) : begin]):
        return False
    around = text[max(begin - _NEAR // 2, 0) : end + _NEAR]
    return bool(said(language, "plainly", "ahead").search(around))


def read_plain_notice_day(sentences: Sequence[Sentence]) -> Iterator[Term]:
    """Yield the last day on which somebody can say that it does not go on: "unless one has told the other by D".

    That day may stand in the next sentence, which points back: "That letter has to have arrived by D".
    """
    for at, (before, sentence) in enumerate(zip((None, *sentences), sentences, strict=False)):
        beside = [*([before] if before else []), *sentences[at + 1 : at + 2]]
        told = _may_lapse(sentence) or _points_back(before, sentence) or _speaks_up(sentence, beside)
        if elsewhere(sentence) or not told:
            continue
        for fact in sentence.facts:
            head = sentence.text[max(fact.span.start - _BY, 0) : fact.span.start]
            tail = sentence.text[fact.span.end : fact.span.end + _BY]
            by = said(sentence.language, "plainly", "by_day").search(head) or said(
                sentence.language, "plainly", "at_latest"
            ).search(tail)
            if fact.kind == "date" and by:
                yield notice_date(sentence, fact, PLAIN)
                return


def _may_lapse(sentence: Sentence) -> bool:
    """Say whether a sentence says that something goes on if nobody speaks."""
    return len(sentence.text) <= _LONGEST and _goes_on_unsaid(sentence.text, sentence.language)


def _speaks_up(sentence: Sentence, beside: Sequence[Sentence]) -> bool:
    """Say whether a sentence tells until when to say that one stops, beside one on what goes on if nobody speaks."""
    says = said(sentence.language, "plainly", "tells").search(sentence.text)
    stops = _may_stop(sentence.text, sentence.language) or said(sentence.language, "plainly", "surely_goes_on").search(
        sentence.text
    )
    return bool(says and stops) and any(_may_lapse(one) for one in beside)


def _points_back(before: Sentence | None, sentence: Sentence) -> bool:
    """Say whether a sentence speaks of the letter or message of the one before it, by which something ends."""
    back = said(sentence.language, "plainly", "back").search(sentence.text[:_CLOSE])
    return before is not None and back is not None and _may_lapse(before)
