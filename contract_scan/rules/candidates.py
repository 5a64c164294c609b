"""Which phrases are worth trying in which sentence: those of which an anchor stands in it. One pass over the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from contract_scan.language.expression import Line, in_quotes, needed, words_in
from contract_scan.language.fitting import phrase_of
from contract_scan.nouns import dataclass
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
class Reading:
    """A line and the ordinal of its matcher; `needs` are sets of concepts and words of which one each must stand."""

    matcher: int
    line: Line
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Readings:
    """The lines over concepts of one language, by matcher and in its order; numbers are ordinals among them.

    `by_need` gives the lines by a concept or words that every clause holds that fits, `everywhere` those that need
    none. `literal` finds the words that lines ask for literally; its entries are numbered as `words` are.
    """

    lines: tuple[Reading, ...]
    by_need: Mapping[str, tuple[int, ...]]
    everywhere: tuple[int, ...]
    literal: Index
    words: tuple[str, ...]

    def worth_trying(self, text: Folded, clauses: Iterable[Clause]) -> Iterator[tuple[Clause, list[Reading]]]:
        """Yield clauses of a document with the lines worth trying on each; those on which there are none are left out.

        `clauses` are those that are asked about, in reading order.
        """
        spoken = self._words_in(text)
        for clause in clauses:
            held = {hit.concept for hit in clause.hits}.union(spoken.get(clause.segment.index, ()))
            found = {number for need in held & self.by_need.keys() for number in self.by_need[need]}
            worth = [self.lines[number] for number in sorted(found.union(self.everywhere))]
            chosen = [reading for reading in worth if not any(map(held.isdisjoint, reading.needs))]
            if chosen:
                yield clause, chosen

    def _words_in(self, text: Folded) -> dict[int, list[str]]:
        """Return, by segment, the words of lines that may stand in it."""
        return {
            index: [self.words[e.matcher] for e in entries if e.phrase.may_match(text.segments[index].line)]
            for index, entries in self.literal.candidates(text)
        }


def readings_of(matchers: Iterable[tuple[int, Matcher]], literal: Mapping[str, Phrase]) -> Readings:
    """Return the lines of matchers, each with its ordinal, by what they need.

    `literal` are the literal words of lines that are ready to match, by their source.
    """
    lines = tuple(
        Reading(ordinal, line, tuple(needed(line.part, words=True)))
        for ordinal, matcher in matchers
        for line in matcher.reads
    )
    by_need: dict[str, list[int]] = {}
    for number, reading in enumerate(lines):
        for need in sorted(min(reading.needs, key=_commonness, default=())):
            by_need.setdefault(need, []).append(number)
    sources = tuple(dict.fromkeys(source for reading in lines for source in words_in(reading.line.part)))
    return Readings(
        lines,
        {need: tuple(numbers) for need, numbers in by_need.items()},
        tuple(number for number, reading in enumerate(lines) if not reading.needs),
        _indexed(tuple(Entry(n, literal.get(source) or phrase_of(source)) for n, source in enumerate(sources))),
        tuple(map(in_quotes, sources)),
    )


def _commonness(need: frozenset[str]) -> tuple[int, int]:
    """Return what orders sets of needs by how often one of them stands in a sentence: literal words are rare."""
    return sum(not name.startswith('"') for name in need), len(need)


def index_of(matchers: Iterable[tuple[int, Matcher]]) -> Index:
    """Return the index of matchers, each with its ordinal."""
    return _indexed(tuple(Entry(ordinal, phrase) for ordinal, matcher in matchers for phrase in matcher.phrases))


def _indexed(entries: tuple[Entry, ...]) -> Index:
    by_anchor: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for anchor in entry.phrase.anchors:
            by_anchor.setdefault(anchor, []).append(number)
    anchors = tuple(sorted(by_anchor))
    everywhere = frozenset(number for number, entry in enumerate(entries) if not entry.phrase.anchors)
    return Index(entries, anchors, tuple(tuple(by_anchor[anchor]) for anchor in anchors), everywhere)
