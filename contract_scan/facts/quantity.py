"""Numbers with their unit: a period, an amount or a percentage, in figures, in words, or in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from contract_scan.expressions import compiled
from contract_scan.facts.number import Number, numbers_in
from contract_scan.facts.words import Words, any_of, fold, half_after, words_for
from contract_scan.finding import FactKind
from contract_scan.nouns import dataclass

#: How far from a number its currency or unit may stand, in characters.
_BEFORE, _AFTER = 14, 60
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts. `kind` is None for a bare number; `unit` is a period's unit or a currency.

    `figures` is the value in figures where figures and words disagree.
    """

    start: int
    end: int
    value: Decimal
    in_words: bool
    kind: FactKind | None = None
    unit: str | None = None
    other: Decimal | None = None

    @property
    def disagrees(self) -> bool:
        """Say whether the number in words and the number in figures are not the same."""
        return self.other is not None and self.other != self.value


@dataclass(frozen=True, slots=True)
class _Patterns:
    currency_before: re.Pattern[str]
    after: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    ranging: re.Pattern[str]
    part_of: re.Pattern[str]
    scale: re.Pattern[str]
    half_a: re.Pattern[str]
    and_half: re.Pattern[str]


@cache
def _patterns(language: str | None) -> _Patterns:
    words = words_for(language)
    signs, names = any_of(words.currency_signs), any_of(words.currencies)
    percent = rf"(?P<percent>(?i:{any_of(words.percentages)})(?!\w))"
    says, articles = any_of(words.in_words), any_of((*words.articles, *words.weak))
    scales = any_of(word for word, (kind, _) in words.atoms.items() if kind == "scale")
    return _Patterns(
        currency_before=compiled(
            rf"(?:(?<![\w$€£])(?P<scale>[kKmM])?(?P<sign>{signs})|(?<!\w)(?i:(?P<name>{names})))[\s:]{{0,2}}\Z"
        ),
        after=compiled(
            rf"(?P<gap>[\s\-‐‑]{{0,3}}|\s{{4,30}})(?:{_period_after(words)}|{_currency_after(words)}|{percent})"
        ),
        opening=compiled(rf"\s*[(\[]\s*(?:(?i:{says})\s*)?(?:(?:{signs})\s*)?\Z"),
        closing=compiled(r"(?:\s*,?[-–—−=]{1,2})?(?:[.,]00)?\s*[)\]]"),
        part_of=compiled(rf"(?<!\w)(?i:{any_of(words.parts_of)})\s+\Z"),
        scale=compiled(rf"\s{{1,3}}(?i:(?P<scale>{scales}))(?!\w)"),
        half_a=compiled(rf"\s{{1,3}}(?i:{articles})\s{{1,3}}(?i:(?P<half_of>{any_of(words.units)}))(?!\w)"),
        and_half=compiled(rf"(?i:{half_after(words)})"),
        ranging=compiled(rf"[\s\-]{{0,2}}(?i:{any_of(words.ranges)})[\s\-]{{0,2}}(?:{signs})?\s?"),
    )


def _period_after(words: Words) -> str:
    between = rf"(?:(?:{any_of(words.between)})[\s,]+)*"
    unit = rf"(?P<period>{any_of(words.units)}|{any_of(words.attached)})"
    return rf"(?i:{between}{unit})(?!\w)(?!\s+(?:{any_of(words.not_followed_by)})\b)"


def _currency_after(words: Words) -> str:
    signs, names = any_of(words.currency_signs), any_of(words.currencies)
    scale = rf"(?:(?P<scale>{any_of(words.abbreviated_scales)})(?!\w)\s?)?"
    cents = r"(?:,?[-–—−=]{1,2}\s?)?(?:and\s+\w{2}/100\s+)?"
    return rf"{scale}{cents}(?:(?P<attached_scale>[kKmM])?(?P<sign>{signs})|(?i:(?P<name>{names})))(?![A-Za-z0-9])"


@cache
def _tail(language: str | None) -> re.Pattern[str]:
    scales = any_of(words_for(language).abbreviated_scales)
    return compiled(rf"\s?(?P<scale>{scales})(?![\w.]*\w)|,?[-–—−=]{{1,2}}(?=[\s).;,:]|\Z)(?!\s?[\d$€£])")


def quantities_in(text: str, language: str | None) -> list[Quantity]:
    """Return the numbers of a text with what they count, from left to right; a number said twice is one."""
    attached: list[Quantity] = []
    for number in numbers_in(text, language):
        if attached and number.start < attached[-1].end:
            continue  # the half of "two years and a half" is said with the years
        if (item := _quantity(text, number, language)) is not None:
            attached.append(item)
    once = list(_said_once(text, attached, language))
    return list(_ranges(text, once, language))


def _quantity(text: str, number: Number, language: str | None) -> Quantity | None:
    """Attach to a number its currency or unit, before it or after it; None for an article that counts nothing."""
    words, patterns = words_for(language), _patterns(language)
    before = patterns.currency_before.search(text, max(number.start - _BEFORE, 0), number.start)
    plain = Quantity(number.start, number.end, number.value, number.in_words)
    if before is not None:
        return _priced(text, plain, before, language)
    return _counted(text, plain, words, patterns) if not number.weak else _article(text, plain, words, patterns)


