"""What a row of a table says of the term of an agreement: its label is all that tells what the day or period is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from contract_scan.dates.cues import note_doubt, term
from contract_scan.dates.model import Term
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import said, words
from contract_scan.expressions import compiled
from contract_scan.facts.words import any_of

#: How far into its cell a day or period may stand, in characters.
_INTO = 4
#: From how many letters on a word of a label may be the beginning of a longer one.
_STEM = 5
#: The label of a field in one line: "Startdatum project: 1 maart 2027".
_FIELD = re.compile(r"[^\W\d_][^:;.?!\n\d]{2,44}:\s")
#: The doubt that plain words bring along, which are not those by which an agreement speaks of itself.
PLAIN = "plain"
_POINTS: tuple[Literal["start", "end"], ...] = ("start", "end")


@cache
def _opens(language: str, what: str) -> re.Pattern[str]:
    """Return a pattern of a label's opening words; a short one is whole, a longer one may go on."""
    short, long = (
        any_of(one for one in words(language, "rows", what) if (len(one) < _STEM) is few) for few in (True, False)
    )
    return compiled(rf"\W*(?:(?:{short})(?!\w)|(?:{long}))", re.IGNORECASE)


def read_row(sentence: Sentence) -> Iterator[Term]:
    """Yield the start, end or duration that the label of a cell makes of what opens it; always to be checked."""
    whole = _label(sentence)
    label = _without_owner(whole, sentence.language)
    if not label:
        return
    facts = [fact for fact in sentence.facts if 0 <= fact.span.start - len(whole) < _INTO]
    if _opens(sentence.language, "notice").match(label):
        for fact in facts:
            if fact.kind == "period":
                yield term(sentence, "notice_any_time", fact.value, fact, PLAIN)
    if label.rstrip().endswith("?") or said(sentence.language, "rows", "not").search(label):
        return
    for fact in facts:
        if fact.kind == "period" and _opens(sentence.language, "duration").match(label):
            yield term(sentence, "duration", fact.value, fact, PLAIN)
        elif fact.kind == "date":
            what = next((one for one in _POINTS if _opens(sentence.language, one).match(label)), None)
            if what is not None:
                yield term(sentence, what, fact.value, fact, PLAIN, *note_doubt(fact))


def _label(sentence: Sentence) -> str:
    """Return the label of a cell, or the words before a colon with which a sentence opens."""
    opening = _FIELD.match(sentence.text)
    return sentence.label or (opening.group() if opening else "")


def _without_owner(label: str, language: str) -> str:
    """Return a label without the word for what it is of: "Subscription start", "Contract period"."""
    owner = said(language, "rows", "own").match(label)
    return label[owner.end() :].lstrip(" -") if owner and label[owner.end() : owner.end() + 1] in (" ", "-") else label
