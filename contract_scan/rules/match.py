"""Rules on a document: anchors find the few sentences worth examining, and only those are examined further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from contract_scan.document import Block, Document, Span
from contract_scan.finding import Fact, Finding, Value
from contract_scan.rules.compiled import Compiled, Matcher, Phrase
from contract_scan.rules.facts import captured, with_facts
from contract_scan.rules.folding import words_of
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segments import Folded, Segment, folded


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that matched in a segment: the document spans of its words and the facts it captured."""

    marked: tuple[Span, ...]
    facts: tuple[Fact, ...] = ()


class RuleMatcher:
    """All rules, compiled; `find` yields what they find in one view of a document."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled

    @cached_property
    def _automaton(self) -> object:
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(self.compiled.anchor_strings, matchkind=MatchKind.Standard)

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield findings in reading order: one per rule and sentence or list item."""
        text = folded(document)
        scopes = Scopes(text)
        for index, wanted in sorted(self._candidates(text).items()):
            segment = text.segments[index]
            block = document.blocks[segment.block]
            for matcher_index in sorted(wanted):
                matcher = self.compiled.matchers[matcher_index]
                if block.language is None or block.language == matcher.wording.language:
                    phrases = [matcher.phrases[p] for p in sorted(wanted[matcher_index])]
                    yield from _apply(matcher, phrases, text, index, block, scopes)

    def _candidates(self, text: Folded) -> dict[int, dict[int, set[int]]]:
        """Return, by segment, the matchers and phrases of which an anchor stands in it."""
        found: dict[int, dict[int, set[int]]] = {}
        anchors = self.compiled.anchor_strings
        by_anchor = self.compiled.by_anchor
        seen: set[tuple[int, int]] = set()
        if anchors:
            for anchor, start, _ in self._automaton.find_matches_as_indexes(text.text, overlapping=True):  # type: ignore[attr-defined]
                index = text.segment_at(start)
                if (anchor, index) in seen:
                    continue
                seen.add((anchor, index))
                wanted = found.setdefault(index, {})
                for matcher, phrase in by_anchor[anchors[anchor]]:
                    wanted.setdefault(matcher, set()).add(phrase)
        for matcher, phrase in self.compiled.everywhere:
            for index in range(len(text.segments)):
                found.setdefault(index, {}).setdefault(matcher, set()).add(phrase)
        return found


def _apply(
    matcher: Matcher, phrases: Sequence[Phrase], text: Folded, index: int, block: Block, scopes: Scopes
) -> Iterator[Finding]:
    segment = text.segments[index]
    match = next((m for phrase in phrases if (m := match_phrase(phrase, text, segment, block))), None)
    if match is None or any(match_phrase(p, text, segment, block, anywhere=True) for p in matcher.unless):
        return
    if matcher.heading and not heading_matches(matcher.heading, block):
        return
    near = scopes.near(matcher, index) if matcher.near else ()
    if near is None:
        return
    yield _finding(matcher, text.document, segment, block, replace(match, marked=tuple(sorted({*match.marked, *near}))))


def match_phrase(
    phrase: Phrase, text: Folded, segment: Segment, block: Block, *, anywhere: bool = False
) -> Match | None:
    """Return where a phrase matches in a segment; unless `anywhere`, some of it must be the segment's own words."""
    if phrase.facts:
        return _match_with_facts(phrase, text, segment, block, anywhere=anywhere)
    own = 0 if anywhere or not segment.own else segment.starts[segment.own]
    for found in phrase.pattern.finditer(text.text, segment.start, segment.end):
        if found.end() > own:
            return Match(segment.marked(*found.span()))
    return None


def _match_with_facts(phrase: Phrase, text: Folded, segment: Segment, block: Block, *, anywhere: bool) -> Match | None:
    line = with_facts(text.document, segment, block.language, phrase.facts)
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


def _finding(matcher: Matcher, document: Document, segment: Segment, block: Block, match: Match) -> Finding:
    meaning = matcher.meaning
    facts = match.facts or captured(document, segment.span, block.language, meaning.capture, match.marked)
    attributes: dict[str, Value] = dict(meaning.attributes)
    for fact in facts:
        attributes.setdefault(fact.kind, fact.value)
    return Finding(
        kind=meaning.kind,
        span=segment.span,
        quote=document.quote(segment.span),
        rule=meaning.id,
        view=document.view,
        attributes=attributes,
        facts=facts,
        marked=match.marked,
    )
