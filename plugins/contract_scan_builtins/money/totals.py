"""Sums that a document states: of a budget, of all contributions, of what the work costs; and all that it holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from contract_scan.document import Document
from contract_scan.expressions import compiled
from contract_scan.facts import find_facts
from contract_scan.finding import Fact
from contract_scan.rules.segmenting import folded
from contract_scan_builtins.money.contribution import Total
from contract_scan_builtins.shared.wordlists import any_of, values_by_word, words_of
from contract_scan_builtins.shared.words_in import beginnings, matches_at

_PERIODS = ("year", "month", "quarter", "week", "day", "hour")
#: Words of a total are followed by its amount within so many characters; how often it is due, by so many more.
_REACH, _OFTEN = 120, 24
#: The amount follows close behind words that say what something costs, in characters.
_CLOSE = 40
#: Where a sentence ends, and what stands before words for a total that are only referred to: "a quarter of the total".
_ENDS = re.compile(r"[.;!?]\s")
_REFERRED = compiled(r"(?<!\w)(?:in|(?:of|van)(?:\s(?:the|de|het|this|dit|dat))?)\s\Z", re.IGNORECASE)


def period_of(words: str) -> str | None:
    """Return how often something is paid, as the word for the period: "year" for "jaarlijks" and "per annum"."""
    return next((period for period in _PERIODS if _pattern("periods", period).search(words)), None)


def totals_in_prose(document: Document) -> list[Total]:
    """Return the totals that a document states in running text: of a budget, of all contributions, or of the costs."""
    said = [(pattern, beginnings(document.text, words), referred) for pattern, words, referred in _stating_totals()]
    found = []
    for block in document.blocks:
        text, start = document.quote(block.span), block.span.start
        if block.cell is not None or text[:1] == "|":
            continue
        for pattern, starts, referred in said:
            own = starts[bisect_left(starts, start) : bisect_left(starts, block.span.end)]
            for match in matches_at(pattern, text, (at - start for at in own)):
                if not (referred and _REFERRED.search(text, 0, match.start())):
                    found += _next_amount(text, match, block.language, _REACH if referred else _CLOSE)
    return found


def _next_amount(text: str, words: re.Match[str], language: str | None, reach: int) -> list[Total]:
    """Return the amount that follows words in their sentence, if there is one."""
    over = _ENDS.search(text, words.end())
    end = min(words.end() + reach, over.start() + 1 if over else len(text))
    return [
        Total(Decimal(fact.value), fact.unit, _how_often(text, words.start(), words.end() + fact.span.end))
        for fact in find_facts(text[words.end() : end], language, ("amount",))[:1]
    ]


def _how_often(text: str, start: int, end: int) -> str | None:
    """Return how often a total is due by the words from its own on to right behind its amount."""
    over = _ENDS.search(text, end)
    return period_of(text[start : min(end + _OFTEN, over.start() if over else len(text))])


def amounts_in(document: Document) -> Iterator[Total]:
    """Yield every amount that the sentences of a document hold, with how often it is due."""
    text = folded(document)
    for segment in text.segments:
        if text.may_hold(segment, "amount"):
            yield from (_as_total(document, fact) for fact in text.facts(segment, ["amount"]))


def _as_total(document: Document, fact: Fact) -> Total:
    return Total(Decimal(fact.value), fact.unit, _how_often(document.text, fact.span.start, fact.span.end))


@cache
def _pattern(*words: str) -> re.Pattern[str]:
    return compiled(rf"(?<![\w-])(?:{any_of(words_of('money', *words))})(?![\w-])", re.IGNORECASE)


@cache
def _stating_totals() -> tuple[tuple[re.Pattern[str], tuple[str, ...], bool], ...]:
    """Return the expressions for words that state a total, and the words of which one begins each of their matches.

    The last says of an expression that its words may only refer to a total: "a quarter of the total".
    """
    return (
        (_pattern("totals"), words_of("money", "totals"), True),
        (_costing(), words_of("money", "costing", "what"), False),
        (_shared(), _parts(), False),
    )


@cache
def _costing() -> re.Pattern[str]:
    """Return the expression for words that say what the whole work costs, up to its amount: "is estimated at"."""
    what, says = any_of(words_of("money", "costing", "what")), any_of(words_of("money", "costing", "says"))
    return compiled(
        rf"(?<![\w-])(?:{what})(?![\w-])[^.;:]{{0,90}}?(?<![\w-])(?:{says})\s(?=[^.;]{{0,24}}\d)", re.IGNORECASE
    )


@cache
def _shared() -> re.Pattern[str]:
    """Return the expression for a share of a whole, up to the amount of that whole: "four fifths of the € 90,000"."""
    words = any_of(_parts())
    noun = rf"(?:(?!{any_of(words_of('money', 'tags', 'personal'))})[\w-]+\s){{0,4}}?"
    return compiled(
        rf"(?:{words})\s?(?:of|van)\s(?:(?:the|de|het|all)\s)?(?:{noun}(?:of|van|ad)\s)?(?=[^\w\s]?\s?[A-Z]{{0,3}}\s?\d)",
        re.IGNORECASE,
    )


def _parts() -> tuple[str, ...]:
    """Return the words for a share of a whole."""
    return (*values_by_word("money", "fractions"), "%", "per cent", "percent", "procent")
