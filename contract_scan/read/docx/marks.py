"""Marks on the text of one block: what is tracked, hidden, struck through, or still to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_scan.document import Mark, MarkKind, Span, ViewName
from contract_scan.read.docx.styles import BLANK, HIDDEN, STRUCK
from contract_scan.read.docx.tokens import Token
from contract_scan.read.docx.tracked import UNTRACKED, Change
from contract_scan.read.structure.blanks import blank_marks

_LOOKS: tuple[tuple[int, MarkKind], ...] = ((HIDDEN, "hidden"), (STRUCK, "struck"), (BLANK, "blank"))
_MARKED = HIDDEN | STRUCK | BLANK


def marks_of(tokens: Sequence[Token], shown: Sequence[Token], view: ViewName, text: str) -> list[Mark]:
    """Return the marks on a block's text, relative to it.

    `tokens` are all tokens of its paragraphs, `shown` those whose text stands in the view; `text` is theirs together.
    """
    marks: list[Mark] = []
    if any(token.looks & _MARKED for token in shown):
        for bit, kind in _LOOKS:
            marks += [Mark(kind, span) for span in _spans(shown, bit)]
    if any(token.tracked is not UNTRACKED for token in tokens):
        marks += _tracked(tokens, {id(token) for token in shown}, view)
    controls = [mark.span for mark in marks if mark.kind == "blank"]
    marks += [mark for mark in blank_marks(text) if not any(mark.span.overlaps(span) for span in controls)]
    return marks


def _spans(shown: Sequence[Token], bit: int) -> Iterator[Span]:
    """Yield the stretches of text that look a certain way, each as long as it goes."""
    start = end = 0
    for token in shown:
        length = len(token.text)
        if token.looks & bit:
            end += length
            continue
        if not length:
            continue
        if end > start:
            yield Span(start, end)
        end += length
        start = end
    if end > start:
        yield Span(start, end)


class _Zone:
    """Tracked text without untracked text in between: a replacement, where something went in and something out."""

    def __init__(self) -> None:
        self.here: list[tuple[Span, Change]] = []
        self.there: list[str] = []

    def marks(self) -> Iterator[Mark]:
        """Yield a mark for each change, with the text on the other side of the zone."""
        other = "".join(self.there).strip() or None
        for span, change in self.here:
            yield Mark(change.kind, span, change.author, change.date, None if change.kind == "moved" else other)


def _tracked(tokens: Sequence[Token], shown: set[int], view: ViewName) -> Iterator[Mark]:
    zone, offset = _Zone(), 0
    for token in tokens:
        if token.kind != "text" or not token.text:
            continue
        change = token.tracked.change_in(view)
        if id(token) not in shown:
            if token.tracked.stands_in("original" if view == "current" else "current"):
                zone.there.append(token.text)
            continue
        span = Span(offset, offset + len(token.text))
        offset = span.end
        if change is None:
            yield from zone.marks()
            zone = _Zone()
        elif zone.here and zone.here[-1][1] == change and zone.here[-1][0].end == span.start:
            zone.here[-1] = (Span(zone.here[-1][0].start, span.end), change)
        else:
            zone.here.append((span, change))
    yield from zone.marks()
