"""One phrase on one segment, or on the headings above a block."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from contract_scan.document import Block, Span
from contract_scan.finding import Fact
from contract_scan.nouns import dataclass
from contract_scan.rules.folding import words_of
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.segments import Folded, Segment


@dataclass(frozen=True)
class Match:
    """A phrase that matched in a segment, from `start` to `end` of the folded text, or in words with facts.

    `given` are the places of words with facts; without facts the places are worked out when they are asked for.
    """

    segment: Segment
    start: int = 0
    end: int = 0
    given: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()

    @cached_property
    def marked(self) -> tuple[Span, ...]:
        """The places in the document of the words that matched."""
        return self.given or self.segment.marked(self.start, self.end)


def match_phrase(phrase: Phrase, text: Folded, segment: Segment, *, anywhere: bool = False) -> Match | None:
    """Return where a phrase matches in a segment; unless `anywhere`, some of it must be the segment's own words."""
    if phrase.facts:
        return _match_with_facts(phrase, text, segment, anywhere=anywhere)
    # Phrases of rules come from the index of anchors; only those that stand beside them are tried everywhere.
    if anywhere and not phrase.may_stand(segment.line):
        return None
    for found in phrase.pattern.finditer(text.text, segment.start, segment.end):
        if anywhere or segment.is_own(*found.span()):
            return Match(segment, *found.span())
    return None


def _match_with_facts(phrase: Phrase, text: Folded, segment: Segment, *, anywhere: bool) -> Match | None:
    if not phrase.may_match(segment.line) or not all(text.may_hold(segment, kind) for kind in phrase.needed):
        return None
    if not phrase.loose.search(segment.line):
        return None
    line = text.fact_line(segment, phrase.facts)
    for found in phrase.pattern.finditer(line.text):
        words = line.between(*found.span())
        if anywhere or _is_own(segment, [Span(*place) for place, _ in words]):
            marked = Span(words[0][0][0], words[-1][0][1])
            return Match(segment, given=(marked,), facts=tuple(fact for _, fact in words if fact is not None))
    return None


def _is_own(segment: Segment, words: Sequence[Span]) -> bool:
    """Say whether words with facts are a segment's, as `Segment.is_own` says it of folded text."""
    own = sum(segment.span.contains(word) for word in words)
    after = sum(segment.tail.contains(word) for word in words) if segment.tail else 0
    before = len(words) - own - after if segment.broken else 0
    return own > before and own >= after


def heading_matches(phrases: Sequence[Phrase], block: Block) -> bool:
    """Say whether one of the phrases matches a heading above the block."""
    lines = [" " + "".join(word + " " for word in words_of(heading)) for heading in block.headings]
    return any(phrase.pattern.search(line) for phrase in phrases for line in lines)
