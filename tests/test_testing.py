"""The kit for plugin authors, and the package it starts: generated, installed and run."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from contract_scan.finding import Finding
from contract_scan.rules.start import start_rule
from contract_scan.scaffold import ScaffoldError, write_plugin
from contract_scan.testing import agreement, assert_deterministic, assert_found, assert_quick, assert_silent, findings
from tests.command import contract_scan
from tests.conftest import ROOT, SOURCES

DUTCH = "De Universiteit publiceert de Resultaten niet zonder voorafgaande schriftelijke toestemming van Partner."


def test_a_clause_inserted_as_a_tracked_change_is_read_as_one() -> None:
    """In a real Word file, in the article that was asked for."""
    document = agreement(DUTCH, clause="7", language="nl", inserted_by="J. Li")

    assert DUTCH in document.text
    assert document.original is not None
    assert DUTCH not in document.original.text
    assert ["J. Li"] == sorted({mark.author for mark in document.marks if mark.kind == "inserted" and mark.author})


def test_a_deleted_clause_stands_in_the_original_alone() -> None:
    """As a safeguard that a counterparty took out would."""
    document = agreement(DUTCH, language="nl", deleted_by="J. Li")

    assert DUTCH not in document.text
    assert document.original is not None
    assert DUTCH in document.original.text


def test_what_is_built_in_finds_the_clause_in_its_article() -> None:
    """With the clause number that is printed."""
    finding = assert_found(None, agreement(DUTCH, clause="7", language="nl"), "zonder voorafgaande")

    assert "7" in str(finding.clause)


def test_assertions_fail_when_they_should() -> None:
    """An assertion that cannot fail proves nothing."""
    document = agreement(DUTCH, language="nl")
    with pytest.raises(AssertionError, match="nothing found"):
        assert_found(None, document, "words that do not stand there")
    with pytest.raises(AssertionError, match="found"):
        assert_silent(None, document)
    with pytest.raises(AssertionError, match="budget"):
        assert_quick(None, document, seconds=0)


def test_what_is_built_in_finds_the_same_every_time() -> None:
    """The kit's own check of determinism holds for us too."""
    assert_deterministic(None, agreement(DUTCH, language="nl"))


