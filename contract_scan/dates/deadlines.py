"""What must be done by when: reports, payments, deliverables, reviews; how long a publication is read or delayed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from contract_scan.dates.cues import note_doubt, term
from contract_scan.dates.model import Term
from contract_scan.dates.sentences import Sentence
from contract_scan.dates.words import before, said
from contract_scan.document import Span

_KINDS: tuple[tuple[str, Literal["deadline_report", "deadline_payment", "deadline_deliverable"]], ...] = (
    ("report", "deadline_report"),
    ("payment", "deadline_payment"),
    ("deliverable", "deadline_deliverable"),
)
_OF_PUBLICATION: tuple[Literal["publication_review", "publication_delay"], ...] = (
    "publication_review",
    "publication_delay",
)


def read_deadlines(sentence: Sentence) -> Iterator[Term]:
    """Yield the days by which something is due, and how long a partner may look at a publication or delay it."""
    language, text = sentence.language, sentence.text
    dates = [fact for fact in sentence.facts if fact.kind == "date"]
    for fact in dates:
        if said(language, "review").search(text):
            yield term(sentence, "review", fact.value, fact, *note_doubt(fact))
        elif before(language, "by").search(text[max(fact.span.start - 40, 0) : fact.span.start]):
            kind = next((what for name, what in _KINDS if said(language, "deadlines", name).search(text)), None)
            if kind is not None:
                yield term(sentence, kind, fact.value, fact, *note_doubt(fact))
    if said(language, "publication").search(text):
        for fact in sentence.facts:
            what = _of_publication(sentence, fact.span) if fact.kind == "period" else None
            if what is not None and fact.value != "indefinite":
                yield term(sentence, what, fact.value, fact)


def _of_publication(sentence: Sentence, span: Span) -> Literal["publication_review", "publication_delay"] | None:
    """Return what a period beside a publication is of, by the word nearest to it: to look at it, or to delay it.

    A word on the same side of every comma goes before one beyond it.
    """
    text = sentence.text
    found = [
        (
            any(sign in text[min(word.end(), span.end) : max(word.start(), span.start)] for sign in ",;"),
            max(word.start() - span.end, span.start - word.end()),
            what,
        )
        for what in _OF_PUBLICATION
        for word in said(sentence.language, what).finditer(text)
    ]
    return min(found)[2] if found else None
