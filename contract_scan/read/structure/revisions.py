"""A flow of text with tracked changes to its two views, for readers that read a file directly.

A reader says what it meets in order: stretches of text, ends of paragraphs, and asides (notes, comments, text boxes),
each with the change it belongs to. Both views come from that one flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from contract_scan.document import BlockKind, Cell, Document, Mark, MarkKind, Source, Span, Unread, ViewName
from contract_scan.read.structure.assemble import Piece, assemble, piece
from contract_scan.read.structure.shape import kind_of

_ABSENT = {"current": "deleted", "original": "inserted"}


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change; `author` and `date` as the file gives them."""

    kind: Literal["inserted", "deleted"]
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `shown` says how: hidden, struck through. `other` is the text on the change's other side."""

    text: str
    change: Change | None = None
    shown: tuple[MarkKind, ...] = ()
    other: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The end of a paragraph, and what the paragraph is."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    cell: Cell | None = None
    change: Change | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What hangs on a paragraph and is read after it."""

    kind: BlockKind
    flow: Sequence[Run | End | Aside]
    author: str | None = None
    date: str | None = None
    change: Change | None = None


Event = Run | End | Aside


def both_views(flow: Sequence[Event], source: Source, unread: Sequence[Unread] = ()) -> Document:
    """Return the current view of a flow, with the original view where anything was tracked."""
    original = assemble(_View("original").pieces(flow), source, unread, "original") if _tracked(flow) else None
    document = assemble(_View("current").pieces(flow), source, unread)
    return document if original is None else replace(document, original=original)


def unread_content(images: int, objects: int) -> list[Unread]:
    """Return what is said of a file's images and embedded objects, whose text is not read."""
    counted = (("office_images", images), ("office_objects", objects))
    return [Unread(reason, details={"count": count}) for reason, count in counted if count]


def _tracked(flow: Iterable[Event]) -> bool:
    return any(event.change is not None or (isinstance(event, Aside) and _tracked(event.flow)) for event in flow)


def _with_other(flow: Iterable[Event]) -> Iterable[Event]:
    """Tell each changed stretch what stands, or stood, in its place: the other side of the changes it touches."""
    for changed, group in groupby(flow, key=lambda event: isinstance(event, Run) and event.change is not None):
        if not changed:
            yield from group
            continue
        runs = [event for event in group if isinstance(event, Run) and event.change]
        said = {kind: "".join(r.text for r in runs if r.change and r.change.kind == kind) for kind in _ABSENT.values()}
        for run in runs:
            other = said["inserted" if run.change and run.change.kind == "deleted" else "deleted"]
            yield replace(run, other=other or None)


class _View:
    """Gathers one view's paragraphs."""

    def __init__(self, name: ViewName) -> None:
        self._absent = _ABSENT[name]
        self._paragraph = 0
        self.found: list[Piece] = []

    def pieces(self, flow: Iterable[Event]) -> list[Piece]:
        """Return the pieces of a whole flow."""
        self._read(flow, None)
        return self.found

    def _read(self, flow: Iterable[Event], within: Aside | None) -> None:
        runs: list[Run] = []
        asides: list[Aside] = []
        first = self._paragraph
        last = End()
        for event in _with_other(flow):
            present = event.change is None or event.change.kind != self._absent
            if isinstance(event, End):
                self._paragraph += 1
                last = event
                if present:
                    self._finish(runs, asides, event, within, first)
                    runs, asides, first = [], [], self._paragraph
            elif present and isinstance(event, Aside):
                asides.append(event)
            elif present and isinstance(event, Run):
                runs.append(event)
        if runs or asides:
            self._paragraph += 1
            self._finish(runs, asides, last, within, first)

    def _finish(self, runs: list[Run], asides: list[Aside], end: End, within: Aside | None, first: int) -> None:
        text = "".join(run.text for run in runs)
        if text.strip():
            kind = within.kind if within else end.kind
            kind = kind_of(text) if kind == "paragraph" else kind
            made = piece(
                kind, text, level=end.level, number=end.number, cell=None if within else end.cell,
                origin=tuple(range(first, max(self._paragraph, first + 1))),
                author=within.author if within else None, date=within.date if within else None,
            )  # fmt: skip
            self.found.append(replace(made, marks=tuple(_marks(runs))))
        for aside in asides:
            self._read(aside.flow, aside)


def _marks(runs: Iterable[Run]) -> Iterable[Mark]:
    at = 0
    for run in runs:
        span = Span(at, at + len(run.text))
        at = span.end
        if not run.text:
            continue
        if run.change is not None:
            yield Mark(run.change.kind, span, run.change.author, run.change.date, run.other)
        for kind in run.shown:
            yield Mark(kind, span)
