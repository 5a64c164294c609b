"""Facts in rules: ``{period}`` in a phrase, and facts captured from the sentence a rule found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from contract_scan.document import Document, Span
from contract_scan.facts import find_facts
from contract_scan.finding import Fact, FactKind
from contract_scan.rules.folding import FACT, fold_word
from contract_scan.rules.segments import Segment


@dataclass(frozen=True, slots=True)
class FactLine:
    """A segment's folded text with each fact as one word; `words` gives per word its span and its fact."""

    text: str
    words: tuple[tuple[Span, Fact | None], ...]


def with_facts(document: Document, segment: Segment, language: str | None, kinds: Sequence[str]) -> FactLine:
    """Return the segment's folded text in which every fact of the kinds is one word."""
    facts = find_facts(document.quote(segment.span), language, cast(Sequence[FactKind], kinds), segment.span.start)
    parts: list[tuple[str, Span, Fact | None]] = []
    for word in segment.words:
        fact = next((f for f in facts if f.span.overlaps(word)), None)
        if fact is None:
            parts.append((fold_word(document.quote(word)), word, None))
        elif not parts or parts[-1][2] is not fact:
            parts.append((FACT + fact.kind, fact.span, fact))
    line = " " + "".join(text + " " for text, _, _ in parts)
    return FactLine(line, tuple((span, fact) for _, span, fact in parts))


def captured(
    document: Document, span: Span, language: str | None, kinds: Sequence[FactKind], marked: Sequence[Span]
) -> tuple[Fact, ...]:
    """Return, of each kind, the fact in a span that stands nearest to the words that fired."""
    if not kinds:
        return ()
    facts = find_facts(document.quote(span), language, kinds, span.start)
    found = []
    for kind in kinds:
        own = [fact for fact in facts if fact.kind == kind]
        if own:
            found.append(min(own, key=lambda fact: (_distance(fact.span, marked), fact.span)))
    return tuple(found)


def _distance(span: Span, marked: Sequence[Span]) -> int:
    return min((max(span.start - m.end, m.start - span.end, 0) for m in marked), default=0)
