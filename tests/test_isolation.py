"""A plugin that misbehaves is one sentence in every report; everything else is there, its questions not looked at."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
import docx
import openpyxl
import pytest

from contract_scan.read import read_bytes
from contract_scan.report.phrases import failure_sentence
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import prepare
from tests.command import contract_scan
from tests.conftest import NO_LISTS

DRAFT = (
    b"# 1. Publication\n\n1.1 Partner shall not publish the Results without the prior written consent of Sponsor.\n\n"
    b"1.2 Each party keeps the Confidential Information secret.\n"
)
#: Found by the built-in rules whatever a plugin does.
FOUND = "publication.approval"
#: What a plugin may take, in seconds: long enough on a busy machine; where it never ends, nobody need wait so long.
PATIENT, QUICK = 20.0, 3.0

HEAD = """
from pathlib import Path
from contract_scan.finding import Finding
from contract_scan.hookspecs import hookimpl

class Own:
    name = "house.own"
    questions = ("2.1",)
    def check(self, document):
        block = document.blocks[-1]
        BODY
        yield Finding("note", block.span, document.quote(block.span), "house.own", questions=("2.1",))

@hookimpl
def checkers():
    return [Own()]

@hookimpl
def patterns():
    return [Path(__file__).parent / "house"]
"""
FINDING = 'yield Finding("note", block.span, document.quote(block.span), "house.own", '


def written(folder: Path, source: str) -> Path:
    """Return a plugin in a folder, with the rule file that explains what its checker finds."""
    (folder / "house").mkdir()
    (folder / "house" / "rules.yaml").write_text(RULES.replace("NAME", "own") + CHECKER, encoding="utf-8")
    path = folder / "own.py"
    path.write_text(source, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Case:
    """What a plugin does wrong, and how its failure is called; `all_questions` where nobody can say what it bears on."""

    what: str
    source: str
    reason: str
    all_questions: bool = False


def body(line: str) -> str:
    """Return a plugin whose checker does this first."""
    return HEAD.replace("BODY", line)


CASES = (
    Case("raises", body('raise RuntimeError("secret text of the draft")'), "checker_raised"),
    Case("exits", body("import sys; sys.exit(3)"), "checker_raised"),
    Case("hangs", body("import time; time.sleep(60)"), "checker_late"),
    Case("prints", body('print("secret text of the draft")'), "checker_printed"),
    Case("returns a text", body('yield "nonsense"'), "checker_raised"),
    Case("returns a wrong quote", body('yield Finding("note", block.span, "nonsense", "house.own")'), "checker_raised"),
    Case("returns what no report can say", body(FINDING + 'attributes={"x": object()})'), "checker_raised"),
    Case("returns no kind", body('yield Finding(None, block.span, document.quote(block.span), "r")'), "checker_raised"),
    Case("returns questions as a text", body(FINDING + 'questions="2.1")'), "checker_raised"),
    Case("returns no checker", HEAD.replace("return [Own()]", "return [7]"), "not_fitting", all_questions=True),
    Case("raises in its hook", HEAD.replace("return [Own()]", "raise KeyError"), "hook_raised", all_questions=True),
    Case("cannot be imported", "import no_such_module_anywhere", "not_loaded", all_questions=True),
    Case("exits when imported", "import sys; sys.exit(3)", "not_loaded", all_questions=True),
    Case("prints when imported", 'print("secret text of the draft")' + body("pass"), "printed"),
    Case("imports slowly", "import time; time.sleep(60)", "late", all_questions=True),
    Case("misspells a hook", HEAD.replace("def checkers", "def chekers"), "unknown_hook", all_questions=True),
    Case("forgets to mark its hooks", HEAD.replace("@hookimpl", ""), "no_hook", all_questions=True),
    Case("asks for a newer interface", "CONTRACT_SCAN_API = 99\n" + HEAD, "newer_api", all_questions=True),
)
RULES = """
kind: note
questions: ["2.1"]
source: House
rules:
  NAME:
    title: {en: Ours, nl: Onze}
    message: {en: "Ask who.", nl: "Vraag wie."}
    why: {en: Because., nl: Daarom.}
"""
CHECKER = "    checker: house.own\n"
CLASH = """
from pathlib import Path
from contract_scan.hookspecs import hookimpl

