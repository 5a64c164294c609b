"""The command as a process: stopped from the keyboard at any moment it ends in a number, never in a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

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
