"""How far `near` looks: the sentence, the clause, the section under one heading, or the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from contract_scan.document import Block, Span
from contract_scan.rules.definitions import Terms, definitions_in
from contract_scan.rules.model import Scope
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.phrases import heading_matches, match_phrase
from contract_scan.rules.segments import Folded, Segment


class Scopes:
    """Looks for the `near` phrases of matchers around a segment; remembers what it found in this document."""

    def __init__(self, text: Folded) -> None:
        self.text = text
        self._ranges: dict[tuple[Scope, int], tuple[int, int]] = {}
        self._standing: dict[tuple[str, int, int], bool] = {}
        self._under: dict[tuple[tuple[Phrase, ...], tuple[str, ...]], bool] = {}

    def near(self, phrases: Iterable[Phrase], within: Scope, index: int) -> tuple[Span, ...] | None:
        """Return the spans of the first of the phrases that stands within scope, None where none does.

        Only spans within the segment itself are returned: words elsewhere support a finding but are not its quote.
        """
        segment = self.text.segments[index]
        for phrase in phrases:
            if match := match_phrase(phrase, self.text, segment, anywhere=True):
                return match.marked
        if within == "sentence":
            return None
        if within == "definition":
            return () if any(self._defined(phrase, segment) for phrase in phrases) else None
        first, last = self.range_of(within, index)
        return () if any(self._stands(phrase, first, last) for phrase in phrases) else None

    def may_be_near(self, phrases: Iterable[Phrase], within: Scope, index: int, *, sure: bool) -> bool:
        """Say whether one of the phrases may stand within scope: no for certain where none of them does.

        Rules ask this first, for the sentences of a clause or document share the answer; within a sentence it is only
        looked for where that is cheaper than what comes after, as to look for facts is (`sure`).
        """
        if within in ("sentence", "definition"):
            return not sure or self.near(phrases, within, index) is not None
        first, last = self.range_of(within, index)
        return any(self._stands(phrase, first, last) for phrase in phrases)

    def under(self, phrases: tuple[Phrase, ...], block: Block) -> bool:
        """Say whether one of the phrases matches a heading above a block; blocks under one heading share the answer."""
        key = (phrases, block.headings)
        if key not in self._under:
            self._under[key] = heading_matches(phrases, block)
        return self._under[key]

    def _stands(self, phrase: Phrase, first: int, last: int) -> bool:
        """Say whether a phrase stands in a run of segments; many findings ask the same of one clause or document."""
        key = (phrase.regex, first, last)
        if key not in self._standing:
            self._standing[key] = self._search(phrase, first, last)
        return self._standing[key]

    def _search(self, phrase: Phrase, first: int, last: int) -> bool:
        if phrase.facts:
            segments = self.text.segments[first : last + 1]
            return any(match_phrase(phrase, self.text, segment, anywhere=True) for segment in segments)
        start, end = self.text.segments[first].start, self.text.segments[last].end
        return any(True for _ in phrase.find_all(self.text.text, start, end))

    @cached_property
    def terms(self) -> Terms:
        """The document's defined terms."""
        return Terms(self.text, definitions_in(self.text))

    def _defined(self, phrase: Phrase, segment: Segment) -> bool:
        used = self.terms.used_in(segment)
        defining = [self.text.segments[self.text.segment_of(definition.span)] for definition in used]
        return any(match_phrase(phrase, self.text, other, anywhere=True) for other in defining)

    def range_of(self, scope: Scope, index: int) -> tuple[int, int]:
        """Return the first and last segment of the scope around a segment."""
        if scope == "document":
            return 0, len(self.text.segments) - 1
        key = (scope, index)
        if key not in self._ranges:
            self._ranges[key] = self._grow(scope, index)
        return self._ranges[key]

    def _grow(self, scope: Scope, index: int) -> tuple[int, int]:
        wanted = self._key(scope, index)
        first = last = index
        while first > 0 and self._key(scope, first - 1) == wanted:
            first -= 1
        while last + 1 < len(self.text.segments) and self._key(scope, last + 1) == wanted:
            last += 1
        for other in range(first, last + 1):
            self._ranges[scope, other] = (first, last)
        return first, last

    def _key(self, scope: Scope, index: int) -> object:
        segment = self.text.segments[index]
        block = self.text.document.blocks[segment.block]
        if scope == "section":
            return block.headings or segment.block
        return (block.headings, clause_number(block)) if block.clause else segment.block


def clause_number(block: Block) -> str:
    """Return the number of the clause a block belongs to, without its items: "7.3" of "7.3 (a)"."""
    return re.split(r"\s*\(|, \d+°", block.clause or "", maxsplit=1)[0]
