"""What a sentence tells about a gift beside who and what: amount, share, period, purpose, condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan.facts.words import fold
from contract_scan.finding import Fact
from contract_scan.gift import Gift, GiftKind
from contract_scan_builtins.money.lexicon import Hit
from contract_scan_builtins.money.sentence import Sentence
from contract_scan_builtins.shared.wordlists import any_of, values_by_word, words_of

_WHOLE = 100
#: So many words after a share tell what it is of; so many characters before an amount what that is taken from.
_OF, _FAR = 9, 70
#: An amount so many characters behind a share is that share in money.
_BESIDE = 16
#: So many characters may stand between a name or an amount and a figure in brackets behind it.
_BRACKET = 5
#: Words between a share and an amount by which the amount is that share's, and not the whole's.
_NAMELY = frozenset(
    [
        *("weten", "zijnde", "namely", "ie", "being", "i", "ofwel", "oftewel", "or", "maximum", "maximaal", "hoogste"),
        *(
            "hooguit",
            "plafond",
            "ceiling",
            "capped",
            "cap",
            "exceed",
            "exceeding",
            "up",
            "most",
            "dus",
            "thus",
            "hence",
        ),
    ]
)


@cache
def _pattern(words: str, tail: str) -> re.Pattern[str]:
    return compiled(rf"(?<![\w-])(?:{any_of(words_of('money', words))})(?![\w-]){tail}", re.IGNORECASE)


def told(sentence: Sentence, part: range, event: Gift, since: int | None = None, until: int | None = None) -> Gift:
    """Return an event with what its part of the sentence tells about it.

    `since` is the word from which on an amount is likely its own; `until` the word before which it must stand, where
    it is told of something that was named before.
    """
    amounts = sentence.facts_in(part if until is None else range(part.start, until), "amount")
    amounts = [amount for amount in amounts if not _is_threshold(sentence, amount)]
    if until is None and event.how != "source":
        amounts = [amount for amount in amounts if not _is_of_source(sentence, amount)]
    shares = [*sentence.facts_in(part, "percentage"), *_fractions(sentence, part)]
    share = _nearest(sentence, [fact for fact in shares if _is_of_whole(sentence, part, fact)], since)
    amounts = [amount for amount in amounts if share is None or not _is_total(sentence, share, amount)]
    amounts = [amount for amount in amounts if not _is_instalment(sentence, amount)] or amounts
    once = [amount for amount in amounts if not _recurs(sentence, amount)]
    partly = 0 < len(once) < len(amounts)  # "€ 2.4 million, that is € 200,000 a year": the whole counts
    amounts = once or amounts
    amounts = [amount for amount in amounts if _is_said_in_all(sentence, amount)] or amounts
    return replace(
        event,
        amount=amounts[-1] if until is not None and amounts else _nearest(sentence, amounts, since),
        share=share,
        whole=sentence.has(part, "full"),
        price=sentence.has(part, "price"),
        passed_on=sentence.has(part, "passed_on"),
        period=None if partly else _place(sentence, part, "recurring", ""),
        purpose=_place(sentence, part, "purposes", r"[^,;.]{3,120}"),
        condition=_place(sentence, part, "conditions", r"[^;.]{3,240}"),
    )


def beside(sentence: Sentence, event: Gift, name: str) -> Gift:
    """Return an event with the amount and the share that stand in brackets right behind its giver, if there are any."""
    ends = [sentence.places[mention.last - 1][1] for mention in sentence.mentions if mention.name == name]
    near = [fact for fact in sentence.facts for end in ends if _is_bracketed(sentence, end, fact.span.start)]
    amounts = [fact for fact in near if fact.kind == "amount"]
    return replace(event, amount=amounts[0]) if amounts else event


def _is_bracketed(sentence: Sentence, end: int, start: int) -> bool:
    between = sentence.document.text[end:start] if end <= start <= end + _BRACKET else ""
    return "(" in between and not between.strip(" (.")


def apart(sentence: Sentence, part: range, event: Gift) -> Iterator[Gift]:
    """Yield an event, and what is given beside it in kind: "€ 51.000 in cash and € 30.600 in kind"."""
    kinds = {fact.value: _kind_behind(sentence, part, fact) for fact in sentence.facts_in(part, "amount")}
    if event.amount is None or len(kinds) < 2 or "in kind" not in kinds.values():
        yield event
        return
    for fact in sentence.facts_in(part, "amount"):
        if kinds[fact.value]:  # a share that is told is that of both
            kind: GiftKind = "in kind" if kinds[fact.value] == "in kind" else "money"
            yield replace(event, amount=fact, gift=kind, share=None)


def _kind_behind(sentence: Sentence, part: range, amount: Fact) -> str | None:
    """Return whether an amount is said to be in kind or in money, by the words right behind it."""
    at = sentence.index_of(amount.span.end)
    behind = range(at, min(at + 3, part.stop))
    if sentence.has(behind, "in_kind"):
        return "in kind"
    return "money" if sentence.has(behind, "in_cash") else None


def _is_of_source(sentence: Sentence, amount: Fact) -> bool:
    """Say whether an amount is that of what money is taken from: "from an allocation of € 90.000"."""
    before = sentence.document.text[max(sentence.span.start, amount.span.start - _FAR) : amount.span.start]
    return _taken().search(before) is not None


@cache
def _taken() -> re.Pattern[str]:
    words = any_of(words_of("money", "taken_from"))
    article = "an?|the|een|de|het|our|onze|its|haar|zijn|their"
    return compiled(
        rf"(?<![\w-])(?:{words})\s(?:{article})\s(?:[\w-]+\s){{1,2}}(?:of|van|ad)\s(?:[\w\s]{{0,14}}\s)?\Z",
        re.IGNORECASE,
    )


def _is_threshold(sentence: Sentence, amount: Fact) -> bool:
    """Say whether an amount is where a rule begins: "orders above € 5.000", "€ 125.000 or more"."""
    text, span = sentence.document.text, amount.span
    before = _bounds()[0].search(text[max(sentence.span.start, span.start - 40) : span.start])
    return before is not None or _bounds()[1].match(text, span.end) is not None


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    above, more = any_of(words_of("money", "above")), any_of(words_of("money", "or_more"))
    denied = r"(?<!\bnot\s)(?<!\bno\s)(?<!\bniet\s)(?<!\bgeen\s)"
    return (
        compiled(
            rf"{denied}(?<![\w-])(?:{above})\s(?:an\s|a\s|een\s)?(?:amount\sof\s|bedrag\svan\s)?\Z", re.IGNORECASE
        ),
        compiled(rf"\s(?:{more})(?!\w)", re.IGNORECASE),
    )


def _is_instalment(sentence: Sentence, amount: Fact) -> bool:
    """Say whether an amount is that of each of several: "in twelve instalments of € 1.000"."""
    before = sentence.document.text[max(sentence.span.start, amount.span.start - 40) : amount.span.start]
    return _by_instalments().search(before) is not None


@cache
def _by_instalments() -> re.Pattern[str]:
    words = any_of((*words_of("money", "instalments"), *words_of("money", "parts_of")))
    return compiled(rf"(?<![\w-])(?:{words})\s(?:of|van|à|at)\s(?:\w+\s)?\Z", re.IGNORECASE)


def _is_said_in_all(sentence: Sentence, amount: Fact) -> bool:
    """Say whether an amount is the sum of others: "€ 900 a month, in all € 9.000"."""
    before = sentence.document.text[max(sentence.span.start, amount.span.start - 24) : amount.span.start]
    return _in_all().search(before) is not None


@cache
def _in_all() -> re.Pattern[str]:
    return compiled(rf"(?<![\w-])(?:{any_of(words_of('money', 'in_all'))})\W{{1,3}}(?:\w+\s)?\Z", re.IGNORECASE)


def _recurs(sentence: Sentence, amount: Fact) -> bool:
    """Say whether an amount is paid again and again: "€ 200,000 a year", "jaarlijks € 200.000"."""
    text, span = sentence.document.text, amount.span
    before = _before("recurring").search(text, max(sentence.span.start, span.start - 24), span.start)
    return before is not None or _after("recurring").match(text, span.end) is not None


@cache
def _before(words: str) -> re.Pattern[str]:
    said = any_of(words_of("money", words))
    return compiled(rf"(?<![\w-])(?:{said})(?:\s\w+){{0,3}}\s\Z", re.IGNORECASE)


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


def _is_of_whole(sentence: Sentence, part: range, share: Fact) -> bool:
    """Say whether a share is one of costs, a budget or the like, and not of a salary or of what somebody is paid.

    What it is of follows it ("75 % of the costs"), or else is what the sentence is about.
    """
    at = sentence.index_of(share.span.end)
    behind = range(at, min(at + _OF, part.stop))
    personal = [hit for hit in sentence.tagged(behind, "personal") if not _is_stipend(sentence, hit)]
    if sentence.has(behind, "stipend") and not personal:
        return True
    if any(not personal or hit[0] < personal[0][0] for hit in sentence.tagged(behind, "whole_work", "thereof")):
        return True
    if _is_noted(sentence, part, share):
        return True
    if personal or sentence.has(part, "personal", "instalment"):
        return _is_remaining(sentence, share) and not personal
    if sentence.has(part, "whole_work", "thereof") or _is_remaining(sentence, share):
        return True
    return _is_priced(sentence, share)


def _is_stipend(sentence: Sentence, hit: Hit) -> bool:
    """Say whether words for what is personal mean a stipend, the parts of which are those of a whole."""
    return sentence.has(range(*hit), "stipend")


def _is_remaining(sentence: Sentence, share: Fact) -> bool:
    """Say whether a share is what others leave: "The remaining 60 %"."""
    before = sentence.document.text[max(sentence.span.start, share.span.start - 24) : share.span.start]
    return _remaining().search(before) is not None


def _is_noted(sentence: Sentence, part: range, share: Fact) -> bool:
    """Say whether a share stands in brackets behind an amount: "EUR 18,000 in cash (20%)"; a tax is none."""
    if sentence.has(part, "tax"):
        return False
    text, start = sentence.document.text, share.span.start
    near = (fact for fact in sentence.facts if fact.kind == "amount" and 0 <= start - fact.span.end <= _BESIDE)
    return any("(" in text[fact.span.end : start] for fact in near)


def _is_priced(sentence: Sentence, share: Fact) -> bool:
    """Say whether an amount right behind a share is that share: "15 %, or € 30.000"."""
    near = (
        fact for fact in sentence.facts if fact.kind == "amount" and 0 <= fact.span.start - share.span.end <= _BESIDE
    )
    return next(near, None) is not None


@cache
def _remaining() -> re.Pattern[str]:
    return compiled(rf"(?<![\w-])(?:{any_of(words_of('money', 'remaining'))})\s\Z", re.IGNORECASE)


def _is_total(sentence: Sentence, share: Fact, amount: Fact) -> bool:
    """Say whether an amount is the whole that a share before it is a share of: "80 % of the costs of € 100.000"."""
    between = range(sentence.index_of(share.span.end), sentence.index_of(amount.span.start))
    of = " ".join(sentence.words[index] for index in between)
    told = share.span.end <= amount.span.start and (sentence.has(between, "cost") or of in _of_the(sentence.language))
    return told and Decimal(share.value) < _WHOLE and not any(sentence.words[i] in _NAMELY for i in between)


def _of_the(language: str | None) -> tuple[str, ...]:
    return ("van de", "van het", "van") if language == "nl" else ("of the", "of")


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
