"""What changed in the text at all: paragraphs of two drafts laid beside each other, whatever rules find in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from contract_scan.document import Block, Document, Span

Alteration = Literal["changed", "inserted", "deleted", "moved"]
#: How alike two paragraphs must be, of 100, to be one that was reworded.
ALIKE = 45.0
#: What stands on every page is no clause, and its place in the text says nothing.
_AROUND = frozenset({"header", "footer"})
_NUMBER = re.compile(
    r"^(?:(?:art(?:ikel|icle|\.)?|section|clause|§)\s*)?(?:\d+(?:\.\d+)*[.)]?|\([a-z\d]{1,4}\)|[a-z][.)])\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of one draft: its words without the number before them, its place, and its span in the text."""

    text: str
    clause: str | None
    page: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both drafts share ("same"), or that only the old ("old") or the new one ("new") has."""

    side: Literal["same", "old", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """One paragraph that is not the same in two drafts. `number` counts from 1 in reading order of the new draft."""

    number: int
    change: Alteration
    old: Passage | None
    new: Passage | None

    @property
    def words(self) -> tuple[Stretch, ...]:
        """The words of both, what differs told apart."""
        return tuple(_stretches(self.old.text if self.old else "", self.new.text if self.new else ""))


#: A paragraph of the old and one of the new draft; None for what only the other has.
Pair = tuple[Passage | None, Passage | None]


def text_changes(old: Document, new: Document) -> tuple[TextChange, ...]:
    """Return every paragraph that was changed, inserted, deleted or moved, in reading order.

    White space and the numbers before clauses do not count as a change.
    """
    before, after = list(_passages(old)), list(_passages(new))
    matcher = SequenceMatcher(None, [p.text for p in before], [p.text for p in after], autojunk=False)
    found: list[Pair] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found += _paired(before[a:b], after[c:d])
    found = list(_with_moves(found))
    return tuple(TextChange(n, _change(*pair), *pair) for n, pair in enumerate(found, start=1))


def _passages(document: Document) -> Iterator[Passage]:
    for block in document.blocks:
        text = _plain(document, block)
        if text and block.kind not in _AROUND:
            yield Passage(text, block.clause, block.page, block.span)


def _plain(document: Document, block: Block) -> str:
    return _NUMBER.sub("", " ".join(document.quote(block.span).split()))


def _paired(before: Sequence[Passage], after: Sequence[Passage]) -> list[Pair]:
    """Return paragraphs paired by how alike they are, without crossing; what has no partner stands alone."""
    from rapidfuzz.fuzz import ratio

    pairs: list[Pair] = []
    waiting = list(before)
    for passage in after:
        alike = [ratio(old.text, passage.text) for old in waiting]
        best = max(range(len(alike)), key=alike.__getitem__, default=0)
        if waiting and alike[best] >= ALIKE:
            pairs += [(old, None) for old in waiting[:best]]
            pairs.append((waiting[best], passage))
            del waiting[: best + 1]
        else:
            pairs.append((None, passage))
    return [*pairs, *((old, None) for old in waiting)]


#: How alike a paragraph deleted here and one inserted there must be, of 100, to be one that was moved.
MOVED = 70.0


def _with_moves(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield pairs, a paragraph that was deleted in one place and inserted in another as one."""
    from rapidfuzz.fuzz import ratio

    gone = [old for old, new in pairs if old and new is None]
    come: dict[int, Passage] = {}
    for place, (old, new) in enumerate(pairs):
        if new and old is None and gone:
            text = new.text
            best = max(gone, key=lambda passage: ratio(passage.text, text))
            if ratio(best.text, text) >= MOVED:
                come[place] = best
                gone.remove(best)
    for place, (old, new) in enumerate(pairs):
        if place in come:
            yield come[place], new
        elif new or old in gone:
            yield old, new


def _change(old: Passage | None, new: Passage | None) -> Alteration:
    if old is None:
        return "inserted"
    if new is None:
        return "deleted"
    return "moved" if old.text == new.text else "changed"


def _stretches(old: str, new: str) -> Iterator[Stretch]:
    before, after = old.split(), new.split()
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("same", " ".join(before[a:b]))
            continue
        if a < b:
            yield Stretch("old", " ".join(before[a:b]))
        if c < d:
            yield Stretch("new", " ".join(after[c:d]))
