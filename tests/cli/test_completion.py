"""Shells complete commands, options and choices, in the language of the user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contract_scan.config import SETTINGS
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "installing.md").read_text(encoding="utf-8")
SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The command on the path, as an installation has it."""
    command = tmp_path / "contract-scan"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m contract_scan "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CONTRACT_SCAN_")}
    return {**kept, "PATH": f"{tmp_path}:{os.environ['PATH']}", "CONTRACT_SCAN_LANG": "nl", "HOME": str(tmp_path)}


def run(command: list[str], environment: dict[str, str]) -> str:
    """Run a command that succeeds; return what it prints."""
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert 0 == done.returncode, done.stderr
    return done.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_the_page_names_the_line_of_each_shell_and_it_gives_a_script(shell: str, environment: dict[str, str]) -> None:
    """Which calls the command back."""
    assert f"_CONTRACT_SCAN_COMPLETE={shell}_source contract-scan" in PAGE
    script = run(["contract-scan"], {**environment, "_CONTRACT_SCAN_COMPLETE": f"{shell}_source"})

    assert f"_CONTRACT_SCAN_COMPLETE={shell}_complete" in script


ASKED = [("contract-scan sc", "sc", "scan"), ("contract-scan scan --se", "--se", "--seconds-per-checker"),
         ("contract-scan scan --ocr ne", "ne", "never"), ("contract-scan rules tr", "tr", "try")]  # fmt: skip


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("line", "word", "expected"), ASKED)
def test_what_may_follow_is_answered(
    shell: str, line: str, word: str, expected: str, environment: dict[str, str]
) -> None:
    """In the way in which each shell asks."""
    place = word if shell == "fish" else str(len(line.split()) - 1)
    asked = {"COMP_WORDS": line, "COMP_CWORD": place, "_CONTRACT_SCAN_COMPLETE": f"{shell}_complete"}

    assert expected in run(["contract-scan"], {**environment, **asked})


def test_bash_completes(environment: dict[str, str]) -> None:
    """With the line of the page, in bash itself."""
    code = (
        'eval "$(_CONTRACT_SCAN_COMPLETE=bash_source contract-scan)"; COMP_WORDS=(contract-scan sc); COMP_CWORD=1; '
        "_contract_scan_completion contract-scan sc contract-scan; echo ${COMPREPLY[@]}"
    )

    assert "scan" == run(["bash", "--norc", "-c", code], environment).strip()


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes(environment: dict[str, str]) -> None:
    """With the line of the page, in fish itself, help included."""
    code = "env _CONTRACT_SCAN_COMPLETE=fish_source contract-scan | source; complete --do-complete 'contract-scan sc'"

    assert "scan" == run(["fish", "--no-config", "-c", code], environment).split()[0]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_completes(environment: dict[str, str]) -> None:
    """With the line of the page, in zsh itself: what its function would offer."""
    code = (
        "autoload -Uz compinit; compinit -u; "
        'eval "$(_CONTRACT_SCAN_COMPLETE=zsh_source contract-scan)"; '
        "_describe() { print -r -- ${(P)3} }; compadd() { print -r -- $@ }; "
        "words=(contract-scan sc); CURRENT=2; _contract_scan_completion"
    )

    assert "scan:" in run(["zsh", "-f", "-c", code], environment)


def test_the_page_tells_every_setting() -> None:
    """With its variable."""
    for setting in SETTINGS:
        assert f"| `{setting.name} = " in PAGE
        assert f"| `{setting.variable}` |" in PAGE
