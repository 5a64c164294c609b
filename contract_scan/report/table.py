"""Findings as a table: a workbook (XLSX) or comma-separated values. A cell can never become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from contract_scan.dossier import Dossier, dossier_of
from contract_scan.dossier.evidence import Evidence, counted
from contract_scan.dossier.model import Asked
from contract_scan.fixed_zip import MADE, MAKER
from contract_scan.messages import say
from contract_scan.report import first_page
from contract_scan.report.layout import visible
from contract_scan.report.nearest import sentences
from contract_scan.report.phrases import (
    decision,
    failure_sentence,
    gap_sentence,
    kind_name,
    place,
    reviewed,
    revision,
    set_aside,
    title,
    unread_sentence,
)
from contract_scan.report.said import background, details, state
from contract_scan.scan import Scan

COLUMNS = (
    "document", "number", "question", "distance", "kind", "title", "message", "bearing", "certainty", "place",
    "revision", "quote", "details", "decision", "rule", "id",
)  # fmt: skip
QUESTION_COLUMNS = (
    "document",
    "question",
    "text",
    "state",
    "evidence",
    "background",
    "nearest",
    "gaps",
    "answer",
    "never",
    "next",
)
FACT_COLUMNS = ("document", "section", "label", "place", "text", "number")
#: A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CELL = 32_000


def rows(dossier: Dossier, language: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each finding under each question, direct before background, and one for a finding under none."""
    for asked in dossier.asked:
        for item in (*asked.sure, *asked.possible):
            yield from _rows(dossier, item, asked.question.id, "direct", language)
        for folded in asked.background:
            for item in folded.items:
                yield from _rows(dossier, item, asked.question.id, "background", language)
    for item in dossier.under_none:
        yield from _rows(dossier, item, "", "none", language)
    for aside in dossier.scan.set_aside:
        item = Evidence(dossier.number(aside.finding), (aside.finding,))
        yield from _rows(dossier, item, "", "aside", language, set_aside(aside, language))


def _rows(
    dossier: Dossier, item: Evidence, question: str, distance: str, language: str, decided: str = ""
) -> Iterator[tuple[str, ...]]:
    for finding in item.findings:
        meaning = dossier.scan.meanings.get(finding.rule)
        yield (
            dossier.scan.document.source.path,
            str(item.number),
            question,
            say(f"table.distances.{distance}", language),
            kind_name(finding.kind, language),
            title(finding.rule, dossier.scan, language, finding.kind),
            f"{meaning.message[language]} {meaning.why[language]}" if meaning else "",
            say(f"report.bearing.{finding.bearing}", language) if finding.bearing else "",
            say("report.possible", language) if finding.certainty == "possible" else "",
            place(finding, language),
            revision(finding, language),
            finding.quote,
            "\n".join(details(finding, dossier.scan.norms, language)),
            decided or decision(finding, dossier.scan, language),
            finding.rule,
            finding.identity,
        )


def question_rows(dossier: Dossier, language: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each question: its state, how many quotes, what was not looked at, and the reviewer's answer."""
    for asked in dossier.asked:
        yield (dossier.scan.document.source.path, *_question(dossier, asked, language))


def _question(dossier: Dossier, asked: Asked, language: str) -> tuple[str, ...]:
    question = asked.question
    gaps = dict.fromkeys(gap_sentence(gap, language) for gap in asked.answer.gaps)
    return (
        question.id,
        question.text[language],
        state(asked, language),
        str(counted(asked.sure)),
        background(asked, language),
        "\n".join(sentences(asked, language)),
        " ".join(gaps),
        reviewed(question.id, dossier.scan, language),
        question.never[language],
        question.next[language],
    )


def fact_rows(dossier: Dossier, language: str) -> Iterator[tuple[str, ...]]:
    """Yield the first page as rows: facts, what weighs, safeguards, and whom to ask."""
    path = dossier.scan.document.source.path
    sections = {**first_page.sections(dossier, language), "sources": first_page.sources(dossier, language)}
    for section, found in sections.items():
        for row in found:
            number = str(row.number) if row.number else ""
            yield (path, say(f"table.sections.{section}", language), row.label, row.place, row.text, number)


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
                cells = dict.fromkeys(COLUMNS, "") | {
                    "document": path,
                    "kind": say("table.unread", language),
                    "title": text,
                }
                writer.writerow([defused(cell) for cell in cells.values()])
            writer.writerows([defused(cell) for cell in cells] for cells in rows(dossier_of(scan), language))
        return "\ufeff" + out.getvalue()


class XlsxReporter:
    """A workbook: the first page, questions with their states, findings, and what was not read."""

    name = "xlsx"
    suffix = ".xlsx"
    binary = True

    def report(self, scans: Sequence[Scan], language: str) -> bytes:
        """Return the workbook. Every cell is written as a text, never as a formula, number or link."""
        import xlsxwriter

        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"author": MAKER, "created": MADE.replace(tzinfo=None)})
        look = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, columns, cells, widths in _sheets([dossier_of(scan) for scan in scans], language):
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


#: A sheet: its name, its columns, its rows, and how wide the columns are in characters.
Sheet = tuple[str, Sequence[str], list[tuple[str, ...]], Sequence[int]]


def _sheets(dossiers: Sequence[Dossier], language: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, the first page first."""
    facts = [row for dossier in dossiers for row in fact_rows(dossier, language)]
    questions = [row for dossier in dossiers for row in question_rows(dossier, language)]
    findings = [row for dossier in dossiers for row in rows(dossier, language)]
    unread = [row for dossier in dossiers for row in unread_rows(dossier.scan, language)]
    return (
        ("facts", FACT_COLUMNS, facts, (28, 22, 18, 12, 90, 9)),
        ("questions", QUESTION_COLUMNS, questions, (28, 9, 50, 20, 10, 50, 50, 50, 30, 40, 40)),
        ("findings", COLUMNS, findings, (28, 8, 9, 14, 24, 30, 50, 16, 14, 20, 26, 80, 40, 30, 26, 18)),
        ("unread", ("document", "text"), unread, (28, 100)),
    )
