"""Where a document names its parties and who signs: preamble, article on parties, recitals, signatures, letter head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan_builtins.parties.blocks import start_of_word
from contract_scan_builtins.shared.wordlists import any_of, words_of

#: How much of each kind of place is read, in characters: of a preamble, and past its last party; of recitals; around
#: each word of a signature block, and of all of them together.
_PREAMBLE, _PAST, _RECITALS, _AROUND_SIGNATURE, _SIGNATURES = 3_000, 600, 4_000, 250, 8_000
#: How far into a document its preamble or greeting may begin, in characters.
_HEAD = 30_000
_LETTER, _CLOSING = 4_000, 400
#: What stands in these is said of the document and not in it, or at the foot of a page.
_ASIDE = ("comment", "annotation", "footnote", "endnote", "footer")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one block where names are to be expected; persons only in some of them."""

    span: Span
    kind: str
    persons: bool


class _Patterns(NamedTuple):
    """The expressions by which the places are found: how each begins, and where recitals are over."""

    preamble: re.Pattern[str]
    parties: re.Pattern[str]
    recitals: re.Pattern[str]
    over: re.Pattern[str]
    signing: re.Pattern[str]
    greeting: re.Pattern[str]
    closing: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    def parties(*path: str) -> str:
        return any_of(words_of("parties", *path))

    number = r"(?:(?i:article|artikel)\s)?(?:\d{1,2}\.?\s*[–\-:]?\s*)?"
    return _Patterns(
        preamble=re.compile(rf"(?<!\w)(?i:{parties('triggers')})(?!\w)"),
        parties=re.compile(rf"(?:\A|\n)\s*{number}(?i:{parties('party_headings')})\s*[:,]?\s*(?=\n)"),
        recitals=re.compile(rf"(?:\A|\n)[\s(A-Z)]{{0,6}}(?:{any_of(words_of('names', 'recitals'))})(?!\w)"),
        over=re.compile(rf"(?:{any_of(words_of('names', 'recitals_end'))})(?!\w)"),
        signing=re.compile(rf"(?:\A|[\n\t]|\s{{2}}|_)[ *_]*(?:{any_of(words_of('names', 'signing'))})"),
        greeting=re.compile(rf"(?:\A|\n)[ \t]*(?:{parties('letter', 'greeting')})\s"),
        closing=re.compile(rf"\n[ \t]*(?:{parties('letter', 'closing')})[ ,]*"),
    )


def likely_places(document: Document, findings: Iterable[Finding], language: str) -> list[Place]:
    """Return the places in blocks of one language, in reading order; no character stands in two of them.

    The `findings` tell how far the preamble goes: a little past the last party named in it.
    """
    parties = [finding.span.end for finding in findings if finding.kind == "party"]
    main = next(iter(document.languages), None)
    found: list[Place] = []
    taken: list[Span] = []
    for span, kind, persons in _stretches(document.text, parties):
        for piece in _free(span, taken):
            for block in document.blocks_in(piece):
                part = Span(max(block.span.start, piece.start), min(block.span.end, piece.end))
                if (block.language or main) == language and block.kind not in _ASIDE:
                    found.append(Place(part, kind, persons))
        taken.append(span)
    return sorted(found, key=lambda place: place.span)


def _free(span: Span, taken: Iterable[Span]) -> list[Span]:
    """Return what is left of a span without those that are taken."""
    left = [span]
    for other in taken:
        parts = [
            (Span(s.start, min(s.end, other.start)), Span(max(s.start, other.end), s.end))
            if s.overlaps(other)
            else (s,)
            for s in left
        ]
        left = [part for several in parts for part in several if part.start < part.end]
    return left


def _stretches(text: str, parties: Sequence[int]) -> Iterator[tuple[Span, str, bool]]:
    """Yield where names are to be expected, with what is there and whether persons are named; the surest places first.

    Where fewer than two parties were found, the head of the document is read for organisations too.
    """
    yield from _letter(text)
    recitals = next(iter(_recitals(text)), None)
    for opening, kind in ((_patterns().preamble, "preamble"), (_patterns().parties, "parties_article")):
        found = opening.search(text, 0, _HEAD)
        if found:
            named = [end for end in parties if found.start() < end < found.end() + _PREAMBLE]
            end = min(max(named, default=found.end()) + _PAST, len(text))
            over = recitals.start if recitals and found.end() < recitals.start < end else end
            yield Span(found.start(), start_of_word(text, over)), kind, True
    if recitals:
        yield recitals, "recitals", False
    yield from _signatures(text)
    if len(parties) < 2:
        yield Span(0, start_of_word(text, min(_PREAMBLE, len(text)))), "document_head", False


def _recitals(text: str) -> Iterator[Span]:
    opening = _patterns().recitals.search(text, 0, _HEAD)
    if opening:
        end = min(opening.end() + _RECITALS, len(text))
        over = _patterns().over.search(text, opening.end(), end)
        yield Span(opening.start(), over.start() if over else end)


def _signatures(text: str) -> Iterator[tuple[Span, str, bool]]:
    """Yield what stands around the words that a signature block is written with, until enough was read."""
    left, end = _SIGNATURES, 0
    for sign in _patterns().signing.finditer(text):
        start = max(sign.start() - _AROUND_SIGNATURE, end)
        end = min(sign.end() + _AROUND_SIGNATURE, len(text))
        if left <= 0:
            return
        left -= end - start
        yield Span(start_of_word(text, start), start_of_word(text, end)), "signature", True


def _letter(text: str) -> Iterator[tuple[Span, str, bool]]:
    greeting = _patterns().greeting.search(text, 0, _LETTER)
    if greeting:
        yield Span(0, greeting.start()), "letter_head", True
        closing = _patterns().closing.search(text, greeting.end())
        if closing:
            yield Span(closing.end(), min(closing.end() + _CLOSING, len(text))), "signature", True