def _article(text: str, plain: Quantity, words: Words, patterns: _Patterns) -> Quantity | None:
    found = _counted(text, plain, words, patterns)
    return found if found.kind in ("period", "percentage") else None


def _priced(text: str, plain: Quantity, before: re.Match[str], language: str | None) -> Quantity:
    """ "EUR 1.250.000,-", "€ 2.5m", "k€ 400": the currency stands first."""
    words = words_for(language)
    value, end = plain.value, plain.end
    if scale := before["scale"]:
        value *= words.abbreviated_scales[scale]
    if tail := _tail(language).match(text, end):
        end = tail.end()
        value *= words.abbreviated_scales[tail["scale"]] if tail["scale"] else 1
    unit = _currency(before, words)
    return replace(plain, start=before.start(), end=end, value=value, kind="amount", unit=unit)


def _currency(match: re.Match[str], words: Words) -> str:
    return words.currency_signs[match["sign"]] if match["sign"] else words.currencies[fold(match["name"])]


def _counted(text: str, plain: Quantity, words: Words, patterns: _Patterns) -> Quantity:
    """ "18 months", "50 %", "400k euro": the unit follows."""
    after = patterns.after.match(text, plain.end, plain.end + _AFTER)
    if after is None:
        return _half_a(text, plain, words, patterns)
    if after["percent"]:
        return replace(plain, end=after.end(), kind="percentage")
    if period := after["period"]:
        unit = words.units.get(fold(period)) or words.attached[fold(period)]
        if _is_year(plain, unit, text):
            return plain
        half = patterns.and_half.match(text, after.end())
        value, end = (plain.value + _HALF, half.end()) if half else (plain.value, after.end())
        return replace(plain, value=value, end=end, kind="period", unit=unit)
    scale = after["scale"] or after["attached_scale"]
    value = plain.value * (words.abbreviated_scales[scale] if scale else 1)
    return replace(plain, end=after.end(), value=value, kind="amount", unit=_currency(after, words))


def _half_a(text: str, plain: Quantity, words: Words, patterns: _Patterns) -> Quantity:
    """ "half a year": an article stands between the half and its unit."""
    article = patterns.half_a.match(text, plain.end) if plain.in_words and plain.value == _HALF else None
    if article is None:
        return plain
    return replace(plain, end=article.end(), kind="period", unit=words.units[fold(article["half_of"])])


def _is_year(plain: Quantity, unit: str, text: str) -> bool:
    """ "2014 year" names a year and counts none."""
    return unit == "years" and not plain.in_words and 1900 <= plain.value <= 2100


def _said_once(text: str, found: list[Quantity], language: str | None) -> Iterator[Quantity]:
    """Join a number and its repetition in brackets: "thirty (30) days", "thirty days (30 days)"."""
    words, patterns = words_for(language), _patterns(language)
    at = 0
    while at < len(found):
        first = found[at]
        second = found[at + 1] if at + 1 < len(found) else None
        closing = second and _repeats(text, first, second, patterns)
        if second is None or not closing:
            yield first
            at += 1
            continue
        part = patterns.part_of.search(text, max(first.start - 24, 0), first.start)
        joined = _joined(first, second, closing.end(), partly=part is not None)
        joined = _scaled_after(text, joined, patterns, words)
        joined = joined if joined.kind else _counted(text, joined, words, patterns)
        yield joined
        at += 2
        while at < len(found) and found[at].start < joined.end:
            at += 1


def _scaled_after(text: str, joined: Quantity, patterns: _Patterns, words: Words) -> Quantity:
    """ "six (6) million" and "six (6,000,000) million" are both six million."""
    scale = patterns.scale.match(text, joined.end)
    if scale is None or joined.kind is not None:
        return joined
    value = joined.value * Decimal(str(words.atoms[fold(scale["scale"])][1]))
    return replace(joined, end=scale.end(), value=value, other=None if joined.other == value else joined.other)


def _repeats(text: str, first: Quantity, second: Quantity, patterns: _Patterns) -> re.Match[str] | None:
    if first.in_words == second.in_words or (first.kind and second.kind and first.kind != second.kind):
        return None
    if first.unit and second.unit and first.unit != second.unit:
        return None
    opening = patterns.opening.fullmatch(text, first.end, second.start)
    return patterns.closing.match(text, second.end) if opening else None


def _joined(first: Quantity, second: Quantity, end: int, *, partly: bool) -> Quantity:
    """Words come before figures, as in law; figures that say otherwise are kept beside them.

    `partly` says that words before the number take a part of it, so that only the figures give the value.
    """
    spelled, figures = (first, second) if first.in_words else (second, first)
    unit = first.unit or second.unit
    other = figures.value if figures.value != spelled.value and not partly else None
    value = figures.value if partly else spelled.value
    return Quantity(first.start, end, value, spelled.in_words, first.kind or second.kind, unit, other)


def _ranges(text: str, found: list[Quantity], language: str | None) -> Iterator[Quantity]:
    """Give the first of "30 to 60 days" and "5 - 10 %" the unit that only the second carries."""
    patterns = _patterns(language)
    for first, second in pairwise(found):
        bare = first.kind is None and second.kind is not None and first.value < second.value
        if bare and patterns.ranging.fullmatch(text, first.end, second.start):
            yield replace(first, kind=second.kind, unit=second.unit)
        else:
            yield first
    yield from found[-1:]
