"""Codes of dual-use and military lists: "3A001.b.2", "5E002", "ML10.c", "EAR99".

A code looks like a room or a part number, and ML means machine learning and millilitre too: a code counts only where
a word of the lists stands near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from contract_scan.document import Span
from contract_scan.facts.words import any_of, common
from contract_scan.finding import Fact

#: How far from the code a word of the lists may stand, in characters, and how close before it a word that forbids it.
_NEAR, _BEFORE = 120, 24

_SHAPES = {
    "dual_use": re.compile(r"\d[A-E]\d{3}(?:\.[a-z](?:\.\d{1,2}(?:\.[a-z](?:\.\d{1,2})?)?)?)?(?![\w\-/]|\.\w)"),
    "military": re.compile(r"ML ?(?:1\d|2[0-2]|[1-9])(?:\.?[a-z](?:\.\d{1,2})?)?(?![\w\-/%]|[.,]\d)"),
}

_INSIDE = re.compile(r"[\w.\-/]")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(common()['codes']['alone'])})(?!\w)")


@cache
def _words(shape: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what must stand near a code of this shape and what may not stand right before it."""
    words: dict[str, Any] = common()["codes"][shape]
    near = re.compile(rf"(?<!\w)(?:{any_of(words['near'])})(?!\w)", re.IGNORECASE)
    return near, re.compile(rf"(?<!\w)(?:{any_of(words['not_before'])})[\s:.]*\Z", re.IGNORECASE)


def codes_in(text: str) -> Iterator[Fact]:
    """Yield the codes of a text in any language; the value is the code without its blank ("ML10.c")."""
    for shape, pattern in _SHAPES.items():
        for match in pattern.finditer(text):
            if _is_code(text, match, shape):
                yield Fact("code", Span(*match.span()), match.group().replace(" ", ""))
    for match in _alone().finditer(text):
        yield Fact("code", Span(*match.span()), match.group())


def _is_code(text: str, match: re.Match[str], shape: str) -> bool:
    near, forbidden = _words(shape)
    start, end = match.span()
    if _INSIDE.match(text, max(start - 1, 0), start) or forbidden.search(text, max(start - _BEFORE, 0), start):
        return False
    return bool(near.search(text, max(start - _NEAR, 0), start) or near.search(text, end, end + _NEAR))
