"""What a sentence tells about a gift beside who and what: amount, share, period, purpose, condition."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan.facts.words import fold
from contract_scan.finding import Fact
from contract_scan.gift import Gift
from contract_scan_builtins._wordlists import any_of, values_by_word, words_of
from contract_scan_builtins.money.sentence import Sentence

_WHOLE = 100
#: Words between a share and an amount by which the amount is that share's, and not the whole's.
_NAMELY = frozenset(("weten", "zijnde", "namely", "ie", "being", "i", "ofwel", "oftewel", "or"))


@cache
def _pattern(words: str, tail: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(words_of('money', words))})(?![\w-]){tail}", re.IGNORECASE)


def told(sentence: Sentence, part: range, event: Gift, since: int | None = None) -> Gift:
    """Return an event with what its part of the sentence tells about it."""
    amounts = sentence.facts_in(part, "amount")
    shares = [*sentence.facts_in(part, "percentage"), *_fractions(sentence, part)]
    share = _nearest(sentence, shares, since) if _is_of_whole(sentence, part) else None
    amounts = [amount for amount in amounts if share is None or not _is_total(sentence, share, amount)]
    once = [amount for amount in amounts if not _recurs(sentence, amount)]
    partly = 0 < len(once) < len(amounts)  # "€ 2.4 million, that is € 200,000 a year": the whole counts
    amounts = once or amounts
    return replace(
        event,
        amount=_nearest(sentence, amounts, since),
        share=share,
        whole=sentence.has(part, "full"),
        price=sentence.has(part, "price"),
        passed_on=sentence.has(part, "passed_on"),
        period=None if partly else _place(sentence, part, "recurring", ""),
        purpose=_place(sentence, part, "purposes", r"[^,;.]{3,120}"),
        condition=_place(sentence, part, "conditions", r"[^;.]{3,240}"),
    )


def _recurs(sentence: Sentence, amount: Fact) -> bool:
    """Say whether an amount is paid again and again: "€ 200,000 a year", "jaarlijks € 200.000"."""
    text, span = sentence.document.text, amount.span
    before = _before("recurring").search(text, max(sentence.span.start, span.start - 24), span.start)
    return before is not None or _after("recurring").match(text, span.end) is not None


@cache
def _before(words: str) -> re.Pattern[str]:
    said = any_of(words_of("money", words))
    return compiled(rf"(?<![\w-])(?:{said})(?:\s(?:of|van|with|met|een|a|bedrag)){{0,3}}\s\Z", re.IGNORECASE)


@cache
def _after(words: str) -> re.Pattern[str]:
    return compiled(rf",?\s(?:{any_of(words_of('money', words))})(?![\w-])", re.IGNORECASE)


def _nearest(sentence: Sentence, facts: list[Fact], since: int | None) -> Fact | None:
    """Return the first fact after a word, or else the last one before it; the first of all without a word."""
    if since is None or not facts:
        return facts[0] if facts else None
    start = sentence.places[since][0]
    after = [fact for fact in facts if fact.span.start > start]
    return after[0] if after else facts[-1]


def _is_of_whole(sentence: Sentence, part: range) -> bool:
    """Say whether a percentage in a part of a sentence is one of costs, a budget or the like."""
    return sentence.has(part, "cost", "cause", "stipend", "thereof")


def _is_total(sentence: Sentence, share: Fact, amount: Fact) -> bool:
    """Say whether an amount is the whole that a share before it is a share of: "80 % of the costs of € 100.000"."""
    between = range(sentence.index_of(share.span.end), sentence.index_of(amount.span.start))
    told = share.span.end <= amount.span.start and sentence.has(between, "cost")
    return told and Decimal(share.value) < _WHOLE and not any(sentence.words[i] in _NAMELY for i in between)


def _fractions(sentence: Sentence, part: range) -> list[Fact]:
    """Return the shares that are told in words: "two thirds", "vier vijfde"."""
    start, end = sentence.places[part.start][0], sentence.places[part.stop - 1][1]
    start = max(start, sentence.span.start)
    found = _fraction().finditer(sentence.document.text, start, max(end, start))
    return [Fact("percentage", Span(*match.span()), _values()[_spaced(match.group())]) for match in found]


def _spaced(words: str) -> str:
    return fold(words.replace("-", " "))


@cache
def _values() -> dict[str, str]:
    """Return what fractions in words are in per cent, of all languages."""
    return values_by_word("money", "fractions")


@cache
def _fraction() -> re.Pattern[str]:
    words = sorted(_values(), key=len, reverse=True)
    return compiled(rf"(?<![\w-])(?:{'|'.join(word.replace(' ', '[ -]') for word in words)})(?![\w-])", re.IGNORECASE)


def _place(sentence: Sentence, part: range, words: str, tail: str) -> Span | None:
    start, end = sentence.places[part.start][0], sentence.places[part.stop - 1][1]
    start = max(start, sentence.span.start)
    match = _pattern(words, tail).search(sentence.document.text, start, max(end, start))
    return Span(*match.span()) if match else None
