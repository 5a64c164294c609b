"""Rules on a document: anchors find the few sentences worth examining, and only those are examined further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from contract_scan.document import Block, Document
from contract_scan.finding import Finding, Value
from contract_scan.rules.compiled import Compiled, Matcher
from contract_scan.rules.facts import captured
from contract_scan.rules.negation import is_negated
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.phrases import Match, heading_matches, match_phrase
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segmenting import folded
from contract_scan.rules.segments import Folded, Segment


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
        return self.find_in(folded(document))

    def find_in(self, text: Folded, scopes: Scopes | None = None) -> Iterator[Finding]:
        """Yield findings in a document that was folded before."""
        document, scopes = text.document, scopes or Scopes(text)
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
    match = next((m for phrase in phrases if (m := match_standing(matcher, phrase, text, segment))), None)
    if match is None or any(match_phrase(p, text, segment, anywhere=True) for p in matcher.unless):
        return
    if matcher.heading and not heading_matches(matcher.heading, block):
        return
    near = scopes.near(matcher.near, matcher.wording.within, index) if matcher.near else ()
    if near is None:
        return
    match = replace(match, marked=tuple(sorted({*match.marked, *near})))
    yield _finding(matcher, text.document, segment, block, match)


def match_standing(matcher: Matcher, phrase: Phrase, text: Folded, segment: Segment) -> Match | None:
    """Return where a rule's phrase matches in a segment; None too where a negation undoes a rule that raises."""
    match = match_phrase(phrase, text, segment)
    if match is not None and matcher.meaning.bearing == "raises" and is_negated(text, segment, match.marked):
        return None
    return match


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
