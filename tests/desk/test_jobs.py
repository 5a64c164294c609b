"""Documents being read: in processes of their own, by turns, cancelled when wanted, and nothing that they do ends the desk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contract_scan.desk.errors import DeskError
from contract_scan.desk.jobs import MOST_OF_ONE, Job, Jobs
from contract_scan.desk.scanning import jobs_in_processes
from contract_scan.errors import ContractScanError
from contract_scan.runner.work import Event, Result, Work
from contract_scan.settings import Settings
from contract_scan.steps import Heard
from tests.desk.conftest import ENGLISH

KILLER = """
import os, signal, time
from contract_scan.hookspecs import hookimpl

class Own:
    name = "house.killer"
    questions = ("2.1",)
    def check(self, document):
        if "KILL" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "HANG" in document.text:
            time.sleep(600)
        return []

@hookimpl
def checkers():
    return [Own()]
"""


class Held:
    """Scans nothing until it is told to: so that turns can be seen."""

    def __init__(self) -> None:
        self.begun: list[tuple[Work, Callable[[Result | None, ContractScanError | None], None]]] = []
        self.cancelled: list[Any] = []

    def submit(self, work: Work, heard: Callable[[Event], None], ended: Any, steps: Heard) -> int:
        self.begun.append((work, ended))
        return len(self.begun) - 1

    def cancel(self, ticket: int) -> None:
        self.cancelled.append(ticket)
        self.begun[ticket][1](None, None)

    def close(self) -> None:
        """Nothing runs."""


def test_nobody_holds_every_process_while_others_wait() -> None:
    """One who drops fifty drafts leaves a process to the colleague who drops one."""
    scanner = Held()
    jobs = Jobs(scanner, places=3, of_one=2)
    over: list[Job] = []
    for number in range(5):
        jobs.submit(Work(f"a{number}"), "u", "d", "Anna", lambda job, result, error: over.append(job))
    assert [work.path for work, _ in scanner.begun] == ["a0", "a1"]
    jobs.submit(Work("b0"), "u", "d", "Bram", lambda job, result, error: over.append(job))
    assert [work.path for work, _ in scanner.begun] == ["a0", "a1", "b0"]
    scanner.begun[0][1](Result(b""), None)
    assert [work.path for work, _ in scanner.begun] == ["a0", "a1", "b0", "a2"]
    assert [job.stage for job in over] == ["done"]
    assert over[0].ticket is None, "of what was read nothing stays in memory"


def test_a_limit_to_what_waits_is_one_sentence() -> None:
    """And costs nothing of what waits already."""
    jobs = Jobs(Held(), places=1, of_one=1)
    for _ in range(MOST_OF_ONE + 1):
        jobs.submit(Work("x"), "u", "d", "Anna", lambda job, result, error: None)
    with pytest.raises(DeskError, match="are waiting already"):
        jobs.submit(Work("x"), "u", "d", "Anna", lambda job, result, error: None)
    jobs.submit(Work("x"), "u", "d", "Bram", lambda job, result, error: None)


def test_what_waits_or_runs_can_be_cancelled_by_its_owner_alone() -> None:
    """It ends as cancelled, once, and the next one begins."""
    scanner = Held()
    jobs = Jobs(scanner, places=1, of_one=1)
    ended: list[tuple[int, str]] = []
    first, second, third = (
        jobs.submit(Work("x"), "u", "d", "Anna", lambda job, result, error: ended.append((job.number, error.key)))  # type: ignore[union-attr]
        for _ in range(3)
    )
    with pytest.raises(DeskError):
        jobs.cancel(first.number, "Bram")
    jobs.cancel(second.number, "Anna")
    jobs.cancel(first.number, "Anna")
    jobs.cancel(first.number, "Anna")
    assert ended == [(second.number, "cancelled"), (first.number, "cancelled")]
    assert scanner.cancelled == [0]
    assert len(scanner.begun) == 2
    assert third.stage == "waiting"


def test_a_document_that_kills_its_process_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In real processes: it fails with a sentence, one that hangs is cancelled, and others are read all the same, which
    is told page by page and checker by checker."""
    monkeypatch.setenv("CONTRACT_SCAN_IN_PROCESS", "1")  # the plugin stands for a document that ends its reader
    plugin = tmp_path / "killer.py"
    plugin.write_text(KILLER)
    settings = Settings(installed=False, plugins=(plugin,))
    jobs = jobs_in_processes(replace(settings), places=1, of_one=1)
    ended: dict[str, tuple[Result | None, ContractScanError | None]] = {}
    all_over = threading.Semaphore(0)

    def end(job: Job, result: Result | None, error: ContractScanError | None) -> None:
        ended[job.name] = result, error
        all_over.release()

    for word in ("KILL", "HANG"):
        (tmp_path / f"{word}.txt").write_text(f"The Institute shall keep this secret. {word}")
    hanging = jobs.submit(Work(str(tmp_path / "HANG.txt"), name="hang"), "u", "d", "Anna", end)
    jobs.submit(Work(str(tmp_path / "KILL.txt"), name="kill"), "u", "d", "Anna", end)
    english = jobs.submit(Work(str(ENGLISH), name="english.pdf"), "u", "d", "Anna", end)
    stepped, steps = jobs._stepped, []

    def step(job: Job, step: Any) -> None:
        stepped(job, step)
        if job is english:
            steps.append((job.stage, *step))

    monkeypatch.setattr(jobs, "_stepped", step)
    while hanging.stage != "checking":
        threading.Event().wait(0.05)
    jobs.cancel(hanging.number, "Anna")
    for _ in range(3):
        assert all_over.acquire(timeout=120)
    jobs.close()
    assert ended["hang"][1].key == "cancelled"  # type: ignore[union-attr]
    killed = ended["kill"][1]
    assert killed is not None
    assert "kill" in killed.sentence("en")
    result = ended["english.pdf"][0]
    assert result is not None
    assert ("reading", "page", 1, result.pages) in steps
    assert ("checking", "checker") in {step[:2] for step in steps}
    assert all(1 <= number <= total for _, _, number, total in steps)
    assert result.documents()[0].scan.findings
