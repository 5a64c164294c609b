"""What a command refuses, it refuses in one sentence in the reader's language that names the thing, and nothing is written."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from contract_scan.cli.scan import UNREADABLE
from contract_scan.messages import say
from tests.command import contract_scan
from tests.conftest import FIXTURES

CHAIR = "chair.docx"

#: The arguments (a name in braces is a path), the key of the sentence, and words that it must hold.
REFUSED = {
    "a copy in place of its original": (("annotate", "{chair}", "-o", "{chair}"), "annotate.same_file", "chair.docx"),
    "replies of a file without comments": (("absorb", "{chair}"), "annotate.nothing_to_absorb", "chair.docx"),
    "replies over the reviewed copy": (("absorb", "{reviewed}", "-o", "{reviewed}"), "cli.over_input", "reviewed.docx"),
    "letters as files without a folder": (("ask", "{chair}", "--format", "eml"), "ask.no_folder", "eml"),
    "letters where nothing can be written": (
        ("ask", "{chair}", "--all", "--format", "eml", "-o", "{file}"), "ask.unwritable", "file",
    ),
    "a password file that is none": (("scan", "{chair}", "--password-file", "{none}"), "cli.no_password_file", "none"),
    "a plugin that nobody has": (("plugins", "disable", "nobodys"), "cli.plugins.not_installed", "nobodys"),
    "a day that is none": (("register", "due", "-r", "{register}", "--at", "soon"), "register.bad_date", "soon"),
    "an export in nobody's role": (("register", "export", "-o", "{out}", "-r", "{register}"), "register.no_role", "--role"),
    "two organisations that are not there": (
        ("register", "same", "o-1", "o-2", "-r", "{register}", "--unit", "law", "--role", "adviser", "-y"),
        "register.no_organisation", "o-1",
    ),
    "a view that is none": (("register", "cumulative", "--view", "shoes", "-r", "{register}"), "register.views.no_view", "shoes"),
    "a row that no view has": (
        ("register", "cumulative", "-r", "{register}", *("--behind", "a", "--behind", "b", "--behind", "c", "--behind", "d")),
        "register.views.no_row", "a, b, c, d",
    ),
    "a batch reported where nothing can be written": (
        ("batch", "report", "{results}", "-o", "{file}/inside.html"), "cli.unwritable", "inside.html",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A draft, its reviewed copy, a file, a register without agreements and the results of a batch of one."""
    folder = tmp_path_factory.mktemp("refused")
    names = {"chair": CHAIR, "reviewed": "reviewed.docx", "none": "none", "file": "file", "out": "out.csv"}
    made = {name: folder / file for name, file in names.items()} | {"register": folder / "r", "results": folder / "b"}
    shutil.copy(FIXTURES / "nl-leerstoel.docx", made["chair"])
    made["file"].write_text("mine", encoding="utf-8")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a.md").write_text("1. Each party may publish its results.\n", encoding="utf-8")
    for command in (
        ("annotate", made["chair"], "-o", made["reviewed"]),
        ("register", "new", made["register"]),
        ("register", "unit", "law", "Law", "-r", made["register"], "-y", "--role", "adviser"),
        ("batch", folder / "drafts", "--into", made["results"], "--jobs", "1"),
    ):
        assert contract_scan(*command).returncode == 0
    return made


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("what", REFUSED)
def test_a_command_refuses_in_one_sentence(places: dict[str, Path], what: str, language: str) -> None:
    """The sentence of that reason, with what it is about; every file stays as it was."""
    arguments, key, words = REFUSED[what]
    before = {path: path.read_bytes() for path in places["file"].parent.rglob("*") if path.is_file()}
    done = contract_scan(*(argument.format(**places) for argument in arguments), language=language)
    told = done.stderr.decode()

    assert done.returncode != 0
    assert told.count("\n") == 1, told
    assert words in told
    assert say(key, language).partition("{")[0] in told
    assert before == {path: path.read_bytes() for path in places["file"].parent.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two documents, the first of which cannot be read."""
    path = tmp_path_factory.mktemp("bundle") / "both.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("broken.docx", b"nothing")
        bundle.writestr("whole.md", "1. This Agreement ends on 31 December 2029.\n")
    return path


@pytest.mark.parametrize("command", [("dates",), ("text",), ("lists", "check"), ("ask", "--all")], ids=" ".join)
def test_a_part_that_cannot_be_read_is_told_and_costs_itself_alone(bundle: Path, command: tuple[str, ...]) -> None:
    """What is whole is shown; the exit code says that not all of it was."""
    done = contract_scan(*command, bundle)

    assert done.returncode == UNREADABLE
    assert b"broken.docx" in done.stderr
    assert b"whole.md" in done.stdout or b"2029" in done.stdout
