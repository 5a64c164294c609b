"""Runs cut where findings begin and end, so that a comment holds exactly their words.

A run that is cut becomes two with the same formatting; the text they hold together is what the one held.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from contract_scan.document import Span
from contract_scan.read.docx.anchors import Piece

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Anchors:
    """The runs of a document's body by place, cut at the edges of the spans that will be asked for."""

    def __init__(self, pieces: Sequence[Piece], spans: Iterable[Span]) -> None:
        cuts = sorted({edge for span in spans for edge in (span.start, span.end)})
        by_run: dict[int, list[Piece]] = defaultdict(list)
        runs: dict[int, Any] = {}
        for piece in pieces:
            runs[id(piece.run)] = piece.run
            by_run[id(piece.run)].append(piece)
        self._places: list[tuple[Span, Any]] = []
        for key, own in by_run.items():
            self._places.extend(_cut(runs[key], own, cuts))
        self._places.sort(key=lambda place: place[0])
        self._starts = [span.start for span, _ in self._places]

    def first(self) -> Any:
        """Return the first run with text, or None."""
        return self._places[0][1] if self._places else None

    def runs(self, span: Span) -> list[Any]:
        """Return the runs whose text lies in a span, in order."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.end)
        return [run for place, run in self._places[first:last] if place.overlaps(span)]

    def nearest(self, offset: int) -> Any:
        """Return the run at or before an offset, or the first one after it."""
        if not self._places:
            return None
        return self._places[max(bisect_right(self._starts, offset) - 1, 0)][1]


def _cut(run: Any, pieces: list[Piece], cuts: list[int]) -> list[tuple[Span, Any]]:
    """Cut one run at every offset that falls in it; return its parts with their spans."""
    start, end = pieces[0].span.start, pieces[-1].span.end
    inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    if any(p.text_element is None or p.text_element.getparent() is not run for p in pieces):
        return [(Span(start, end), run)]
    parts = []
    for cut in reversed(inside):
        piece = next(p for p in reversed(pieces) if p.span.start <= cut)
        right = _split(run, piece, cut - piece.span.start)
        parts.append((Span(cut, end), right))
        end = cut
        pieces = [p for p in pieces if p.span.start < cut]
    parts.append((Span(start, end), run))
    return parts


def _split(run: Any, piece: Piece, length: int) -> Any:
    """Move what stands after so many characters of a piece into a new run after this one; return the new run."""
    children = list(run)
    index = children.index(piece.text_element)
    right = deepcopy(run)
    keep_properties = right.find(f"{_W}rPr")
    copies = list(right)
    offset = piece.offset + length
    text = (piece.text_element.text or "") if length and piece.text_element is not None else ""
    for child in copies[:index]:
        if child is not keep_properties:
            right.remove(child)
    if length:
        _set(copies[index], text[offset:])
        _set(piece.text_element, text[:offset])
    for child in children[index + 1 if length else index :]:
        run.remove(child)
    run.addnext(right)
    return right


def _set(element: Any, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")
