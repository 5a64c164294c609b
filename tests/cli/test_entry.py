"""The command as a process: stopped from the keyboard at any moment it ends in a number, never in a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

STOPPED = """
import os, signal, sys, types
class Stopping(types.ModuleType):
    def __getattr__(self, name):
        os.kill(os.getpid(), signal.SIGINT)
        raise AssertionError("went on")
sys.modules["contract_scan.cli.main"] = Stopping("contract_scan.cli.main")
from contract_scan.cli.entry import run
run()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
def test_a_command_stopped_while_it_is_being_loaded_ends_without_a_traceback() -> None:
    done = subprocess.run([sys.executable, "-c", STOPPED], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, b"", b"")


SIGNALLING = """
import os, signal
from contract_scan.hookspecs import hookimpl

class Signals:
    name, questions = "house.signals", ()

    def check(self, document):
        os.kill(os.getppid(), signal.NUMBER)
        return ()

@hookimpl
def checkers():
    return [Signals()]
"""


@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
@pytest.mark.parametrize("number", ["SIGUSR1", "SIGTERM"])
def test_a_plugin_that_signals_the_command_never_leaves_it_without_a_word(number: str, tmp_path: Path) -> None:
    """What means nothing changes nothing; what asks to stop is obeyed, and said."""
    (tmp_path / "own.py").write_text(SIGNALLING.replace("NUMBER", number), encoding="utf-8")
    (tmp_path / "draft.md").write_text("Partner keeps the existence of this Agreement secret.\n", encoding="utf-8")
    command = [sys.executable, "-m", "contract_scan", "scan", "draft.md", "--plugin", "own.py", "--lang", "nl"]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, cwd=tmp_path)

    if number == "SIGTERM":
        assert -signal.SIGTERM == done.returncode
        assert "geen rapport" in done.stderr.decode()
    else:
        assert 0 == done.returncode, done.stderr
        assert b"secret" in done.stdout
