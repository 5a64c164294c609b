"""A workbook of a whole batch, written row by row; a sheet that is full goes on in another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import IO, Any

from contract_scan.batch.report import unread_of
from contract_scan.batch.scans import Kept
from contract_scan.dossier import dossier_of
from contract_scan.messages import say
from contract_scan.report.table import (
    COLUMNS,
    FACT_COLUMNS,
    QUESTION_COLUMNS,
    defused,
    fact_rows,
    headings,
    question_rows,
    rows,
)

#: How many rows a sheet holds in any spreadsheet program, its heading included.
ROWS = 1_048_576
_SHEETS: tuple[tuple[str, Sequence[str], Sequence[int]], ...] = (
    ("facts", FACT_COLUMNS, (28, 22, 18, 12, 90, 9)),
    ("questions", QUESTION_COLUMNS, (28, 9, 50, 20, 10, 50, 50, 30, 40, 40)),
    ("findings", COLUMNS, (28, 8, 9, 14, 24, 30, 50, 16, 14, 20, 26, 80, 40, 30, 26, 18)),
    ("unread", ("document", "text"), (28, 100)),
)


def write_workbook(kept: Kept, out: IO[bytes], language: str) -> None:
    """Write the first pages, the questions, the findings and what was not read of all documents."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    sheets = {name: _Sheet(book, name, columns, widths, language) for name, columns, widths in _SHEETS}
    for _, documents in kept.scanned():
        sheets["unread"].write(unread_of(documents, language))
        for one in documents:
            dossier = dossier_of(one.scan)
            sheets["facts"].write(fact_rows(dossier, language))
            sheets["questions"].write(question_rows(dossier, language))
            sheets["findings"].write(rows(dossier, language))
    for sheet in sheets.values():
        sheet.close()
    book.close()


class _Sheet:
    """One sheet, and those that it goes on in."""

    def __init__(self, book: Any, name: str, columns: Sequence[str], widths: Sequence[int], language: str) -> None:
        self._book, self._columns, self._widths, self._language = book, columns, widths, language
        self._title = say(f"table.sheet.{name}", language)
        self._look = book.add_format({"text_wrap": True, "valign": "top"})
        self._bold = book.add_format({"bold": True, "bottom": 1})
        self._number = 0
        self._open()

    def write(self, rows: Iterable[Sequence[str]]) -> None:
        """Write rows of texts."""
        for cells in rows:
            if self._line == ROWS:
                self.close()
                self._open()
            for column, cell in enumerate(cells):
                self._sheet.write_string(self._line, column, defused(cell), self._look)
            self._line += 1

    def close(self) -> None:
        """Let the rows be filtered by their columns."""
        self._sheet.autofilter(0, 0, max(self._line - 1, 1), len(self._columns) - 1)

    def _open(self) -> None:
        self._number += 1
        title = self._title if self._number == 1 else f"{self._title} {self._number}"
        self._sheet = self._book.add_worksheet(title)
        for number, width in enumerate(self._widths):
            self._sheet.set_column(number, number, width)
        self._sheet.write_row(0, 0, headings(self._columns, self._language), self._bold)
        self._sheet.freeze_panes(1, 0)
        self._line = 1
