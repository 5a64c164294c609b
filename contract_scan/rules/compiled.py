"""Wordings compiled: each phrase with its regular expression and the anchor strings that gate it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from contract_scan.language.clause import Clause, clauses
from contract_scan.language.concepts import ConceptIndex
from contract_scan.language.concepts import index_of as concepts_index
from contract_scan.language.expression import Line, parse_line
from contract_scan.nouns import dataclass
from contract_scan.rules.candidates import Index, Readings, index_of, readings_of
from contract_scan.rules.grammar import parse
from contract_scan.rules.groups import groups_in
from contract_scan.rules.model import Meaning, Pack, Wording
from contract_scan.rules.phrase import Phrase, compile_tree

if TYPE_CHECKING:
    from contract_scan.language.spelled import Spelled
    from contract_scan.rules.segments import Folded

#: Concepts of houses beside the built-in ones, by language.
Further = Mapping[str, ConceptIndex]


@lru_cache(maxsize=16)
def concept_index(language: str, given: tuple[Spelled, ...]) -> ConceptIndex:
    """Return concepts of a house ready to be looked for; every rule of a pack shares them."""
    return concepts_index(language, given)


@dataclass(frozen=True)
class Matcher:
    """A rule's words in one language, ready to match."""

    meaning: Meaning
    wording: Wording
    phrases: tuple[Phrase, ...]
    reads: tuple[Line, ...] = ()
    near: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    heading: tuple[Phrase, ...] = ()
    further: Further = field(default_factory=dict)

    def clauses(self, text: Folded) -> Sequence[Clause]:
        """Return the clauses of a document, read with the concepts of the house too."""
        return clauses_of(text, self.further)


@dataclass(frozen=True)
class Compiled:
    """All matchers, and by language the index of their phrases; `further` are the concepts of houses by language."""

    matchers: tuple[Matcher, ...]
    indexes: Mapping[str, Index]
    readings: Mapping[str, Readings] = field(default_factory=dict)
    further: Further = field(default_factory=dict)

    @property
    def languages(self) -> frozenset[str]:
        """The languages that there are rules for."""
        return frozenset(self.indexes)


def compile_pack(pack: Pack) -> Compiled:
    """Return the matchers of a pack; its phrases were checked when it was loaded."""
    matchers = tuple(compile_wording(pack, wording) for wording in pack.wordings)
    languages = sorted({wording.language for wording in pack.wordings})
    numbered = list(enumerate(matchers))
    indexes = {spoken: index_of((n, m) for n, m in numbered if m.wording.language == spoken) for spoken in languages}
    readings = {
        spoken: readings_of([(n, m) for n, m in numbered if m.wording.language == spoken], pack.literal)
        for spoken in languages
    }
    return Compiled(matchers, indexes, readings, further_of(pack))


def compile_wording(pack: Pack, wording: Wording) -> Matcher:
    """Return one wording's matcher."""

    folder = wording.folder

    def compiled(phrases: Iterable[str]) -> tuple[Phrase, ...]:
        return tuple(compile_phrase(pack, folder, wording.language, phrase) for phrase in phrases)

    return Matcher(
        meaning=pack.meanings[wording.rule],
        wording=wording,
        phrases=compiled(wording.phrases),
        reads=tuple(map(parse_line, wording.reads)),
        near=compiled(wording.near),
        unless=compiled(wording.unless),
        heading=compiled(wording.heading),
        further=further_of(pack),
    )


def further_of(pack: Pack) -> Further:
    """Return the concepts of houses ready to be looked for, by language."""
    return {language: concept_index(language, given) for language, given in pack.concepts.items() if given}


def clauses_of(text: Folded, further: Further) -> Sequence[Clause]:
    """Return the clauses of a document, read with further concepts where there are any."""
    return tuple(clauses(text, further)) if further else text.clauses


def compile_phrase(pack: Pack, folder: str, language: str, source: str) -> Phrase:
    """Return a phrase of a folder's words ready to match; the loader has compiled it, unless no file holds it."""
    ready = pack.phrases.get((folder, language, source))
    if ready is not None:
        return ready
    return compile_tree(source, parse(source, groups_in(pack.groups, folder, language)))
