"""README is true: every command in it runs, and the table of exit codes is the real one."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.command import contract_scan
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("contract-scan ") and "draft.docx" not in line
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, tmp_path: Path) -> None:
    """From a folder that holds the fixtures, as it stands on the page."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    arguments = shlex.split(command)[1:]
    run = contract_scan(*arguments, folder=tmp_path)

    assert 0 == run.returncode, run.stderr
    for name in re.findall(r"--output (\S+)", command):
        assert (tmp_path / name).stat().st_size


def test_the_two_commands_of_a_newcomer_are_targets() -> None:
    """`make demo` and `make test`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert {"demo", "test"} <= set(re.findall(r"^(\w+): \$\(VENV\)", makefile, re.MULTILINE))
    assert "make demo" in BLOCKS[0]
    assert "make test" in BLOCKS[0]


def test_every_file_the_page_links_to_exists() -> None:
    """No dead link."""
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.checkout
def test_nothing_speaks_of_the_place_where_it_was_made() -> None:
    """The project speaks of itself alone."""
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=True).stdout.split(
        "\n"
    )
    words = re.compile(r"/work/" + r"(?:main|shared)|contract-ops " + r"suite")
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in (".py", ".md", ".yaml", ".toml", ".json", ".j2") and path.is_file():
            assert not words.search(path.read_text(encoding="utf-8")), name
