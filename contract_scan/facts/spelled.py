"""Numbers written out in words: "two hundred and fifty thousand", "tweehonderdvijftigduizend", "two and a half".

One grammar serves the languages whose tens stand before their units ("twenty-five") and those that write the unit
first in one word ("vijfentwintig").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from contract_scan.facts.words import Words, any_of, fold
from contract_scan.nouns import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a number in words: unit, teens, tens, hundreds, scale, fraction, joiner or article, and its value.

    `glued` says that nothing stands between it and the part before.
    """

    kind: str
    value: Decimal
    start: int
    end: int
    glued: bool


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: half-open offsets into the run it was found in, and its value."""

    start: int
    end: int
    value: Decimal


def run_pattern(words: Words) -> str:
    """Return the regular expression, without named groups, of an unbroken run of number words."""
    atom = f"(?:{any_of(words.atoms)})"
    join = f"(?:{any_of(words.joiners)})"
    point = f"(?:{any_of(words.points)})"
    article = f"(?:{any_of(words.articles)})"
    tails = f"(?!\\w)|(?={any_of(words.attached)})" if words.attached else r"(?!\w)"
    gap = r"(?:[ \-‐‑\u00a0]{0,3}\n?[ ]{0,40})"
    return rf"(?<!\w){atom}(?:{gap}(?:(?:{join}|{point}){gap})?(?:{article}[\s\-]{{1,3}})?{atom})*(?:{tails})"


def spelled_in(run: str, words: Words) -> Iterator[Spelled]:
    """Yield the numbers of a run of number words, from left to right: "two three" is two of them."""
    tokens = _tokens(run, words)
    at = 0
    while at < len(tokens):
        value, after = _Grammar(tokens).number(at)
        if value is None:
            at += 1
            continue
        yield Spelled(tokens[at].start, tokens[after - 1].end, value)
        at = after


@cache
def _token_pattern(words: Words) -> re.Pattern[str]:
    kinds = {"atom": words.atoms, "joiner": words.joiners, "article": words.articles, "point": words.points}
    return re.compile("|".join(f"(?P<{kind}>{any_of(given)})" for kind, given in kinds.items()), re.IGNORECASE)


def _tokens(run: str, words: Words) -> list[Token]:
    found, end = [], -1
    for match in _token_pattern(words).finditer(run):
        kind, value = match.lastgroup or "", 1.0
        if kind == "atom":
            kind, value = words.atoms[fold(match.group())]
        found.append(Token(kind, Decimal(str(value)), match.start(), match.end(), match.start() == end))
        end = match.end()
    return found


class _Grammar:
    """A reader of number words: each method takes a position and returns a value (or None) and the position after."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens

    def _kind(self, at: int) -> str:
        return self._tokens[at].kind if at < len(self._tokens) else ""

    def _small(self, at: int) -> tuple[Decimal | None, int]:
        """Below a hundred: "twelve", "twenty-five", "vijfentwintig"."""
        kind = self._kind(at)
        if kind == "teens":
            return self._tokens[at].value, at + 1
        if kind == "tens":
            return self._sum(at, at + 1) if self._kind(at + 1) == "unit" else (self._tokens[at].value, at + 1)
        if kind == "unit":
            written_as_one = self._kind(at + 1) == "joiner" and self._kind(at + 2) == "tens" and self._glued(at + 1)
            return self._sum(at, at + 2) if written_as_one else (self._tokens[at].value, at + 1)
        return None, at

    def _sum(self, first: int, second: int) -> tuple[Decimal, int]:
        return self._tokens[first].value + self._tokens[second].value, second + 1

    def _glued(self, at: int) -> bool:
        return self._tokens[at].glued and self._tokens[at + 1].glued

    def _group(self, at: int) -> tuple[Decimal | None, int]:
        """Below a thousand, or "fifteen hundred"."""
        value, after = self._small(at)
        if self._kind(after) != "hundreds":
            return value, after
        value, after = (Decimal(1) if value is None else value) * 100, after + 1
        rest, end = self._small(after + (self._kind(after) == "joiner"))
        return (value + rest, end) if rest is not None and self._kind(end) != "hundreds" else (value, after)

    def _whole(self, at: int) -> tuple[Decimal | None, int]:
        """Groups with scales that go down: "two million five hundred thousand and one"."""
        total, limit, after = None, Decimal("Infinity"), at
        while True:
            start = after + (total is not None and self._kind(after) == "joiner")
            value, end = self._group(start)
            scaled = self._kind(end) == "scale" and self._tokens[end].value < limit
            if not scaled and (value is None or value >= limit):
                return total, after
            factor = self._tokens[end].value if scaled else Decimal(1)
            total, after, limit = (total or 0) + (value if value is not None else 1) * factor, end + scaled, factor
            if not scaled:
                return total, after

    def number(self, at: int) -> tuple[Decimal | None, int]:
        """Return a number with its fraction, if any: "two and a half million", "anderhalf miljoen"."""
        if self._kind(at) == "fraction":
            return self._scaled(self._tokens[at].value, at + 1)
        value, after = self._whole(at)
        if value is None:
            return None, at
        if self._kind(after) == "point":
            return self._decimals(value, after + 1)
        half = after + 1
        if self._kind(half) == "article" or (self._kind(half) == "unit" and self._tokens[half].value == 1):
            half += 1
        if self._kind(after) == "joiner" and self._kind(half) == "fraction":
            return self._scaled(value + self._tokens[half].value, half + 1)
        return self._scaled_half(value, after)

    def _decimals(self, value: Decimal, at: int) -> tuple[Decimal, int]:
        """ "ninety-seven point two five" is 97.25."""
        figures = ""
        while self._kind(at) in ("unit", "teens", "tens"):
            figures, at = figures + str(int(self._tokens[at].value)), at + 1
        return self._scaled(value + Decimal(f"0.{figures or 0}"), at)

    def _scaled_half(self, value: Decimal, after: int) -> tuple[Decimal, int]:
        """ "one-half" is a half."""
        if value == 1 and self._kind(after) == "fraction":
            return self._scaled(self._tokens[after].value, after + 1)
        return value, after

    def _scaled(self, value: Decimal, after: int) -> tuple[Decimal, int]:
        scale = after + (self._kind(after) == "article")
        if self._kind(scale) == "scale":
            return value * self._tokens[scale].value, scale + 1
        return value, after
