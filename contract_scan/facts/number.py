"""Numbers in a text, in figures, in words, or in both: "1.250.000,50", "dertig", "thirty (30)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache

from contract_scan.expressions import compiled
from contract_scan.facts.spelled import run_pattern, spelled_in
from contract_scan.facts.words import Words, any_of, fold, half_after, words_for
from contract_scan.nouns import dataclass

#: What may stand between the thousands: the same sign throughout; in India between hundreds of them ("10,00,000").
_GROUPED = (
    r"\d{1,2}(?:,\d\d)+,\d{3}(?!\d)(?:\.\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:(?P<sign>[.,'’\u00a0\u202f\u2009 ])\d{3})(?:(?P=sign)\d{3})*(?!\d)(?:[.,]\d{1,2}(?!\d))?"
)
_PLAIN = r"\d+(?:[.,]\d+)?(?:\s?½|\s1/2)?|½|(?<=[$€£])[.,]\d+"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: half-open offsets, its value, whether in words, and whether a scale word followed it.

    `grouped_by_space` marks "1 250", which is two numbers unless a currency stands beside it.
    `other` is the value in figures where a number in words and the figures after it disagree ("thirty (45)").
    """

    start: int
    end: int
    value: Decimal
    in_words: bool = False
    scaled: bool = False
    grouped_by_space: bool = False
    weak: bool = False
    other: Decimal | None = None


@cache
def _pattern(language: str | None) -> re.Pattern[str]:
    words = words_for(language)
    scales = any_of(word for word, (kind, _) in words.atoms.items() if kind == "scale")
    counted = rf"(?:(?:{any_of(words.between)})\s+)?(?:{any_of((*words.units, *words.percentages))})(?!\w)"
    weak = rf"(?<!\w)(?:{any_of(words.weak)})(?=\s+{counted})"
    scaled = rf"(?:[\s\-]{{0,2}}(?P<scale>{scales})(?!\w))?"
    figures = rf"(?:(?<![\w/])|{_after_code(words)})(?<!\d[.,])(?P<figures>{_GROUPED}|{_PLAIN})(?![\d/]*/\d){scaled}"
    first = {word[0] for word in (*words.atoms, *words.weak)}
    opens = "".join(sorted({letter for word in first for letter in (word.lower(), word.upper())}))
    begins = rf"(?=(?-i:[\d½.,{re.escape(opens)}]))"  # one look at most places; three alternatives at few
    return compiled(rf"{begins}(?:{figures}|(?P<weak>{weak})|(?P<words>{run_pattern(words)}))", re.IGNORECASE)


def _after_code(words: Words) -> str:
    """Return a pattern of the place right after a currency's sign or code that ends in a letter: "USD15"."""
    codes = {sign for sign in words.currency_signs if sign[-1].isalpha()}
    widths = sorted({len(code) for code in codes})
    same = (any_of(code for code in codes if len(code) == width) for width in widths)
    return "|".join(rf"(?<={one})" for one in same)


def numbers_in(text: str, language: str | None) -> Iterator[Number]:
    """Yield the numbers of a text from left to right; offsets are into the text."""
    words = words_for(language)
    for match in _pattern(language).finditer(text):
        kind = match.lastgroup
        if kind == "words":
            yield from _spelled(match, words)
        elif kind == "weak":
            if _counts(text, match, words):
                yield Number(match.start(), match.end(), Decimal(1), in_words=True, weak=True)
        elif (number := _figures(match, words)) is not None:
            yield number


def _spelled(match: re.Match[str], words: Words) -> Iterator[Number]:
    """Numbers in words; a lone article ("een") says nothing of a number where no unit follows it."""
    shift = match.start()
    if fold(match.group()) in words.weak:
        return
    for number in spelled_in(match.group(), words):
        yield Number(number.start + shift, number.end + shift, number.value, in_words=True)


@cache
def _weak_pattern(before: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(before)})\s+\Z", re.IGNORECASE)


def _counts(text: str, article: re.Match[str], words: Words) -> bool:
    """Say whether an article counts as "one": "within a year" does, "30,000 dollars a year" does not."""
    before, start = words.weak[fold(article.group())], article.start()
    if _and_half(words).match(text, article.end()):
        return True
    return not before or _weak_pattern(before).search(text[max(start - 16, 0) : start]) is not None


@cache
def _and_half(words: Words) -> re.Pattern[str]:
    return compiled(rf"\s{{1,3}}(?:{any_of(words.units)}){half_after(words)}", re.IGNORECASE)


def _figures(match: re.Match[str], words: Words) -> Number | None:
    scale = match["scale"]
    value = value_of(match["figures"], words.decimal, scaled=scale is not None)
    if value is None:
        return None
    if scale:
        value *= Decimal(str(words.atoms[fold(scale)][1]))
    return Number(*match.span(), value, scaled=scale is not None, grouped_by_space=match["sign"] == " ")


def value_of(figures: str, decimal: str | None, *, scaled: bool = False) -> Decimal | None:
    """Return the value of a number in figures, whatever signs group its thousands.

    One sign before exactly three figures groups thousands, save before a scale word ("1.250 million"), where the
    language's own decimal mark decides.
    """
    half = Decimal("0.5") if figures.endswith(("½", "1/2")) else Decimal(0)
    digits = re.sub(r"½|\s1/2$|[\s'’]", "", figures)
    signs = re.sub(r"\d", "", digits)
    if len(set(signs)) == 2:
        digits = digits.replace(signs[0], "").replace(signs[-1], ".")
    elif len(signs) > 1 or (signs and _groups(digits, signs, decimal if scaled else None)):
        digits = digits.replace(signs[0], "")
    else:
        digits = digits.replace(",", ".")
    try:
        return Decimal(digits or "0") + half
    except InvalidOperation:
        return None


def _groups(digits: str, sign: str, decimal: str | None) -> bool:
    whole, _, rest = digits.partition(sign)
    return len(rest) == 3 and 0 < len(whole) <= 3 and whole != "0" and sign != decimal


def plain(value: Decimal) -> str:
    """Return a plain decimal number without exponent or trailing zeros: "1250000", "12.5"."""
    return f"{value.normalize():f}"
