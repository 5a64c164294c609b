"""The walk through a part: its paragraphs in reading order, each with its place in tables, boxes and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from contract_scan.document import BlockKind, Cell
from contract_scan.read.docx.inline import Inline, choice, differs, is_placeholder
from contract_scan.read.docx.names import (
    ALTERNATE,
    COMMENT_END,
    COMMENT_START,
    ID,
    INS,
    NUMPR,
    PPR,
    R_,
    RPR,
    SDT,
    SILENT,
    TBL,
    TC,
    TCPR,
    TEXT_PATH,
    TR,
    TRPR,
    VAL,
    P,
    w,
)
from contract_scan.read.docx.styles import BLANK, Styles, numbering_of, whole
from contract_scan.read.docx.tokens import Token, TokenKind
from contract_scan.read.docx.tracked import CHANGES, UNTRACKED, Tracked

_P_STYLE, _P_CHANGE, _OUTLINE = w("pStyle"), w("pPrChange"), w("outlineLvl")
_SECTION = w("sectPr")
_WANTED = frozenset({_P_STYLE, _P_CHANGE, _OUTLINE, _SECTION, NUMPR, RPR})


@dataclass(frozen=True, slots=True)
class Properties:
    """What a paragraph's properties say of its style, list and level in it (None: the style decides)."""

    style: str | None = None
    number: str | None = None
    level: int | None = None
    outline: int | None = None
    ends_section: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """Where a paragraph stands. `flow` is the run of paragraphs it could merge with when a mark is deleted."""

    part: str
    kind: BlockKind | None = None
    cell: Cell | None = None
    flow: int = 0
    comment: str | None = None
    author: str | None = None
    date: str | None = None


@dataclass(slots=True)
class Paragraph:
    """One w:p. `mark` holds the changes to its paragraph mark; `before` are its properties before a tracked change."""

    ordinal: int
    where: Where
    tokens: list[Token]
    mark: Tracked
    properties: Properties
    before: Properties
    tracked: bool


@dataclass(slots=True)
class _Frame:
    """An element whose children are being walked, and what holds for them."""

    children: Iterator[etree._Element]
    where: Where
    tracked: Tracked
    looks: int
    table: list[int] = field(default_factory=list)


class Budget:
    """How much may still be read before reading stops: paragraphs with content, and characters."""

    def __init__(self, blocks: int, characters: int) -> None:
        self.blocks = blocks
        self.characters = characters

    @property
    def spent(self) -> bool:
        """Say whether there is nothing left."""
        return self.blocks < 0 or self.characters < 0

    def cut(self, tokens: list[Token]) -> list[Token]:
        """Spend a paragraph's text; return what of it may still be read."""
        for index, token in enumerate(tokens):
            if len(token.text) > self.characters:
                token.text = token.text[: max(self.characters, 0)]
                self.characters = -1
                return tokens[: index + 1]
            self.characters -= len(token.text)
        return tokens


