"""What must be done by when: reports, payments, deliverables, reviews, and how long a publication may be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from contract_scan.dates.cues import term
from contract_scan.dates.model import Term
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import before, said

_KINDS: tuple[tuple[str, Literal["deadline_report", "deadline_payment", "deadline_deliverable"]], ...] = (
    ("report", "deadline_report"),
    ("payment", "deadline_payment"),
    ("deliverable", "deadline_deliverable"),
)


def read_deadlines(sentence: Sentence) -> Iterator[Term]:
    """Yield the days by which something is due, and the time a partner has to look at a publication."""
    language, text = sentence.language, sentence.text
    dates = [fact for fact in sentence.facts if fact.kind == "date"]
    for fact in dates:
        if said(language, "review").search(text):
            yield term(sentence, "review", fact.value, fact, *(("ambiguous",) if fact.note else ()))
        elif before(language, "by").search(text[max(fact.span.start - 40, 0) : fact.span.start]):
            kind = next((what for name, what in _KINDS if said(language, "deadlines", name).search(text)), None)
            if kind is not None:
                yield term(sentence, kind, fact.value, fact, *(("ambiguous",) if fact.note else ()))
    if said(language, "publication").search(text) and said(language, "publication_review").search(text):
        for fact in sentence.facts:
            if fact.kind == "period" and fact.value != "indefinite":
                yield term(sentence, "publication_review", fact.value, fact)
