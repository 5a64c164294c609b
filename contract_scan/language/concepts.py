"""Where concepts stand in a document: one pass of an automaton over its folded text finds all of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from contract_scan.language.concept import GAP, GUARD, Concept, spellings
from contract_scan.yaml_files import knowledge_by_name

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from contract_scan.rules.segments import Folded


class Hit(NamedTuple):
    """A concept that stands in the folded text from `start` to `end`, both at a word's edge."""

    concept: str
    start: int
    end: int


class _Needle(NamedTuple):
    """What a string found by the automaton means: which concept (or its guard), and what must still be looked at."""

    concept: str
    guard: bool
    open_start: bool
    open_end: bool
    rest: re.Pattern[str] | None


@dataclass(frozen=True)
class ConceptIndex:
    """All concepts of one language, ready to be looked for."""

    language: str
    concepts: Mapping[str, Concept]
    _needles: Mapping[str, tuple[_Needle, ...]] = field(repr=False)

    @cached_property
    def _strings(self) -> tuple[str, ...]:
        return tuple(sorted(self._needles))

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(self._strings, matchkind=MatchKind.Standard)

    def hits(self, text: Folded) -> dict[int, tuple[Hit, ...]]:
        """Return, by the index of a segment, the concepts that stand in it, in order; lead-ins and tails included."""
        return self._found(text)

    def in_line(self, line: str) -> tuple[str, ...]:
        """Return the concepts in one line of folded text that begins and ends with a space, in order."""
        return tuple(hit.concept for hit in self._found(_Line(line)).get(0, ()))

    def _found(self, text: Folded | _Line) -> dict[int, tuple[Hit, ...]]:
        found = _Found(text)
        for number, start, end in self._automaton.find_matches_as_indexes(text.text, overlapping=True):
            for needle in self._needles[self._strings[number]]:
                found.add(needle, start, end)
        return found.kept()


@dataclass(frozen=True)
class _Line:
    """A line by itself, where no document is at hand."""

    text: str
    start: int = 0

    @property
    def end(self) -> int:
        return len(self.text)

    @property
    def segments(self) -> tuple[_Line]:
        return (self,)


class _Found:
    """Collects hits and the guards that undo them, segment by segment."""

    def __init__(self, text: Folded | _Line) -> None:
        self.text = text.text
        self.segments = text.segments
        self.starts = [segment.start for segment in self.segments]
        self.hits: dict[int, set[Hit]] = {}
        self.guards: dict[int, list[Hit]] = {}

    def add(self, needle: _Needle, start: int, end: int) -> None:
        """Add what a string from `start` to `end` means, if the rest of its entry stands there too."""
        if needle.open_start:
            start = self.text.rfind(" ", 0, start + 1) if self.text[start] != " " else start
        first = start + (self.text[start] == " ")
        if needle.open_end and self.text[end - 1] != " ":
            end = self.text.find(" ", end - 1) + 1
        index = bisect_right(self.starts, first) - 1
        if needle.rest is not None:
            match = needle.rest.match(self.text, first, self.segments[index].end)
            if match is None:
                return
            end = match.end()
        hit = Hit(needle.concept, first, end)
        if needle.guard:
            self.guards.setdefault(index, []).append(hit)
        else:
            self.hits.setdefault(index, set()).add(hit)

    def kept(self) -> dict[int, tuple[Hit, ...]]:
        """Return the hits that no guard undoes, in order."""
        return {index: tuple(sorted(self._unguarded(index, hits), key=_place)) for index, hits in self.hits.items()}

    def _unguarded(self, index: int, hits: Iterable[Hit]) -> Iterator[Hit]:
        guards = self.guards.get(index)
        for hit in hits:
            if not guards or not any(g.concept == hit.concept and self._near(hit, g) for g in guards):
                yield hit

    def _near(self, hit: Hit, guard: Hit) -> bool:
        between = self.text[min(hit.end, guard.end) : max(hit.start, guard.start)]
        return between.count(" ") <= GUARD


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.start, hit.end, hit.concept


@cache
def concepts_for(language: str) -> ConceptIndex:
    """Return the built-in concepts of a language, ready to be looked for; none for a language without a file."""
    return index_of(language, _built_in(language))


def _built_in(language: str) -> Iterator[Concept]:
    for name, given in knowledge_by_name("concepts").get(language, {}).items():
        yield Concept(name, language, tuple(map(str, given["words"])), tuple(map(str, given.get("unless", ()))))


@cache
def forms_of(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the inflected forms of the words that concepts mark, by word; from ``patterns/concepts/forms``."""
    given = knowledge_by_name("concepts", "forms")
    return {word: tuple(forms.split("|")) for word, forms in given.get(language, {}).items()}


def index_of(language: str, concepts: Iterable[Concept]) -> ConceptIndex:
    """Return concepts ready to be looked for; those of one name add to each other."""
    forms = forms_of(language)
    by_name: dict[str, Concept] = {}
    needles: dict[str, list[_Needle]] = {}
    for concept in concepts:
        earlier = by_name.get(concept.name, Concept(concept.name, language, ()))
        by_name[concept.name] = Concept(
            concept.name, language, earlier.words + concept.words, earlier.guards + concept.guards
        )
        for guard, entries in ((False, concept.words), (True, concept.guards)):
            for spelling in dict.fromkeys(s for entry in entries for s in spellings(entry, forms)):
                string, needle = _needle(concept.name, spelling, guard=guard)
                needles.setdefault(string, []).append(needle)
    return ConceptIndex(language, by_name, {string: tuple(found) for string, found in needles.items()})


def _needle(concept: str, spelling: str, *, guard: bool) -> tuple[str, _Needle]:
    """Return the string by which a spelling is found, and what must be looked at then.

    Of a spelling with a gap, or with stars inside, the first word is the string and the rest an expression.
    """
    words = spelling.split()
    inner = [word for word in words if word == "…" or "*" in word.strip("*")]
    stars_between = any("*" in word for word in words[1:]) or (words[0].endswith("*") and len(words) > 1)
    if inner or stars_between:
        first = words[0].partition("*")[0]
        return f" {first}", _Needle(concept, guard, False, True, _expression(words))
    body = spelling.strip("*")
    open_start, open_end = spelling.startswith("*"), spelling.endswith("*")
    string = ("" if open_start else " ") + body + ("" if open_end else " ")
    return string, _Needle(concept, guard, open_start, open_end, None)


def _expression(words: list[str]) -> re.Pattern[str]:
    parts = []
    for word in words:
        if word == "…":
            parts.append(rf"(?:[^ \n]+ ){{0,{GAP}}}?")
        else:
            parts.append("[^ \n]*".join(map(re.escape, word.split("*"))) + " ")
    return re.compile("".join(parts))


@cache
def concept_names() -> frozenset[str]:
    """Return the names of the built-in concepts of all languages."""
    return frozenset(name for given in knowledge_by_name("concepts").values() for name in given)


def is_concept(name: str) -> bool:
    """Say whether there is a concept of a name."""
    return name in concept_names()