class Flow:
    """Walks parts one after the other; ordinals, tables and flows are counted over all of them."""

    def __init__(self, styles: Styles, budget: Budget) -> None:
        self.unread: Counter[str] = Counter()
        self._styles = styles
        self._budget = budget
        self._inline = Inline(styles, self.unread, self._box)
        self._ordinal = -1
        self._tables = -1
        self._flows = 0
        self._part = ""

    @property
    def unshown(self) -> list[str]:
        """The words met so far that Word does not show."""
        return self._inline.unshown

    def paragraphs(self, root: etree._Element, where: Where, tracked: Tracked = UNTRACKED) -> list[Paragraph]:
        """Return the paragraphs below an element, in order. Empty ones that change nothing are left out."""
        return list(self._walk(root, replace(where, flow=self._next_flow()), tracked))

    def _walk(self, root: etree._Element, where: Where, tracked: Tracked) -> Iterator[Paragraph]:
        pending: list[Token] = []
        kept_mark = UNTRACKED
        stack = [_Frame(iter(root), where, tracked, 0)]
        while stack and not self._budget.spent:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
            elif child.tag == P or child.tag == R_:
                paragraph = self._paragraph(child, frame, pending)
                if paragraph.tokens or paragraph.properties.number or paragraph.mark != kept_mark:
                    kept_mark = paragraph.mark
                    pending = []
                    yield paragraph
                elif kept_mark is not UNTRACKED or self._is_listed(paragraph):
                    kept_mark = UNTRACKED
                    yield paragraph
            elif child.tag in (COMMENT_START, COMMENT_END):
                kind: TokenKind = "comment_start" if child.tag == COMMENT_START else "comment_end"
                pending.append(Token(kind, "", frame.tracked, 0, child.get(ID)))
            elif (inner := self._inside(child, frame)) is not None:
                stack.append(inner)

    def _is_listed(self, paragraph: Paragraph) -> bool:
        return self._styles.paragraph(paragraph.properties.style).number is not None

    def _inside(self, child: etree._Element, frame: _Frame) -> _Frame | None:
        """Return how to go on within an element that holds paragraphs, or None."""
        tag = child.tag
        if tag in SILENT:
            return None
        if tag == TBL:
            self._tables += 1
            frame.where = replace(frame.where, flow=self._next_flow())
            return _Frame(iter(child), frame.where, frame.tracked, frame.looks, [self._tables, -1, 0])
        if tag == TR:
            return self._row(child, frame)
        if tag == TC:
            return self._cell(child, frame)
        if tag in CHANGES:
            return _Frame(iter(child), frame.where, frame.tracked.within(child), frame.looks, frame.table)
        if tag == ALTERNATE:
            chosen = choice(child)
            self.unread["alternatives"] += differs(child, chosen)
            return (
                None if chosen is None else _Frame(iter(chosen), frame.where, frame.tracked, frame.looks, frame.table)
            )
        if tag == w("altChunk"):
            self.unread["documents"] += 1
        looks = frame.looks | BLANK if tag == SDT and is_placeholder(child) else frame.looks
        return _Frame(iter(child), frame.where, frame.tracked, looks, frame.table)

    def _row(self, row: etree._Element, frame: _Frame) -> _Frame:
        properties = row.find(TRPR)
        table = frame.table or [self._tables, -1, 0]
        table[1] += 1
        table[2] = _value(properties, "gridBefore", 0)
        return _Frame(iter(row), frame.where, frame.tracked.within_properties(properties), frame.looks, table)

    def _cell(self, element: etree._Element, frame: _Frame) -> _Frame:
        properties = element.find(TCPR)
        table = frame.table or [self._tables, 0, 0]
        cell = Cell(max(table[0], 0), max(table[1], 0), table[2])
        table[2] += max(1, _value(properties, "gridSpan", 1))
        where = replace(frame.where, cell=cell, flow=self._next_flow())
        return _Frame(iter(element), where, frame.tracked.within_properties(properties), frame.looks)

    def _paragraph(self, element: etree._Element, frame: _Frame, pending: list[Token]) -> Paragraph:
        self._ordinal += 1
        ordinal, where, tracked = self._ordinal, frame.where, frame.tracked
        if len(element) == 0:
            return Paragraph(ordinal, where, list(pending), tracked, Properties(), Properties(), tracked != UNTRACKED)
        ppr = element.find(PPR) if element.tag == P else None
        properties, before, mark = _read_properties(ppr, tracked)
        self._part = where.part
        looks = self._styles.paragraph(properties.style).looks | frame.looks
        tokens = self._inline.tokens(element, tracked, looks)
        if properties.ends_section and not tokens:  # a section break by itself is not counted
            properties = before = replace(properties, number="0")
        tokens = self._budget.cut(tokens)
        self._budget.blocks -= bool(tokens)
        changed = mark != UNTRACKED or properties != before or any(t.tracked is not UNTRACKED for t in tokens)
        return Paragraph(ordinal, where, pending + tokens, mark, properties, before, changed)

    def _box(self, element: etree._Element, tracked: Tracked) -> list[object]:
        """Return the paragraphs of a text box, or the one that lettering drawn as a picture (a watermark) makes."""
        where = Where(self._part, "text_box")
        if element.tag != TEXT_PATH:
            return [*self.paragraphs(element, where, tracked)]
        self._ordinal += 1
        where = replace(where, flow=self._next_flow())
        tokens = [Token("text", element.get("string") or "", tracked)]
        return [Paragraph(self._ordinal, where, tokens, tracked, Properties(), Properties(), False)]

    def _next_flow(self) -> int:
        self._flows += 1
        return self._flows


def _read_properties(ppr: etree._Element | None, tracked: Tracked) -> tuple[Properties, Properties, Tracked]:
    """Return a paragraph's properties, those before a tracked change, and the changes to its mark."""
    if ppr is None or len(ppr) == 0:
        return _NONE, _NONE, tracked
    now, children = _properties(ppr)
    before, mark = now, tracked
    if _P_CHANGE in children:
        old = children[_P_CHANGE].find(PPR)
        before = _properties(old)[0] if old is not None else _NONE
    elif NUMPR in children and children[NUMPR].find(INS) is not None:
        before = replace(now, number="0", level=None)
    if RPR in children:
        mark = tracked.within_properties(children[RPR])
    return now, before, mark


_NONE = Properties()


def _properties(ppr: etree._Element) -> tuple[Properties, dict[str, etree._Element]]:
    children = {child.tag: child for child in ppr if child.tag in _WANTED}
    if not children:
        return _NONE, children
    style, outline = children.get(_P_STYLE), children.get(_OUTLINE)
    number, level = numbering_of(children.get(NUMPR))
    properties = Properties(
        style.get(VAL) if style is not None else None,
        number,
        level,
        whole(outline.get(VAL)) if outline is not None else None,
        _SECTION in children,
    )
    return properties, children


def _value(properties: etree._Element | None, name: str, default: int) -> int:
    element = properties.find(w(name)) if properties is not None else None
    value = whole(element.get(VAL)) if element is not None else None
    return min(value, 1_000) if value is not None and value >= 0 else default
