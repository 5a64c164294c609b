"""What a document says of scholars and guests: only with one named do questions 4.5 to 4.7 have anything to bear on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Block, Document
from contract_scan.finding import Finding
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.words_in import first_of

_QUESTIONS = ("4.5", "4.6", "4.7")
#: How many blocks at the start say what a document is about.
_OPENING = 3


class Scholars:
    """Lays technology and access given to a scholar under 4.6, ties of the home institution under 4.7; else neither."""

    name = "scholars"
    after: tuple[str, ...] = ("derived", "subject")
    questions: tuple[str, ...] = _QUESTIONS

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings, under these questions only where a scholar or guest is named."""
        data = table("scholars")
        named = [f for f in findings if f.certainty == "sure" and f.rule in data["named"]]
        if not named:
            yield from map(_without, findings)
            return
        theirs = _their_blocks(document, named)
        homes = [f for f in findings if f.rule in data["home"]]
        told: set[str] = set()
        for finding in sorted(findings, key=lambda f: f.span):
            block = document.block_at(finding.span.start)
            if block and block.span.start in theirs:
                finding = _with(finding, of_home=_of_home(document, block, finding, homes))
            laid = _rather(finding)
            yield _again(laid) if laid.rule in told else laid
            told |= {finding.rule} & set(data["once"])


def _their_blocks(document: Document, named: Sequence[Finding]) -> frozenset[int]:
    """Return where the blocks start that speak of scholars: all, where the document is about them from the start."""
    words = table("scholars")["scholar"]
    speaking = {b.span.start for f in named for b in document.blocks_in(f.span)}
    speaking |= {b.span.start for b in document.blocks if first_of(document.quote(b.span), words) is not None}
    opening = document.blocks[:_OPENING]
    if any(b.span.start in speaking for b in opening) or _party(named):
        return frozenset(b.span.start for b in document.blocks)
    headings = {b.headings for b in document.blocks if b.span.start in speaking and b.headings}
    return frozenset(speaking | {b.span.start for b in document.blocks if b.headings in headings})


def _party(named: Sequence[Finding]) -> bool:
    return len({f.span for f in named}) >= int(table("scholars")["many"])


def _without(finding: Finding) -> Finding:
    direct = tuple(q for q in finding.questions if q not in _QUESTIONS)
    background = tuple(q for q in finding.background if q not in _QUESTIONS)
    if direct == finding.questions and background == finding.background:
        return finding
    return replace(finding, questions=direct, background=background)


def _again(finding: Finding) -> Finding:
    return replace(finding, questions=(), background=tuple(dict.fromkeys((*finding.questions, *finding.background))))


def _of_home(document: Document, block: Block, finding: Finding, homes: Sequence[Finding]) -> bool:
    """Say whether a name may be that of where a scholar comes from: no other home is named, or the passage says so."""
    words, text = table("scholars"), document.quote(block.span)
    if not homes or first_of(text, words["scholar"]) is not None or first_of(text, words["guest"]) is not None:
        return True
    passages = (document.block_at(home.span.start) for home in homes)
    return any(passage is not None and finding.quote in document.quote(passage.span) for passage in passages)


def _with(finding: Finding, *, of_home: bool) -> Finding:
    """Return a finding in a passage on scholars, with the questions that it bears on there."""
    data = table("scholars")
    laid = (*data["also"].items(), *(data["of_home"].items() if of_home else ()))
    more = [q for q, rules in laid if finding.kind in rules or finding.rule in rules]
    direct = tuple(dict.fromkeys((*finding.questions, *more)))
    if direct == finding.questions:
        return finding
    return replace(finding, questions=direct, background=tuple(q for q in finding.background if q not in direct))


def _rather(finding: Finding) -> Finding:
    """Return a finding that tells of a scholar with the question that it is not for as background."""
    other = table("scholars")["rather"].get(finding.rule)
    if other not in finding.questions or not set(_QUESTIONS).intersection(finding.questions):
        return finding
    direct = tuple(question for question in finding.questions if question != other)
    return replace(finding, questions=direct, background=(*finding.background, str(other)))
