"""The sentences of a document with their facts: those of a table with the label in the cell before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from contract_scan.dates.words import languages
from contract_scan.dates.written import written_in
from contract_scan.document import Block, Document, Span
from contract_scan.facts import find_facts
from contract_scan.finding import Fact
from contract_scan.nouns import dataclass
from contract_scan.rules.sentences import sentences

_BODY = frozenset({"title", "heading", "paragraph", "list_item", "table_cell", "text_box", "form_field"})
_LABEL = 60
_ROW = re.compile(r"^\|(?P<label>[^|\n]{1,60})\|\s*(?P<value>[^|\n]*[^|\s])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its place, and its dates and periods, with offsets into `text`.

    `text` may begin with the label of a table's row, which is no part of `span`; `shift` leads from `text` to the
    document.
    """

    text: str
    span: Span
    shift: int
    language: str
    facts: tuple[Fact, ...]
    block: Block

    def place(self, fact: Fact) -> Span:
        """Return where a fact stands in the document."""
        return Span(fact.span.start + self.shift, fact.span.end + self.shift)


def sentences_of(document: Document) -> Iterator[Sentence]:
    """Yield the sentences of the body of a document, in a language whose terms are known."""
    label = ""
    for block in document.blocks:
        if block.kind not in _BODY:
            continue
        language = block.language if block.language in languages() else None
        text = document.quote(block.span)
        if text.startswith("|"):
            yield from _rows(document, block)
            continue
        for span in sentences(document.text, block.span, block.language):
            yield from _sentence(document, block, span, language, label if block.kind == "table_cell" else "")
        label = f"{text.strip(' :')}: " if len(text) <= _LABEL and not any(c.isdigit() for c in text) else ""


def _rows(document: Document, block: Block) -> Iterator[Sentence]:
    """Yield the rows of a table that is drawn with strokes in a plain text, the first cell as the label."""
    language = block.language if block.language in languages() else None
    for row in _ROW.finditer(document.text, block.span.start, block.span.end):
        yield from _sentence(document, block, Span(*row.span("value")), language, f"{row['label'].strip()}: ")


def _sentence(document: Document, block: Block, span: Span, language: str | None, label: str) -> Iterator[Sentence]:
    text, block = label + document.quote(span), replace(block, clause=document.clause_at(span.start))
    for spoken in (language,) if language else languages():
        found = [*find_facts(text, spoken, ("date", "period")), *written_in(text, spoken)]
        facts = tuple(sorted(found, key=lambda fact: fact.span))
        yield Sentence(text, span, span.start - len(label), spoken, facts, block)
