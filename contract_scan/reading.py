"""The reading: what was worked out about a document before a checker is asked, and what a checker asks of it.

A checker that names `reading` as an argument of its `check` is given one: the document, its sentences with what they
say, the parties found in it, its defined terms, its facts and the settings of the run.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from contract_scan.document import Document, Span
from contract_scan.finding import Fact, FactKind, Finding, Value
from contract_scan.messages import LANGUAGES
from contract_scan.settings import Settings

if TYPE_CHECKING:
    from contract_scan.language.clause import Clause
    from contract_scan.language.concepts import Hit
    from contract_scan.rules.segments import Folded


@dataclass(frozen=True)
class Sentence:
    """One sentence or list item of a document, read together with its lead-in.

    `clause` and `headings` say where it stands, `language` is None where it is not known; its concepts are then those
    of any language. `concepts` are those of docs/rules.md that stand in it, in order; `forces` say how it binds (must,
    must not, may, need not, free), and `actors` who acts, as the concepts PARTNER, WE, BOTH, FUNDER, SCHOLAR, GUEST and
    STATE_BODY.
    """

    document: Document = field(repr=False)
    span: Span
    language: str | None
    clause: str | None
    headings: tuple[str, ...]
    _clause: Clause = field(repr=False)

    @property
    def quote(self) -> str:
        """Its words, verbatim."""
        return self.document.quote(self.span)

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """The concepts that stand in it or its lead-in, in order, each once."""
        return tuple(dict.fromkeys(hit.concept for hit in self._clause.hits))

    @property
    def forces(self) -> frozenset[str]:
        """How it binds."""
        return frozenset(self._clause.forces)

    @property
    def actors(self) -> frozenset[str]:
        """Who acts."""
        return self._clause.actors

    @property
    def who_must(self) -> frozenset[str]:
        """Who is bound by it, to do something or to leave it; nobody where it binds nobody."""
        return self.actors if self.forces & {"must", "must not"} else frozenset()

    @property
    def who_may(self) -> frozenset[str]:
        """Who is free by it to do something; nobody where it frees nobody."""
        return self.actors if self.forces & {"may", "free", "need not"} else frozenset()

    def facts(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """Return its facts of these kinds, all where none are named, in reading order."""
        text, segment = self._clause.text, self._clause.segment
        wanted = kinds or get_args(FactKind)
        return tuple(text.facts(segment, [kind for kind in wanted if text.may_hold(segment, kind)]))


@dataclass(frozen=True)
class Reading:
    """What is known about one view of a document. `found` are the findings of the checkers before this one."""

    document: Document
    found: tuple[Finding, ...] = ()
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences and list items, in reading order."""
        return tuple(self._sentence(index) for index in range(len(self._text.segments)))

    @property
    def parties(self) -> tuple[Finding, ...]:
        """Who the document is between, as far as that was found: findings of kind "party", the name quoted."""
        return tuple(finding for finding in self.found if finding.kind == "party")

    @property
    def roles(self) -> Mapping[str, str]:
        """What the document calls its parties, by name; a party that has no other name is left out."""
        named = ((f.attributes.get("name") or f.quote, f.attributes.get("role")) for f in self.parties)
        return {str(name): str(role) for name, role in named if role}

    @cached_property
    def terms(self) -> Mapping[str, str]:
        """Its defined terms as they are written, with what they mean in its own words."""
        from contract_scan.rules.definitions import definitions_in, meaning_of

        found = definitions_in(self._text).values()
        return {definition.term: meaning_of(self.document, definition) for definition in found}

    def facts(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """Return its facts of these kinds, all where none are named, in reading order."""
        return tuple(fact for sentence in self.sentences for fact in sentence.facts(*kinds))

    def sentence_of(self, span: Span) -> Sentence | None:
        """Return the sentence in which a span begins, None where it begins in none (a heading, say)."""
        index = self._text.segment_around(span)
        return None if index is None else self._sentence(index)

    def is_negated(self, span: Span) -> bool:
        """Say whether a negation before a span undoes it: "nothing in this Agreement prevents …"."""
        from contract_scan.rules.negation import is_negated
        from contract_scan.rules.phrases import Match

        index = self._text.segment_around(span)
        if index is None:
            return False
        segment = self._text.segments[index]
        return is_negated(self._text, segment, Match(segment, given=(span,)))

    def finding(
        self,
        sentence: Sentence,
        kind: str,
        rule: str,
        *,
        facts: Collection[Fact] = (),
        attributes: Mapping[str, Value] | None = None,
    ) -> Finding:
        """Return a finding that quotes a sentence, with the facts that it rests on marked."""
        return Finding(
            kind=kind,
            span=sentence.span,
            quote=sentence.quote,
            rule=rule,
            view=self.document.view,
            attributes=attributes or {},
            facts=tuple(facts),
            marked=tuple(fact.span for fact in facts),
        )

    @cached_property
    def _text(self) -> Folded:
        from contract_scan.rules.segmenting import folded

        return folded(self.document)

    @cached_property
    def _in_any_language(self) -> Mapping[int, tuple[Hit, ...]]:
        """The concepts of sentences of no known language, as in a draft of a few words: those of any language."""
        from contract_scan.language.concepts import concepts_for

        unknown = {clause.segment.index for clause in self._text.clauses if clause.language is None}
        found: dict[int, tuple[Hit, ...]] = {}
        for language in LANGUAGES if unknown else ():
            for index, hits in concepts_for(language).hits(self._text, unknown).items():
                found[index] = tuple(sorted({*found.get(index, ()), *hits}, key=lambda hit: (hit.start, hit.end)))
        return found

    def _sentence(self, index: int) -> Sentence:
        segment, clause = self._text.segments[index], self._text.clauses[index]
        if clause.language is None:
            clause = replace(clause, hits=self._in_any_language.get(index, ()))
        block = self.document.blocks[segment.block]
        place = self.document.clause_at(segment.span.start)
        return Sentence(self.document, segment.span, clause.language, place, block.headings, clause)
