"""`contract-scan scan` as its users run it: exit codes, standard output, bad input in one clear sentence."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.command import contract_scan, in_a_process
from tests.conftest import FIXTURES

NDA = FIXTURES / "en-nda.md"

RAISING = """
from contract_scan import hookimpl
class Own:
    name, questions = "house.raising", ("5.1",)
    def check(self, document):
        1 / 0
@hookimpl
def checkers():
    return [Own()]
"""


def test_a_document_is_scanned_and_reported_on_standard_output() -> None:
    """Exit code 0, and standard error is empty."""
    run = in_a_process("scan", NDA)

    assert (0, b"") == (run.returncode, run.stderr)
    assert "Waterland University" in run.stdout.decode()


def test_the_report_of_every_question_is_in_dutch_when_asked() -> None:
    """Also through the option, wherever it stands."""
    assert "NIET BEKEKEN" in contract_scan("scan", NDA, "--full", language="nl").stdout.decode()
    assert "NIET BEKEKEN" in contract_scan("scan", NDA, "--full", "--lang", "nl").stdout.decode()


def test_json_lines_carry_one_object_a_document() -> None:
    """In the order in which they were given."""
    run = contract_scan("scan", NDA, FIXTURES / "nl-leerstoel.docx", "--format", "jsonl")
    paths = [json.loads(line)["document"]["path"] for line in run.stdout.splitlines()]

    assert [str(NDA), str(FIXTURES / "nl-leerstoel.docx")] == paths


def test_standard_input_is_read() -> None:
    """As "-"."""
    run = contract_scan("scan", "-", "--format", "json", data=NDA.read_bytes())

    assert (0, "-") == (run.returncode, json.loads(run.stdout)["document"]["path"])


def test_one_failed_file_never_stops_the_rest(tmp_path: Path) -> None:
    """The others are reported, and that one was not read; the exit code says so too."""
    run = contract_scan("scan", tmp_path / "nowhere.docx", NDA, "--format", "jsonl")
    lost, read = map(json.loads, run.stdout.splitlines())

    assert run.returncode == 1
    assert [part["reason"] for part in lost["unread"]] == ["not_read"]
    assert (read["unread"], read["document"]["path"]) == ([], str(NDA))
    assert "nowhere.docx" in run.stderr.decode()


def test_fail_on_names_a_kind() -> None:
    """Exit code 3 after the report was written."""
    run = contract_scan("scan", NDA, "--format", "json", "--fail-on", "secrecy")

    assert 3 == run.returncode
    assert json.loads(run.stdout)["findings"]


def test_a_broken_plugin_is_reported_and_all_else_is_there(tmp_path: Path) -> None:
    """Exit code 4."""
    plugin = tmp_path / "broken.py"
    plugin.write_text("1/0", encoding="utf-8")
    run = contract_scan("scan", NDA, "--plugin", plugin)

    assert 4 == run.returncode
    assert "broken.py" in run.stdout.decode()


def test_a_broken_rule_is_reported_with_its_line_and_all_else_is_there(tmp_path: Path) -> None:
    """Exit code 4."""
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "rules.yaml").write_text("rules:\n  half:\n    title: {en: x\n", encoding="utf-8")
    run = contract_scan("scan", NDA, "--rules", folder)

    assert 4 == run.returncode
    assert "rules.yaml" in run.stdout.decode()


def bad_files(folder: Path) -> dict[str, Path]:
    """Write a file for every way in which input is bad."""
    docx, pdf = (FIXTURES / "nl-leerstoel.docx").read_bytes(), (FIXTURES / "en-award-letter.pdf").read_bytes()
    contents = {
        "empty.docx": b"",
        "picture.pdf": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "truncated.docx": docx[: len(docx) // 2],
        "unsupported.xyz": b"\x00\x01\x02\x03" * 50,
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / "other.docx", "w") as archive:
        archive.writestr("hello.bin", b"\0\1\2")
    (folder / "headless.pdf").write_bytes(b"%PDF-1.7\n" + pdf[:40])
    found = {path.name: path for path in folder.iterdir()}
    return {**found, "missing.pdf": folder / "missing.pdf"}


@pytest.mark.parametrize(
    "name",
    [
        "empty.docx",
        "picture.pdf",
        "truncated.docx",
        "unsupported.xyz",
        "other.docx",
        "headless.pdf",
        "missing.pdf",
    ],
)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_bad_input_is_one_clear_sentence(tmp_path: Path, name: str, language: str) -> None:
    """It names the file and what to do next; no traceback. The report says that nobody looked at anything."""
    run = contract_scan("scan", bad_files(tmp_path)[name], language=language)
    message = run.stderr.decode()

    assert 1 == run.returncode
    assert ("Not read, not looked at" if language == "en" else "Niet gelezen, niet bekeken") in run.stdout.decode()
    assert 1 == len(message.strip().splitlines())
    assert str(bad_files(tmp_path)[name]) in message
    assert "Traceback" not in message
    assert "{" not in message


def test_no_library_adds_a_word_of_its_own(tmp_path: Path) -> None:
    """What is written in C goes past Python's standard error."""
    bad = bad_files(tmp_path)
    run = in_a_process("scan", bad["headless.pdf"], bad["truncated.docx"], bad["picture.pdf"])

    assert (1, 3) == (run.returncode, len(run.stderr.decode().strip().splitlines()))


