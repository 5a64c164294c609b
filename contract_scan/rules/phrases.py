"""One phrase on one segment, or on the headings above a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contract_scan.document import Block, Span
from contract_scan.finding import Fact
from contract_scan.rules.facts import with_facts
from contract_scan.rules.folding import words_of
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.segments import Folded, Segment


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that matched in a segment: the document spans of its words and the facts it captured."""

    marked: tuple[Span, ...]
    facts: tuple[Fact, ...] = ()


def match_phrase(phrase: Phrase, text: Folded, segment: Segment, *, anywhere: bool = False) -> Match | None:
    """Return where a phrase matches in a segment; unless `anywhere`, some of it must be the segment's own words."""
    if phrase.facts:
        return _match_with_facts(phrase, text, segment, anywhere=anywhere)
    own = 0 if anywhere or not segment.own else segment.own_start
    for found in phrase.pattern.finditer(text.text, segment.start, segment.end):
        if found.end() > own:
            return Match(segment.marked(*found.span()))
    return None


def _match_with_facts(phrase: Phrase, text: Folded, segment: Segment, *, anywhere: bool) -> Match | None:
    if not phrase.loose.search(text.text, segment.start, segment.end):
        return None
    line = with_facts(text.document, segment, text.document.blocks[segment.block].language, phrase.facts)
    for found in phrase.pattern.finditer(line.text):
        words = line.words[line.text.count(" ", 0, found.start()) - 1 : line.text.count(" ", 0, found.end()) - 1]
        own = Span(segment.span.start, segment.span.end)
        if anywhere or any(own.contains(word) for word, _ in words):
            return Match(
                (Span(words[0][0].start, words[-1][0].end),), tuple(fact for _, fact in words if fact is not None)
            )
    return None


def heading_matches(phrases: Sequence[Phrase], block: Block) -> bool:
    """Say whether one of the phrases matches a heading above the block."""
    lines = [" " + "".join(word + " " for word in words_of(heading)) for heading in block.headings]
    return any(phrase.pattern.search(line) for phrase in phrases for line in lines)
