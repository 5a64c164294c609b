"""^C, a signal of a scheduler and a closed output end a run with one sentence, and what was done is there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from contract_scan.plugins import IN_PROCESS
from tests.command import CLEAN
from tests.conftest import FIXTURES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")

COMMAND = [sys.executable, "-c", "from contract_scan.cli.main import main; main()"]
#: After so many seconds a command that should end does not end: less than its checker takes, more than a busy machine does.
PATIENCE = 240
SLOW = """
import time
from pathlib import Path
from contract_scan.hookspecs import hookimpl

class Slow:
    name, questions = "slow", ()

    def check(self, document):
        if "slow" in document.text:
            Path(__file__).with_name("begun").touch()
            time.sleep(300)
        return ()

@hookimpl
def checkers():
    return [Slow()]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A document that takes no time, and one that takes five minutes."""
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(FIXTURES / "en-nda.md", own / "a.md")
    (own / "b.md").write_text("This one is slow.\n")
    (tmp_path / "slow.py").write_text(SLOW)
    return own


def start(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        env={**CLEAN, "CONTRACT_SCAN_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def wait_for(run: subprocess.Popen[bytes], event: str) -> None:
    """Wait until an event of the second document is told on standard error."""
    assert run.stderr
    for line in run.stderr:
        if line.startswith(b"{") and json.loads(line)["event"] == event and json.loads(line)["path"].endswith("b.md"):
            return
    raise AssertionError("it ended")


def wait_for_the_slow_checker(folder: Path) -> None:
    """Wait until the checker is in the midst of the second document, however busy the machine is."""
    while not (folder / "begun").exists():
        time.sleep(0.05)


def test_a_scan_that_is_stopped_writes_what_was_done(folder: Path, tmp_path: Path):
    out = tmp_path / "out.jsonl"
    how = ("--format", "jsonl", "-o", out, "--plugin", tmp_path / "slow.py", "--progress", "json")
    run = start("scan", folder, *how, "--seconds-per-checker", "0")
    wait_for(run, "started")
    wait_for_the_slow_checker(tmp_path)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130
    assert errors.decode().splitlines()[-1] == "Stopped: 1 of 2 files were scanned; the report holds those alone."
    [report] = out.read_text().splitlines()
    assert json.loads(report)["document"]["path"].endswith("a.md")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_batch_that_is_stopped_keeps_what_was_done_and_goes_on_from_there(folder: Path, tmp_path: Path, number: int):
    results = tmp_path / "results"
    how = ("--into", results, "--plugin", tmp_path / "slow.py", "--jobs", "1", "--progress", "json")
    run = start("batch", folder, *how, "--seconds-per-checker", "0")
    wait_for(run, "started")
    wait_for_the_slow_checker(tmp_path)
    run.send_signal(number)
    _, errors = run.communicate(timeout=PATIENCE)
    done = list(results.glob("documents/*/*"))
    assert len(done) == 1
    if number == signal.SIGKILL:
        assert not (results / "manifest.jsonl").exists()
        return
    assert run.returncode == 130
    assert b"Stopped: 1 of 2 documents are done" in errors
    states = [json.loads(line).get("state") for line in (results / "manifest.jsonl").read_text().splitlines()]
    assert states == [None, "done", "open"]


def test_a_closed_or_full_output_is_one_sentence():
    closed = start("scan", FIXTURES / "en-nda.md", "--full")
    assert closed.stdout and closed.stderr
    closed.stdout.close()
    errors = closed.stderr.read().decode().splitlines()
    assert closed.wait(PATIENCE) == 1
    assert len(errors) == 1
    assert "was closed" in errors[0]
    closed.stderr.close()
    if Path("/dev/full").exists():
        command = [*COMMAND, "scan", str(FIXTURES / "en-nda.md"), "--format", "jsonl"]
        with Path("/dev/full").open("wb") as full:
            run = subprocess.run(
                command, env={**CLEAN, "CONTRACT_SCAN_LANG": "nl"}, stdout=full, stderr=-1, check=False
            )
        assert run.returncode == 1
        assert "vol of stuk" in run.stderr.decode()
        assert len(run.stderr.splitlines()) == 1


def test_a_checker_that_never_ends_does_not_crash_the_end(tmp_path: Path):
    (tmp_path / "endless.py").write_text(SLOW.replace('        if "slow" in document.text:\n', "        while True:\n"))
    command = [sys.executable, "-m", "contract_scan", "scan", str(FIXTURES / "en-nda.md")]
    how = ["--plugin", str(tmp_path / "endless.py"), "--seconds-per-checker", "1"]
    run = subprocess.run([*command, *how], env=CLEAN, capture_output=True, timeout=PATIENCE, check=False)
    assert run.returncode == 4
    assert run.stderr == b""
    assert b"slow" in run.stdout


def runs(number: int) -> bool:
    """Say whether a process is still there, and not only waiting for its end to be noticed."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False)
    return shown.stdout.strip() not in ("", "Z", "Z+")


#: The command as it is installed, with a draft begun and a program started, which then waits to be stopped.
BEGUN = """
import subprocess, sys, time
from pathlib import Path
import contract_scan.cli.main as module
from contract_scan.leftovers import ended
from contract_scan.whole_file import write_stream

def begun():
    with write_stream(Path(sys.argv[1])) as out, subprocess.Popen(["sleep", "60"]) as other, ended(other.pid):
        out.write(b"text of a document")
        out.flush()
        print(other.pid, flush=True)
        time.sleep(60)

module.main = begun
from contract_scan.cli.entry import run
run()
"""


PAGE = """
import time
from contract_scan.hookspecs import hookimpl

class Endless:
    name, suffixes = "endless", (".endless",)

    def recognises(self, head):
        return head.startswith(b"endless")

    def read(self, request):
        import subprocess
        other = subprocess.Popen(["sleep", "60"])
        with open(request.path + ".began", "w") as out:
            out.write(str(other.pid))
        time.sleep(60)

@hookimpl
def readers():
    return [Endless()]
"""


@pytest.mark.parametrize(("asked", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_scan_that_is_stopped_while_a_file_is_read_ends_what_reads_it(asked: int, code: int, tmp_path: Path):
    (tmp_path / "endless.py").write_text(PAGE)
    file, began = tmp_path / "a.endless", tmp_path / "a.endless.began"
    file.write_text("endless")
    run = subprocess.Popen(
        [sys.executable, "-m", "contract_scan", "scan", str(file), "--plugin", str(tmp_path / "endless.py")],
        env={**CLEAN, "CONTRACT_SCAN_LANG": "en", IN_PROCESS: "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while not (began.exists() and began.read_text()):
        time.sleep(0.05)
    run.send_signal(asked)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == code
    assert len(errors.splitlines()) == 1
    time.sleep(0.2)
    assert not runs(int(began.read_text()))


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGHUP])
def test_no_draft_and_no_program_is_left_behind_whoever_asks_to_stop(asked: signal.Signals, tmp_path: Path):
    out = tmp_path / "report.html"
    out.write_text("of before")
    run = subprocess.Popen([sys.executable, "-c", BEGUN, out], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout
    other = int(run.stdout.readline())
    run.send_signal(asked)
    run.communicate(timeout=PATIENCE)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert out.read_text() == "of before"
    assert not runs(other)


def test_without_a_standard_output_there_is_one_sentence():
    code = "from contract_scan.cli.entry import run; run()"
    command = f"exec {sys.executable} -c '{code}' questions --lang en >&-"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=CLEAN, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("contract-scan: Standard output cannot be written to")
