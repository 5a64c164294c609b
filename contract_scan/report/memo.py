"""The reviewer's memo as a Word document: the first page, then the chapters in order, with room for the answers.

An institution replaces the house style with its own template (any .docx; its styles, margins, header and footer are
used, its own text stays above the memo): set CONTRACT_SCAN_MEMO_TEMPLATE to its path.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from contract_scan.dossier import Dossier, dossier_of
from contract_scan.errors import UsageError
from contract_scan.fixed_zip import sign, with_fixed_dates
from contract_scan.messages import say
from contract_scan.report import first_page
from contract_scan.report.first_page import Row
from contract_scan.report.layout import visible
from contract_scan.report.phrases import description, made_with, set_aside
from contract_scan.report.said import Said, SaidQuote, Teller, rules_used
from contract_scan.scan import Scan

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table

#: How many characters the words of one term may have on the first page.
_WORDS = 110
_ALLOWED = dict.fromkeys(range(32))


class MemoError(UsageError):
    """The memo's template cannot be used."""

    area = "memo"


class MemoReporter:
    """A memo of one or more documents, ready to be filled in."""

    name = "memo"
    suffix = ".docx"
    binary = True

    def __init__(self, template: Path | None = None) -> None:
        self._template = template

    def report(self, scans: Sequence[Scan], language: str) -> bytes:
        """Return the Word file. Raises `MemoError` for a template that cannot be opened."""
        memo = opened(str(self._template) if self._template else None)
        written: list[BaseOxmlElement] = []
        for number, scan in enumerate(scans):
            if number:
                memo.add_page_break()  # type: ignore[no-untyped-call]
            Memo(memo, dossier_of(scan), language).write()
            written += _taken_out(memo)
        body = memo.element.body
        measures = body.sectPr
        body.extend(written)
        if measures is not None:
            body.append(measures)  # the page's measures stay last
        return saved(memo)


def _taken_out(memo: WordDocument) -> list[BaseOxmlElement]:
    """Take what was written out of a memo and return it: each addition looks through all that stands there already."""
    body = memo.element.body
    found = [element for element in body if element is not body.sectPr]
    for element in found:
        body.remove(element)
    return found


def opened(template: str | None) -> WordDocument:
    """Return an empty memo: on A4, or in the house style of a template where one is given."""
    import docx
    from docx.shared import Mm

    try:
        memo = docx.Document(template or None)
    except Exception as error:  # any file may be named as a template
        raise MemoError("template", path=str(template)) from error
    if not template:
        for section in memo.sections:
            section.page_width, section.page_height = Mm(210), Mm(297)
            section.left_margin = section.right_margin = Mm(25)
            section.top_margin = section.bottom_margin = Mm(22)
    sign(memo.core_properties)
    return memo


def saved(memo: WordDocument) -> bytes:
    """Return the file; the same scan gives the same bytes."""
    raw = io.BytesIO()
    memo.save(raw)
    return with_fixed_dates(raw.getvalue())


