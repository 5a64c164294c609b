"""What commands never destroy or hide: originals, reviewed copies, and the name of every file that was not read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_scan import NDA
from tests.command import CLEAN, contract_scan
from tests.conftest import FIXTURES

FORMATS = ("terminal", "json", "jsonl", "markdown", "html", "csv", "sarif")


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """An archive with an image that is not read, then a draft that is."""
    with zipfile.ZipFile(tmp_path / "mixed.zip", "w") as archive:
        archive.writestr("a-scan.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
        archive.writestr("b-draft.md", NDA.read_bytes())
    return tmp_path / "mixed.zip"


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_names_a_file_that_was_not_read(mixed: Path, form: str) -> None:
    """Not only standard error does."""
    run = contract_scan("scan", mixed, "--format", form)

    assert run.returncode == 1
    assert "a-scan.png" in run.stdout.decode()


def test_no_question_was_looked_at_in_a_file_that_was_not_read(mixed: Path) -> None:
    """And what was read beside it is as it was."""
    lost, read = json.loads(contract_scan("scan", mixed, "--format", "json").stdout)

    assert {answer["state"] for answer in lost["answers"]} == {"not_looked"}
    assert [part["reason"] for part in lost["unread"]] == ["not_read"]
    assert read["findings"]


def test_an_older_report_never_stays_as_if_it_were_new(tmp_path: Path) -> None:
    """Where nothing can be read, the report says so."""
    (tmp_path / "report.md").write_text("older")
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    contract_scan("scan", tmp_path / "scan.png", "--format", "markdown", "-o", tmp_path / "report.md")

    assert "scan.png is an image" in (tmp_path / "report.md").read_text()


def test_asking_and_looking_up_names_go_on_after_a_file_that_is_not_read(mixed: Path) -> None:
    """And say of which file nothing is known."""
    for command in (("ask",), ("lists", "check")):
        run = contract_scan(*command, mixed)
        assert run.returncode == 1
        assert b"a-scan.png" in run.stderr
        assert run.stdout


@pytest.mark.parametrize("how", ["same", "symbolic", "hard"])
def test_no_report_is_written_over_what_was_read(tmp_path: Path, how: str) -> None:
    """By its path, or by a symbolic or hard link to it."""
    draft, target = tmp_path / "draft.md", tmp_path / "out.md"
    draft.write_bytes(NDA.read_bytes())
    if how == "same":
        target = draft
    elif how == "symbolic":
        target.symlink_to(draft)
    else:
        os.link(draft, target)
    run = contract_scan("scan", FIXTURES / "nl-leerstoel.docx", draft, "--format", "markdown", "-o", target)

    assert run.returncode == 2
    assert draft.read_bytes() == NDA.read_bytes()
    assert b"never written over" in run.stderr


def test_a_report_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Others on the machine cannot read it."""
    contract_scan("scan", NDA, "--format", "json", "-o", tmp_path / "report.json")

    assert (tmp_path / "report.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_reviewed_copy_is_not_written_over(tmp_path: Path) -> None:
    """It may hold a reviewer's answers."""
    (tmp_path / "copy.docx").write_bytes(b"answers")
    run = contract_scan("annotate", FIXTURES / "nl-leerstoel.docx", "-o", tmp_path / "copy.docx")

    assert run.returncode == 2
    assert (tmp_path / "copy.docx").read_bytes() == b"answers"


def test_an_archive_has_no_copy_with_comments(tmp_path: Path) -> None:
    """One sentence, no traceback."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(FIXTURES / "nl-leerstoel.docx", "draft.docx")
    run = contract_scan("annotate", tmp_path / "a.zip")

    assert run.returncode == 2
    assert b"Traceback" not in run.stderr


def test_a_damaged_file_that_can_be_read_is_one_sentence_to_annotate(tmp_path: Path) -> None:
    """A Word file without its list of content types."""
    with zipfile.ZipFile(FIXTURES / "nl-leerstoel.docx") as whole, zipfile.ZipFile(tmp_path / "d.docx", "w") as damaged:
        for name in whole.namelist():
            if name != "[Content_Types].xml":
                damaged.writestr(name, whole.read(name))
    run = contract_scan("annotate", tmp_path / "d.docx")

    assert (run.returncode, run.stderr.count(b"\n")) == (2, 1)


def test_the_text_of_a_document_gives_a_terminal_no_orders(tmp_path: Path) -> None:
    """Escape sequences and overrides of direction are left out."""
    (tmp_path / "a.txt").write_text("Plain \x1b[31mred\x07 words.", encoding="utf-8")
    shown = contract_scan("text", tmp_path / "a.txt", "--plain").stdout

    assert b"\x1b" not in shown and b"\x07" not in shown
    assert b"words." in shown


@pytest.mark.long
def test_what_was_kept_between_runs_and_is_damaged_is_made_anew_and_that_is_said(tmp_path: Path) -> None:
    """In a run of its own: what this process has in hand is not read again."""
    environment = {**CLEAN, "CONTRACT_SCAN_LANG": "en", "CONTRACT_SCAN_CACHE": str(tmp_path)}

    def scanned() -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "contract_scan", "scan", str(NDA), "--format", "json"]
        return subprocess.run(command, env=environment, capture_output=True, check=True)

    first = scanned()
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    second, third = scanned(), scanned()
    assert first.stdout == second.stdout == third.stdout
    assert [len(run.stderr.splitlines()) for run in (first, second, third)] == [0, 1, 0]
    assert str(tmp_path) in second.stderr.decode()
