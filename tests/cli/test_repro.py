"""`contract-scan repro`: shows what would leave, asks, and says whether the rule still fires."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import CLEAN, contract_scan
from tests.conftest import FIXTURES

NDA = FIXTURES / "en-nda.md"


def test_findings_are_listed_with_their_numbers() -> None:
    """Where none was chosen; nothing is written."""
    run = contract_scan("repro", NDA)

    assert 0 == run.returncode
    assert "(1) " in run.stdout.decode()


@pytest.mark.parametrize("language", ["nl"])
def test_nothing_is_written_where_nobody_can_be_asked(tmp_path: Path, language: str) -> None:
    """The text is shown, and one sentence says what to do."""
    run = contract_scan("repro", NDA, "--finding", "5", "--output", tmp_path / "out.md", language=language)

    assert 2 == run.returncode
    assert "--yes" in run.stderr.decode()
    assert run.stdout
    assert [] == list(tmp_path.iterdir())


def test_yes_writes_what_was_shown(tmp_path: Path) -> None:
    """And the rule still fires on it."""
    run = contract_scan("repro", NDA, "--finding", "5", "--yes", "--output", tmp_path / "out.md")
    shown = run.stdout.decode()
    written = (tmp_path / "out.md").read_text(encoding="utf-8")

    assert 0 == run.returncode, run.stderr
    assert all(line.lstrip("# ") in shown for line in written.splitlines())
    assert "fires, as in the original" in shown


@pytest.mark.parametrize(("answer", "code"), [(b"y\n", 0), (b"n\n", 130)])
def test_on_a_terminal_it_asks(tmp_path: Path, answer: bytes, code: int) -> None:
    """And does as it is told."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "contract_scan", "repro", str(NDA), "--finding", "5", "-o", str(tmp_path / "o.md")]
    environment = {**CLEAN, "CONTRACT_SCAN_LANG": "en"}
    os.write(ours, answer)
    run = subprocess.run(command, stdin=theirs, capture_output=True, env=environment, check=False)
    os.close(ours)
    os.close(theirs)

    assert code == run.returncode, run.stderr
    assert (code == 0) == (tmp_path / "o.md").exists()


def test_a_finding_that_does_not_survive_is_told(tmp_path: Path) -> None:
    """With the words that would have to stay; exit code 1."""
    draft = tmp_path / "draft.md"
    draft.write_text(
        "# 1. Law\n\n1.1 This Agreement is made between Zwartbaard Ltd, established in Baku, Azerbaijan, and Partner.\n",
        encoding="utf-8",
    )
    listed = contract_scan("repro", draft).stdout.decode()
    number = next(line for line in listed.splitlines() if "countries.academic_freedom" in line)[1:].partition(")")[0]
    run = contract_scan("repro", draft, "--finding", number, "--yes", "--output", tmp_path / "out.md")
    kept = contract_scan(
        "repro", draft, "--finding", number, "--keep", "Azerbaijan", "--yes", "--output", tmp_path / "out.md"
    )

    assert 1 == run.returncode
    assert "--keep 'Azerbaijan'" in run.stdout.decode()
    assert 0 == kept.returncode, kept.stdout
