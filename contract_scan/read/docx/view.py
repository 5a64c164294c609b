"""One view of a Word file: the paragraphs that stand in it, merged where their marks are gone, numbered and marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from contract_scan.document import Block, BlockKind, Document, DocumentBuilder, Mark, Source, Span, Unread, ViewName
from contract_scan.read.docx.content import Content, NoteId
from contract_scan.read.docx.flow import Paragraph, Properties, Where
from contract_scan.read.docx.marks import marks_of
from contract_scan.read.docx.numbering import Counters, speaks
from contract_scan.read.docx.styles import BOLD, Style
from contract_scan.read.docx.tokens import Token, standing
from contract_scan.read.docx.tracked import UNTRACKED
from contract_scan.read.structure.outline import outline
from contract_scan.read.structure.titles import is_sentence

_NOWHERE = Span(0, 0)
_LONGEST_HEADING = 150


@dataclass(slots=True)
class Draft:
    """A block before its offsets are known, with its text, marks, and the tokens that its text is made of."""

    block: Block
    text: str
    marks: list[Mark]
    where: Where
    tokens: list[Token]
    emphasised: bool = False


@dataclass(slots=True)
class View:
    """The drafts of one view in order, and where comments are anchored: draft and offset in it, start and end."""

    name: ViewName
    drafts: list[Draft] = field(default_factory=list)
    starts: dict[str, tuple[int, int]] = field(default_factory=dict)
    ends: dict[str, tuple[int, int]] = field(default_factory=dict)


def view_of(content: Content, name: ViewName) -> View:
    """Return one view of everything that a file says, in order: body (with its notes and text boxes), comments,
    headers, footers."""
    composer = _Composer(content, name)
    composer.add(content.body)
    composer.add(content.comments)
    composer.add(content.margins)
    return composer.view


def placed(view: View, source: Source, unread: Iterable[Unread], original: Document | None = None) -> Document:
    """Return the document of a view: outlined, every block with its offsets, every comment with what it is about."""
    builder = DocumentBuilder(view.name)
    drafts = view.drafts
    blocks = outline(
        [draft.block for draft in drafts],
        [draft.text for draft in drafts],
        {index for index, draft in enumerate(drafts) if draft.emphasised},
    )
    starts: list[int] = []
    for draft, block in zip(drafts, blocks, strict=True):
        if draft.where.comment is not None:
            about = _about(view, draft.where.comment, starts)
            host = blocks[view.starts[draft.where.comment][0]] if about else block
            block = replace(block, about=about, clause=host.clause, headings=host.headings)
        starts.append(builder.add(block, draft.text, draft.marks).span.start)
    return builder.build(source, unread, original)


def _about(view: View, comment: str, starts: Sequence[int]) -> Span | None:
    """Return the text a comment is anchored to; None where that is no text of this view."""
    start, end = view.starts.get(comment), view.ends.get(comment)
    if start is None or end is None:
        return None
    if end[1] == 0 and end > start:  # the end of a block, not the start of the next
        end = (end[0] - 1, len(view.drafts[end[0] - 1].text))
    if max(start[0], end[0]) >= len(starts):
        return None
    span = Span(starts[start[0]] + start[1], starts[end[0]] + end[1])
    return span if span.start < span.end else None


class _Composer:
    """Goes through the paragraphs from top to bottom and writes the drafts of one view."""

    def __init__(self, content: Content, name: ViewName) -> None:
        self.view = View(name)
        self._content = content
        self._counters = Counters()
        self._noted: set[NoteId] = set()

    def add(self, paragraphs: Sequence[Paragraph]) -> None:
        """Add paragraphs that follow each other; those whose mark is gone merge with the next in the same flow."""
        for start, end in self._groups(paragraphs):
            group = paragraphs[start:end]
            around = [*paragraphs[max(start - 1, 0) : start], *paragraphs[end : end + 1]]
            self._write(group, around if group[-1].tracked else ())

    def _groups(self, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
        """Yield where each run of paragraphs that make one block begins and ends."""
        start = 0
        for index, paragraph in enumerate(paragraphs):
            if index > start and paragraphs[index - 1].where.flow != paragraph.where.flow:
                yield start, index
                start = index
            if paragraph.mark.stands_in(self.view.name):
                yield start, index + 1
                start = index + 1
        if start < len(paragraphs):
            yield start, len(paragraphs)

    def _write(self, paragraphs: Sequence[Paragraph], around: Sequence[Paragraph]) -> None:
        tokens = paragraphs[0].tokens if len(paragraphs) == 1 else [t for p in paragraphs for t in p.tokens]
        tracked = any(p.tracked for p in paragraphs)
        shown = standing(tokens, self.view.name, tracked)
        text = "".join([token.text for token in shown])
        last = paragraphs[-1]
        properties = last.before if self.view.name == "original" else last.properties
        if tracked and not text and not last.mark.stands_in(self.view.name):
            self._finish(shown)
            return
        style = self._content.styles.paragraph(properties.style)
        number, level = self._number(properties, style)
        if number and text and speaks(number):
            shown = [Token("text", f"{number} ", UNTRACKED), *shown]
            text, number = f"{number} {text}", None
        self._anchor(shown)
        if text and not text.isspace():
            kind = _kind(last.where, style, properties, text, level is not None)
            self._draft(
                paragraphs, _with_replaced(tokens, around, self.view.name), shown, text, kind, style, number, level
            )
        self._finish(shown)

    def _draft(
        self,
        paragraphs: Sequence[Paragraph],
        tokens: list[Token],
        shown: list[Token],
        text: str,
        kind: BlockKind,
        style: Style,
        number: str | None,
        level: int | None,
    ) -> None:
        where = paragraphs[-1].where
        heading = style.heading if kind == "heading" else None
        block = Block(
            kind,
            _NOWHERE,
            number=number,
            level=heading or (level + 1 if level is not None else None),
            origin=tuple(p.ordinal for p in paragraphs),
            cell=where.cell,
            author=where.author,
            date=where.date,
        )
        texts = [token for token in shown if token.kind == "text"]
        marks = marks_of(tokens, texts, self.view.name, text)
        emphasised = len(text) <= _LONGEST_HEADING and all(t.looks & BOLD for t in texts if not t.text.isspace())
        self.view.drafts.append(Draft(block, text, marks, where, texts, emphasised))

    def _number(self, properties: Properties, style: Style) -> tuple[str | None, int | None]:
        """Return the printed number and the level (from 0); a level without a number is that of a bullet."""
        number = properties.number if properties.number is not None else style.number
        found = self._content.numbering.list_of(number)
        if number is None or found is None:
            return None, None
        level = properties.level
        if level is None and properties.number is None:
            level = style.level
            if level is None:
                level = self._content.numbering.level_of_style(number, style.listed_by)
        return self._counters.next(number, found, level or 0), level or 0

    def _anchor(self, shown: Sequence[Token]) -> None:
        """Note where comments begin and end in the block that is about to be written."""
        offset, index = 0, len(self.view.drafts)
        for token in shown:
            if token.kind == "text":
                offset += len(token.text)
            elif token.kind == "comment_start":
                self.view.starts.setdefault(str(token.held), (index, offset))
            elif token.kind == "comment_end":
                self.view.ends.setdefault(str(token.held), (index, offset))

    def _finish(self, shown: Sequence[Token]) -> None:
        """Write what hangs on a block: its text boxes, then its notes."""
        for token in shown:
            if token.kind == "box":
                self.add(token.held)
        for token in shown:
            if token.kind == "note" and token.held not in self._noted:
                self._noted.add(token.held)
                self.add(self._content.notes.get(token.held, ()))


def _with_replaced(tokens: list[Token], around: Sequence[Paragraph], view: ViewName) -> list[Token]:
    """Return a block's tokens with those of a whole paragraph next to it that it replaced, or was replaced by."""
    if not around or not all(t.tracked.change_in(view) for t in tokens if t.text):
        return tokens
    other: ViewName = "original" if view == "current" else "current"
    gone = [p for p in around if p.tracked and all(t.tracked.change_in(other) for t in p.tokens if t.text)]
    return [t for p in gone for t in p.tokens if not t.tracked.stands_in(view)] + tokens


def _kind(where: Where, style: Style, properties: Properties, text: str, listed: bool) -> BlockKind:
    """Return what kind of block a paragraph is. A whole sentence in a heading's style is a clause, not a heading."""
    if where.kind is not None:
        return where.kind
    if style.is_title and len(text) <= _LONGEST_HEADING:
        return "title"
    if style.heading is not None and not is_sentence(text) and properties.outline != 9:
        return "heading"
    if where.cell is not None:
        return "table_cell"
    return "list_item" if listed else "paragraph"
