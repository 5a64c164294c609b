"""The overview as a Word file, for the papers of a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from contract_scan.messages import say
from contract_scan.register.board.overview import Overview
from contract_scan.report.memo import clean, opened, saved

#: From how many columns on a table is set smaller, so that no word of it breaks.
_MANY = 9

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def word(made: Overview) -> bytes:
    """Return the Word file; the same overview gives the same bytes."""
    from docx.shared import Cm

    paper = opened(None)
    paper.sections[-1].left_margin = paper.sections[-1].right_margin = Cm(1.8)
    paper.add_heading(_say(made, "board.title"), 0)
    for note in made.notes:
        paper.add_paragraph(clean(note))
    _rests(paper, made)
    paper.add_heading(_say(made, "board.decide"), 1)
    _list(paper, made.due or (_say(made, "board.nothing_due"),))
    paper.add_heading(_say(made, "board.timeline"), 1)
    names = ("title", "unit", "start", "end", "notice_date")
    rows = [(bar.title, bar.unit, bar.start, bar.until(made.language), bar.notice) for bar in made.bars]
    _table(paper, [_say(made, f"columns.{name}") for name in names], rows)
    _units(paper, made)
    paper.add_heading(_say(made, "board.benefits"), 1)
    paper.add_paragraph(clean(made.beside))
    for key, lines in (("brings", made.benefits), ("agreed", made.measures)):
        paper.add_heading(_say(made, f"board.{key}"), 2)
        _list(paper, lines or (_say(made, "board.none_entered"),))
    for sheet in made.sheets:
        paper.add_heading(clean(sheet.title), 1)
        _rests(paper, made)
        paper.add_paragraph(clean(sheet.says))
        paper.add_paragraph(clean(f"{_say(made, 'board.says_not')} {sheet.says_not}"))
        if sheet.cells:
            _table(paper, sheet.headers, sheet.cells)
        paper.add_paragraph(clean(sheet.more if sheet.cells else _say(made, "views.none")))
    return saved(paper)


def _say(made: Overview, key: str) -> str:
    return say(f"register.{key}", made.language)


def _rests(paper: WordDocument, made: Overview) -> None:
    paper.add_paragraph().add_run(clean(made.rests)).bold = True


def _units(paper: WordDocument, made: Overview) -> None:
    paper.add_heading(_say(made, "board.units"), 1)
    names = ("unit", "agreements", "about", "until")
    rows = [
        (one.name, str(one.agreements), str(one.about or ""), one.until or _say(made, "board.never_confirmed"))
        for one in made.rests_on.units
    ]
    _table(paper, [_say(made, f"columns.{name}") for name in names], rows)


def _list(paper: WordDocument, lines: Iterable[str]) -> None:
    for line in lines:
        paper.add_paragraph(clean(line), style="List Bullet")


def _table(paper: WordDocument, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from docx.shared import Pt

    lines = [tuple(headers), *rows]
    widths, size = _widths(paper, lines), Pt(7 if len(headers) < _MANY else 6)
    table = paper.add_table(rows=0, cols=len(headers))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, line in enumerate(lines):
        for cell, text, width in zip(table.add_row().cells, line, widths, strict=True):
            run = cell.paragraphs[0].add_run(clean(text))
            run.font.name, run.font.size, run.bold, cell.width = "Arial", size, number == 0, width
    paper.add_paragraph()


def _widths(paper: WordDocument, lines: Sequence[Sequence[str]]) -> list[int]:
    """Share the width of the page among the columns: by their longest word, so that none breaks, then by their text."""
    section = paper.sections[-1]
    wide = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    needs = [_need([line[at] for line in lines]) for at in range(len(lines[0]))]
    return [int(wide * need / sum(needs)) for need in needs]


def _need(texts: Sequence[str]) -> float:
    """Return the width that a column asks for, in letters: its longest word, its edges, and a little for long texts."""
    word = max(len(word) for text in texts for word in (text.split() or [""]))
    return 1.15 * word + 3 + 0.25 * max(min(max(len(text) for text in texts), 40) - word, 0)