def test_an_unwritable_output_is_wrong_usage(tmp_path: Path) -> None:
    """One sentence that says where."""
    run = contract_scan("scan", NDA, "--output", tmp_path / "no" / "such" / "folder.txt")

    assert 2 == run.returncode
    assert 1 == len(run.stderr.decode().strip().splitlines())


def test_an_unknown_format_names_those_there_are() -> None:
    """Exit code 2."""
    run = contract_scan("scan", NDA, "--format", "papyrus")

    assert 2 == run.returncode
    assert "terminal" in run.stderr.decode()


def test_the_same_input_gives_the_same_output() -> None:
    """Byte for byte, in separate processes with different hash seeds."""
    arguments = ("scan", FIXTURES / "nl-samenwerkingsovereenkomst.docx", "--format", "json")

    assert in_a_process(*arguments).stdout == in_a_process(*arguments).stdout


def test_a_folder_is_scanned_whole(tmp_path: Path) -> None:
    """Every file in it and below, in order of path; an empty one is wrong usage."""
    (tmp_path / "below").mkdir()
    (tmp_path / "empty").mkdir()
    for name in ("b.md", "below/a.md"):
        (tmp_path / name).write_bytes(NDA.read_bytes())
    run = contract_scan("scan", tmp_path, "--format", "jsonl")
    paths = [json.loads(line)["document"]["path"] for line in run.stdout.splitlines()]

    assert [str(tmp_path / "b.md"), str(tmp_path / "below" / "a.md")] == paths
    assert 2 == contract_scan("scan", tmp_path / "empty").returncode


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--fail-on", "no_such_kind"), "publication_restriction"),
        (("--question", "9.9"), "5.1"),
        (("--rule", "no.such"), "no.such"),
        (("--topic", "no_such"), "publication"),
        (("--full", "--format", "html"), "--format"),
    ],
)
def test_a_name_that_is_not_known_is_wrong_usage(arguments: tuple[str, ...], told: str) -> None:
    """One sentence that says what is known, or what to do."""
    run = contract_scan("scan", NDA, *arguments)

    assert (2, b"") == (run.returncode, run.stdout)
    assert told in run.stderr.decode()


@pytest.mark.parametrize("form", ["memo", "xlsx"])
def test_a_report_that_is_a_file_is_not_written_to_a_terminal(form: str) -> None:
    """A sentence that asks for a place, not bytes."""
    ours, theirs = pty.openpty()
    run = subprocess.run(
        [sys.executable, "-m", "contract_scan", "scan", NDA, "--format", form],
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    os.close(ours)

    assert 2 == run.returncode
    assert "--output" in run.stderr.decode()


def test_one_question_is_shown_alone() -> None:
    """With its quotes, and no other question."""
    told = contract_scan("scan", NDA, "--question", "5.1", language="en").stdout.decode()

    assert "5.1 " in told
    assert "4.1 " not in told


def test_one_topic_is_shown_alone_and_what_found_nothing_says_so() -> None:
    """An empty answer is never mistaken for a clean one."""
    topic = contract_scan("scan", NDA, "--topic", "secrecy").stdout.decode()
    silent = [contract_scan("scan", NDA, "--topic", "vital", language=lang).stdout.decode() for lang in ("en", "nl")]

    assert "→" in topic
    assert "Who may refuse" not in topic
    assert all("vital" in told for told in silent)
    assert silent[0] != silent[1]


def test_a_part_that_failed_is_told_however_little_is_shown_and_where_it_raised_on_request(tmp_path: Path) -> None:
    """The traceback is for who asked, on standard error; without `--traceback` no word of what was raised is shown."""
    plugin = tmp_path / "own.py"
    plugin.write_text(RAISING, encoding="utf-8")
    rule = ("scan", NDA, "--rule", "secrecy.duty", "--plugin", plugin)
    quiet, loud = contract_scan(*rule), _run("scan", NDA, "--topic", "vital", "--plugin", plugin, "--traceback")

    assert (4, b"") == (quiet.returncode, quiet.stderr)
    assert b"house.raising" in quiet.stdout
    assert 4 == loud.returncode
    assert b"ZeroDivisionError" in loud.stderr
    assert str(plugin).encode() in loud.stderr
    assert b"Traceback" not in loud.stdout


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process, whose standard error is that of its plugins too."""
    return subprocess.run([sys.executable, "-m", "contract_scan", *arguments], capture_output=True, check=False)
