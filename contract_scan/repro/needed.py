"""Which blocks a finding needs: its own, its lead-in, its headings, the definitions and exceptions it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contract_scan.document import Block, Document, Span
from contract_scan.finding import Finding
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segmenting import folded


def needed_for(document: Document, finding: Finding) -> set[int]:
    """Return the indexes of the blocks of a finding's view that it needs."""
    exemptions = (exemption.span for exemption in finding.exemptions)
    facts = (fact.span for fact in finding.facts)
    return needed_around(document, [finding.span, *finding.marked, *exemptions, *facts, *_mentions(finding)])


def needed_around(document: Document, spans: Iterable[Span]) -> set[int]:
    """Return the indexes of the blocks with these spans, and of those that the sentences there need."""
    text = folded(document)
    scopes = Scopes(text)
    found: set[int] = set()
    for span in spans:
        found |= set(_blocks(document, span))
    for segment in [s for s in text.segments if s.block in found]:
        terms = (definition.span for definition in scopes.terms.used_in(segment))
        for span in (*segment.lead, *segment.whole, *terms):
            found |= set(_blocks(document, span))
    for index in list(found):
        found |= set(_headings(document, index))
    return found


def section_of(document: Document, needed: set[int]) -> set[int]:
    """Return the blocks and all others under the same headings."""
    trails = {document.blocks[index].headings for index in needed}
    return needed | {i for i, block in enumerate(document.blocks) if block.headings and block.headings in trails}


def place_of(document: Document, words: str) -> Span | None:
    """Return where words stand in a view, whatever white space is between them; None where they do not."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(pattern, document.text, re.IGNORECASE) if pattern else None
    return Span(*match.span()) if match else None


def _blocks(document: Document, span: Span) -> Iterator[int]:
    for block in document.blocks_in(span):
        yield document.blocks.index(block)


def _headings(document: Document, index: int) -> Iterator[int]:
    """Yield the heading blocks above a block: of each heading in its trail the nearest."""
    wanted = list(document.blocks[index].headings)
    for position in range(index - 1, -1, -1):
        block = document.blocks[position]
        if block.kind in ("heading", "title") and (title := _title(document, block, wanted)) is not None:
            wanted.remove(title)
            yield position


def _title(document: Document, block: Block, wanted: list[str]) -> str | None:
    text = " ".join(document.quote(block.span).split())
    return next((title for title in wanted if " ".join(title.split()) in text), None)


def _mentions(finding: Finding) -> Iterator[Span]:
    """Yield the places that computed evidence rests on."""
    for value in finding.attributes.values():
        for row in value if isinstance(value, list) else ():
            if isinstance(row, dict) and isinstance(row.get("start"), int) and isinstance(row.get("end"), int):
                yield Span(int(str(row["start"])), int(str(row["end"])))
