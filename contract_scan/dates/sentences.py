"""The sentences of a document with their facts: those of a table with the label in the cell before, or above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from contract_scan.dates.model import Term
from contract_scan.dates.words import spoken_in
from contract_scan.dates.written import written_in
from contract_scan.document import Block, Document, Span
from contract_scan.facts import find_facts
from contract_scan.finding import Fact
from contract_scan.nouns import dataclass
from contract_scan.rules.sentences import sentences

_BODY = frozenset({"title", "heading", "paragraph", "list_item", "table_cell", "text_box", "form_field"})
_LABEL = 60
_ROW = re.compile(r"^\|(?P<label>[^|\n]{1,60})\|\s*(?P<value>[^|\n]*[^|\s])", re.MULTILINE)
#: A table that is drawn with white space alone: its lines, and the cells of one.
_ALIGNED = re.compile(r"[^\s.][ \t]{3,}[^\s.]|\S\t+\S")
_COLUMNS, _LETTERS = 4, 3
_LINES = re.compile(r"[^\n]*\S[^\n]*")
#: A day in figures, between slashes.
_SLASHED = re.compile(r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")
_MONTHS = 12
_CELL = re.compile(r"\S+(?:[ ]{1,2}\S+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its place, and its dates and periods, with offsets into `text`.

    `text` may begin with the `label` of a table's row or with the question that a sentence answers, which is no part
    of `span`; `shift` leads from `text` to the document.
    """

    text: str
    span: Span
    shift: int
    language: str
    facts: tuple[Fact, ...]
    block: Block
    label: str = ""

    def place(self, fact: Fact) -> Span:
        """Return where a fact stands in the document."""
        return Span(fact.span.start + self.shift, fact.span.end + self.shift)


def sentences_of(document: Document) -> Iterator[Sentence]:
    """Yield the sentences of the body of a document, in a language whose terms are known.

    A day that can be read in two orders is read in that of the other days of its document, where they tell it.
    """
    found = _sentences(document)
    return map(_month_first, found) if _writes_month_first(document.text) else found


def _writes_month_first(text: str) -> bool:
    """Say whether the days of a text can only be written month first, by those that have but one reading."""
    days = [(int(one["first"]), int(one["second"])) for one in _SLASHED.finditer(text)]
    return any(second > _MONTHS for _, second in days) and all(first <= _MONTHS for first, _ in days)


def _month_first(sentence: Sentence) -> Sentence:
    return replace(sentence, facts=tuple(map(_turned, sentence.facts)))


def _turned(fact: Fact) -> Fact:
    """Return a day with its month and day the other way about, where it can be read so; it stays in doubt."""
    if fact.note != "date_ambiguous":
        return fact
    year, month, day = fact.value.split("-")
    return replace(fact, value=f"{year}-{day}-{month}")


def _sentences(document: Document) -> Iterator[Sentence]:
    label, above = "", _Above()
    for block in document.blocks:
        if block.kind not in _BODY:
            continue
        text = document.quote(block.span)
        if text.startswith("|"):
            yield from _rows(document, block)
        elif block.kind == "table_cell":
            own = label or above.of_cell(block)
            for span in sentences(document.text, block.span, block.language):
                yield from _sentence(document, block, span, own)
        elif _is_aligned(text):
            yield from _aligned(document, block, above)
            continue
        else:
            yield from _prose(document, _under(block, label))
        above.take(block, text)
        label = _as_label(text)


def sentence_of(one: Term, sentences: Iterable[Sentence]) -> Sentence | None:
    """Return the first sentence in which a term stands."""
    return next((each for each in sentences if each.span.start <= one.span.start < each.span.end), None)


def _is_aligned(text: str) -> bool:
    """Say whether a text is lines of a few short cells; in prose that is set out to the margin gaps stand anywhere."""
    lines = _LINES.findall(text)
    rows = [_CELL.findall(line) for line in lines if _ALIGNED.search(line)]
    short = all(len(cells) <= _COLUMNS and max(map(len, cells)) <= _LABEL for cells in rows)
    named = all(sum(letter.isalpha() for letter in cells[0]) >= _LETTERS for cells in rows)
    return bool(rows) and 2 * len(rows) >= len(lines) and short and named


def _as_label(text: str) -> str:
    return f"{text.strip(' :')}: " if len(text) <= _LABEL and not any(c.isdigit() for c in text) else ""


def _under(block: Block, label: str) -> Block:
    """Return a block with the short line before it, without a full stop, as its heading: "How long"."""
    line = label.rstrip(" :")
    opens = line and block.kind == "paragraph" and line[-1] not in ".,;!"
    return replace(block, headings=(*block.headings, line)) if opens else block


class _Above:
    """What stands at the head of a column: of a table, and of lines that white space puts under each other."""

    def __init__(self) -> None:
        self.line: list[str] = []
        self._cells: dict[tuple[int, int], str] = {}

    def take(self, block: Block, text: str) -> None:
        """Remember the head of a column; a line with white space stands right above those that it heads."""
        if block.cell and block.cell.row == 0:
            self._cells[block.cell.table, block.cell.column] = _as_label(text)
        self.line = []

    def of_cell(self, block: Block) -> str:
        """Return the head of a cell's column."""
        return self._cells.get((block.cell.table, block.cell.column), "") if block.cell and block.cell.row else ""


def _prose(document: Document, block: Block) -> Iterator[Sentence]:
    """Yield the sentences of a block; one that answers a short question has it as its label."""
    asked = ""
    for span in sentences(document.text, block.span, block.language):
        yield from _sentence(document, block, span, asked)
        text = document.quote(span).strip()
        asked = f"{text} " if text.endswith("?") and len(text) <= _LABEL else ""


def _rows(document: Document, block: Block) -> Iterator[Sentence]:
    """Yield the rows of a table that is drawn with strokes in a plain text, the first cell as the label."""
    for row in _ROW.finditer(document.text, block.span.start, block.span.end):
        yield from _sentence(document, block, Span(*row.span("value")), f"{row['label'].strip()}: ")


def _aligned(document: Document, block: Block, above: _Above) -> Iterator[Sentence]:
    """Yield the cells of lines that white space puts under each other, each with what stands before or above it."""
    for line in _LINES.finditer(document.text, block.span.start, block.span.end):
        cells = [Span(*cell.span()) for cell in _CELL.finditer(document.text, *line.span())]
        labels = [_as_label(document.quote(cell)) for cell in cells]
        if len(cells) > 1 and labels[0]:
            for cell in cells[1:]:
                yield from _sentence(document, block, cell, labels[0])
        else:
            heads = above.line if len(above.line) == len(cells) else [""] * len(cells)
            for cell, head in zip(cells, heads, strict=True):
                yield from _sentence(document, block, cell, head)
        above.line = labels if all(labels) else above.line


def _sentence(document: Document, block: Block, span: Span, label: str) -> Iterator[Sentence]:
    text, block = label + document.quote(span), replace(block, clause=document.clause_at(span.start))
    for spoken in spoken_in(block.language):
        found = [*find_facts(text, spoken, ("date", "period")), *written_in(text, spoken)]
        facts = tuple(sorted(found, key=lambda fact: fact.span))
        yield Sentence(text, span, span.start - len(label), spoken, facts, block, label)
