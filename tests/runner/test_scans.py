"""Files are scanned here or in processes of their own, and what comes of them is the same."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from contract_scan.decisions import Decision, Decisions
from contract_scan.runner.scans import Plan, jobs_for, scans
from contract_scan.runner.work import Event
from tests.runner.conftest import GOOD


def test_scans_are_the_same_and_in_the_same_order_in_this_process_and_in_others(ready, tmp_path):
    for name, text in (("a.txt", GOOD * 40), ("b.txt", ""), ("c.txt", GOOD)):
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]
    events: list[Event | None] = []
    first = next(scans(Plan(files), ready.setup, events.append))[0].findings[0]
    decisions = Decisions(findings=(Decision(first.identity, "not_relevant", why="agreed"),))
    here = list(scans(Plan(files, decisions=decisions), ready.setup, events.append))
    there = list(scans(Plan(files, 1, decisions), ready.setup, events.append))
    assert [scan for scan, _ in here] == [scan for scan, _ in there]
    assert [error and error.sentence("nl") for _, error in here] == [
        error and error.sentence("nl") for _, error in there
    ]
    assert here[0][0].set_aside


def test_a_file_that_needs_too_much_memory_is_one_sentence_in_this_process_too(ready, settings, tmp_path):
    file = tmp_path / "eat.hostile"
    file.write_text("hostile:eat")
    limits = replace(settings.limits, memory_bytes=4_000_000_000)
    setup = replace(ready.setup, settings=replace(settings, limits=limits))
    [(scan, error)] = scans(Plan([str(file)]), setup, lambda event: None)
    assert error is not None
    assert "4000 MB" in error.sentence("en")
    assert scan.unread[0].details["sentence"] == "runner.memory"


def test_a_file_that_is_computed_too_long_is_one_sentence_in_this_process_too(ready, settings, tmp_path):
    (tmp_path / "long.txt").write_text(f"{GOOD} " * 400)
    (tmp_path / "next.txt").write_text(GOOD)
    setup = replace(ready.setup, settings=replace(settings, limits=replace(settings.limits, cpu_seconds=0.02)))
    (scan, error), *_ = scans(Plan([str(tmp_path / "long.txt")]), setup, lambda event: None)
    assert error is not None
    assert "0.02 seconds" in error.sentence("en")
    assert scan.unread[0].details["sentence"] == "runner.busy"
    after = replace(ready.setup, settings=replace(settings, limits=replace(settings.limits, cpu_seconds=60)))
    [(scan, error)] = scans(Plan([str(tmp_path / "next.txt")]), after, lambda event: None)
    assert error is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a single file is read in this process")
@pytest.mark.parametrize(
    ("how", "clock", "sentence"),
    [("hang", 60, "1 seconds"), ("sleep", 2, "2 seconds"), ("crash", 60, "twice (SIGSEGV)"), ("eat", 60, "4000 MB")],
)
def test_a_library_that_hangs_crashes_or_sleeps_costs_a_single_file_one_sentence(
    how, clock, sentence, ready, settings, tmp_path
):
    (tmp_path / "bad.hostile").write_text(f"hostile:{how}")
    (tmp_path / "good.txt").write_text(GOOD)
    limits = replace(settings.limits, memory_bytes=4_000_000_000, cpu_seconds=1, clock_seconds=clock)
    setup = replace(ready.setup, settings=replace(settings, limits=limits))
    files = [str(tmp_path / name) for name in ("bad.hostile", "good.txt")]
    (lost, error), (scan, none) = scans(Plan(files), setup, lambda event: None)
    assert error is not None
    assert sentence in error.sentence("en")
    assert lost.unread
    assert none is None
    assert scan.findings
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "contract-scan-left-behind" not in running


def test_only_many_files_are_worth_a_process(monkeypatch):
    monkeypatch.setattr("contract_scan.runner.pool.cores", lambda: 4)
    assert [jobs_for(files, None) for files in (1, 8, 16, 24, 1_000)] == [0, 0, 2, 3, 4]
    assert jobs_for(1, 1) == 1
