"""The second reader: tells, as possible, the sentences that read like a kind of term and that no rule has found."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from operator import mul
from typing import Any

from contract_scan.document import Document
from contract_scan.finding import POINTER, Finding, Value
from contract_scan.rules.segment import Segment
from contract_scan.rules.segmenting import folded
from contract_scan.rules.segments import Folded
from contract_scan_builtins.linear_reader.context import Context, Places, as_share
from contract_scan_builtins.linear_reader.features import see, without_neighbours
from contract_scan_builtins.linear_reader.reasons import reasons
from contract_scan_builtins.linear_reader.weights import model
from contract_scan_builtins.shared.remember import remembered

#: Below this share a sentence's own words do not speak for a kind. What points back to another sentence needs none.
LOW = 0.2
#: Below this share nothing in a sentence speaks for a kind, and its neighbours hear nothing of it.
FAINT, UNHEARD = 0.05, -1.0
#: Chances are no nearer to none, or to certainty.
UNSURE = 1e-4
#: A sentence that a rule knows as something else must speak louder: of those below, few were right.
EXPLAINED = 0.5
#: From this share on a sentence is told whatever stands around it, which in a text of few sentences says little.
LOUD = 0.6
#: From this share on, a sentence comes near to a question, and is a place to look where nothing was found. Of questions
#: on which few sentences of the training speak, a lower share says as much.
NEAR = 0.25
NEARER = {"q1.2": 0.15, "q1.3": 0.15, "q3.1": 0.15, "q3.2": 0.15, "q3.3": 0.15, "q4.1": 0.2, "q4.3": 0.2}
#: A sentence of fewer words is no place to begin reading.
SENTENCE = 6
#: From this share on, a sentence's own words bear out a rule, whatever stands around it …
SPOKEN = 0.3
#: … and from this chance on, with what stands around it.
BORNE_OUT = 0.5
#: Why a finding of a rule is only possible: the key of a message.
DOUBT = "rule_unlikely"
#: How many sentences at most come near to one question.
NEAREST = 2
#: What stands in these runs beside the text and says nothing of the agreement.
RUNNING = frozenset(("header", "footer"))
#: What stands so often in a document, page numbers aside, is a running head, wherever it was read.
OFTEN = 3
#: Sentences of fewer words say nothing by themselves.
FEWEST = 3
#: Words of at least so many letters have a capital in a name; shorter ones, such as "of" and "voor", need not.
LONGER = 5
_NUMBER = re.compile(r"\d+ ")
_WORD = re.compile(r"[^\W\d_]+")


def read_again(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the sentences that are likely enough of a kind and in which it was not found, in reading order."""
    text = folded(document)
    if not text.segments:
        return
    thresholds = model()[1]["thresholds"]
    likely = _likely(document, findings)
    for index, name in told(likely, thresholds):
        yield _finding(text, index, name, _questions(index, likely, thresholds))
    if document.view == "current":
        yield from nearest(text, _by_own_words(text, likely.context.scores), likely.context.classes)


