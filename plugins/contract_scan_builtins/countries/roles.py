"""What part a country plays where a text names it, by the words around its name."""

from __future__ import annotations

import re
from functools import cache

from contract_scan.document import Span
from contract_scan.expressions import compiled
from contract_scan_builtins.shared.tables import table

_SENTENCE_END = compiled(r"[.;!?]\s+(?=[A-Z(])|\n")


def role_of(text: str, span: Span, language: str | None) -> str | None:
    """Return the role of the country named at a span, or None where the words around it give none.

    The words nearest to the name win, so that "governed by Dutch law; seat of arbitration: Beijing" keeps them apart.
    """
    reach = int(table("countries", "roles")["reach"])
    before = _SENTENCE_END.split(text[max(0, span.start - reach) : span.start])[-1]
    after = _SENTENCE_END.split(text[span.end : span.end + reach // 2])[0]
    best: tuple[int, str] | None = None
    for role, left, right in _patterns(language if language in ("nl", "en") else None):
        distances = [len(before) - match.end() for match in left.finditer(before)] if left else []
        close = right.match(after) if right else None
        distance = 0 if close else min(distances, default=None)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, role)
    return best[1] if best else None


def is_of_a_person(text: str, span: Span, language: str | None) -> bool:
    """Say whether the country named at a span is only said to be where a person comes from: that never counts."""
    reach = int(table("countries", "roles")["reach"]) // 3
    left, right = _of_persons(language if language in ("nl", "en") else None)
    before = _SENTENCE_END.split(text[max(0, span.start - reach) : span.start])[-1]
    return left.search(before) is not None or right.match(text[span.end : span.end + reach]) is not None


@cache
def _of_persons(language: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("countries", "roles")["person"]
    before, after = (_either(_words(words[side], language)) for side in ("before", "after"))
    left = compiled(rf"\b(?:{before})\b[\s:]*(?:\w+,?\s+)?\Z", re.IGNORECASE)
    return left, compiled(rf"\s+(?:{after})\b", re.IGNORECASE)


@cache
def _patterns(language: str | None) -> list[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]]:
    return [
        (role, _before(_words(words["before"], language)), _after(_words(words["after"], language)))
        for role, words in table("countries", "roles")["roles"].items()
    ]


def _words(by_language: dict[str, list[str]], language: str | None) -> list[str]:
    return [word for key, words in by_language.items() if language in (None, key) for word in words]


def _before(words: list[str]) -> re.Pattern[str] | None:
    return compiled(rf"\b(?:{_either(words)})\b", re.IGNORECASE) if words else None


def _after(words: list[str]) -> re.Pattern[str] | None:
    # Right behind the name, or one word further ("Russian national law").
    return compiled(rf"\s+(?:\w+\s+)?(?:{_either(words)})\b", re.IGNORECASE) if words else None


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
