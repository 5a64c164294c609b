"""Swapping words: is an example still found when a word in it gives way to another that its concept holds?

A concept is proved by substitution, not by an example for every word: in each sentence that a rule must find, each word
of a concept is put aside for others of the same concept, and something of the rule's kind must still be found there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from contract_scan.document import Document, DocumentBuilder, Span
from contract_scan.language.clause import ACTORS, FORCES, Clause
from contract_scan.language.concepts import Hit
from contract_scan.language.expression import named
from contract_scan.language.spelled import spelled
from contract_scan.messages import say
from contract_scan.rules.compiled import Matcher, compile_pack
from contract_scan.rules.examples import Example, read_example
from contract_scan.rules.load import load_packs
from contract_scan.rules.match import RuleMatcher, match_line
from contract_scan.rules.model import Pack
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segmenting import folded

#: How many other words of a concept are tried in one place, spread evenly over all that it holds.
TRIED = 3
#: Endings that tell inflected forms apart, English and Dutch, the longer ones first.
ENDINGS = ("ing", "ion", "ed", "en", "de", "te", "s", "t", "d", "e")
#: Concepts whose words join what a sentence says, and say nothing by themselves.
JOINING = ACTORS | frozenset(FORCES) | {"BEFORE", "AFTER", "UNLESS", "THIS_DUTY"}


@dataclass(frozen=True, slots=True)
class Swap:
    """One word of an example put aside for another.

    `kept` says that the sentence is found still, `by_line` that a line that asks for concepts had found it.
    """

    rule: str
    concept: str
    sentence: str
    word: str
    other: str
    kept: bool
    by_line: bool


def swap_words(folders: Iterable[Path]) -> tuple[Swap, ...]:
    """Return what becomes of the examples of the rules in some folders when their words are swapped."""
    pack, _ = load_packs({"": list(folders)})
    return tuple(_swaps(pack))


def share(swaps: Sequence[Swap]) -> float:
    """Return the share of swaps after which the sentence is found still, 1 where nothing was swapped."""
    return sum(swap.kept for swap in swaps) / len(swaps) if swaps else 1.0


def told(folders: Iterable[Path], language: str) -> list[str]:
    """Return what to show of the swaps in some folders: of each rule that lost a sentence one, then the shares."""
    swaps = swap_words(folders)
    lost = {swap.rule: swap for swap in reversed(swaps) if not swap.kept}
    lines = [
        say("rules.swap.lost", language, rule=rule, share=_percent(s for s in swaps if s.rule == rule), word=swap.word,
            other=swap.other, sentence=" ".join(swap.sentence.split()))
        for rule, swap in sorted(lost.items())
    ]  # fmt: skip
    by_line = [swap for swap in swaps if swap.by_line]
    shares = {"all": _percent(swaps), "count": len(swaps), "lines": _percent(by_line), "by_line": len(by_line)}
    return [*lines, say("rules.swap.kept", language, **shares)]


def _percent(swaps: Iterable[Swap]) -> str:
    return f"{share(tuple(swaps)):.0%}"


def _swaps(pack: Pack) -> Iterator[Swap]:
    compiled = compile_pack(pack)
    finder = _Finder(RuleMatcher(compiled), {rule: meaning.kind for rule, meaning in pack.meanings.items()})
    for matcher in compiled.matchers:
        for source in matcher.wording.examples.hits:
            yield from _of_example(matcher, read_example(source, matcher.wording.language), finder)


@dataclass(frozen=True)
class _Finder:
    matcher: RuleMatcher
    kinds: dict[str, str]

    def finds(self, document: Document, kind: str, start: int) -> bool:
        """Say whether something of a kind is found in the sentence that begins at `start`."""
        text = folded(document)
        found = self.matcher.find_in(text, Scopes(text))
        return any(self.kinds[finding.rule] == kind and finding.span.start == start for finding in found)


def _of_example(matcher: Matcher, example: Example, finder: _Finder) -> Iterator[Swap]:
    kind, quote = matcher.meaning.kind, example.document.quote
    for clause in example.text.clauses:
        span = clause.segment.span
        if span not in example.wanted:
            continue
        lines = [line for line in matcher.reads if match_line(matcher, line, clause)]
        names = frozenset(name for line in lines for name in named(line))
        for hit, place in _swappable(clause, names):
            word = quote(place)
            for other in _others(matcher.wording.language, hit.concept, word.lower()):
                kept = finder.finds(_changed(example.document, place, other), kind, span.start)
                yield Swap(matcher.meaning.id, hit.concept, quote(span), word, other, kept, bool(names))


def _swappable(clause: Clause, names: frozenset[str]) -> Iterator[tuple[Hit, Span]]:
    """Yield the longest words of each concept that stand in one piece in the sentence itself.

    `names` are the concepts that a line asks for; where there are any, the others are left as they are.
    """
    best: dict[str, Hit] = {}
    for hit in clause.hits:
        wanted = hit.concept in names if names else hit.concept not in JOINING
        if wanted and clause.segment.is_own(hit.start, hit.end):
            best[hit.concept] = max(best.get(hit.concept, hit), hit, key=lambda one: one.end - one.start)
    for hit in best.values():
        places = clause.segment.marked(hit.start, hit.end)
        if len(places) == 1 and clause.segment.span.start <= places[0].start:
            yield hit, places[0]


@cache
def _others(language: str, concept: str, word: str) -> tuple[str, ...]:
    """Return some of the words that may stand for a concept in the place of one: of as many words, ending alike."""
    alike = [other for other in _whole(language, concept) if other != word and _shape(other) == _shape(word)]
    step = max(1, len(alike) // TRIED)
    return tuple(alike[::step][:TRIED])


@cache
def _whole(language: str, concept: str) -> tuple[str, ...]:
    """Return all that a concept is found by, without open ends or gaps."""
    return tuple(word for word in _words(language).get(concept, ()) if not set(word) & set("*…"))


@cache
def _words(language: str) -> Mapping[str, tuple[str, ...]]:
    return {one.name: one.words for one in spelled(language)}


def _shape(words: str) -> tuple[int, str]:
    """Return how many words there are, and how the last of them ends: what is inflected alike ends alike."""
    return words.count(" "), next((end for end in ENDINGS if words.endswith(end)), "")


def _changed(document: Document, place: Span, other: str) -> Document:
    """Return a document in which other words stand in a place."""
    builder = DocumentBuilder()
    for block in document.blocks:
        text = document.quote(block.span)
        if block.span.start <= place.start < block.span.end:
            text = document.text[block.span.start : place.start] + other + document.text[place.end : block.span.end]
        builder.add(replace(block, span=Span(0, 0)), text)
    return builder.build(document.source)
