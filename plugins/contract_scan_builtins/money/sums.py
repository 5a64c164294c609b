"""The sums and shares of a document, each with what speaks for it or against it as a gift, a whole, a part, or none of these.

Words around a sum say something ("contributes", "VAT", "per hour"), and so does arithmetic: what is the sum of others is
a whole, what fits so many times into another is a part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from contract_scan.document import Document
from contract_scan.finding import Fact
from contract_scan.rules.segmenting import folded
from contract_scan_builtins.money.cast import Cast
from contract_scan_builtins.money.lexicon import pattern_of
from contract_scan_builtins.money.sentence import Sentence, sentence_of

#: Tags of words that colour a sum in their sentence.
TAGS = (
    *("fund_active", "fund_passive", "pay_active", "pay_passive", "give_active", "give_passive", "receive", "invoice"),
    *("account", "funded_by", "source", "worth", "cost", "tax", "harm", "price", "instalment", "own_share", "granted"),
    *("grant_sum", "statement", "in_kind", "in_cash", "gratis", "elsewhere", "not", "risk", "turnover", "personal"),
    *("whole_work", "each", "zelf", "thereof", "errand", "passed_on", "mention", "vague", "stipend", "staff"),
    *("equipment", "facility"),
)
#: Tags of words that make a sum the whole, wherever they stand in its sentence.
_OF_A_WHOLE = ("cost", "whole_work")
#: Lists of words that colour a sum where they stand close before it, or close behind.
_CLOSE = ("above", "or_more", "in_all", "totals", "recurring", "remaining", "conditions", "taken_from")
#: So many characters before and behind a sum are close.
_BEFORE, _BEHIND = 48, 32
#: So many words around a sum are near.
_NEAR = 5
#: What is given is told as an amount or as a share of the whole.
KINDS = ("amount", "percentage")
_WHOLE = Decimal(100)
#: A whole is the sum of so many others at most; of a document with more different sums only the largest are tried.
_TERMS, _MOST = 4, 16
#: A sum that fits so many times into another may be an instalment of it.
_TIMES = frozenset((2, 3, 4, 5, 6, 8, 10, 12))


@dataclass(frozen=True)
class Sum:
    """An amount, or a share of the whole, in a sentence or row; `signs` say what it may be, whoever gives it."""

    fact: Fact
    sentence: Sentence
    signs: frozenset[str]

    @property
    def value(self) -> Decimal:
        """The amount, or the share in per cent."""
        return Decimal(self.fact.value)


def sums_of(document: Document, cast: Cast) -> list[Sum]:
    """Return the sums of a document in reading order."""
    text = folded(document)
    told = [
        (fact, sentence)
        for segment in text.segments
        if any(text.may_hold(segment, kind) and text.facts(segment, (kind,)) for kind in KINDS)
        for sentence in (sentence_of(text, segment, cast),)
        for fact in sentence.facts
        if Decimal(fact.value) > 0 and (fact.kind == "amount" or Decimal(fact.value) < _WHOLE)
    ]
    amounts = [Decimal(fact.value) for fact, _ in told if fact.kind == "amount"]
    shares = frozenset(Decimal(fact.value) for fact, _ in told if fact.kind != "amount")
    reckoned = Reckoned(amounts, shares)
    return [
        Sum(fact, sentence, frozenset((*_worded(fact, sentence), *reckoned.signs(Decimal(fact.value), fact.kind))))
        for fact, sentence in told
    ]


def _worded(fact: Fact, sentence: Sentence) -> Iterator[str]:
    """Yield what the words of its sentence say of a sum."""
    first, last = sentence.index_of(fact.span.start), sentence.index_of(fact.span.end)
    near = range(max(first - _NEAR, sentence.own), last + _NEAR)
    for tag in TAGS:
        if sentence.has(near, tag):
            yield f"near_{tag}"
    for tag in _OF_A_WHOLE:
        if sentence.has(range(sentence.own, len(sentence.words)), tag):
            yield f"with_{tag}"
    text = sentence.document.text
    before = text[max(sentence.span.start, fact.span.start - _BEFORE) : fact.span.start]
    behind = text[fact.span.end : fact.span.end + _BEHIND]
    for words in _CLOSE:
        if pattern_of(words).search(before):
            yield f"after_{words}"
        if pattern_of(words).search(behind):
            yield f"before_{words}"
    amounts = [other for other in sentence.facts if other.kind == fact.kind]
    if len(amounts) > 1:
        yield "first_of_several" if amounts[0] == fact else "last_of_several" if amounts[-1] == fact else "of_several"
    if fact.kind == "amount" and any(other.kind == "percentage" for other in sentence.facts):
        yield "with_a_share"
    if fact.kind != "amount" and any(other.kind == "amount" for other in sentence.facts):
        yield "with_an_amount"
    block = sentence.document.blocks[sentence.segment.block]
    if block.cell is not None or text.startswith("|", block.span.start):
        yield "in_a_row"
    heading = " ".join(block.headings[-1:])
    for tag, words in (("instalments", "instalments"), ("totals", "totals"), ("payments", "payments")):
        if heading and pattern_of(words).search(heading):
            yield f"under_{tag}"


class Reckoned:
    """What arithmetic says of the sums of a document."""

    def __init__(self, values: Sequence[Decimal], shares: frozenset[Decimal]) -> None:
        self.values, self.shares = sorted(set(values)), shares
        self.often = {value for value in self.values if list(values).count(value) > 1}
        self.added = self._added()

    def _added(self) -> set[Decimal]:
        """Return the sums of two to four others, each counted as often as it stands there."""
        known = set(self.values)
        terms = self.values[-_MOST:]
        least = self.values[-1] / 50 if self.values else Decimal(0)
        terms = [value for value in terms if value >= least]
        return {total for n in range(2, _TERMS + 1) for several in combinations(terms, n) if (total := sum(several, Decimal(0))) in known}

    def signs(self, value: Decimal, kind: str) -> Iterator[str]:
        """Yield what arithmetic says of one of them."""
        if kind != "amount":
            yield "is_a_share"
            return
        if value == self.values[-1]:
            yield "largest"
        elif bisect_right(self.values, value) >= len(self.values) - 2:
            yield "among_largest"
        if value * 50 < self.values[-1]:
            yield "small"
        elif value * 8 < self.values[-1]:
            yield "rather_small"
        if value in self.often:
            yield "repeated"
        if value in self.added:
            yield "sum_of_others"
        if any(other > value and other % value == 0 and int(other / value) in _TIMES for other in self.values):
            yield "fits_into_another"
        if any(other < value and value % other == 0 and int(value / other) in _TIMES for other in self.values):
            yield "holds_another"
        if any(self.is_share(value, other) for other in self.values):
            yield "share_of_another"
        if any(self.is_share(other, value) for other in self.values):
            yield "whole_of_another"

    def is_share(self, value: Decimal, whole: Decimal) -> bool:
        """Say whether a sum is a share of another that the document states."""
        return value < whole and any(abs(value / whole * 100 - share) < Decimal("0.34") for share in self.shares)
