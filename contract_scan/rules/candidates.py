"""Which phrases are worth trying in which sentence: those of which an anchor stands in it. One pass over the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from contract_scan.language.expression import Line, needed
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.segments import Folded

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from contract_scan.language.clause import Clause
    from contract_scan.rules.compiled import Matcher


@dataclass(frozen=True)
class Entry:
    """A phrase and the ordinal of its matcher."""

    matcher: int
    phrase: Phrase


@dataclass(frozen=True)
class Index:
    """The phrases of one language by their anchors. `everywhere` are those without any; numbers are ordinals."""

    entries: tuple[Entry, ...]
    anchors: tuple[str, ...]
    by_anchor: tuple[tuple[int, ...], ...]
    everywhere: frozenset[int]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(self.anchors, matchkind=MatchKind.Standard)

    def candidates(self, text: Folded) -> Iterator[tuple[int, list[Entry]]]:
        """Yield, by segment in reading order, the phrases worth trying, by matcher and in the order of its phrases."""
        wanted: set[int] = set()
        current = 0
        for segment, anchor in self._hits(text):
            if segment != current:
                yield from self._gathered(current, segment, wanted)
                wanted, current = set(), segment
            wanted.update(self.by_anchor[anchor])
        yield from self._gathered(current, len(text.segments), wanted)

    def _gathered(self, current: int, following: int, wanted: set[int]) -> Iterator[tuple[int, list[Entry]]]:
        if wanted or self.everywhere:
            yield current, [self.entries[i] for i in sorted(wanted | self.everywhere)]
        if self.everywhere:
            for index in range(current + 1, following):
                yield index, [self.entries[i] for i in sorted(self.everywhere)]

    def _hits(self, text: Folded) -> Iterator[tuple[int, int]]:
        """Yield segment and anchor of each hit. Hits come in the order of their ends, and no anchor leaves a line."""
        if not self.anchors or not text.segments:
            return
        segments = text.segments
        current, end_of_line = 0, segments[0].end
        for anchor, _, end in self._automaton.find_matches_as_indexes(text.text, overlapping=True):
            while end > end_of_line:
                current += 1
                end_of_line = segments[current].end
            yield current, anchor


@dataclass(frozen=True)
class Readings:
    """The lines over concepts of one language, by a concept that every clause holds that fits; some by none."""

    by_concept: Mapping[str, tuple[Reading, ...]]
    everywhere: tuple[Reading, ...]

    def worth_trying(self, clause: Clause) -> list[tuple[int, Line]]:
        """Return the lines worth trying on a clause, by the ordinal of their matcher."""
        held = dict.fromkeys(hit.concept for hit in clause.hits)
        found = {reading for concept in held for reading in self.by_concept.get(concept, ())}
        chosen = sorted({*found, *self.everywhere}, key=lambda reading: (reading.matcher, reading.ordinal))
        return [
            (reading.matcher, reading.line) for reading in chosen if all(need & held.keys() for need in reading.needs)
        ]


@dataclass(frozen=True)
class Reading:
    """A line and the ordinals of its matcher and in it; `needs` are sets of concepts of which one each must stand."""

    matcher: int
    ordinal: int
    line: Line
    needs: tuple[frozenset[str], ...]


def readings_of(matchers: Iterable[tuple[int, Matcher]]) -> Readings:
    """Return the lines of matchers, each with its ordinal, by the concepts they need."""
    by_concept: dict[str, list[Reading]] = {}
    everywhere = []
    for ordinal, matcher in matchers:
        for number, line in enumerate(matcher.reads):
            reading = Reading(ordinal, number, line, tuple(needed(line.part)))
            if not reading.needs:
                everywhere.append(reading)
                continue
            for concept in sorted(_smallest(reading.needs)):
                by_concept.setdefault(concept, []).append(reading)
    return Readings({name: tuple(found) for name, found in by_concept.items()}, tuple(everywhere))


def _smallest(needs: tuple[frozenset[str], ...]) -> frozenset[str]:
    sizes = [len(need) for need in needs]
    return needs[sizes.index(min(sizes))]


def index_of(matchers: Iterable[tuple[int, Matcher]]) -> Index:
    """Return the index of matchers, each with its ordinal."""
    entries = tuple(Entry(ordinal, phrase) for ordinal, matcher in matchers for phrase in matcher.phrases)
    by_anchor: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for anchor in entry.phrase.anchors:
            by_anchor.setdefault(anchor, []).append(number)
    anchors = tuple(sorted(by_anchor))
    everywhere = frozenset(number for number, entry in enumerate(entries) if not entry.phrase.anchors)
    return Index(entries, anchors, tuple(tuple(by_anchor[anchor]) for anchor in anchors), everywhere)
