"""Findings as a table: a workbook (XLSX) or comma-separated values. A cell can never become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from contract_scan.finding import Finding
from contract_scan.messages import say
from contract_scan.report.evidence import counts
from contract_scan.report.layout import visible
from contract_scan.report.phrases import failure_sentence, gap_sentence, place, revision, unread_sentence
from contract_scan.scan import Scan

COLUMNS = ("document", "question", "kind", "title", "bearing", "certainty", "place", "revision", "quote", "rule", "id")
QUESTION_COLUMNS = ("document", "question", "text", "state", "evidence", "gaps")
#: A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CELL = 32_000


def rows(scan: Scan, language: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each finding under each question, and one for a finding under none."""
    for finding in scan.findings:
        for question in finding.questions or ("",):
            yield row(scan, finding, question, language)


def row(scan: Scan, finding: Finding, question: str, language: str) -> tuple[str, ...]:
    """Return the cells of one finding under one question."""
    meaning = scan.meanings.get(finding.rule)
    return (
        scan.document.source.path,
        question,
        finding.kind,
        meaning.title[language] if meaning else finding.rule,
        say(f"report.bearing.{finding.bearing}", language) if finding.bearing else "",
        say("report.possible", language) if finding.certainty == "possible" else "",
        place(finding, language),
        revision(finding, language),
        finding.quote,
        finding.rule,
        finding.identity,
    )


def question_rows(scan: Scan, language: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each question: its state, how many findings, and what was not looked at."""
    for question, answer in zip(scan.questions.questions, scan.answers, strict=True):
        gaps = dict.fromkeys(gap_sentence(gap, language) for gap in answer.gaps)
        count = sum(counts(scan.findings[index]) for index in answer.findings)
        state = say(f"report.state.{answer.state}", language, count=count)
        text = question.text[language]
        yield (scan.document.source.path, question.id, text, state, str(count), " ".join(gaps))


def unread_rows(scan: Scan, language: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for everything that was not read and every part that failed."""
    for part in scan.unread:
        yield (scan.document.source.path, unread_sentence(part, language))
    for failure in scan.failures:
        yield (scan.document.source.path, failure_sentence(failure, language))


def defused(cell: str) -> str:
    """Return a cell that a spreadsheet shows as the text it is."""
    text = visible(cell)[:CELL]
    return "'" + text if text.startswith(FORMULA) else text


def headings(columns: Sequence[str], language: str) -> list[str]:
    """Return column headings."""
    return [say(f"table.{column}", language) for column in columns]


class CsvReporter:
    """One table of findings, with a byte order mark so that a spreadsheet reads the accents."""

    name = "csv"
    suffix = ".csv"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the table; what was not read comes first, so that an empty table is never taken for a clean one."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(headings(COLUMNS, language))
        for scan in scans:
            for path, text in unread_rows(scan, language):
                unread = [defused(path), "", say("table.unread", language), defused(text)]
                writer.writerow(unread + [""] * (len(COLUMNS) - len(unread)))
            writer.writerows([defused(cell) for cell in cells] for cells in rows(scan, language))
        return "\ufeff" + out.getvalue()


class XlsxReporter:
    """A workbook: findings, questions with their states, and what was not read."""

    name = "xlsx"
    suffix = ".xlsx"
    binary = True

    def report(self, scans: Sequence[Scan], language: str) -> bytes:
        """Return the workbook. Every cell is written as a text, never as a formula, number or link."""
        from datetime import UTC, datetime

        import xlsxwriter

        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        look = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "bottom": 1})
        sheets = (
            (
                "findings",
                COLUMNS,
                [r for scan in scans for r in rows(scan, language)],
                (28, 9, 22, 30, 18, 14, 22, 28, 80),
            ),
            (
                "questions",
                QUESTION_COLUMNS,
                [r for scan in scans for r in question_rows(scan, language)],
                (28, 9, 60, 20, 10, 60),
            ),
            ("unread", ("document", "text"), [r for scan in scans for r in unread_rows(scan, language)], (28, 100)),
        )
        for name, columns, cells, widths in sheets:
            sheet = book.add_worksheet(say(f"table.sheet.{name}", language))
            sheet.write_row(0, 0, headings(columns, language), bold)
            for number, width in enumerate(widths):
                sheet.set_column(number, number, width)
            for line, values in enumerate(cells, start=1):
                for column, value in enumerate(values):
                    sheet.write_string(line, column, defused(value), look)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(len(cells), 1), len(columns) - 1)
        book.close()
        return out.getvalue()
