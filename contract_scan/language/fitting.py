"""Whether a clause says what a line of a rule asks, and with which words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from contract_scan.document import Span
from contract_scan.finding import Fact as FoundFact
from contract_scan.language.amounts import within
from contract_scan.language.clause import Clause
from contract_scan.language.expression import Both, Concept, Either, Fact, Line, Ordered, Part, Without, Words
from contract_scan.nouns import dataclass
from contract_scan.rules.grammar import parse
from contract_scan.rules.phrase import Phrase, compile_tree

#: How many words may lie between the words that a line joins.
REACH = 30


@dataclass(frozen=True, slots=True)
class Place:
    """Words in the folded text that answer to a part of a line, or a fact with its span in the document."""

    start: int
    end: int
    fact: FoundFact | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """The words of a clause that answer to a line, in order, and the facts among them."""

    places: tuple[Place, ...]

    @property
    def facts(self) -> tuple[FoundFact, ...]:
        """The facts that the line asked for."""
        return tuple(place.fact for place in self.places if place.fact)


def fit(line: Line, clause: Clause) -> Fit | None:
    """Return the words by which a clause says what a line asks, None where it does not."""
    if line.forces and not clause.forces & set(line.forces):
        return None
    if line.actor and line.actor not in clause.actors:
        return None
    if not stands_where(line, clause):
        return None
    for places in _ways(line.part, clause):
        if any(_own(place, clause) for place in places):
            return Fit(tuple(sorted(places, key=lambda place: (place.start, place.end))))
    return None


def stands_where(line: Line, clause: Clause) -> bool:
    """Say whether a clause stands under the heading and after the sentence that a line asks for."""
    return not (line.under and not line.under & clause.above) and not (line.after and not line.after & clause.before)


def marked(found: Fit, clause: Clause) -> tuple[Span, ...]:
    """Return the spans in the document of the words of a fit."""
    spans = [
        span
        for place in found.places
        for span in ((place.fact.span,) if place.fact else clause.segment.marked(place.start, place.end))
    ]
    return tuple(sorted(set(spans)))


def _own(place: Place, clause: Clause) -> bool:
    return place.fact is not None or clause.segment.is_own(place.start, place.end)


def _ways(part: Part, clause: Clause) -> Iterator[tuple[Place, ...]]:
    """Yield ways in which a part stands in a clause; of several parts the nearest places to the first."""
    match part:
        case Concept(name):
            yield from ((Place(hit.start, hit.end),) for hit in clause.hits if hit.concept == name)
        case Words(source):
            for found in phrase_of(source).find_all(clause.text.text, clause.segment.start, clause.segment.end):
                yield (Place(*found.span()),)
        case Fact(kind, _):
            yield from _facts(part, clause) if clause.text.may_hold(clause.segment, kind) else ()
        case Either(parts):
            for inner in parts:
                yield from _ways(inner, clause)
        case Without(inner):
            if next(_ways(inner, clause), None) is None:
                yield ()
        case Both(parts) | Ordered(parts):
            yield from _joined(parts, clause, ordered=isinstance(part, Ordered))


def _facts(part: Fact, clause: Clause) -> Iterator[tuple[Place, ...]]:
    for fact in clause.text.facts(clause.segment, (part.kind,)):
        if part.limit is None or within(fact.value, part.limit):
            position = clause.segment.first_word_from(fact.span.start)
            start = clause.segment.starts[min(position, len(clause.segment.starts) - 1)]
            yield (Place(start, start + 1, fact),)


def _joined(parts: tuple[Part, ...], clause: Clause, *, ordered: bool) -> Iterator[tuple[Place, ...]]:
    first, *others = parts
    laid: dict[Part, _Laid] = {}
    for start in _ways(first, clause):
        places = start
        for other in others:
            if other not in laid:  # worked out once, however many places the first part stands in
                laid[other] = _Laid(_ways(other, clause), clause)
            nearest = laid[other].nearest(places, ordered=ordered)
            if nearest is None:
                break
            places += nearest
        else:
            yield places


class _Laid:
    """The ways in which a part stands in a clause, by where they begin, so that only those near by are looked at."""

    def __init__(self, ways: Iterable[tuple[Place, ...]], clause: Clause) -> None:
        self.clause = clause
        self.ways = list(ways)
        #: Whether the part asks for nothing more: a way in which it is silent about what must not stand there.
        self.satisfied = () in self.ways
        numbered = [(min(p.start for p in way), n) for n, way in enumerate(self.ways) if way]
        self.order = sorted(numbered)
        self.starts = [start for start, _ in self.order]
        #: How many words the longest way covers, which bounds how far before a place it may begin.
        self.words = max((self._words(way) for way in self.ways if way), default=0)

    def _words(self, way: tuple[Place, ...]) -> int:
        start, end = min(place.start for place in way), max(place.end for place in way)
        return self.clause.text.text.count(" ", start, end) + 1

    def nearest(self, places: tuple[Place, ...], *, ordered: bool) -> tuple[Place, ...] | None:
        """Return the way that lies nearest to places found before, none of whose words are among them."""
        if self.satisfied:
            return ()
        if not places:
            return self.ways[0] if self.ways else None
        best: tuple[int, int] | None = None
        for number in self._near(places):
            way = self.ways[number]
            if any(a.start < b.end and b.start < a.end for a in way for b in places if not (a.fact or b.fact)):
                continue
            if ordered and min(place.start for place in way) < max(place.start for place in places):
                continue
            distance = _words_between(way, places, self.clause)
            if distance <= REACH and (best is None or (distance, number) < best):
                best = distance, number
        return self.ways[best[1]] if best else None

    def _near(self, places: tuple[Place, ...]) -> Iterator[int]:
        """Yield, in their order, the ways that begin within reach of places."""
        segment = self.clause.segment
        first = segment.word_at(min(place.start for place in places)) - REACH - self.words - 1
        last = segment.word_at(max(place.end for place in places) - 1) + REACH + 2
        starts = segment.starts
        low = bisect_left(self.starts, starts[max(first, 0)]) if first > 0 else 0
        high = bisect_right(self.starts, starts[last]) if last < len(starts) else len(self.starts)
        yield from sorted(number for _, number in self.order[low:high])


def _words_between(way: tuple[Place, ...], places: tuple[Place, ...], clause: Clause) -> int:
    gaps = [(min(a.end, b.end), max(a.start, b.start)) for a in way for b in places]
    start, end = min(gaps, key=lambda gap: gap[1] - gap[0])
    return clause.text.text.count(" ", start, end) if end > start else 0


@cache
def phrase_of(source: str) -> Phrase:
    """Return words of a line, ready to match."""
    return compile_tree(source, parse(source))
