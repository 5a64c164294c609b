"""Exceptions tied to the findings they limit: in the sentence, after it, in other clauses, and by reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from contract_scan.document import Block, Document, Span
from contract_scan.finding import Effect, Exemption, Finding
from contract_scan.rules.exceptions import Effects, Exceptions, exceptions_for
from contract_scan.rules.model import Meaning
from contract_scan.rules.references import Clauses, clause_digits, lies_in, references_in
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segmenting import folded
from contract_scan.rules.segments import Folded, Segment

#: How many sentences after its own a finding's exceptions are looked for, within the clause.
FOLLOWING = 8
#: How many words a reference may stand after the words that need it ("subject to the provisions of Article 8").
REFERENCE_WITHIN = 8


#: Fewer words tell no exception.
LEAST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Kinds of finding that name somebody or something, and so oblige nobody to what an exception could limit.
NAMES = frozenset(("party", "funder", "country", "list_match"))


def exempt_others(document: Document, findings: Sequence[Finding], meanings: Mapping[str, Meaning]) -> list[Finding]:
    """Return findings in one view with their exceptions tied to those that no rule with words has found.

    Findings of rules with words have theirs; so has one whose checker gave it some. What only names somebody, and what
    bears on nothing, has none.
    """
    text = folded(document)
    exempter = Exempter(text, Scopes(text))

    def exempted(finding: Finding) -> Finding:
        meaning = meanings.get(finding.rule)
        worded = meaning is not None and meaning.checker is None
        if worded or finding.exemptions or finding.bearing is None or finding.kind in NAMES:
            return finding
        index = text.segment_around(finding.span)
        return finding if index is None else exempter.exempted(finding, index)

    return [exempted(finding) for finding in findings]


class Exempter:
    """Ties exceptions to the findings of one document."""

    def __init__(self, text: Folded, scopes: Scopes) -> None:
        self.text, self.scopes = text, scopes
        self.document = text.document
        self._standing: dict[tuple[int, int], list[tuple[Effect, Span]]] = {}

    @cached_property
    def clauses(self) -> Clauses:
        """The document's clauses, by number."""
        return Clauses(self.document)

    def exempted(self, finding: Finding, index: int) -> Finding:
        """Return the finding, made in the segment with an index, with its exceptions in reading order."""
        segment = self.text.segments[index]
        block = self.document.blocks[segment.block]
        words = exceptions_for(block.language)
        found = [*self._own(finding, segment, words), *self._following(index, words), *self._overriding(index, block)]
        return replace(finding, exemptions=tuple(_distinct(found))) if found else finding

    def _own(self, finding: Finding, segment: Segment, words: Exceptions) -> Iterator[Exemption]:
        for effect, span in self._phrases(words.own, segment):
            if not any(span.overlaps(marked) for marked in finding.marked):
                told = self._clause_from(span, segment, words)
                yield from self._followed(effect, segment.span if self._says_nothing(told) else told, words)
        for effect, span in self._phrases(words.subject, segment):
            near = self._words_after(segment, span)
            named = references_in(self.document.text, near, words)
            if named:
                yield from self._followed(effect, Span(span.start, named[0].span.end), words)

    def _followed(self, effect: Effect, span: Span, words: Exceptions) -> Iterator[Exemption]:
        """Yield an exception and the first sentence of each clause that it names."""
        yield self._exemption(effect, span)
        for reference in references_in(self.document.text, span, words):
            for number in reference.numbers:
                block = self.clauses.first(number)
                if block is not None and not block.span.overlaps(span):
                    first = self._first_sentence(block)
                    if not self._says_nothing(first):
                        yield self._exemption(effect, first)

    def _says_nothing(self, span: Span) -> bool:
        """Say whether a span is a bare word beside its number, as "4.2 Vervallen." is: alone it tells no exception."""
        return len(_WORD.findall(self.document.quote(span))) < LEAST_WORDS

    def _following(self, index: int, words: Exceptions) -> Iterator[Exemption]:
        first, last = self.scopes.range_of("clause", index)
        if first == last:
            last = self.scopes.range_of("section", index)[1]
        for segment in self.text.segments[index + 1 : min(last, index + FOLLOWING) + 1]:
            for effect, _ in self._phrases(words.following, segment):
                yield self._exemption(effect, segment.span)
                break

    def _overriding(self, index: int, block: Block) -> Iterator[Exemption]:
        number = clause_digits(block)
        for named, effect, other in self._overrides if number else ():
            if other != index and lies_in(number, named):
                yield self._exemption(effect, self.text.segments[other].span)

    @cached_property
    def _overrides(self) -> list[tuple[str, Effect, int]]:
        """The clauses that are set aside or limited somewhere: number, effect, and the segment that says so."""
        found = []
        for language in {block.language for block in self.document.blocks}:
            words = exceptions_for(language)
            for effect, phrase in words.overrides.phrases:
                for index, span in self.text.occurrences(phrase):
                    segment = self.text.segments[index]
                    if self.document.blocks[segment.block].language == language:
                        for reference in references_in(self.document.text, self._words_after(segment, span), words):
                            found += [(number, effect, index) for number in reference.numbers]
        return sorted(set(found), key=lambda entry: (entry[2], entry[0], entry[1]))

    def _phrases(self, effects: Effects, segment: Segment) -> list[tuple[Effect, Span]]:
        """Return where phrases stand in a segment's own words; each segment is looked at once."""
        key = (id(effects), segment.start)
        if key not in self._standing:
            self._standing[key] = list(self._search(effects, segment))
        return self._standing[key]

    def _search(self, effects: Effects, segment: Segment) -> Iterator[tuple[Effect, Span]]:
        if not effects.gate.is_open(self.text, segment):
            return
        for effect, phrase in effects.phrases:
            for match in phrase.find_all(self.text.text, segment.own_start, segment.end):
                yield effect, segment.marked(*match.span())[-1]

    def _words_after(self, segment: Segment, span: Span) -> Span:
        first = max(segment.own, segment.first_word_from(span.end))
        after = segment.places[first : first + REFERENCE_WITHIN]
        return Span(span.end, after[-1][1] if after else span.end)

    def _clause_from(self, span: Span, segment: Segment, words: Exceptions) -> Span:
        """Return the exception's own words: up to the end of the sentence, or, where it opens the sentence or is a
        formula ("unless otherwise agreed"), up to the comma or the clause number that ends it."""
        formula = self._formula_at(span.start, segment, words)
        if formula:
            return self._up_to_comma(formula, segment)
        opening = segment.places[segment.own : segment.own + 3]
        if not opening or span.start > opening[-1][0]:
            return Span(span.start, _end_of_part(segment, span.start))
        named = references_in(self.document.text, self._words_after(segment, span), words)
        whole = self._up_to_comma(span, segment)
        return Span(span.start, min(named[0].span.end, whole.end)) if named else whole

    def _formula_at(self, start: int, segment: Segment, words: Exceptions) -> Span | None:
        for phrase in words.formulas:
            for match in phrase.find_all(self.text.text, segment.own_start, segment.end):
                marked = segment.marked(*match.span())
                if marked[0].start == start:
                    return Span(start, marked[-1].end)
        return None

    def _up_to_comma(self, span: Span, segment: Segment) -> Span:
        """Return a span with what follows it, up to the next comma or the end of the segment's part it stands in."""
        end = _end_of_part(segment, span.start)
        comma = self.document.text.find(",", span.end, end)
        return Span(span.start, comma if comma >= 0 else end)

    def _first_sentence(self, block: Block) -> Span:
        return next((s.span for s in self.text.segments_in(block.span)), block.span)

    def _exemption(self, effect: Effect, span: Span) -> Exemption:
        clause, page = self.document.clause_at(span.start), self.document.page_at(span.start)
        return Exemption(span, self.document.quote(span), effect, clause, page)


def _end_of_part(segment: Segment, at: int) -> int:
    """Return where the part of a segment ends in which an offset lies: its lead-in, or its own words."""
    return next(part.end for part in segment.whole if at < part.end)


def _distinct(found: list[Exemption]) -> Iterator[Exemption]:
    """Yield the exceptions in reading order, of those that overlap only the longest."""
    kept: list[Exemption] = []
    for exemption in sorted(found, key=lambda e: (-len(e.span), e.span, e.effect)):
        if not any(exemption.span.overlaps(other.span) for other in kept):
            kept.append(exemption)
    yield from sorted(kept, key=lambda e: (e.span, e.effect))