class Memo:
    """Writes one dossier into a memo."""

    def __init__(self, memo: WordDocument, dossier: Dossier, language: str) -> None:
        self.memo, self.dossier, self.language = memo, dossier, language
        self._known = {style.name for style in memo.styles}
        self._ids: dict[str, str | None] = {}

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the memo's language."""
        return say(key, self.language, **values)

    def write(self) -> None:
        """Write the first page, the chapters, what stands beside them, and with what it was made."""
        self._page()
        teller = Teller(self.dossier, self.language)
        for chapter in self.dossier.scan.questions.chapters:
            self._heading(f"{chapter.id}. {chapter.title[self.language]}", 1)
            for asked in self.dossier.asked:
                if asked.question.chapter == chapter.id:
                    self._question(teller.question(asked))
        self._quotes(teller.under_none(), "report.under_none")
        self._quotes(teller.background(), "dossier.background_title")
        self._end()

    def _page(self) -> None:
        scan = self.dossier.scan
        about = first_page.about(self.dossier, self.language)
        self._heading(self.say("memo.title"), 0)
        self._fields(
            (self.say("memo.document"), scan.document.source.path),
            (self.say("memo.what"), description(scan.document, self.language)),
            *self._labels(first_page.facts(self.dossier, self.language)),
            *([(self.say("dossier.about"), about)] if about else []),
            (self.say("memo.reviewer"), ""),
            (self.say("memo.date"), ""),
        )
        self._heading(self.say("dossier.title_weighty"), 1)
        if not self.dossier.weighty:
            self._text(first_page.nothing_weighty(self.dossier, self.language))
        self._fields(*self._labels(first_page.weighing_most(self.dossier, self.language, _WORDS)))
        perhaps = self._labels(first_page.perhaps_weighing(self.dossier, self.language, _WORDS))
        if perhaps:
            self._heading(self.say("dossier.title_perhaps"), 1)
            self._fields(*perhaps)
        near = self._labels(first_page.nearest_rows(self.dossier, self.language, _WORDS))
        if near:
            self._heading(self.say("dossier.title_nearest"), 1)
            self._fields(*near)
        for note in first_page.notes(self.dossier, self.language):
            self._text(note)
        self._heading(self.say("dossier.title_safeguards"), 1)
        held = self._labels(first_page.safeguards(self.dossier, self.language))
        if not held:
            self._text(self.say("report.none_found"))
        self._fields(*held)
        self._heading(self.say("report.unread_title"), 1)
        whole = [] if scan.unread or scan.failures else [self.say("report.all_read")]
        self._list([*whole, *first_page.unread(self.dossier, self.language)])
        self._heading(self.say("dossier.title_steps"), 1)
        self._fields(*self._labels(first_page.steps(self.dossier, self.language)))
        self._list([reminder[self.language] for reminder in scan.questions.reminders])

    def _labels(self, rows: Iterable[Row]) -> list[tuple[str, str]]:
        """Return rows by their label, each on a line of its own in one cell."""
        groups = groupby(rows, key=lambda row: row.label)
        return [(label, "\n".join(_row(row) for row in own)) for label, own in groups]

    def _question(self, said: Said) -> None:
        self._heading(said.title, 2)
        self._text(said.text)
        self._labelled(self.say("memo.state"), said.state)
        self._list(said.gaps)
        for quote in said.sure:
            self._quote(quote)
        if said.possible:
            self._labelled(said.possible_title, "")
        for quote in said.possible:
            self._quote(quote)
        for text in (*said.nearest, said.background, said.never, said.next):
            if text:
                self._text(text)
        self._fields((self.say("memo.answer"), said.reviewed or self.say("memo.choices")), (self.say("memo.note"), ""))

    def _quote(self, said: SaidQuote) -> None:
        self._labelled(f"({said.number})", said.head)
        if said.quote:
            self._text(f"{said.before}“{said.quote}”{said.after}", style="Quote")
        self._list([*(rule.text for rule in said.rules), *said.details])

    def _quotes(self, quotes: Sequence[SaidQuote], key: str) -> None:
        if quotes:
            self._heading(self.say(key), 1)
        for quote in quotes:
            self._quote(quote)

    def _end(self) -> None:
        scan = self.dossier.scan
        if scan.set_aside:
            self._heading(self.say("decisions.suppressed_title"), 1)
        for item in scan.set_aside:
            self._labelled(f"({self.dossier.number(item.finding)})", f"“{item.finding.quote}”")
            self._text(set_aside(item, self.language))
        if scan.sources:
            self._heading(self.say("dossier.title_sources"), 1)
            self._fields(*self._labels(first_page.sources(self.dossier, self.language)))
        self._heading(self.say("dossier.rules_title"), 1)
        for title, why, rule in rules_used(self.dossier, self.language):
            self._labelled(title, f"{why} [{rule}]")
        self._heading(self.say("memo.made"), 1)
        self._text(self.say("report.decide"))
        lists = "; ".join(f"{e.kind} ({e.edition})" for e in scan.provenance.lists) or self.say("report.no_lists")
        made = f"{made_with(scan, self.language)} {self.say('report.lists', lists=lists)}"
        self._text(f"{made} SHA-256 {scan.document.source.sha256}")

    def _heading(self, text: str, level: int) -> None:
        style = f"Heading {level}" if level else "Title"
        self.memo.add_paragraph(clean(text))._p.style = self._id(style)

    def _text(self, text: str, style: str | None = None) -> None:
        paragraph = self.memo.add_paragraph(clean(text))
        if style in self._known:
            paragraph._p.style = self._id(str(style))

    def _id(self, style: str, *, of_table: bool = False) -> str | None:
        """Return the identifier of a style; python-docx goes through all styles each time it is asked for one."""
        from docx.enum.style import WD_STYLE_TYPE

        if style not in self._ids:
            kind = WD_STYLE_TYPE.TABLE if of_table else WD_STYLE_TYPE.PARAGRAPH
            self._ids[style] = self.memo.part.get_style_id(style, kind)  # type: ignore[no-untyped-call]
        return self._ids[style]

    def _labelled(self, label: str, text: str) -> None:
        paragraph = self.memo.add_paragraph()
        paragraph.add_run(clean(label) + " ").bold = True
        paragraph.add_run(clean(text))

    def _list(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._text(text, style="List Bullet")

    def _fields(self, *fields: tuple[str, str]) -> None:
        """Add a ruled table of labels with what stands beside them, or room to write; nothing where there is none."""
        if not fields:
            return
        table = self.memo.add_table(rows=0, cols=2)
        if "Table Grid" in self._known:
            table._tblPr.style = self._id("Table Grid", of_table=True)
        for label, value in fields:
            cells = table.add_row().cells
            cells[0].text = clean(label)
            cells[1].text = "\n".join(clean(line) for line in value.split("\n"))
        _narrow(table)
        self.memo.add_paragraph()


def _narrow(table: Table) -> None:
    """Give the labels a fifth of the width, and the text a smaller type than that of the chapters."""
    from docx.shared import Mm, Pt

    table.autofit = False
    widths = (Mm(32), Mm(128))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)
                for run in paragraph.runs:
                    run.font.size = Pt(9)


def _row(row: Row) -> str:
    number = f"({row.number}) " if row.number else ""
    return f"{number}{row.place}: {row.text}" if row.place else number + row.text


def clean(text: str) -> str:
    """Return text without characters that XML cannot hold."""
    return visible(" ".join(text.split())).translate(_ALLOWED)
