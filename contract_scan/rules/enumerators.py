"""The number or bullet that is typed before a clause or item: it is a place, and no part of what the clause says."""

from __future__ import annotations

import re

from contract_scan.document import Block, Span

_ENUMERATOR = re.compile(
    r"\s*(?:\(?(?:[a-z]{1,2}|[ivxl]{1,5}|\d{1,2}(?:\.\d{1,2})*)[).:]|[•·▪◦*–-]|\d{1,2}°)\s+", re.IGNORECASE
)
_DECIMAL = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})+\.?|\((?:[a-z]|[ivx]{1,4}|\d{1,2})\))\s+(?=[\"“‘„(]?[^\W\d_a-zß-öø-ÿ])"
)
_AFTER = re.compile(r"[.):]?\s+|\s*[–—-]\s+")


def typed_enumerator(text: str, block: Block) -> str:
    """Return what is typed as a number before a list item, without white space; empty for none."""
    match = _ENUMERATOR.match(text, block.span.start, block.span.end) if block.kind == "list_item" else None
    return match.group().strip() if match else ""


def after_number(text: str, span: Span, block: Block | None = None) -> Span:
    """Return a stretch of text without the number it begins with.

    `block` is the block that begins there, None for an item within one. A stretch that is nothing but its number is
    returned as it is.
    """
    if block is None or block.kind == "list_item":
        match = _ENUMERATOR.match(text, span.start, span.end)
    else:
        match = _DECIMAL.match(text, span.start, span.end)
    start = match.end() if match else _after_printed(text, span, block.number if block else None)
    return Span(start, span.end) if start < span.end else span


def _after_printed(text: str, span: Span, number: str | None) -> int:
    """Return where the words begin after the number that the reader found; "Article 7 of the Act" is no number."""
    if not number or not text.startswith(number, span.start):
        return span.start
    gap = _AFTER.match(text, span.start + len(number), span.end)
    refers = number[:2].isalpha() and gap is not None and text[gap.end() : gap.end() + 1].islower()
    return span.start if gap is None or refers else gap.end()