@hookimpl
def patterns():
    return [Path(__file__).parent / "publication"]
"""
pytestmark = pytest.mark.long
FORMATS = ("terminal", "html", "json", "jsonl", "markdown", "memo", "csv", "xlsx", "sarif")


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.what)
def case(request: pytest.FixtureRequest) -> Case:
    """Each way to misbehave."""
    made: Case = request.param
    return made


@pytest.fixture(scope="module")
def made(case: Case, tmp_path_factory: pytest.TempPathFactory) -> tuple[Scan, dict[str, object]]:
    """The scan of a draft with the misbehaving plugin, and the reporters there are."""
    seconds = QUICK if "sleep(" in case.source else PATIENT
    return scanned(written(tmp_path_factory.mktemp("house"), case.source), seconds)


def scanned(path: Path, seconds: float = PATIENT) -> tuple[Scan, dict[str, object]]:
    """Scan the draft with a plugin."""
    setup = prepare(plugin_files=[path], installed=False, seconds=seconds)
    scan = scan_document(read_bytes(DRAFT, "draft.md", setup.readers), setup)
    return scan, {c.value.name: c.value for c in setup.plugins.contributions("reporters")}


@cache
def untouched() -> Sequence[str]:
    """What is found without any plugin."""
    setup = prepare(installed=False, lists=NO_LISTS)
    return [f.rule for f in scan_document(read_bytes(DRAFT, "draft.md", setup.readers), setup).findings]


def test_it_is_one_failure_by_its_name(case: Case, made: tuple[Scan, dict[str, object]]) -> None:
    """And no other."""
    assert [case.reason] == [failure.reason for failure in made[0].failures]


def test_everything_else_is_there(made: tuple[Scan, dict[str, object]]) -> None:
    """Every finding of every other part."""
    assert FOUND in untouched()
    assert list(untouched()) == [f.rule for f in made[0].findings if f.rule != "house.own"]


def test_its_questions_were_not_looked_at(case: Case, made: tuple[Scan, dict[str, object]]) -> None:
    """Nothing is said to be clean that it might have borne on."""
    [failure] = made[0].failures
    states = {answer.question: answer for answer in made[0].answers}

    assert (() if case.all_questions else ("2.1",)) == failure.questions
    assert "nothing_found" != states["2.1"].state
    assert any(failure.name == gap.details.get("name") for gap in states["2.1"].gaps)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_report_says_it_in_one_sentence(language: str, made: tuple[Scan, dict[str, object]]) -> None:
    """In both languages, without a word of the draft or of what was printed."""
    scan, reporters = made
    sentence = plain(failure_sentence(scan.failures[0], language))

    assert sentence.startswith(("The", "De", "Het"))
    assert "secret" not in sentence
    for form in FORMATS:
        report = reporters[form].report([scan], language)  # type: ignore[attr-defined]
        assert sentence in plain(readable(report, form)), form
        assert "secret text of the draft" not in readable(report, form)


def readable(report: str | bytes, form: str) -> str:
    """Return what a person reads in a report."""
    if form == "memo":
        document = docx.Document(io.BytesIO(bytes(report)))  # type: ignore[arg-type]
        cells = (c.text for table in document.tables for row in table.rows for c in row.cells)
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if form == "xlsx":
        return "\n".join(_cells(openpyxl.load_workbook(io.BytesIO(bytes(report)))))  # type: ignore[arg-type]
    text = report.decode() if isinstance(report, bytes) else click.unstyle(report)
    return html.unescape(text) if form in ("html", "markdown") else text


def _cells(book: openpyxl.Workbook) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (str(cell) for cell in row if cell is not None)


def plain(text: str) -> str:
    """Return a text without what wrapping and escaping add."""
    return "".join(text.replace("\\", "").replace("\u200b", "").split())


def test_a_rule_of_the_same_name_never_replaces_a_built_in_one(tmp_path: Path) -> None:
    """The later one is told and left out."""
    (tmp_path / "publication").mkdir()
    (tmp_path / "publication" / "rules.yaml").write_text(RULES.replace("NAME", "approval"), encoding="utf-8")
    (tmp_path / "own.py").write_text(CLASH, encoding="utf-8")
    scan, reporters = scanned(tmp_path / "own.py")
    [failure] = scan.failures

    assert ("rule", "id_twice") == (failure.part, failure.reason)
    assert str(tmp_path) in failure.name
    assert list(untouched()) == [f.rule for f in scan.findings]
    assert scan.meanings[FOUND].title["en"] != "Ours"
    for language in ("en", "nl"):
        for form in FORMATS:
            report = reporters[form].report([scan], language)  # type: ignore[attr-defined]
            assert plain(failure_sentence(failure, language)) in plain(readable(report, form)), form


def test_a_finding_says_which_plugin_made_it(tmp_path: Path) -> None:
    """In the scan, and so in the reports that programs read."""
    path = written(tmp_path, body("..."))
    scan, _ = scanned(path)

    assert {str(path)} == {f.plugin for f in scan.findings if f.rule == "house.own"}
    assert all(f.plugin for f in scan.findings)


@pytest.mark.parametrize(
    ("hook", "value"),
    [
        ("readers", "Reader()"),
        ("checkers", "Checker()"),
        ("derivers", "Deriver()"),
        ("lists", "7"),
        ("reporters", "Reporter()"),
        ("patterns", "'folder'"),
        ("questions", "None"),
    ],
)
def test_what_does_not_fit_its_hook_is_left_out(tmp_path: Path, hook: str, value: str) -> None:
    """Also what has the right attributes with nonsense in them; the draft is read and scanned all the same."""
    path = tmp_path / "own.py"
    path.write_text(
        "from contract_scan.hookspecs import hookimpl\n"
        "class Nonsense:\n    name = 7\n    suffixes = None\n    questions = 5\n    suffix = binary = None\n"
        "    def check(self, *a): return None\n    derive = recognises = read = report = check\n"
        "Reader = Checker = Deriver = Reporter = Nonsense\n"
        f"@hookimpl\ndef {hook}():\n    return [{value}]\n",
        encoding="utf-8",
    )
    scan, _ = scanned(path)

    assert [("not_fitting", hook)] == [(f.reason, f.details["hook"]) for f in scan.failures]
    assert list(untouched()) == [f.rule for f in scan.findings]


def test_a_reader_that_fails_at_recognising_costs_its_own_format(tmp_path: Path) -> None:
    """And no other."""
    path = tmp_path / "own.py"
    path.write_text(
        "from contract_scan.hookspecs import hookimpl\n"
        "class Reader:\n    name = 'own'\n    suffixes = ('.own',)\n"
        "    def recognises(self, head): raise RuntimeError\n    def read(self, request): raise RuntimeError\n"
        "@hookimpl\ndef readers():\n    return [Reader()]\n",
        encoding="utf-8",
    )

    assert list(untouched()) == [f.rule for f in scanned(path)[0].findings]


def test_standard_output_carries_the_report_and_nothing_else(tmp_path: Path) -> None:
    """Whatever plugins print, when imported, when asked and when checking; exit code 4."""
    path, draft = written(tmp_path, 'print("one")' + body('print("two")')), tmp_path / "draft.md"
    draft.write_bytes(DRAFT)
    run = contract_scan("scan", draft, "--plugin", path, "--format", "json")
    report = json.loads(run.stdout)

    assert 4 == run.returncode
    assert ["checker_printed", "printed"] == sorted(failure["reason"] for failure in report["failures"])


def test_a_report_format_that_fails_is_one_sentence(tmp_path: Path) -> None:
    """Not a traceback; it names the format and what to do."""
    path, draft = tmp_path / "own.py", tmp_path / "draft.md"
    path.write_text(
        "from contract_scan import hookimpl\n"
        "class Own:\n    name = 'own'\n    suffix = '.own'\n    binary = False\n"
        "    def report(self, scans, language): raise RuntimeError(scans[0].document.text)\n"
        "@hookimpl\ndef reporters():\n    return [Own()]\n",
        encoding="utf-8",
    )
    draft.write_bytes(DRAFT)
    run = contract_scan("scan", draft, "--plugin", path, "--format", "own", language="nl")

    assert 2 == run.returncode
    assert b"Traceback" not in run.stderr
    assert 1 == len(run.stderr.decode().strip().splitlines())
    assert "RuntimeError" in run.stderr.decode()
