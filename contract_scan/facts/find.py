"""All facts of a sentence or block, in one call."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan.facts.codes import codes_in
from contract_scan.facts.dates import dates_in
from contract_scan.facts.hints import hints_in
from contract_scan.facts.number import plain
from contract_scan.facts.period import adjoining, combined, duration
from contract_scan.facts.quantity import Quantity, quantities_in
from contract_scan.facts.words import any_of, fold, lowered, words_for
from contract_scan.finding import Fact

_ALL: frozenset[str] = frozenset(("period", "amount", "percentage", "date", "code"))
_QUANTITIES: frozenset[str] = frozenset(("period", "amount", "percentage"))
#: How far before a number the sign that takes it below nought may begin, in characters.
_SIGN = 12
_FIGURE = compiled(r"\d")
_EACH = compiled(r",?\s+(?:respectievelijk|respectively|resp\.)", re.IGNORECASE)


def find_facts(text: str, language: str | None, kinds: Collection[str] | None = None, offset: int = 0) -> list[Fact]:
    """Return the facts of a text in reading order.

    `language` is that of the text; None searches the words of all languages. `kinds` limits the kinds looked for.
    Spans are half-open offsets into the text, shifted by `offset`. Where words and figures disagree ("thirty (45)
    days") the value is that of the words and the note ``number_disagrees``; a date that can be read in two orders is
    read day first and has the note ``date_ambiguous``.
    """
    wanted = _ALL if kinds is None else frozenset(kinds)
    found = [fact for fact in _found(text, language, wanted) if fact.kind in wanted]
    found.sort(key=lambda fact: (fact.span, fact.kind))
    if not offset:
        return found
    return [replace(fact, span=Span(fact.span.start + offset, fact.span.end + offset)) for fact in found]


def _found(text: str, language: str | None, wanted: frozenset[str]) -> Iterator[Fact]:
    hints, figure = hints_in(text, language), _FIGURE.search(text)
    counted = not hints.isdisjoint(wanted & _QUANTITIES)
    dated = figure or {"month", "number"} <= hints
    dates = list(dates_in(text, language)) if dated and (counted or "date" in wanted) else []
    yield from dates
    if "code" in wanted and figure:
        yield from codes_in(text)
    if counted:
        facts = list(_apart(_quantities(text, language), [fact.span for fact in dates]))
        yield from _joined_periods(text, facts, language)
    if wanted & {"period", "percentage"} and "phrase" in hints:
        yield from _phrases(text, language)


def _apart(facts: Iterable[Fact], taken: list[Span]) -> Iterator[Fact]:
    """Yield the facts that share no character with what dates have taken."""
    taken = sorted(taken)
    for fact in facts:
        at = bisect_left(taken, Span(fact.span.end, fact.span.end))
        if at == 0 or not taken[at - 1].overlaps(fact.span):
            yield fact


def _quantities(text: str, language: str | None) -> Iterator[Fact]:
    for quantity in quantities_in(text, language):
        before = max(quantity.start - _SIGN, 0)
        if quantity.kind == "percentage" and (minus := _minus(language).search(text, before, quantity.start)):
            yield replace(_fact(quantity), span=Span(minus.start(), quantity.end), value=f"-{plain(quantity.value)}")
        elif quantity.kind is not None:
            yield _fact(quantity)


@cache
def _minus(language: str | None) -> re.Pattern[str]:
    """Return a pattern of a sign or a word right before a number that takes it below nought."""
    words = any_of(words_for(language).minus)
    return compiled(rf"(?:(?<![\w%.,)\]])[-−–]|(?<!\w)(?:{words})\s{{1,2}})\Z", re.IGNORECASE)


def _fact(quantity: Quantity) -> Fact:
    kind, unit, value = quantity.kind or "amount", quantity.unit, plain(quantity.value)
    if kind == "period":
        value = duration(quantity.value, unit or "days")
        unit = "working" if unit == "working_days" else None
    note = "number_disagrees" if quantity.disagrees else None
    return Fact(kind, Span(quantity.start, quantity.end), value, unit, note)


def _joined_periods(text: str, facts: list[Fact], language: str | None) -> Iterator[Fact]:
    """Make one period of "one year and six months"."""
    joiner = _joiner(language)
    last: Fact | None = None
    for fact in facts:
        if last is not None and (both := _joined(text, last, fact, joiner)):
            last = both
            continue
        if last is not None:
            yield last
        last = fact
    if last is not None:
        yield last


def _joined(text: str, first: Fact, second: Fact, joiner: re.Pattern[str]) -> Fact | None:
    if first.kind != "period" or second.kind != "period" or first.unit or second.unit:
        return None
    value = combined(first.value, second.value)
    between = joiner.fullmatch(text, first.span.end, second.span.start)
    if value is None or between is None or _EACH.match(text, second.span.end):
        return None
    if (between["comma"] or between["nothing"]) and not adjoining(first.value, second.value):
        return None
    return Fact("period", Span(first.span.start, second.span.end), value, note=first.note or second.note)


@cache
def _joiner(language: str | None) -> re.Pattern[str]:
    word = rf"(?:{any_of(words_for(language).joiners)})\s+"
    return compiled(rf"(?:(?P<comma>\s?,\s+)(?:{word})?|\s+{word}|(?P<nothing>\s{{1,2}}))", re.IGNORECASE)


@cache
def _phrase_pattern(language: str | None) -> re.Pattern[str]:
    words = words_for(language)
    return compiled(rf"(?:{any_of({word.lower() for word in (*words.indefinite, *words.shares)})})(?!\w)")


def _phrases(text: str, language: str | None) -> Iterator[Fact]:
    """Yield what is said without a number: "indefinitely", "half of"."""
    shares = words_for(language).shares
    lower = lowered(text)
    for match in _phrase_pattern(language).finditer(lower):
        if lower[match.start() - 1 : match.start()].isalnum():
            continue
        share = shares.get(fold(match.group()))
        if share is None:
            yield Fact("period", Span(*match.span()), "indefinite")
        else:
            yield Fact("percentage", Span(*match.span()), share)
