"""Where a document names the works of others, as scholars do: author, year, title, journal, volume and pages.

What a work is called, and the journal it stood in, say nothing about what the parties agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from contract_scan.document import Block, Document, Span
from contract_scan.expressions import compiled
from contract_scan_builtins.shared.remember import remembered
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.words_in import first_of

_YEAR = r"(?:19|20)\d\d[a-z]?"
_VENUE = r"[A-ZÀ-Þ][\w&’'.-]*(?:,? (?:[A-ZÀ-Þ&][\w&’'.-]*|[a-zà-þ]{1,4})){0,14}"
_VOLUME = r"\d{1,4}(?:\s?\(\d+(?:[–-]\d+)?\))?"
_PAGES = r"(?:[,:]\s?(?:pp?\.\s?)?\d+(?:[–-]\d+)?)?"
_TITLE = r"[\"“‘'][^\"”’\n]{4,200}[\"”’'],?\s"
#: A journal with its volume and year, with a title in quotes before it: “Title”, Journal of Things 12 (2022), 3–9.
_BY_VOLUME = compiled(rf"(?:{_TITLE})?(?:in\s)?(?P<venue>{_VENUE}),? {_VOLUME}{_PAGES} ?\({_YEAR}\){_PAGES}")
#: A year in brackets, a title, and a journal with its volume: (2022). Title. Journal of Things, 12(3), 3–9.
_BY_YEAR = compiled(rf"\({_YEAR}\)[.:,]\s(?:[^.\n]{{3,200}}[.?!]\s)?(?P<venue>{_VENUE}),? {_VOLUME}{_PAGES}")
#: What stands before a work in the same item is its authors; longer than this it is a sentence.
_AUTHORS = 160


#: No work is cited without one of these.
_SIGNS = ("(19", "(20")


@remembered
def cited_works(document: Document) -> tuple[Span, ...]:
    """Return where works are cited, in the order of the text; in a list of them with their authors."""
    return tuple(span for block in document.blocks for span in _in_block(document, block))


def is_cited(document: Document, span: Span) -> bool:
    """Say whether words stand in nothing but the citation of a work."""
    return any(work.contains(span) for work in cited_works(document))


def _in_block(document: Document, block: Block) -> Iterator[Span]:
    text, offset = document.quote(block.span), block.span.start
    if not any(sign in text for sign in _SIGNS):
        return
    found = sorted((m for pattern in (_BY_VOLUME, _BY_YEAR) for m in pattern.finditer(text)), key=lambda m: m.start())
    listed = block.kind == "list_item" or any(map(_is_of_works, block.headings[-1:]))
    end = 0
    for match in found:
        if match.start() < end or _is_law(match["venue"]):
            continue
        start = end if listed and match.start() - end <= _AUTHORS else match.start()
        end = match.end()
        yield Span(offset + start, offset + end)


@cache
def _is_law(venue: str) -> bool:
    """Say whether what has a number and a year is a law, a list or an annex, and no journal."""
    return first_of(venue, table("cited")["laws"]) is not None


@cache
def _is_of_works(heading: str) -> bool:
    return first_of(heading, table("cited")["headings"]) is not None
