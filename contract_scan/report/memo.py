"""The reviewer's memo as a Word document: the chapters in their official order, with room for the answers.

An institution replaces the house style with its own template (any .docx; its styles, margins, header and footer are
used, its own text stays above the memo): set CONTRACT_SCAN_MEMO_TEMPLATE to its path.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from contract_scan.errors import UsageError
from contract_scan.fixed_zip import with_fixed_dates
from contract_scan.messages import say
from contract_scan.question import Answer, Question
from contract_scan.report.evidence import Evidence, counted, evidence_for
from contract_scan.report.layout import visible
from contract_scan.report.phrases import (
    attributes,
    doubts,
    failure_sentence,
    gap_sentence,
    made_with,
    place,
    revision,
    unread_sentence,
)
from contract_scan.report.terminal import description
from contract_scan.scan import Scan

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TEMPLATE = "CONTRACT_SCAN_MEMO_TEMPLATE"
_ALLOWED = dict.fromkeys(range(32))


class MemoError(UsageError):
    """The memo's template cannot be used."""

    area = "memo"


class MemoReporter:
    """A memo of one or more documents, ready to be filled in."""

    name = "memo"
    suffix = ".docx"
    binary = True

    def report(self, scans: Sequence[Scan], language: str) -> bytes:
        """Return the Word file. Raises `MemoError` for a template that cannot be opened."""
        memo = opened(os.environ.get(TEMPLATE))
        for number, scan in enumerate(scans):
            if number:
                memo.add_page_break()  # type: ignore[no-untyped-call]
            Memo(memo, scan, language).write()
        return saved(memo)


def opened(template: str | None) -> WordDocument:
    """Return an empty memo, in the house style of a template where one is given."""
    import docx

    try:
        memo = docx.Document(template or None)
    except Exception as error:
        raise MemoError("template", path=str(template)) from error
    memo.core_properties.created = memo.core_properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    return memo


def saved(memo: WordDocument) -> bytes:
    """Return the file; the same scan gives the same bytes."""
    raw = io.BytesIO()
    memo.save(raw)
    return with_fixed_dates(raw.getvalue())


class Memo:
    """Writes one scan into a memo."""

    def __init__(self, memo: WordDocument, scan: Scan, language: str) -> None:
        self.memo, self.scan, self.language = memo, scan, language

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the memo's language."""
        return say(key, self.language, **values)

    def write(self) -> None:
        """Write head, what was not read, the chapters, and with what it was made."""
        self._head()
        for chapter in self.scan.questions.chapters:
            self._heading(f"{chapter.id}. {chapter.title[self.language]}", 1)
            for question, answer in zip(self.scan.questions.questions, self.scan.answers, strict=True):
                if question.chapter == chapter.id:
                    self._question(question, answer)
        self._heading(self.say("memo.made"), 1)
        self._text(self.say("report.decide"))
        self._text(f"{made_with(self.scan, self.language)} SHA-256 {self.scan.document.source.sha256}")

    def _head(self) -> None:
        self._heading(self.say("memo.title"), 0)
        self._fields(
            (self.say("memo.document"), self.scan.document.source.path),
            (self.say("memo.what"), description(self.scan.document, self.language)),
        )
        self._fields((self.say("memo.reviewer"), ""), (self.say("memo.date"), ""))
        self._heading(self.say("report.unread_title"), 1)
        parts = [unread_sentence(part, self.language) for part in self.scan.unread]
        parts += [failure_sentence(failure, self.language) for failure in self.scan.failures]
        self._list(parts or [self.say("report.all_read")])
        self._list([reminder[self.language] for reminder in self.scan.questions.reminders])

    def _question(self, question: Question, answer: Answer) -> None:
        evidence = evidence_for(self.scan, answer)
        self._heading(f"{question.id} {question.title[self.language]}", 2)
        self._text(question.text[self.language])
        self._labelled(self.say("memo.state"), self.say(f"report.state.{answer.state}", count=counted(evidence)))
        self._list(dict.fromkeys(gap_sentence(gap, self.language) for gap in answer.gaps))
        for item in evidence:
            self._evidence(item)
        self._labelled(self.say("report.never"), question.never[self.language])
        self._labelled(self.say("report.next"), question.next[self.language])
        self._fields((self.say("memo.answer"), self.say("memo.choices")), (self.say("memo.note"), ""))

    def _evidence(self, item: Evidence) -> None:
        bearing = ", ".join(self.say(f"report.bearing.{b}") for b in item.bearings)
        possible = self.say("report.possible") if item.possible else ""
        where = (place(item.first, self.language), revision(item.first, self.language), bearing, possible)
        self._labelled(f"({item.number})", " – ".join(part for part in where if part))
        if item.first.quote:
            self._text(f"“{item.first.quote}”", style="Quote")
        for rule in dict.fromkeys(f.rule for f in item.findings):
            meaning = self.scan.meanings.get(rule)
            if meaning:
                self._labelled(meaning.title[self.language], f"{meaning.message[self.language]} ({rule})")
        told = [t for f in item.findings for t in (attributes(f, self.language), *doubts(f, self.language)) if t]
        self._list(dict.fromkeys(told))

    def _heading(self, text: str, level: int) -> None:
        self.memo.add_heading(clean(text), level)

    def _text(self, text: str, style: str | None = None) -> None:
        known = style in [s.name for s in self.memo.styles] if style else False
        self.memo.add_paragraph(clean(text), style=style if known else None)

    def _labelled(self, label: str, text: str) -> None:
        paragraph = self.memo.add_paragraph()
        paragraph.add_run(clean(label) + " ").bold = True
        paragraph.add_run(clean(text))

    def _list(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._text(text, style="List Bullet")

    def _fields(self, *fields: tuple[str, str]) -> None:
        """Add a ruled table of labels and room to write."""
        table = self.memo.add_table(rows=0, cols=2)
        if "Table Grid" in [s.name for s in self.memo.styles]:
            table.style = "Table Grid"
        for label, value in fields:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = clean(label), clean(value)
        self.memo.add_paragraph()


def clean(text: str) -> str:
    """Return text without characters that XML cannot hold."""
    return visible(" ".join(text.split())).translate(_ALLOWED)