@pytest.mark.parametrize("name", ["", "House", "1st", "a--b", "x y", "../up"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    """In one sentence, and nothing is written."""
    with pytest.raises(ScaffoldError):
        write_plugin(name, tmp_path)
    assert [] == list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment that sees what is installed here, and in which plugins can be installed."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    [site] = folder.glob("lib/python*/site-packages")
    ours = [p for p in sys.path if "site-packages" in p]
    (site / "ours.pth").write_text("\n".join(f"import site; site.addsitedir({p!r})" for p in ours), encoding="utf-8")
    return folder


def run(environment: Path, *arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a module in the environment."""
    python = environment / "bin" / "python"
    variables = {**os.environ, "CONTRACT_SCAN_LANG": "en"}
    return subprocess.run(
        [str(python), "-m", *map(str, arguments)], capture_output=True, text=True, cwd=cwd, env=variables, check=False
    )


def install(environment: Path, folder: Path) -> None:
    """Install a plugin package without the network, in an editable way."""
    target = next(environment.glob("lib/python*/site-packages"))
    done = run(
        environment, "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index",
        "--target", target, folder,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr


def test_a_new_plugin_passes_its_own_tests_and_is_listed(environment: Path, tmp_path: Path) -> None:
    """Generated, installed and run, as the page on plugins says."""
    write_plugin("house-rules", tmp_path)
    install(environment, tmp_path / "house-rules")
    tests = run(environment, "pytest", "-q", "-p", "no:cacheprovider", cwd=tmp_path / "house-rules")
    listed = run(environment, "contract_scan", "plugins")

    assert 0 == tests.returncode, tests.stdout
    assert "7 passed" in tests.stdout
    assert 0 == listed.returncode, listed.stdout + listed.stderr
    assert "house_rules 0.1.0" in listed.stdout
    assert "house_rules.long_delay" in listed.stdout


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("example_university", "example_university.long_delay"),
        ("example_question_set", "faculty-intake.yaml"),
        ("model_reader", "model_reader 0.1.0"),
    ],
)
def test_the_example_plugins_are_installed_and_run(environment: Path, folder: str, expected: str) -> None:
    """All of them, beside the built-in ones."""
    install(environment, ROOT / "plugins" / folder)
    listed = run(environment, "contract_scan", "plugins")

    assert 0 == listed.returncode, listed.stdout + listed.stderr
    assert expected in listed.stdout


def test_the_example_question_set_is_answered(environment: Path) -> None:
    """With the evidence of the built-in one."""
    install(environment, ROOT / "plugins" / "example_question_set")
    scan = run(
        environment, "contract_scan", "scan", ROOT / "fixtures/documents/en-collaboration-agreement.pdf",
        "--questions", "faculty-intake", "--full",
    )  # fmt: skip

    assert 0 == scan.returncode, scan.stderr
    assert "F3 Free to publish" in scan.stdout
    assert "eighteen (18) months" in scan.stdout


@pytest.mark.long
def test_the_reader_for_a_model_of_ones_own_passes_its_own_tests(environment: Path) -> None:
    """Installed as a package of its own, against an endpoint on this machine."""
    install(environment, ROOT / "plugins" / "model_reader")
    tests = run(environment, "pytest", "-q", "-p", "no:cacheprovider", cwd=ROOT / "plugins" / "model_reader")

    assert 0 == tests.returncode, tests.stdout
    assert "passed" in tests.stdout
    assert "skipped" not in tests.stdout


def test_nothing_of_ours_imports_the_reader_for_a_model_of_ones_own() -> None:
    """It is a package that somebody chooses to install."""
    ours = [path for folder in SOURCES for path in folder.rglob("*.py")]

    assert 100 < len(ours)
    assert [] == [path for path in ours if "contract_scan_model_reader" in path.read_text(encoding="utf-8")]


def test_a_checker_that_raises_fails_its_test_with_the_cause() -> None:
    """Its own error, with its own traceback, stands behind the failure."""

    class Broken:
        name, questions = "broken", ("5.1",)

        def check(self, document: object) -> list[object]:
            raise ZeroDivisionError("in line 7")

    with pytest.raises(AssertionError, match="ZeroDivisionError") as failed:
        assert_silent(Broken(), agreement("Nothing."))

    assert isinstance(failed.value.__cause__, ZeroDivisionError)
    assert "in line 7" in str(failed.value.__cause__)


def test_a_deriver_that_raises_fails_its_test_with_the_cause() -> None:
    """As a checker."""

    class Broken:
        name, questions = "broken", ("5.1",)

        def derive(self, document: object, findings: object) -> list[object]:
            raise ZeroDivisionError

    with pytest.raises(AssertionError) as failed:
        assert_silent(Broken(), agreement("Nothing."))

    assert isinstance(failed.value.__cause__, ZeroDivisionError)


def test_an_adjuster_is_tried_on_what_is_built_in() -> None:
    """What it leaves is what a scan would show."""

    class Quiet:
        name, questions = "quiet", ()

        def adjust(self, findings: list[Finding]) -> list[Finding]:
            return [finding for finding in findings if finding.kind != "publication_restriction"]

    document = agreement(DUTCH, clause="7", language="nl")

    assert "publication_restriction" in {finding.kind for finding in findings(None, document)}
    assert "publication_restriction" not in {finding.kind for finding in findings(Quiet(), document)}


@pytest.mark.parametrize(("tried", "error"), [(7, TypeError), (Path("nowhere"), AssertionError)])
def test_what_cannot_be_tried_is_never_silent(tried: object, error: type[Exception]) -> None:
    """Nothing found of a folder that is not there would prove nothing."""
    with pytest.raises(error, match=r"int|nowhere"):
        assert_silent(tried, agreement("Nothing."))


class Reports:
    """Keeps what a run of pytest reports."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what failed, or that it passed."""
        if report.when == "call":
            self.told.append(report.outcome if report.passed else str(report.longrepr))


def test_pytest_proves_a_folder_as_the_command_does(tmp_path: Path) -> None:
    """Also what no topic reads, which a proof topic by topic would pass over."""
    folder = tmp_path / "rules"
    start_rule("house.press", folder)
    (folder / "more").mkdir()
    (folder / "house" / "en.yaml").rename(folder / "more" / "en.yaml")
    (tmp_path / "pytest.ini").write_text("[pytest]\ncontract_scan_rules = rules\n", encoding="utf-8")
    reports = Reports()
    arguments = ["-p", "no:cacheprovider", "-p", "no:terminal", "-c", str(tmp_path / "pytest.ini"), str(tmp_path)]
    pytest.main(arguments, plugins=[reports])

    command = contract_scan("rules", "test", folder).stdout.decode().splitlines()[:-1]
    assert 2 <= len(command)
    assert ["\n".join(command)] == reports.told
