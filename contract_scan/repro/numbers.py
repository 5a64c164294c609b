"""What stands in for numbers: in order of appearance, so that nothing but equality can be told from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from contract_scan.document import Span
from contract_scan.facts.number import Number, numbers_in
from contract_scan.facts.words import words_for

#: A replacement: where in the text, and what comes there.
Edit = tuple[Span, str]

_SCALES = (1_000_000_000, 1_000_000, 1_000, 100)
_DIGITS = re.compile(r"\d")
#: Thousands may be grouped by one sign; a blank groups them only before exactly three figures.
_FIGURES = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")


class Numbers:
    """Gives every number another of the same length; one that is written in words keeps its scale word."""

    def __init__(self) -> None:
        self._by_value: dict[int, int] = {}
        self._by_figures: dict[str, str] = {}
        self._given: dict[int, int] = {}
        self._small = 11

    def prepare(self, texts: Iterable[tuple[str, str | None]]) -> None:
        """Take note of the numbers in words, so that figures beside them become the same number."""
        for text, language in texts:
            for number in numbers_in(text, language):
                if number.in_words and not number.weak:
                    self._of_words(int(number.value))

    def edits(self, text: str, language: str | None) -> Iterator[Edit]:
        """Yield a replacement for every number of a text, in figures or words."""
        for number in numbers_in(text, language):
            if number.in_words and not number.weak:
                spelled = self._spelled(number, language)
                capital = text[number.start].isupper()
                yield Span(number.start, number.end), spelled.capitalize() if capital else spelled
        for match in _FIGURES.finditer(text):
            yield Span(*match.span()), self.figures(match.group())

    def figures(self, written: str) -> str:
        """Return a number in figures with other digits; signs between them stay."""
        digits = "".join(_DIGITS.findall(written))
        whole = re.sub(r"[.,]\d{1,2}$", "", written) if re.search(r"[.,]\d{3}[.,]\d{1,2}$", written) else written
        value = int("".join(_DIGITS.findall(whole)) or 0)
        other = str(self._by_value[value]) if value in self._by_value else self._digits(digits)
        if len(other) > len(digits):
            return other
        filled = iter(other.ljust(len(digits), "0") if value not in self._by_value or whole != written else other)
        return _DIGITS.sub(lambda _: next(filled, ""), written)

    def _digits(self, digits: str) -> str:
        if digits not in self._by_figures:
            length = len(digits)
            count = self._given[length] = self._given.get(length, 0) + 1
            self._by_figures[digits] = (
                str(10 ** (length - 1) + count % 10 ** (length - 1)) if length > 1 else str(count % 8 + 2)
            )
        return self._by_figures[digits]

    def _of_words(self, value: int) -> int:
        if value not in self._by_value:
            scale = next((s for s in _SCALES if value and value % s == 0), 1)
            self._by_value[value] = self._small * scale
            self._small = self._small + 1 if self._small < 19 else 11
        return self._by_value[value]

    def _spelled(self, number: Number, language: str | None) -> str:
        value = self._of_words(int(number.value))
        scale = next((s for s in _SCALES if value % s == 0), 1)
        words = {
            Decimal(str(v)): w
            for w, (kind, v) in reversed(list(words_for(language).atoms.items()))
            if kind != "fraction"
        }
        parts = [
            words.get(Decimal(value // scale), str(value // scale)),
            words.get(Decimal(scale), "") if scale > 1 else "",
        ]
        return " ".join(part for part in parts if part)
