"""The words of a document that a report shows of a quote: those that matter of a long one, those around a short one."""

from __future__ import annotations

import re

from contract_scan.document import Document
from contract_scan.finding import Finding

#: So many words after those that fired may hold the period, amount or name that they speak of.
_NEAR = 6
_UNIT = (
    "days|weeks|months|years|hours|per cent|percent|dagen|weken|maanden|maand|jaar|jaren|uur|procent|euros?|eur|usd|rmb"
)
_POINT = re.compile(rf"\W*(?:\w*\d.*|[€$£¥%].*|(?:{_UNIT})\W*|[A-Z].*)", re.DOTALL)


def extract(finding: Finding, limit: int) -> str:
    """Return the words of a quote that matter: what fired, and as many words around it as fit in `limit` characters."""
    words = list(re.finditer(r"\S+", finding.quote))
    if len(" ".join(finding.quote.split())) <= limit or not words:
        return " ".join(finding.quote.split()).rstrip(".;,")
    first, last = _telling_words(finding, words)
    first, last = _with_the_point(finding, words, (first, last), limit - 4)
    first, last = _grown([len(word[0]) for word in words], first, last, limit - 4)
    text = " ".join(word[0] for word in words[first : last + 1])
    return ("… " if first else "") + text.rstrip(".;,") + (" …" if last + 1 < len(words) else "")


def _telling_words(finding: Finding, words: list[re.Match[str]]) -> tuple[int, int]:
    """Return the first and last word of the longest stretch that fired."""
    longest = max(finding.marked, key=len, default=finding.span)
    begins, ends = longest.start - finding.span.start, longest.end - finding.span.start
    first = max((i for i, word in enumerate(words) if word.start() <= begins), default=0)
    return first, max((i for i, word in enumerate(words) if word.start() < ends), default=first)


def _with_the_point(finding: Finding, words: list[re.Match[str]], told: tuple[int, int], limit: int) -> tuple[int, int]:
    """Return the longest stretch that fired with what fired after it, if that fits, and the value that follows."""
    first, last = told
    ends = max((mark.end for mark in finding.marked), default=finding.span.start) - finding.span.start
    end = max((i for i, word in enumerate(words) if word.start() < ends), default=last)
    if _size(words, first, end) <= limit:
        last = max(last, end)
    points = [i for i in _following(words, last) if _size(words, first, i) <= limit]
    return first, max(points, default=last)


def _following(words: list[re.Match[str]], last: int) -> list[int]:
    """Return which of the next words of the same sentence are, or end, a number, a period, an amount or a name."""
    found: list[int] = []
    for index in range(last, min(last + _NEAR + 1, len(words))):
        if index > last and _POINT.fullmatch(words[index][0]):
            found.append(index)
        if words[index][0].endswith((".", ";")):
            break
    return found


def _size(words: list[re.Match[str]], first: int, last: int) -> int:
    return sum(len(word[0]) for word in words[first : last + 1]) + last - first


def _grown(lengths: list[int], first: int, last: int, limit: int) -> tuple[int, int]:
    """Return a stretch of words grown to both sides, the words after first, or cut at its beginning, to fit `limit`."""
    size = sum(lengths[first : last + 1]) + last - first
    while size > limit and first < last:
        size, first = size - lengths[first] - 1, first + 1
    grows = True
    while grows:
        grows = False
        for _ in range(3):
            if last + 1 < len(lengths) and size + 1 + lengths[last + 1] <= limit:
                size, last, grows = size + 1 + lengths[last + 1], last + 1, True
        if first > 0 and size + 1 + lengths[first - 1] <= limit:
            size, first, grows = size + 1 + lengths[first - 1], first - 1, True
    return first, last


def context(finding: Finding, document: Document) -> tuple[str, str]:
    """Return the words before and after a very short quote, up to a sentence's worth, so that it can be understood."""
    if not finding.quote or len(finding.quote) > 60:
        return "", ""
    view = document if finding.view == document.view else document.original or document
    block = view.block_at(finding.span.start)
    if block is None:
        return "", ""
    start, end = max(block.span.start, finding.span.start - 110), min(block.span.end, finding.span.end + 110)
    before, after = view.text[start : finding.span.start], view.text[finding.span.end : end]
    if start > block.span.start:
        before = "… " + before.partition(" ")[2]
    if end < block.span.end:
        after = after.rpartition(" ")[0] + " …"
    return before, after
