"""The rows of a table as texts: CSV in whatever encoding and separator, and XLSX. Nothing is left out in silence."""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from contract_scan.read.choose.signatures import foreign_format
from contract_scan.register.errors import RegisterError
from contract_scan.register.imports.model import Note, Refused

#: The longest cell of a table, in characters.
_CELL = 1 << 24
#: How many rows may stand above the names of the columns.
_ABOVE = 10
#: What a cell may hold that is not shown: white space only. The rest hides or turns round what a person reads.
_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: A formula that was never computed, and one that went wrong.
_UNCOMPUTED, _WRONG = "\ufdd0", "\ufdd1"
_HIDDEN = re.compile(rb"<row\b[^>]*\bhidden=\"(?:1|true)\"")
_MERGED = re.compile(rb"<mergeCell\b")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number as a spreadsheet shows it, and what stands in each column."""

    number: int
    cells: dict[str, str]
    surplus: str = ""

    def checked(self) -> dict[str, str]:
        """Return the cells. Raises `Refused` for one that cannot be taken as it stands, or that has no column."""
        if self.surplus:
            raise Refused(list(self.cells)[-1], "surplus", value=self.surplus)
        for column, text in self.cells.items():
            if text in (_UNCOMPUTED, _WRONG):
                raise Refused(column, "formula" if text == _UNCOMPUTED else "formula_wrong")
            if any(letter in _TURNING or unicodedata.category(letter) == "Cc" for letter in text):
                raise Refused(column, "unseen")
        return self.cells


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the names of its columns, its rows one by one, and what a person should know of the file."""

    columns: list[str]
    rows: Iterator[Row]
    notes: tuple[Note, ...] = ()


def open_table(path: Path) -> Table:
    """Return the table in a file. Raises `RegisterError` for what is no table, or is cut off."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise RegisterError("imports.unreadable", path=str(path), reason=problem.strerror or "") from None
    if foreign_format(data) == "is_spreadsheet" and b"xl/workbook" not in data[-200_000:]:
        raise RegisterError("imports.other_spreadsheet", path=str(path))
    try:
        lines, notes = _xlsx(data) if data[:2] == b"PK" else (_csv(data, path), ())
        number, header = next(
            (at, line) for at, line in zip(range(1, _ABOVE + 2), lines, strict=False) if len([n for n in line if n]) > 1
        )
    except (StopIteration, csv.Error, zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise RegisterError("imports.no_table", path=str(path)) from None
    if any(unicodedata.category(letter) == "Cc" for name in header for letter in name):
        raise RegisterError("imports.no_table", path=str(path))
    columns = _distinct([" ".join(name.split()) for name in header])
    first = next(((at, line) for at, line in enumerate(lines, number + 1) if any(line)), None)
    if first is None:
        raise RegisterError("imports.no_rows", path=str(path))
    rows = (_row(at, columns, line) for at, line in chain([first], enumerate(lines, first[0] + 1)) if any(line))
    return Table([name for name in columns if name], rows, notes)


def _distinct(names: Sequence[str]) -> list[str]:
    """Number the names of columns that stand there twice, so that none takes the place of another."""
    found: list[str] = []
    for name in names:
        times = 2
        given = name
        while given and given in found:
            given, times = f"{name} ({times})", times + 1
        found.append(given)
    return found


def _row(number: int, columns: Sequence[str], line: Sequence[str]) -> Row:
    named = {name: text for name, text in zip(columns, line, strict=False) if name}
    beside = chain(
        (text for name, text in zip(columns, line, strict=False) if not name),
        line[len(columns) :],
    )
    return Row(number, named, "; ".join(text for text in beside if text.strip()))


def _csv(data: bytes, path: Path) -> Iterator[list[str]]:
    text = _decoded(data)
    csv.field_size_limit(_CELL)
    told = re.match(r"sep=(.)\r?\n", text)
    if told:  # a line by which Excel is told the separator, and does not show
        text = text[told.end() :]
    first = text.partition("\n")[0]
    delimiter = told[1] if told else max(";,\t|", key=first.count)
    _refuse_unclosed(text, delimiter, path)
    return ([_plain(cell) for cell in line] for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _decoded(data: bytes) -> str:
    from charset_normalizer import from_bytes

    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=["cp1252", "utf_16", "iso8859_15"]).best()
        return str(best) if best else data.decode("cp1252", "replace")


def _refuse_unclosed(text: str, delimiter: str, path: Path) -> None:
    """Refuse a file in which a quotation mark is opened and never closed: all rows after it would be one cell."""
    reader, row = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    try:
        for row, _ in enumerate(reader, 2):  # noqa: B007 - the number is of the row that fails
            pass
    except csv.Error as problem:
        if "unexpected end" in str(problem):
            raise RegisterError("imports.unclosed", path=str(path), row=row) from None


def _xlsx(data: bytes) -> tuple[Iterator[list[str]], tuple[Note, ...]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        written = parts.read(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"))
    formulas: Iterable[tuple[Any, ...]] = repeat(())
    if b"<f" in written:
        formulas = load_workbook(io.BytesIO(data), read_only=True).worksheets[0].iter_rows(values_only=True)
    lines = zip(sheet.iter_rows(), formulas, strict=False)
    rows = (
        [_cell(cell, formula) for cell, formula in zip(line, chain(asked, repeat(None)), strict=False)]
        for line, asked in lines
    )
    return rows, tuple(_notes(written, [one.title for one in book.worksheets[1:]]))


def _notes(written: bytes, others: Sequence[str]) -> Iterator[Note]:
    """Say what of a spreadsheet a person may not have had in mind: hidden rows, merged cells, other sheets."""
    if others:
        yield Note("other_sheets", {"sheets": ", ".join(others)})
    for key, pattern in (("hidden_rows", _HIDDEN), ("merged_cells", _MERGED)):
        if found := len(pattern.findall(written)):
            yield Note(key, {"number": str(found)})


def _cell(cell: Any, formula: object) -> str:
    value = cell.value
    if getattr(cell, "data_type", "") == "e":
        return _WRONG
    if value is None:
        return _UNCOMPUTED if isinstance(formula, str) and formula.startswith("=") else ""
    return _plain(_text(value))


def _text(value: object) -> str:
    """Return a value as text. A number with three decimals gets a nought, so that nobody reads thousands in it."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        whole = f"{Decimal(repr(value)).normalize():f}"
        return f"{whole}0" if len(whole.partition(".")[2]) == 3 else whole
    return str(value)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