def doubted(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield all findings; what a rule finds for sure, and neither its sentence nor the rest bears out, as possible.

    Only of rules that were seldom right there in the training text: others, and those of a house, it leaves alone.
    """
    text = folded(document)
    doubtful = frozenset(model()[1]["doubtful"])
    likely = None
    for finding in findings:
        sentences = held(text, finding) if finding.rule in doubtful and finding.certainty == "sure" else ()
        if not sentences:
            yield finding
            continue
        likely = likely or _likely(document, findings)
        column = likely.context.classes.index(finding.kind)
        if any(likely.bears_out(index, column) for index in sentences):
            yield finding
        else:
            yield replace(finding, certainty="possible", doubts=(*finding.doubts, DOUBT))


def _likely(document: Document, findings: Sequence[Finding]) -> Likely:
    """Return how likely each sentence of a document is of each class, where the rules found what is given."""
    found = sentences_of(folded(document), findings)
    return _weighed(document, frozenset((kind, frozenset(own)) for kind, own in found.items()))


@remembered
def _weighed(document: Document, found: frozenset[tuple[str, frozenset[int]]]) -> Likely:
    weights, about = model()
    own = {kind: set(sentences) for kind, sentences in found}
    return Likely(Context(Places(folded(document)), _scores(document), weights.classes, own), about)


@remembered
def _scores(document: Document) -> list[list[float]]:
    """Return the scores of each sentence of a document by class: asked for to find, and again to doubt."""
    return model()[0].scores(see(folded(document)))


def _by_own_words(text: Folded, scores: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    """Return the scores by the words of each sentence alone, where those with its neighbours' are near a question.

    A sentence beside one that speaks of a matter need not do so itself.
    """
    questions = [column for column, name in enumerate(model()[0].classes) if name.startswith("q")]
    least = min(NEAR, *NEARER.values())
    near = {index for index, own in enumerate(scores) if any(own[column] >= least for column in questions)}
    asked = sorted({at for index in near for at in (index - 1, index, index + 1) if 0 <= at < len(scores)})
    seen = list(see(text)) if asked else []
    alone = model()[0].scores(without_neighbours(seen[index]) for index in asked)
    found = dict(zip(asked, alone, strict=True))
    return [found.get(index, own) for index, own in enumerate(scores)]


def nearest(text: Folded, scores: Sequence[Sequence[float]], classes: Sequence[str]) -> Iterator[Finding]:
    """Yield for each question the sentences that come nearest to it, the nearest first, as far as any comes near.

    They are no evidence: an answer without any names them as the place to look first.
    """
    speaking = [s.index for s in _speaking(text) if s.line.count(" ") - s.own > SENTENCE]
    for column, name in enumerate(classes):
        if name.startswith("q"):
            least = NEARER.get(name, NEAR)
            near = sorted((-scores[index][column], index) for index in speaking if scores[index][column] >= least)
            for _, index in near[:NEAREST]:
                span = text.segments[index].span
                quote = text.document.quote(span)
                yield Finding(POINTER, span, quote, "linear.nearest", questions=(name[1:],), certainty="possible")


def sentences_of(text: Folded, findings: Iterable[Finding]) -> dict[str, set[int]]:
    """Return the ordinals of the sentences in which each kind was found for sure."""
    return by_kind((finding.kind, held(text, finding)) for finding in findings if finding.certainty == "sure")


def by_kind(found: Iterable[tuple[str, Iterable[int]]]) -> dict[str, set[int]]:
    """Return the sentences in which each kind was found; kinds that stand in no sentence are left out."""
    sentences: dict[str, set[int]] = {}
    for kind, indices in found:
        if own := set(indices):
            sentences.setdefault(kind, set()).update(own)
    return sentences


def held(text: Folded, finding: Finding) -> tuple[int, ...]:
    """Return the ordinals of the sentences that hold a finding; none where it quotes nothing."""
    first = text.segment_around(finding.span) if finding.quote else None
    if first is None:
        return ()
    after = first
    while after < len(text.segments) and text.segments[after].span.start < finding.span.end:
        after += 1
    return tuple(range(first, after))


class Likely:
    """How likely each sentence is of each class, its neighbours and the rules weighed in by the weights of a class.

    It is weighed twice: by the scores of all sentences, and again by these with how likely that made the others.
    """

    def __init__(self, context: Context, about: Mapping[str, Any]) -> None:
        self.context = context
        self._first = [about["signs"].get(name) for name in context.classes]
        self._again = [about["signs again"].get(name) for name in context.classes]

    def chance(self, index: int, column: int) -> float:
        """Return how likely a sentence is of a class, from 0 to 1; 0 for a class that has no weights."""
        own = self._again[column]
        if own is None:
            return 0.0
        return _chance(own, [*self.context.signs(index, column), *self._once_more.signs(index, column)])

    @cached_property
    def _once_more(self) -> Context:
        """The sentences among their neighbours, with how likely each is of a kind in place of its scores."""
        context = self.context
        shares = [
            [self._share(index, column, score) for column, score in enumerate(scores)]
            for index, scores in enumerate(context.scores)
        ]
        return Context(context.places, shares, context.classes, context.found)

    def _share(self, index: int, column: int, score: float) -> float:
        """Return what a class counts for at a sentence the second time: questions as they do the first time."""
        own = self._first[column]
        if own is None:
            return score
        if score < FAINT:
            return UNHEARD
        return as_share(min(max(_chance(own, self.context.signs(index, column)), UNSURE), 1 - UNSURE))

    def bears_out(self, index: int, column: int) -> bool:
        """Say whether a sentence, or what stands around it, bears out a rule that found this class in it."""
        return self.context.scores[index][column] >= SPOKEN or self.chance(index, column) >= BORNE_OUT


def _chance(weights: Sequence[float], signs: Sequence[float]) -> float:
    weighed = weights[-1] + sum(map(mul, weights, signs))  # the last stands by itself
    return 1 / (1 + math.exp(-weighed))


def told(likely: Likely, thresholds: Mapping[str, float]) -> Iterator[tuple[int, str]]:
    """Yield ordinal and kind of what is likely enough, speaks for itself and was not found before, in reading order."""
    context = likely.context
    text, scores, found = context.places.text, context.scores, context.found
    kinds = [(n, name) for n, name in enumerate(context.classes) if name in thresholds and not name.startswith("q")]
    known = {index for own in found.values() for index in own}
    for segment in _speaking(text):
        index = segment.index
        least = EXPLAINED if index in known else 0 if context.points_back(index) else LOW
        for column, name in kinds:
            new = scores[index][column] >= least and index not in found.get(name, ())
            if new and (scores[index][column] >= LOUD or likely.chance(index, column) >= thresholds[name]):
                yield index, name


def _speaking(text: Folded) -> Iterator[Segment]:
    """Yield the sentences that say something and are no running head."""
    lines = [_NUMBER.sub("", segment.line) for segment in text.segments]
    again = Counter(lines)
    for segment in text.segments:
        running = text.document.blocks[segment.block].kind in RUNNING or again[lines[segment.index]] >= OFTEN
        if not running and says_something(segment, text):
            yield segment


def says_something(segment: Segment, text: Folded) -> bool:
    """Say whether a sentence has words enough and is more than a name, as letterheads and signatures are not."""
    enough = segment.line.count(" ") - segment.own > FEWEST
    return enough and not _is_name(text.document.quote(segment.span))


def _is_name(quote: str) -> bool:
    """Say whether every longer word is written with a capital, as in a name or a title; text in capitals is no name."""
    longer = [word for word in _WORD.findall(quote) if len(word) >= LONGER]
    return all(word[0].isupper() for word in longer) and not all(word.isupper() for word in longer)


def _questions(index: int, likely: Likely, thresholds: Mapping[str, float]) -> tuple[str, ...]:
    """Return the questions that a sentence is likely enough direct evidence for."""
    named = [(n, name) for n, name in enumerate(likely.context.classes) if name.startswith("q") and name in thresholds]
    return tuple(name[1:] for column, name in named if likely.chance(index, column) >= thresholds[name])


def _finding(text: Folded, index: int, kind: str, questions: tuple[str, ...]) -> Finding:
    segment = text.segments[index]
    marked = reasons(text.clauses[index], kind)
    words: list[Value] = [text.document.quote(span) for span in marked]
    return Finding(
        kind=kind,
        span=segment.span,
        quote=text.document.quote(segment.span),
        rule=f"linear.{kind}",
        view=text.document.view,
        questions=questions,
        attributes={"read_by": words} if words else {},
        marked=marked,
        certainty="possible",
        doubts=("linear_reader",),
    )
