"""Blanks left in a template: "[NAME]", "…………", "<amount>", "______".

What stands there is still to be filled in, so it is neither a party nor a term.
"""

from __future__ import annotations

import re

from contract_scan.document import Mark, Span

_DOTS = re.compile(r"…{2,}|(?:\. ?){4,}\.|(?<![^\s(:/])…(?=\s*(?:[,;:)]|$))|(?<=[ :(])…(?= )")
_LINES = re.compile(r"_{3,}(?:[ \t]*_{3,})*")
_SQUARE = re.compile(r"\[[^\[\]\n]{0,60}\]")
_ANGLE = re.compile(r"<<?(?=\S)[^<>\n=]{1,60}(?<=\S)>>?")
_GUILLEMETS = re.compile(r"«[^«»\n]{1,60}»")
_BRACES = re.compile(r"\{\{?[^{}\n]{1,60}\}\}?")

#: "[12]" and "[3, 4]" cite a source; "[sic]" and "[…]" speak about a quotation; "[x]" is a box that is ticked.
_CITATION = re.compile(r"\[\s*(?:\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|sic|…|\.{3}|[xX✓✗☒☑])\s*\]")
#: A line of a table of contents is told by its last characters: a long row of dots must not be gone through from each.
_END = 40
_CONTENTS = re.compile(r"(?:\. ?|…){4,}\s*\d{1,4}\s*$")


def blank_marks(text: str) -> list[Mark]:
    """Return a mark of kind "blank" for each template blank in a text, in order, none overlapping.

    The leader dots of a table of contents are no blank.
    """
    spans: list[Span] = []
    if "[" in text:
        spans += (_span(m) for m in _SQUARE.finditer(text) if not _CITATION.fullmatch(m.group()))
    if "<" in text:
        spans += map(_span, _ANGLE.finditer(text))
    if "___" in text:
        spans += map(_span, _LINES.finditer(text))
    if ("…" in text or "...." in text or ". . . " in text) and not _CONTENTS.search(text.rstrip()[-_END:]):
        spans += map(_span, _DOTS.finditer(text))
    if "«" in text:
        spans += (_span(m) for m in _GUILLEMETS.finditer(text) if " " not in m.group().strip("«» "))
    if "{" in text:
        spans += map(_span, _BRACES.finditer(text))
    return [Mark("blank", span) for span in _outermost(spans)]


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def _outermost(spans: list[Span]) -> list[Span]:
    """Drop each span that starts within one before it."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
