"""Defined terms: what "Confidential Information", "Results", "Sponsor" mean in this very document.

Read are a definitions article ("1.4 Results: …", "“Results” means …") and terms introduced on the way (“Acme Corp.
(hereinafter the “Sponsor”)”). The words that introduce a term are data, per language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache

from contract_scan.document import Document, Span
from contract_scan.nouns import dataclass
from contract_scan.rules.folding import words_of
from contract_scan.rules.grammar import parse
from contract_scan.rules.holding import strings_by_line
from contract_scan.rules.phrase import Phrase, compile_tree
from contract_scan.rules.segments import Folded, Segment
from contract_scan.yaml_files import knowledge_by_name

#: How many characters a defined term has at most, and how many of its definition are quoted.
LONGEST_TERM, LONGEST_MEANING = 60, 200
LONGEST_TERM_WORDS = 6
#: How many words the words that introduce a definition may stand from the term.
WITHIN = 4

_OPENING, _CLOSING = "\"“„‘'«”", "\"”“’'»"
_QUOTED = re.compile(rf"[{_OPENING}]([^\W\d_][^{_OPENING}{_CLOSING}()\n]{{1,{LONGEST_TERM}}})[{_CLOSING}]")
_ANY_QUOTE = re.compile(f"[{_OPENING}]")
_NUMBER = re.compile(r"\s*(?:(?:\(?[\w.]{1,6}[.):]|\d+(?:\.\d+)*|[•·*–-])\s+)?")
_TERM = re.compile(rf"[*_\s]*([^\W\d_][^:;.\n*_]{{1,{LONGEST_TERM}}}?)\s*[*_]*\s*[:–—]\s*[*_]*\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term as it is written, the sentence or item that defines it, and within that the words that say what it is."""

    term: str
    span: Span
    meaning: Span


@dataclass(frozen=True, slots=True)
class _Words:
    headings: tuple[Phrase, ...]
    means: tuple[Phrase, ...]
    before: tuple[Phrase, ...]
    ordinary: frozenset[str]


def definitions_in(text: Folded) -> dict[str, Definition]:
    """Return the definitions of a document by folded term; of several for one term, the first."""
    found: dict[str, Definition] = {}
    for segment in text.segments:
        for definition in _in_segment(text, segment):
            term = fold_term(definition.term)
            if term not in _words(None).ordinary and 0 < term.count(" ") - 1 <= LONGEST_TERM_WORDS:
                found.setdefault(term, definition)
    return found


def fold_term(term: str) -> str:
    """Return a term as it stands in folded text, with a space on either side."""
    return " " + "".join(word + " " for word in words_of(term))


@dataclass(frozen=True)
class Terms:
    """The defined terms of a document, in order, folded, with their definitions and the segments that hold them."""

    text: Folded
    definitions: Mapping[str, Definition]

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return tuple(sorted(self.definitions))

    @cached_property
    def _standing(self) -> dict[int, set[int]]:
        return strings_by_line(self._order, self.text.text, self.text.segments)

    def used_in(self, segment: Segment) -> list[Definition]:
        """Return the definitions of the terms that a segment uses, in order of term; not those it gives itself.

        Of two terms of which one holds the other, the longer is used.
        """
        standing = [self._order[ordinal] for ordinal in sorted(self._standing.get(segment.index, ()))]
        used = [term for term in standing if self.definitions[term].span != segment.span]
        longest = [term for term in used if not any(term in other and term != other for other in used)]
        return [self.definitions[term] for term in longest]


def meaning_of(document: Document, definition: Definition) -> str:
    """Return what a term means, in the document's own words; long definitions are cut between words."""
    meaning = " ".join(document.quote(definition.meaning).split())
    if len(meaning) <= LONGEST_MEANING:
        return meaning
    return meaning[:LONGEST_MEANING].rpartition(" ")[0] + " …"


def _in_segment(text: Folded, segment: Segment) -> Iterator[Definition]:
    document, block = text.document, text.document.blocks[segment.block]
    words = _words(block.language)
    sentence = segment.span
    under = _under(words.headings, block.headings)
    if not under and not _ANY_QUOTE.search(document.text, sentence.start, sentence.end):
        return
    quoted = list(_QUOTED.finditer(document.text, sentence.start, sentence.end))
    for match in quoted:
        term = match.group(1).strip(" ,.")
        if _begins(words.means, document.text[match.end() : sentence.end]):
            yield Definition(term, sentence, Span(match.end() + 1, sentence.end))
        elif _introduced(words.before, document.text[sentence.start : match.start()]):
            yield from _named_before(document, term, sentence, match.start())
    if not quoted and under:
        number = _NUMBER.match(document.text, sentence.start, sentence.end)
        start = number.end() if number else sentence.start
        if term_match := _TERM.match(document.text, start, sentence.end):
            yield Definition(term_match.group(1).strip(), sentence, Span(term_match.end(), sentence.end))


def _named_before(document: Document, term: str, sentence: Span, end: int) -> Iterator[Definition]:
    """Yield the definition by what stands before a parenthesis, back to the one before it."""
    bracket = document.text.rfind("(", sentence.start, end)
    stop = bracket if bracket >= 0 else end
    before = document.text[sentence.start : stop]
    cut = max(before.rfind(sign) + len(sign) if sign in before else 0 for sign in ("; ", ": ", ")", "\n"))
    start = sentence.start + cut + len(before[cut:]) - len(before[cut:].lstrip(" ,"))
    if start < stop:
        yield Definition(term, sentence, Span(start, sentence.start + len(before.rstrip())))


def _begins(phrases: tuple[Phrase, ...], following: str) -> bool:
    """Say whether one of the phrases stands among the first words of a text, or a colon at its very start."""
    if following[:2].strip().startswith(":"):
        return True
    line = " " + "".join(word + " " for word in words_of(following[:80])[:WITHIN])
    return any(phrase.pattern.search(line) for phrase in phrases)


def _introduced(phrases: tuple[Phrase, ...], preceding: str) -> bool:
    """Say whether a term stands in brackets with one of the phrases before it, or in brackets alone."""
    bracket = preceding.rfind("(")
    if bracket < 0 or ")" in preceding[bracket:]:
        return False
    line = fold_term(preceding[bracket:])
    return line == " " or any(phrase.pattern.search(line) for phrase in phrases)


@lru_cache(maxsize=1_000)
def _under(headings: tuple[Phrase, ...], trail: tuple[str, ...]) -> bool:
    lines = [fold_term(heading) for heading in trail]
    return any(phrase.pattern.search(line) for phrase in headings for line in lines)


@cache
def _words(language: str | None) -> _Words:
    data = knowledge_by_name("definitions")
    chosen = [data[language]] if language in data else list(data.values())

    def phrases(key: str) -> tuple[Phrase, ...]:
        return tuple(compile_tree(source, parse(source)) for entry in chosen for source in entry.get(key, ()))

    ordinary = frozenset(fold_term(term) for entry in chosen for term in entry.get("ordinary", ()))
    return _Words(phrases("headings"), phrases("means"), phrases("before"), ordinary)
