"""A clause read for what it says: its concepts, how it binds, and who acts. Worked out once a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from contract_scan.language.concepts import ConceptIndex, Hit, concepts_for
from contract_scan.language.expression import Force
from contract_scan.language_data import agent_words, denying_words, lacking_words
from contract_scan.nouns import dataclass
from contract_scan.rules.folding import words_of

if TYPE_CHECKING:
    from contract_scan.rules.segment import Segment
    from contract_scan.rules.segments import Folded

#: Which concept says that a clause binds in which way; the first of those that stand at one place counts.
FORCES: Mapping[str, Force] = {
    "NO_NEED": "need not",
    "FREE": "free",
    "MUST_NOT": "must not",
    "FORBID": "must not",
    "MAY": "may",
    "MUST": "must",
}
#: How many words a paragraph without a stop has at most, to be a title that is not set as one.
_TITLE = 6
#: How many words of a heading count.
HEADING = 12
#: A heading over more sentences than this says little of each: the headings below it were not told apart from text.
LONG = 30
#: The concepts of what may be asked for before one may publish.
ASKED = frozenset(("CONSENT", "SEE_FIRST", "OBJECT"))
#: The concepts that name somebody who acts.
ACTORS = frozenset(("PARTNER", "WE", "BOTH", "FUNDER", "SCHOLAR", "GUEST", "STATE_BODY"))


@dataclass(frozen=True)
class Clause:
    """One sentence or list item with its lead-in; `hits` are the concepts in both, in order.

    `previous` is the clause before it in the document; `heading` the lowest heading above it, None where none stands
    or where it stands over so much that it says nothing of each sentence.
    """

    segment: Segment
    hits: tuple[Hit, ...]
    language: str | None
    text: Folded
    previous: Clause | None = field(default=None, repr=False, compare=False)
    heading: str | None = None

    @property
    def above(self) -> frozenset[str]:
        """The concepts in the lowest heading above it."""
        return concepts_in_heading(self.heading, self.language) if self.heading else frozenset()

    @cached_property
    def own(self) -> frozenset[str]:
        """The concepts in its own words, without those of its lead-in."""
        start, end = self.segment.own_start, self.segment.own_end
        return frozenset(hit.concept for hit in self.hits if start <= hit.start < end)

    @property
    def before(self) -> frozenset[str]:
        """The concepts in the clause before it, if that stands under the same heading."""
        earlier = self.previous
        return earlier.own if earlier is not None and earlier.heading == self.heading else frozenset()

    @cached_property
    def forces(self) -> frozenset[Force]:
        """How the clause binds; one that tells a duty as a fact ("the Fund reads every paper") says that it must.

        A line that only names a subject ("Results and publication") binds to nothing.
        """
        found = frozenset(FORCES[hit.concept] for hit in self._outer)
        return found or frozenset(() if self._names_a_subject else ("must",))

    @property
    def only_frees(self) -> bool:
        """Whether it says only what need not be done, and denies nothing beside that ("without consent, no paper").

        A denial belongs to what need not be done where it is one of its first two words: "no consent", "need not".
        """
        if "need not" not in self.forces or self.forces - {"need not", "may", "free"}:
            return False
        free = [hit for hit in self.hits if hit.concept == "NO_NEED"]
        alone = self.forces == {"need not"} or _all_within([hit for hit in self.hits if hit.concept in ASKED], free)
        return alone and not _denied(self.segment, free, self.language)

    @property
    def _names_a_subject(self) -> bool:
        """Whether it is a whole paragraph of a few words without a stop: a title that is not set as one."""
        block = self.text.document.blocks[self.segment.block]
        words = self.text.document.quote(block.span).split()
        return block.kind == "paragraph" and 0 < len(words) <= _TITLE and words[-1][-1].isalnum()

    @cached_property
    def _outer(self) -> tuple[Hit, ...]:
        """The words that bind, without those inside a longer one: "shall" of "shall not"."""
        binding = [hit for hit in self.hits if hit.concept in FORCES]
        return tuple(hit for hit in binding if not any(_inside(hit, other) for other in binding))

    @cached_property
    def actors(self) -> frozenset[str]:
        """Who acts: the last named before what binds, or, in the passive voice, who is named after "by"."""
        agents = frozenset(hit.concept for hit in self._named if self._after_by(hit))
        if agents:
            return agents
        first = min((hit.start for hit in self._outer), default=self.segment.start)
        before = [hit for hit in self._named if hit.start < first]
        chosen = before[-1:] or self._named[:1]
        return frozenset(hit.concept for hit in self._named for one in chosen if hit.start == one.start)

    @cached_property
    def _named(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.concept in ACTORS)

    def _after_by(self, hit: Hit) -> bool:
        before = self.text.text[max(self.segment.start, hit.start - 24) : hit.start].split()[-2:]
        return any(word in agent_words(self.language) for word in before)


def _all_within(asked: Sequence[Hit], free: Sequence[Hit]) -> bool:
    """Say whether anything is asked for at all, and only as what need not be: "may publish without consent"."""
    return bool(asked) and all(any(own.start <= hit.start < own.end for own in free) for hit in asked)


def _denied(segment: Segment, free: Sequence[Hit], language: str | None) -> bool:
    """Say whether a sentence denies anything beside what need not be done."""
    denying, heads = denying_words(language), [segment.word_at(hit.start) for hit in free]
    denied = (number for number, word in enumerate(segment.line.split()) if word in denying)
    return not all(any(head <= number < head + 2 for head in heads) for number in denied)


def _meant(hits: Sequence[Hit], segment: Segment, language: str | None, text: str) -> tuple[Hit, ...]:
    """Return the concepts of a sentence as they are meant: under a denial, "without consent" asks for consent."""
    lacking = lacking_words(language)
    free = [hit for hit in hits if hit.concept == "NO_NEED" and text[hit.start : hit.end].split()[0] in lacking]
    if not free or not _denied(segment, free, language):
        return tuple(hits)
    return tuple(hit for hit in hits if hit not in free)


def _inside(hit: Hit, other: Hit) -> bool:
    if (hit.concept, other.concept) == ("MAY", "FREE"):
        return False  # "may publish freely" both permits and leaves free
    same = (hit.start, hit.end) == (other.start, other.end)
    if same:
        return list(FORCES).index(other.concept) < list(FORCES).index(hit.concept)
    return other.start <= hit.start and hit.end <= other.end


@cache
def concepts_in_heading(heading: str, language: str | None) -> frozenset[str]:
    """Return the concepts in the first words of a heading, read as English where its language is not known."""
    words = words_of(heading)[:HEADING]
    return frozenset(concepts_for(language or "en").in_line(f" {' '.join(words)} "))


def clauses(text: Folded, further: Mapping[str, ConceptIndex] | None = None) -> Iterator[Clause]:
    """Yield the clauses of a document, each read in its own language, in order.

    `further` are concepts by language beside the built-in ones; what they add to one of ours counts as that.
    """
    found = hits_by_segment(text, further or {})
    above = [text.document.blocks[segment.block].headings for segment in text.segments]
    sizes = Counter(above)
    previous: Clause | None = None
    for segment, headings in zip(text.segments, above, strict=True):
        heading = headings[-1] if headings and sizes[headings] <= LONG else None
        language = text.language_of(segment)
        hits = _meant(found.get(segment.index, ()), segment, language, text.text)
        previous = Clause(segment, hits, language, text, previous, heading)
        yield previous


def hits_by_segment(text: Folded, further: Mapping[str, ConceptIndex]) -> Mapping[int, Sequence[Hit]]:
    """Return the concepts by the index of a sentence, each read in its own language; none where that is not known."""
    spoken: dict[str, set[int]] = {}
    for segment in text.segments:
        language = text.language_of(segment)
        if language:
            spoken.setdefault(language, set()).add(segment.index)
    found: dict[int, Sequence[Hit]] = {}
    for language, only in spoken.items():
        found.update(concepts_for(language).hits(text, only))
        if language in further:
            for index, hits in further[language].hits(text, only).items():
                found[index] = sorted({*found.get(index, ()), *hits}, key=_place)
    return found


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.start, hit.end, hit.concept
