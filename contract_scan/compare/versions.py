"""Two language versions of one agreement: terms, periods, amounts and negations that disagree.

Versions are two files, or two columns or alternating paragraphs of one. Clauses are laid side by side by their number;
rows of a table by their row. Only what can be compared without translating is compared: facts, and whether a clause
denies. Which text prevails is quoted from the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from contract_scan.document import Block, Document, Span
from contract_scan.facts import find_facts
from contract_scan.finding import Fact, FactKind

Difference = Literal["facts", "negation", "missing"]

_NEGATION = {
    "nl": re.compile(r"\b(?:niet|geen|nooit|noch|nimmer|zonder)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|no|never|neither|nor|without|cannot)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of one version: its key (number, or place in a table), language, span and text."""

    key: str
    language: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two versions of one clause that do not say the same. `left` and `right` are the facts only one side has."""

    difference: Difference
    first: Clause
    second: Clause | None
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


def versions_of(document: Document) -> dict[str, list[Clause]]:
    """Return the clauses of each language of a document, in reading order."""
    found: dict[str, list[Clause]] = {}
    for block in document.blocks:
        if block.language in _NEGATION and block.kind not in ("header", "footer", "comment", "title"):
            key = _key(block)
            if key:
                found.setdefault(block.language, []).append(
                    Clause(key, block.language, block.span, document.quote(block.span))
                )
    return found


def _key(block: Block) -> str:
    """Return what both versions of a clause share: its number without the word for "article", or its table row."""
    if block.cell is not None:
        return f"table {block.cell.table}, {block.cell.row}"
    return re.sub(r"^[^\W\d]+\.?\s+(?=\d)", "", block.clause or "").strip(" .")


def disagreements(first: list[Clause], second: list[Clause]) -> Iterator[Disagreement]:
    """Yield where two versions disagree, in the order of the first."""
    others: dict[str, list[Clause]] = {}
    for clause in second:
        others.setdefault(clause.key, []).append(clause)
    for clause in first:
        partners = others.get(clause.key)
        if not partners:
            yield Disagreement("missing", clause, None)
            continue
        yield from _between(clause, partners.pop(0))
    for left in (clause for clauses in others.values() for clause in clauses):
        yield Disagreement("missing", left, None)


def _between(one: Clause, other: Clause) -> Iterator[Disagreement]:
    ours, theirs = Counter(_facts(one)), Counter(_facts(other))
    left, right = tuple(sorted((ours - theirs).elements())), tuple(sorted((theirs - ours).elements()))
    if left or right:
        yield Disagreement("facts", one, other, left, right)
    elif _denies(one) != _denies(other):
        yield Disagreement("negation", one, other)


def _facts(clause: Clause) -> list[str]:
    kinds: tuple[FactKind, ...] = ("period", "amount", "percentage", "date", "code")
    return [_shown(fact) for fact in find_facts(clause.quote, clause.language, kinds)]


def _shown(fact: Fact) -> str:
    return f"{fact.unit} {fact.value}" if fact.unit else fact.value


def _denies(clause: Clause) -> bool:
    return _NEGATION[clause.language].search(clause.quote) is not None
