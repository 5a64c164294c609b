"""A sentence that may speak of a gift: its words with their tags, its amounts, and whom it mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from contract_scan.document import Document, Span
from contract_scan.finding import Fact
from contract_scan.rules.segments import Folded, Segment
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.lexicon import Hit, gate, lexicon
from contract_scan_builtins.parties.who import Who as Person

_QUANTITIES = ("amount", "percentage")
#: A sentence says that something is given by a word of one of these tags.
_SAYING = (
    *("fund_active", "fund_passive", "pay_active", "pay_passive", "give_active", "give_passive", "receive"),
    *(
        "account",
        "funded_by",
        "invoice",
        "source",
        "statement",
        "in_kind",
        "granted",
        "own_share",
        "grant_sum",
        "gratis",
        "worth",
        "zelf",
        "own_account",
    ),
)
#: Words that mean that something is somebody's, and not that somebody acts.
_POSSESSIVE = frozenset(("our", "your", "onze", "uw", "ours", "yours", "uwe", "jouw"))
#: Tags that a word keeps though it is part of a name: "each party" speaks of no costs of all.
_OF_NAMES = frozenset(("each", "cause", "grant_sum"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody is mentioned by the words from `first` up to `last`; `of` says that something of theirs is meant."""

    first: int
    last: int
    who: tuple[Person, ...]
    of: bool = False

    @property
    def name(self) -> str | None:
        """The name of the one who is meant, None where several are."""
        return self.who[0].name if len(self.who) == 1 else None


@dataclass(frozen=True)
class Sentence:
    """A sentence or list item with its lead-in; `own` is the index of its own first word."""

    document: Document
    segment: Segment
    language: str | None
    words: Sequence[str]
    places: Sequence[tuple[int, int]]
    hits: Mapping[str, Sequence[Hit]]
    mentions: Sequence[Mention]
    facts: Sequence[Fact]

    @property
    def own(self) -> int:
        """The index of the first word that is no part of a lead-in."""
        return self.segment.own

    @property
    def span(self) -> Span:
        """The sentence without its lead-in."""
        return self.segment.span

    @cached_property
    def parts(self) -> list[range]:
        """The parts between semicolons, as ranges of words; a part may begin in the lead-in."""
        bounds = [0, *(i for i in range(self.own + 1, len(self.words)) if ";" in self._between(i)), len(self.words)]
        return [range(first, last) for first, last in pairwise(bounds) if first < last]

    def _between(self, index: int) -> str:
        return self.document.text[self.places[index - 1][1] : self.places[index][0]]

    def sign_before(self, index: int, signs: str) -> bool:
        """Say whether one of some signs stands between a word and the one before it."""
        return 0 < index < len(self.places) and any(sign in self._between(index) for sign in signs)

    def tagged(self, within: range, *tags: str) -> list[Hit]:
        """Return the hits of some tags within a range of words, in order."""
        return sorted(hit for tag in tags for hit in self.hits.get(tag, ()) if hit[0] in within)

    def has(self, within: range, *tags: str) -> bool:
        """Say whether one of some tags stands within a range of words."""
        return any(hit[0] in within for tag in tags for hit in self.hits.get(tag, ()))

    def mentioned(self, within: range) -> list[Mention]:
        """Return the mentions within a range of words, in order."""
        return [mention for mention in self.mentions if mention.first in within]

    def facts_in(self, within: range, kind: str) -> list[Fact]:
        """Return the facts of a kind within a range of words."""
        if not within:
            return []
        start, end = self.places[within[0]][0], self.places[within[-1]][1]
        return [fact for fact in self.facts if fact.kind == kind and start <= fact.span.start < end]

    def index_of(self, offset: int) -> int:
        """Return the index of the first word that begins at or after an offset of the document."""
        return bisect_left(self.places, (offset, 0))


def sentences(text: Folded, cast: Cast) -> Iterator[Sentence]:
    """Yield the sentences of a document that may speak of a gift."""
    for segment in text.segments:
        if text.holds(segment, gate()) or text.may_hold(segment, "amount"):
            words, language = segment.line.split(), text.language_of(segment)
            hits = lexicon(language).hits(words)
            if any(tag in hits for tag in _SAYING):
                yield _sentence(text, segment, cast, words, hits)


def sentence_of(text: Folded, segment: Segment, cast: Cast) -> Sentence:
    """Return any segment of a document as a sentence, whatever it speaks of."""
    words = segment.line.split()
    return _sentence(text, segment, cast, words, lexicon(text.language_of(segment)).hits(words))


def _sentence(text: Folded, segment: Segment, cast: Cast, words: list[str], hits: dict[str, list[Hit]]) -> Sentence:
    """Return a segment of a document, of which the hits are known, as a sentence."""
    language, places = text.language_of(segment), segment.places
    facts = text.facts(segment, [kind for kind in _QUANTITIES if text.may_hold(segment, kind)])
    mentions = [
        mention for part in (*segment.lead, *segment.whole) for mention in _mentions(text.document, part, places, cast)
    ]
    named = {index for mention in mentions for index in range(mention.first, mention.last)}
    kept = {tag: [hit for hit in found if hit[0] not in named or tag in _OF_NAMES] for tag, found in hits.items()}
    found = {tag: hits for tag, hits in kept.items() if hits}
    return Sentence(text.document, segment, language, words, places, found, mentions, facts)


def _mentions(document: Document, part: Span, places: Sequence[tuple[int, int]], cast: Cast) -> Iterator[Mention]:
    for place, who in cast.mentions(part.start, part.end):
        first = bisect_left(places, (place.start, 0))
        last = bisect_left(places, (place.end, 0))
        if first < last:
            tail = document.text[place.end : place.end + 2]
            genitive = len(tail) == 2 and tail[0] in "'’" and tail[1] in "s "
            yield Mention(first, last, who, of=genitive or document.quote(place).lower() in _POSSESSIVE)
