"""A document's folded text: a line per sentence or list item, and what is worked out about each of them once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from contract_scan.document import Document, Span
from contract_scan.finding import Fact
from contract_scan.nouns import dataclass
from contract_scan.rules.facts import QUANTITIES, FactLine, fact_line, facts_of, holding_words, may_hold_raw
from contract_scan.rules.holding import lines_holding
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.segment import Segment

if TYPE_CHECKING:
    from contract_scan.language.clause import Clause

__all__ = ["Folded", "Segment"]


class _Seen(NamedTuple):
    """What is known about a document, by what was asked."""

    holding: dict[tuple[str, ...], frozenset[int]]
    worded: dict[tuple[str, str | None], frozenset[int]]
    may_hold: dict[tuple[int, str], bool]
    facts: dict[tuple[int, str], list[Fact]]
    fact_lines: dict[tuple[int, tuple[str, ...]], FactLine]


def _nothing_seen() -> _Seen:
    return _Seen({}, {}, {}, {}, {})


@dataclass(frozen=True)
class Folded:
    """A document's folded text with its segments: a line per segment, each beginning and ending with a space."""

    document: Document
    text: str
    segments: tuple[Segment, ...]
    _starts: list[int] = field(default_factory=list)
    _seen: _Seen = field(default_factory=_nothing_seen)

    def holds(self, segment: Segment, strings: tuple[str, ...]) -> bool:
        """Say whether a segment's folded text holds one of some strings; the whole document is searched once."""
        return segment.index in self._holding(strings)

    def _holding(self, strings: tuple[str, ...]) -> frozenset[int]:
        found = self._seen.holding.get(strings)
        if found is None:
            found = self._seen.holding[strings] = lines_holding(strings, self.text, self.segments)
        return found

    def language_of(self, segment: Segment) -> str | None:
        """Return the language of a segment, None where it is not known."""
        return self.document.blocks[segment.block].language

    def may_hold(self, segment: Segment, kind: str) -> bool:
        """Say whether a segment may hold a fact of a kind; where not, none needs to be looked for."""
        key = (segment.index, kind)
        known = self._seen.may_hold.get(key)
        if known is None:
            known = self._seen.may_hold[key] = self._may_hold(segment, kind)
        return known

    def _may_hold(self, segment: Segment, kind: str) -> bool:
        language = self.language_of(segment)
        worded = self._seen.worded.get((kind, language))
        if worded is None:
            every = frozenset(range(len(self.segments)))
            ways = (every.intersection(*map(self._holding, way)) for way in holding_words(kind, language))
            worded = self._seen.worded[kind, language] = frozenset().union(*ways)
        return segment.index in worded or may_hold_raw(kind, language, self.document, segment.whole)

    def facts(self, segment: Segment, kinds: Collection[str]) -> list[Fact]:
        """Return the facts of some kinds in a segment's own words and its tail; each kind is looked for once."""
        groups = sorted({"quantities" if kind in QUANTITIES else kind for kind in kinds})
        found = [fact for group in groups for fact in self._facts(segment, group) if fact.kind in kinds]
        return sorted(found, key=lambda fact: (fact.span, fact.kind))

    def _facts(self, segment: Segment, group: str) -> list[Fact]:
        key = (segment.index, group)
        if key not in self._seen.facts:
            kinds, language = QUANTITIES if group == "quantities" else (group,), self.language_of(segment)
            parts = (facts_of(self.document, span, language, kinds) for span in segment.whole)
            self._seen.facts[key] = [fact for part in parts for fact in part]
        return self._seen.facts[key]

    def fact_line(self, segment: Segment, kinds: tuple[str, ...]) -> FactLine:
        """Return the segment's folded text in which every fact of the kinds is one word."""
        key = (segment.index, kinds)
        if key not in self._seen.fact_lines:
            held = [kind for kind in kinds if self.may_hold(segment, kind)]
            self._seen.fact_lines[key] = fact_line(segment.line, segment.places, self.facts(segment, held))
        return self._seen.fact_lines[key]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its sentences and items read for the concepts in them, in order."""
        from contract_scan.language.clause import clauses

        return tuple(clauses(self))

    @cached_property
    def _places(self) -> list[int]:
        return [segment.span.start for segment in self.segments]

    def segment_at(self, position: int) -> int:
        """Return the index of the segment that holds a position of the folded text."""
        return bisect_right(self._starts, position) - 1

    def segments_in(self, span: Span) -> Iterator[Segment]:
        """Yield the segments that begin in a stretch of the document."""
        first = bisect_left(self._places, span.start)
        for segment in self.segments[first:]:
            if segment.span.start >= span.end:
                return
            yield segment

    def segment_of(self, span: Span) -> int:
        """Return the index of the segment that begins where a span of the document does."""
        return bisect_left(self._places, span.start)

    def segment_around(self, span: Span) -> int | None:
        """Return the index of the segment in which a span of the document begins, None where it begins in none."""
        index = bisect_right(self._places, span.start) - 1
        return index if index >= 0 and self.segments[index].span.overlaps(span) else None

    def occurrences(self, phrase: Phrase) -> Iterator[tuple[int, Span]]:
        """Yield where a phrase without facts matches in segments' own words: index of the segment, document span."""
        for index in sorted(self._anchored(phrase)):
            segment = self.segments[index]
            for match in phrase.pattern.finditer(self.text, segment.own_start, segment.end):
                yield index, segment.marked(*match.span())[-1]

    def _anchored(self, phrase: Phrase) -> set[int]:
        if not phrase.anchors:
            return set(range(len(self.segments)))
        found = set()
        for anchor in phrase.anchors:
            position = self.text.find(anchor)
            while position >= 0:
                found.add(self.segment_at(position))
                position = self.text.find(anchor, position + 1)
        return found
