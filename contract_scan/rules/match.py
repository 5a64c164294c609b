"""Rules on a document: anchors find the few sentences worth examining, and only those are examined further."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from operator import attrgetter
from time import thread_time

from contract_scan.document import Block, Document, Span
from contract_scan.finding import Fact, FactKind, Finding, Value
from contract_scan.language.clause import Clause
from contract_scan.language.expression import Line
from contract_scan.language.fitting import fit, marked
from contract_scan.rules.budget import Budget
from contract_scan.rules.candidates import Entry
from contract_scan.rules.compiled import Compiled, Matcher, clauses_of
from contract_scan.rules.facts import nearest
from contract_scan.rules.negation import is_negated
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.phrases import Match, match_phrase
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segmenting import folded
from contract_scan.rules.segments import Folded, Segment


class RuleMatcher:
    """All rules, compiled; `find` yields what they find in one view of a document."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield findings in reading order: one per rule and sentence or list item."""
        return self.find_in(folded(document))

    def find_in(self, text: Folded, scopes: Scopes | None = None, budget: Budget | None = None) -> Iterator[Finding]:
        """Yield findings in a document that was folded before; a rule that spends its budget is stopped."""
        scopes, budget = scopes or Scopes(text), budget or Budget(0)
        spoken = {block.language for block in text.document.blocks}
        found = [
            self._found(language, entries, text, index, scopes, budget)
            for language, chosen in self.compiled.indexes.items()
            if language in spoken or None in spoken
            for index, entries in chosen.candidates(text)
        ]
        worded = list(itertools.chain.from_iterable(found))
        seen = {(finding.rule, finding.span) for finding in worded}
        read = (f for f in self._read(text, scopes, budget) if (f.rule, f.span) not in seen)
        yield from sorted((*worded, *read), key=lambda finding: finding.span.start)

    def _read(self, text: Folded, scopes: Scopes, budget: Budget) -> Iterator[Finding]:
        """Yield what lines over concepts find: one finding a rule and clause."""
        readings = {spoken: found for spoken, found in self.compiled.readings.items() if found.lines}
        clauses = clauses_of(text, self.compiled.further) if readings else ()
        for language, lines in readings.items():
            own = (clause for clause in clauses if clause.language in (None, language))
            for clause, worth in lines.worth_trying(text, own):
                for ordinal, group in itertools.groupby(worth, key=attrgetter("matcher")):
                    if ordinal in budget.stopped:
                        continue
                    start = thread_time()
                    matcher, chosen = self.compiled.matchers[ordinal], [reading.line for reading in group]
                    yield from _apply_lines(matcher, chosen, clause, scopes)
                    budget.charge(ordinal, thread_time() - start)

    def _found(
        self, language: str, entries: Sequence[Entry], text: Folded, index: int, scopes: Scopes, budget: Budget
    ) -> Iterator[Finding]:
        segment = text.segments[index]
        block = text.document.blocks[segment.block]
        if block.language in (None, language):
            worth = [entry for entry in entries if entry.phrase.may_match(segment.line)]
            for ordinal, group in itertools.groupby(worth, key=attrgetter("matcher")):
                if ordinal in budget.stopped:
                    continue
                start = thread_time()
                phrases = [entry.phrase for entry in group]
                yield from _apply(self.compiled.matchers[ordinal], phrases, text, index, block, scopes)
                budget.charge(ordinal, thread_time() - start)


def _apply(
    matcher: Matcher, phrases: Sequence[Phrase], text: Folded, index: int, block: Block, scopes: Scopes
) -> Iterator[Finding]:
    segment = text.segments[index]
    if matcher.heading and not scopes.under(matcher.heading, block):
        return
    dear = any(phrase.needed for phrase in phrases)
    if matcher.near and not scopes.may_be_near(matcher.near, matcher.wording.within, index, sure=dear):
        return
    match = next((m for phrase in phrases if (m := match_standing(matcher, phrase, text, segment))), None)
    if match is None or any(match_phrase(p, text, segment, anywhere=True) for p in matcher.unless):
        return
    near = scopes.near(matcher.near, matcher.wording.within, index) if matcher.near else ()
    if near is not None:
        yield _finding(matcher, text, match, near)


def _apply_lines(matcher: Matcher, lines: Sequence[Line], clause: Clause, scopes: Scopes) -> Iterator[Finding]:
    """Yield what a line finds; `near` is asked of phrases alone, for a line says itself what must stand near."""
    text, segment = clause.text, clause.segment
    if matcher.heading and not scopes.under(matcher.heading, text.document.blocks[segment.block]):
        return
    match = next((m for line in lines if (m := match_line(matcher, line, clause))), None)
    if match is not None and not any(match_phrase(p, text, segment, anywhere=True) for p in matcher.unless):
        yield _finding(matcher, text, match, ())


def match_line(matcher: Matcher, line: Line, clause: Clause) -> Match | None:
    """Return the words by which a clause says what a rule's line asks; None too where a negation undoes them."""
    found = fit(line, clause)
    if found is None:
        return None
    match = Match(clause.segment, given=marked(found, clause), facts=found.facts)
    raises = matcher.meaning.bearing == "raises" and not line.forces
    undone = raises and is_negated(clause.text, clause.segment, match)
    return None if undone or (matcher.meaning.binds and clause.only_frees) else match


def match_standing(matcher: Matcher, phrase: Phrase, text: Folded, segment: Segment) -> Match | None:
    """Return where a rule's phrase matches in a segment; None too where a negation undoes a rule that raises."""
    match = match_phrase(phrase, text, segment)
    if match is None or (matcher.meaning.bearing == "raises" and is_negated(text, segment, match)):
        return None
    return None if matcher.meaning.binds and text.clauses[segment.index].only_frees else match


def _finding(matcher: Matcher, text: Folded, match: Match, near: tuple[Span, ...]) -> Finding:
    meaning, span, document = matcher.meaning, match.segment.span, text.document
    facts = match.facts or _captured(meaning.capture, text, match)
    attributes: dict[str, Value] = dict(meaning.attributes)
    for fact in facts:
        attributes.setdefault(meaning.capture_as.get(fact.kind, fact.kind), fact.value)
    return Finding(
        kind=meaning.kind,
        span=span,
        quote=document.quote(span),
        rule=meaning.id,
        view=document.view,
        attributes=attributes,
        facts=facts,
        marked=tuple(sorted({*match.marked, *near})),
    )


def _captured(kinds: Sequence[FactKind], text: Folded, match: Match) -> tuple[Fact, ...]:
    held = [kind for kind in kinds if text.may_hold(match.segment, kind)]
    return nearest(text.facts(match.segment, held), kinds, text.document, match.marked) if held else ()
