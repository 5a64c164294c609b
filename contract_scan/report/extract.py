"""The words of a document that a report shows of a quote: those that matter of a long one, those around a short one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.yaml_files import knowledge

#: What a word adds to an extract: one that fired, tells a value, allows or forbids, is a name, or is any other.
_FIRED, _VALUE, _TURN, _NAME, _ANY = 8, 6, 4, 2, 1
#: What an extract gains where it begins or ends with the sentence, or with a part of it.
_WHOLE, _PART = 6, 4
_FIGURE = re.compile(r"\W*(?:\w*\d.*|[€$£¥%].*)", re.DOTALL)
_CAPITAL = re.compile(r"\W*[A-ZÀ-Þ]")
_PAUSE = re.compile(r"[,;:.)–—]\W*$")


def extract(finding: Finding, limit: int) -> str:
    """Return the words of a quote that matter: what fired, with the part of the sentence that tells most beside it.

    Of all stretches of whole words that fit in `limit` characters and hold the words that fired, the one is taken that
    tells most: values, names, what turns the meaning, and beginning and end at a pause before the middle of a part.
    """
    words = list(re.finditer(r"\S+", finding.quote))
    if len(" ".join(finding.quote.split())) <= limit or not words:
        return " ".join(finding.quote.split()).rstrip(".;,")
    first, last = max(_stretches(finding, words, limit - 4), key=_Worth(finding, words).of)
    text = " ".join(word[0] for word in words[first : last + 1])
    return ("… " if first else "") + text.rstrip(".;,") + (" …" if last + 1 < len(words) else "")


def _stretches(finding: Finding, words: list[re.Match[str]], limit: int) -> Iterator[tuple[int, int]]:
    """Yield first and last word of each stretch that fits and holds the words that fired, or their end."""
    told = _telling_words(finding, words)
    while told[0] < told[1] and _size(words, *told) > limit:
        told = (told[0] + 1, told[1])
    yield told
    for first in range(told[0], -1, -1):
        if _size(words, first, told[1]) > limit:
            return
        last = told[1]
        while last < len(words) and _size(words, first, last) <= limit:
            yield first, last
            last += 1


class _Worth:
    """How much a stretch of the words of one quote tells."""

    def __init__(self, finding: Finding, words: list[re.Match[str]]) -> None:
        """Weigh each word once, and sum them up."""
        self._pauses = [True, *(bool(_PAUSE.search(word[0])) for word in words)]
        fired = [(mark.start - finding.span.start, mark.end - finding.span.start) for mark in finding.marked]
        weights = (_weight(word, fired, inside=index > 0) for index, word in enumerate(words))
        self._sums = [0, *accumulate(weights)]
        self._end = len(words) - 1

    def of(self, stretch: tuple[int, int]) -> int:
        """Return what a stretch tells, its beginning and end counted in."""
        first, last = stretch
        begins = _WHOLE if first == 0 else _PART * self._pauses[first]
        ends = _WHOLE if last == self._end else _PART * self._pauses[last + 1]
        return self._sums[last + 1] - self._sums[first] + begins + ends


def _weight(word: re.Match[str], fired: list[tuple[int, int]], *, inside: bool) -> int:
    if any(word.start() < end and start < word.end() for start, end in fired):
        return _FIRED
    plain = word[0].strip("“”\"'()[].,;:").casefold()
    if _FIGURE.fullmatch(word[0]) or plain in _known("values"):
        return _VALUE
    if plain in _known("turns"):
        return _TURN
    return _NAME if inside and _CAPITAL.match(word[0]) else _ANY


@cache
def _known(what: str) -> frozenset[str]:
    """Return the words of all languages that tell a value, or turn the meaning of a sentence."""
    return frozenset(word for words in knowledge("tables", "extract")[what].values() for word in words)


def _telling_words(finding: Finding, words: list[re.Match[str]]) -> tuple[int, int]:
    """Return the first and last word of the longest stretch that fired."""
    longest = max(finding.marked, key=len, default=finding.span)
    begins, ends = longest.start - finding.span.start, longest.end - finding.span.start
    first = max((i for i, word in enumerate(words) if word.start() <= begins), default=0)
    return first, max((i for i, word in enumerate(words) if word.start() < ends), default=first)


def _size(words: list[re.Match[str]], first: int, last: int) -> int:
    return sum(len(word[0]) for word in words[first : last + 1]) + last - first


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
