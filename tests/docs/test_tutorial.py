"""The tutorials are true: every command is run and every file written, exactly as they stand there."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

BLOCK = re.compile(r"(?:<!-- file: (\S+) -->\n\n)?^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
#: What the machine may take, in seconds of computing: how busy it is besides says nothing of the tutorial.
BUDGET = 60


def blocks(page: Path) -> Iterator[tuple[str | None, str, str]]:
    """Yield the file's name (or None), the language and the text of every block."""
    for match in BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield match.group(1), match.group(2), match.group(3)


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command with the lines that its output must hold."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *wanted = part.splitlines()
        yield command, [line for line in wanted if line]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A virtual environment with what is installed here, the commands on its path, and no network to install from."""
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    [site] = folder.glob("lib/python*/site-packages")
    ours = [path for path in sys.path if "site-packages" in path]
    (site / "ours.pth").write_text("\n".join(f"import site; site.addsitedir({path!r})" for path in ours))
    for name, module in (("contract-scan", "contract_scan"), ("pip", "pip"), ("pytest", "pytest")):
        script = folder / "bin" / name
        script.write_text(f'#!/bin/sh\nexec "{folder}/bin/python" -m {module} "$@"\n')
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CONTRACT_SCAN_", "PYTEST_"))}
    offline["CONTRACT_SCAN_CACHE"] = os.environ["CONTRACT_SCAN_CACHE"]
    return {**kept, **offline, "PATH": f"{folder}/bin:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(tmp_path / "none")}


@pytest.mark.long
@pytest.mark.parametrize(("name", "language"), [("tutorial.md", "en"), ("tutorial.nl.md", "nl")])
def test_the_tutorial_works_as_written(name: str, language: str, environment: dict[str, str], tmp_path: Path) -> None:
    """In its own language, from an empty folder, well within a minute of computing."""
    here = tmp_path / "here"
    here.mkdir()
    before = computed()
    for file, kind, text in blocks(ROOT / "docs" / name):
        if file:
            (here / file).write_text(text, encoding="utf-8")
        elif kind == "console":
            for command, wanted in commands(text):
                run_one(command, wanted, here, {**environment, "CONTRACT_SCAN_LANG": language})

    assert computed() - before < BUDGET


def computed() -> float:
    """Return the seconds that the commands which have ended took of a core."""
    times = os.times()
    return times.children_user + times.children_system


def run_one(command: str, wanted: list[str], here: Path, environment: dict[str, str]) -> None:
    """Run a command; it succeeds, and its output holds what the page shows of it."""
    run = subprocess.run(command, shell=True, cwd=here, env=environment, capture_output=True, text=True, check=False)
    shown = " ".join((run.stdout + run.stderr).split())

    assert 0 == run.returncode, f"{command}\n{run.stdout}{run.stderr}"
    for line in wanted:
        assert " ".join(line.split()) in shown, f"{command}\n{shown}"


def test_both_tutorials_run_the_same_commands() -> None:
    """And write the same files: neither leaves out what the other shows."""
    told = []
    for name in ("tutorial.md", "tutorial.nl.md"):
        found = list(blocks(ROOT / "docs" / name))
        lines = [command for _, kind, text in found if kind == "console" for command, _ in commands(text)]
        told.append(([file for file, _, _ in found if file], [line.partition('"')[0] for line in lines]))

    assert told[0] == told[1]
