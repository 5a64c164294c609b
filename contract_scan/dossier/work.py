"""The sentence of a document that says what the work is: what is studied, made, measured, taught or bought.

No finding tells it, since to work on something is no evidence of anything; but who reads a first page asks it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from contract_scan.document import Block, Document, Span
from contract_scan.finding import Finding
from contract_scan.nouns import dataclass
from contract_scan.rules.sentences import sentences
from contract_scan.yaml_files import knowledge

#: What a sentence gains: for a word of work with its object, a name of the work in quotes, a verb of work, a heading
#: above it on the subject, a subject that some finding names, and for standing early; what it loses where a party is
#: introduced in it.
_OBJECT, _NAMED, _VERB, _UNDER, _TOLD, _EARLY, _PARTY = 4, 4, 3, 3, 2, 1, 4
#: A sentence with less, or that is shorter, says too little of the work; one that is longer says too much.
_ENOUGH, _SHORTEST, _LONGEST = 5, 25, 600
#: How many sentences count as early, and which share of a document is looked at.
_FIRST, _SHARE = 12, 0.6
_BEFORE = re.compile(
    r"\W*(?:(?:(?:§|art\.?|artikel|article|section|clause)\s*)?(?:\d+(?:\.\d+)*\.?|\(?[a-z\d]{1,3}[.)])\s+)?"
    r"(?:.{0,60}\b(?:betreft|onderwerp|voorwerp|subject|title|titel|re)\s*:\s*)?",
    re.IGNORECASE,
)
_KINDS = frozenset(("sensitive_technology", "vital_process"))
#: What speaks of these speaks of the terms, not of the work.
_TERMS = frozenset(
    ("secrecy", "publication_restriction", "ip_transfer", "termination_clawback", "exclusivity", "governing_law")
)


@dataclass(frozen=True, slots=True)
class Work:
    """What says what the work is: a sentence, the words in it that do, and the number of its clause."""

    quote: str
    span: Span
    marked: tuple[Span, ...]
    clause: str


def work_of(document: Document, findings: Sequence[Finding]) -> Work | None:
    """Return the sentence that says most of what the work is, the first of those that say as much; None for none."""
    found = list(_candidates(document, findings))
    return max(found, key=lambda one: one[0])[1] if found else None


def _candidates(document: Document, findings: Sequence[Finding]) -> Iterator[tuple[int, Work]]:
    terms = [f.span for f in findings if f.kind in _TERMS and f.view == "current"]
    parties = [f.span for f in findings if f.kind == "party" and f.view == "current"]
    told = [m for f in findings if f.kind in _KINDS and f.view == "current" for m in f.marked]
    ends, number = len(document.text) * _SHARE, 0
    for block in document.blocks:
        if block.span.start > ends or block.kind not in ("paragraph", "list_item", "title"):
            continue
        for span in sentences(document.text, block.span, block.language):
            number += 1
            if _SHORTEST <= len(span) <= _LONGEST and not any(span.overlaps(other) for other in terms):
                marked = tuple(_marks(document.quote(span), span.start))
                worth = sum(gain for gain, _ in marked)
                worth += _UNDER * _is_on_work(block) + _EARLY * (number <= _FIRST)
                worth += _TOLD * any(span.contains(mark) for mark in told)
                worth -= _PARTY * any(span.overlaps(party) for party in parties)
                if marked and worth >= _ENOUGH:
                    yield worth, _work(document, span, tuple(m for _, m in marked))


def _work(document: Document, span: Span, marked: tuple[Span, ...]) -> Work:
    """Return a sentence without the number of its clause, and without the word that announces a subject."""
    text = document.quote(span)
    before = _BEFORE.match(text)
    own = Span(span.start + before.end(), span.end) if before and before.end() < len(text) else span
    marked = tuple(mark for mark in marked if own.contains(mark)) or (own,)
    return Work(document.quote(own), own, marked, document.clause_at(span.start) or "")


def _is_on_work(block: Block) -> bool:
    return bool(block.headings) and bool(_expressions()["headings"].search(block.headings[-1]))


def _marks(text: str, offset: int) -> Iterator[tuple[int, Span]]:
    """Yield what of a sentence says what the work is, the first of each kind, with what it is worth."""
    known = _expressions()
    if known["but"].search(text):
        return
    for name, gain in (("objects", _OBJECT), ("named", _NAMED), ("verbs", _VERB)):
        match = known[name].search(text)
        if match:
            yield gain, Span(offset + match.start(), offset + match.end())


@cache
def _expressions() -> dict[str, re.Pattern[str]]:
    """Return the expressions of the table, made once."""
    data = knowledge("tables", "work")

    def words(key: str) -> str:
        return "|".join(re.escape(word) for own in data[key].values() for word in own)

    compounds, single = ("|".join(map(re.escape, data["works"][language])) for language in ("nl", "en"))
    works = rf"(?:\w*(?:{compounds})\w*|(?:{single})s?)"
    named = rf"\b{works}[^.“”\"‘’\n]{{0,50}}[\"“‘'](?P<name>[^\"”’'\n]{{6,140}})[\"”’']"
    return {
        "headings": re.compile(rf"\b(?:{words('headings')})", re.IGNORECASE),
        "objects": re.compile(rf"\b{works}\s(?:{words('on')})\s(?!(?:{words('no_object')})\b)\S+", re.IGNORECASE),
        "named": re.compile(named, re.IGNORECASE),
        "verbs": re.compile(rf"\b(?:{words('verbs')})\b", re.IGNORECASE),
        "but": re.compile(rf"\b(?:{words('but')})|^\W*(?:[\d.]+\s)?(?:{words('cases')})\b", re.IGNORECASE),
    }
