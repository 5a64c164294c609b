"""No field of a dossier is lost in any report that can hold it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

import click
import docx
import openpyxl
import pytest

from contract_scan.decisions import Consultation, Decision, Decisions, Reviewed
from contract_scan.document import Span, Unread
from contract_scan.dossier import dossier_of
from contract_scan.finding import Exemption, Finding
from contract_scan.messages import LANGUAGES
from contract_scan.read import read, read_bytes
from contract_scan.report import first_page
from contract_scan.report.html import HtmlReporter
from contract_scan.report.json import JsonReporter
from contract_scan.report.markdown import MarkdownReporter
from contract_scan.report.memo import MemoReporter
from contract_scan.report.sarif import SarifReporter
from contract_scan.report.table import CsvReporter, XlsxReporter
from contract_scan.report.terminal import TerminalReporter
from contract_scan.scan import Failure, Scan, SetAside
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from tests.conftest import FIXTURES

WHY_ASIDE = "A plain line that every agreement has."
WHY_ANSWERED = "The faculty said so."
NAVY = "Voor een vloot met kanonnen is het toestel niet bedoeld."
EXEMPTION = "unless the law requires otherwise"


@pytest.fixture(scope="module")
def full(setup: Setup) -> Scan:
    """Return a scan that has something in every field: decisions, doubts, exceptions, gaps, failures, set aside."""
    document = read(FIXTURES / "nl-samenwerkingsovereenkomst.docx", setup.readers)
    plain = scan_document(document, setup)
    aside = next(f for f in plain.findings if f.rule == "dual_use.licence")
    decisions = Decisions(
        answers=(Reviewed("1.3", "yes", "A. Visser", "2026-03-01", WHY_ANSWERED),),
        findings=(Decision(aside.identity, "not_relevant", by="A. Visser", when="2026-03-01", why=WHY_ASIDE),),
    )
    scan = scan_document(document, setup, decisions)
    doubtful = Finding(
        "secrecy",
        Span(0, 9),
        document.text[:9],
        "linear.secrecy",
        questions=("5.1",),
        certainty="possible",
        doubts=("list_spelling",),
        exemptions=(Exemption(Span(0, 4), EXEMPTION, "weakens"),),
    )
    findings = (doubtful, *scan.findings)
    answers = tuple(
        replace(
            a,
            findings=((0,) if a.question == "5.1" else ()) + tuple(i + 1 for i in a.findings),
            background=tuple(i + 1 for i in a.background),
        )
        for a in scan.answers
    )
    return replace(
        scan,
        findings=findings,
        answers=answers,
        unread=(Unread("page_without_text", 7),),
        failures=(Failure("checker", "numbers", "checker_raised", {"name": "numbers", "error": "ValueError"}),),
    )


def words(text: str) -> str:
    """Return text without layout: white space, column lines and marks left out."""
    return re.sub(r"[\s│*\\>]+", "", click.unstyle(text))


def texts_of_word(raw: bytes) -> Iterator[str]:
    """Yield every paragraph and cell of a Word file."""
    memo = docx.Document(io.BytesIO(raw))
    yield from (paragraph.text for paragraph in memo.paragraphs)
    yield from (cell.text for table in memo.tables for row in table.rows for cell in row.cells)


def told(name: str, scans: Sequence[Scan], language: str) -> str:
    """Return all words of a report."""
    if name == "memo":
        return words(" ".join(texts_of_word(MemoReporter().report(scans, language))))
    if name == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(XlsxReporter().report(scans, language)))
        return words(" ".join(str(c.value) for sheet in book for row in sheet for c in row if c.value))
    if name == "csv":
        rows = csv.reader(io.StringIO(CsvReporter().report(scans, language)))
        return words(" ".join(cell for row in rows for cell in row))
    if name == "html":
        page = HtmlReporter().report(scans, language)
        return words(html.unescape(re.sub(r"<[^>]+>", " ", page)))
    if name in ("json", "sarif"):
        written = JsonReporter() if name == "json" else SarifReporter()
        return words(" ".join(_leaves(json.loads(written.report(scans, language)))))
    reporter = TerminalReporter(full=True) if name == "terminal" else MarkdownReporter()
    return words(str(reporter.report(scans, language)))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for entry in value.values() for text in _leaves(entry))
    elif isinstance(value, list):
        yield from (text for entry in value for text in _leaves(entry))
    else:
        yield str(value)


EVERYTHING = ("terminal", "markdown", "memo", "html", "xlsx", "json", "sarif")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*EVERYTHING, "csv"])
def test_no_field_of_a_finding_is_lost(full: Scan, name: str, language: str) -> None:
    """Quote, exceptions, doubts, what departs with both values, and what was set aside with its reason."""
    report = told(name, [full], language)

    for finding in full.findings:
        if finding.kind != "scope" and finding.kind != "party":
            assert words(finding.quote)[:60] in report, finding.rule
    assert words(EXEMPTION) in report
    assert words(WHY_ASIDE) in report
    doubt = {"en": "compare letter by letter", "nl": "vergelijk letter voor letter"}[language]
    assert words(doubt) in report or "list_spelling" in report
    departing = next(f for f in full.findings if f.departs)
    departure = departing.departs[0]
    source = departure.source if name in ("json", "sarif") else full.norms.source(departure, language)
    assert words(source)[:40] in report


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_no_part_of_the_first_page_is_lost(full: Scan, name: str, language: str) -> None:
    """Facts, safeguards, whom to ask, what was not read, and the sources of the annex."""
    report, dossier = told(name, [full], language), dossier_of(full)

    for row in (*first_page.facts(dossier, language), *first_page.safeguards(dossier, language)):
        if name != "terminal":
            assert words(row.text) in report, row
    for sentence in first_page.not_read(dossier, language):
        assert words(sentence) in report
    for state in full.sources:
        assert words(state.source.title[language]) in report
    assert words(WHY_ANSWERED) in report


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_what_comes_nearest_where_nothing_was_found_is_told(setup: Setup, name: str, language: str) -> None:
    """It is no evidence: the question stays without, and counts nothing."""
    text = "\n\n".join(("Afspraken over het schip", f"2.1 {NAVY}", "2.2 De kantine is open van acht tot drie uur."))
    scan = scan_document(read_bytes(text.encode(), "ship.txt", setup.readers), setup)
    asked = next(one for one in dossier_of(scan).asked if one.question.id == "3.2")

    assert (asked.answer.state, asked.answer.findings) == ("nothing_found", ())
    assert [near.quote.removeprefix("2.1 ") for near in asked.answer.nearest] == [NAVY]
    assert words(NAVY) in told(name, [scan], language)
    assert not any(finding.kind == "pointer" for finding in scan.findings)


@pytest.mark.parametrize("name", [*EVERYTHING, "csv"])
def test_what_a_rule_asks_is_printed_wherever_it_found_something(full: Scan, name: str) -> None:
    """The first time at least, in every format."""
    report = told(name, [full], "en")

    for rule, meaning in full.meanings.items():
        if meaning.questions and any(f.rule == rule and f.questions for f in full.findings):
            assert words(meaning.message["en"]) in report, rule


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_question_of_a_house_has_its_text_and_what_a_document_never_answers(full: Scan, name: str) -> None:
    """In every format that shows questions."""
    report = told(name, [full], "nl")

    for question in full.questions.questions:
        assert words(question.text["nl"]) in report
        assert words(question.never["nl"]) in report


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_quotes_each_clause_once(full: Scan, language: str) -> None:
    """After the first page; elsewhere it is named by its number."""
    report = click.unstyle(TerminalReporter(full=True).report([full], language))
    after = words(report[report.index("\n1. ") :])
    long = {f.quote for f in full.findings if len(f.quote) > 80 and f.questions}
    long -= {aside.finding.quote for aside in full.set_aside}

    assert {1} == {after.count(words(quote)[:70]) for quote in long}


def test_numbers_are_the_same_with_and_without_decisions(setup: Setup) -> None:
    """What was set aside keeps its number, and gives it to nobody else."""
    document = read(FIXTURES / "en-nda.md", setup.readers)
    before = scan_document(document, setup)
    first = next(f for f in before.findings if f.questions)
    decisions = Decisions(findings=(Decision(first.identity, "not_relevant", why="known"),))
    after = scan_document(document, setup, decisions)
    old, new = dossier_of(before), dossier_of(after)

    assert isinstance(after.set_aside[0], SetAside)
    assert {f.identity: old.number(f) for f in after.findings} == {f.identity: new.number(f) for f in after.findings}


def test_the_numbers_of_the_workbook_are_those_of_the_page(full: Scan) -> None:
    """And it counts as many quotes under a question as the page does."""
    book = openpyxl.load_workbook(io.BytesIO(XlsxReporter().report([full], "en")))
    questions = {row[1]: row[4] for row in book["Questions"].iter_rows(min_row=2, values_only=True)}
    page = HtmlReporter().report([full], "en")

    for asked in dossier_of(full).asked:
        article = page.split(f'data-question="{asked.question.id}"')[1].split("</article>")[0]
        direct = article.split('<details class="folded">')[0]
        assert str(direct.count('<div class="evidence')) == questions[asked.question.id]


def test_no_cell_of_a_table_is_taken_for_a_formula(full: Scan) -> None:
    """Whatever the document says."""
    formula = replace(full.findings[0], quote="=1+1")
    assert "'=1+1" in CsvReporter().report([replace(full, findings=(formula, *full.findings[1:]))], "en")


def test_a_consultation_of_a_source_stands_in_the_memo(setup: Setup) -> None:
    """By whom, when, and what came of it."""
    document = read(FIXTURES / "en-nda.md", setup.readers)
    source = scan_document(document, setup).sources[0].source.id
    consulted = Consultation(source, "consulted", "A. Visser", "2026-03-01", "Nothing came of it.")
    scan = scan_document(document, setup, Decisions(sources=(consulted,)))
    memo = " ".join(texts_of_word(MemoReporter().report([scan], "en")))

    assert "Nothing came of it." in memo
    assert "1 March 2026" in memo


def test_the_memo_is_on_a4(full: Scan) -> None:
    """210 by 297 millimetres."""
    section = docx.Document(io.BytesIO(MemoReporter().report([full], "nl"))).sections[0]

    assert section.page_width is not None
    assert section.page_height is not None
    assert (210, 297) == (round(section.page_width.mm), round(section.page_height.mm))
    assert zipfile.is_zipfile(io.BytesIO(MemoReporter().report([full], "nl")))
