"""Files for others: memo, workbook, CSV, SARIF and Markdown, all from the same scan."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from contract_scan.read import read, read_bytes
from contract_scan.report.markdown import MarkdownReporter
from contract_scan.report.memo import MemoError, MemoReporter
from contract_scan.report.sarif import SarifReporter
from contract_scan.report.table import CsvReporter, XlsxReporter
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from tests.conftest import FIXTURES, ScanOf

FORMULA = '=HYPERLINK("http://example.invalid","Partner shall keep all information confidential for five years")'


@pytest.fixture(scope="module")
def scan(scan_of: ScanOf) -> Scan:
    """Return the scan of one fixture."""
    return scan_of("en-collaboration-agreement.pdf")


@pytest.fixture(scope="module")
def hostile(setup: Setup) -> Scan:
    """Scan a document whose sentences are formulas."""
    return scan_document(read_bytes(FORMULA.encode(), "x.txt", setup.readers), setup)


def test_the_memo_follows_the_official_order_with_room_for_answers(scan: Scan) -> None:
    """Chapters, then questions; an answer table for each."""
    memo = docx.Document(io.BytesIO(MemoReporter().report([scan], "nl")))
    headings = [p.text.split(" ")[0] for p in memo.paragraphs if p.style and p.style.name == "Heading 2"]

    assert [q.id for q in scan.questions.questions] == headings
    assert 18 == sum("☐ ja" in cell.text for t in memo.tables for row in t.rows for cell in row.cells)


def test_the_memo_says_that_we_made_it_and_names_no_library(scan: Scan) -> None:
    made = MemoReporter().report([scan], "en")
    properties = docx.Document(io.BytesIO(made)).core_properties
    assert ("contract-scan", "contract-scan", "") == (
        properties.author,
        properties.last_modified_by,
        properties.comments,
    )
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert not [name for name in parts.namelist() if b"python-docx" in parts.read(name)]


def test_every_quote_stands_in_the_memo(scan: Scan) -> None:
    """Verbatim."""
    memo = docx.Document(io.BytesIO(MemoReporter().report([scan], "en")))
    text = "\n".join(p.text for p in memo.paragraphs)

    assert all(" ".join(f.quote.split()) in text for f in scan.findings if f.questions)


def test_the_memo_takes_the_house_style_of_a_template(scan: Scan, tmp_path: Path) -> None:
    """Its header is the institution's; a template that is none is refused in one sentence."""
    template = docx.Document()
    template.sections[0].header.paragraphs[0].text = "Universiteit Waterland"
    template.save(str(tmp_path / "house.docx"))
    memo = docx.Document(io.BytesIO(MemoReporter(tmp_path / "house.docx").report([scan], "nl")))
    assert "Universiteit Waterland" == memo.sections[0].header.paragraphs[0].text

    with pytest.raises(MemoError):
        MemoReporter(tmp_path / "none.docx").report([scan], "nl")


def test_the_same_scan_gives_the_same_bytes(scan: Scan) -> None:
    """Also in formats that like to carry the time of day."""
    for reporter in (MemoReporter(), XlsxReporter()):
        assert reporter.report([scan], "en") == reporter.report([scan], "en")


def test_no_cell_of_the_workbook_is_a_formula(hostile: Scan) -> None:
    """A quote that begins like one is shown as text."""
    book = openpyxl.load_workbook(io.BytesIO(XlsxReporter().report([hostile], "en")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert {"s"} == {cell.data_type for cell in cells}
    assert not any(str(cell.value).startswith("=") for cell in cells)


def test_no_field_of_the_csv_is_a_formula(hostile: Scan) -> None:
    """Nor there."""
    rows = list(csv.reader(io.StringIO(CsvReporter().report([hostile], "en").removeprefix("\ufeff"))))

    assert any("HYPERLINK" in field for row in rows for field in row)
    assert not any(field.startswith(("=", "+", "@")) for row in rows for field in row)


def test_an_empty_table_is_never_taken_for_a_clean_one(setup: Setup) -> None:
    """What was not read stands in the table itself."""
    scan = scan_document(read(FIXTURES / "nl-gescande-bijlage.pdf", setup.readers, ocr="never"), setup)

    assert "niet gelezen" in CsvReporter().report([scan], "nl")


def test_sarif_names_every_finding_with_its_rule_and_place(scan: Scan) -> None:
    """Each result is for review, never an error."""
    log = json.loads(SarifReporter().report([scan], "en"))
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert len(scan.findings) == len(run["results"])
    for result, finding in zip(run["results"], scan.findings, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (finding.span.start, len(finding.span)) == (region["charOffset"], region["charLength"])
        assert finding.quote == region["snippet"]["text"]
        assert finding.rule == rules[result["ruleIndex"]]
        assert ("review", "none") == (result["kind"], result["level"])


def test_no_sign_of_a_document_is_taken_for_markdown(setup: Setup) -> None:
    """Nor for HTML."""
    text = "Partner shall keep `all` *information* <b>confidential</b> for five years."
    report = MarkdownReporter().report([scan_document(read_bytes(text.encode(), "x.txt", setup.readers), setup)], "en")

    assert "\\`all\\` \\*information\\* \\<b\\>confidential\\</b\\>" in report


MULTITOOL = os.environ.get("SARIF_MULTITOOL", "")


@pytest.mark.skipif(not Path(MULTITOOL).is_file(), reason="SARIF_MULTITOOL names no SARIF validator")
def test_the_validator_of_the_format_finds_no_error(scan_of: ScanOf, tmp_path: Path) -> None:
    """For every document that we have: schema and rules of SARIF 2.1.0."""
    scans = [scan_of(path.name) for path in sorted(FIXTURES.iterdir())]
    path = tmp_path / "all.sarif"
    path.write_text(SarifReporter().report(scans, "en"), encoding="utf-8")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    run = subprocess.run([MULTITOOL, "validate", path], capture_output=True, text=True, env=environment, check=False)

    assert "Analysis completed successfully" in run.stdout
    assert ": error " not in run.stdout
