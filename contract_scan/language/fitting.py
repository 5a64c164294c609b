"""Whether a clause says what a line of a rule asks, and with which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from contract_scan.document import Span
from contract_scan.finding import Fact as FoundFact
from contract_scan.language.amounts import within
from contract_scan.language.clause import Clause
from contract_scan.language.expression import Both, Concept, Either, Fact, Line, Ordered, Part, Without, Words
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
    if line.under and not clause.under & set(line.under):
        return None
    for places in _ways(line.part, clause):
        if any(_own(place, clause) for place in places):
            return Fit(tuple(sorted(places, key=lambda place: (place.start, place.end))))
    return None


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
    for start in _ways(first, clause):
        places = start
        for other in others:
            nearest = _nearest(_ways(other, clause), places, clause, ordered=ordered)
            if nearest is None:
                break
            places += nearest
        else:
            yield places


def _nearest(
    ways: Iterable[tuple[Place, ...]], places: tuple[Place, ...], clause: Clause, *, ordered: bool
) -> tuple[Place, ...] | None:
    """Return the way that lies nearest to places found before, none of whose words are among them."""
    best: tuple[int, tuple[Place, ...]] | None = None
    for way in ways:
        if not way or not places:
            return way
        if any(a.start < b.end and b.start < a.end for a in way for b in places if not (a.fact or b.fact)):
            continue
        if ordered and min(place.start for place in way) < max(place.start for place in places):
            continue
        distance = _words_between(way, places, clause)
        if distance <= REACH and (best is None or distance < best[0]):
            best = distance, way
    return best[1] if best else None


def _words_between(way: tuple[Place, ...], places: tuple[Place, ...], clause: Clause) -> int:
    gaps = [(min(a.end, b.end), max(a.start, b.start)) for a in way for b in places]
    start, end = min(gaps, key=lambda gap: gap[1] - gap[0])
    return clause.text.text.count(" ", start, end) if end > start else 0


@cache
def phrase_of(source: str) -> Phrase:
    """Return words of a line, ready to match."""
    return compile_tree(source, parse(source))
