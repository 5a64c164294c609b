"""The pool outlives what documents do to its workers."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from dataclasses import replace

import pytest

from contract_scan.read import read
from contract_scan.report.json import as_json
from contract_scan.runner.errors import CancelledError, LostError, PoolError, RefusedError
from contract_scan.runner.pool import Pool
from contract_scan.runner.process import Worker
from contract_scan.runner.reading import scan_work
from contract_scan.runner.work import Work
from contract_scan.scanning import scan_document
from contract_scan.settings import Settings
from tests.runner.conftest import HARM

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the system keeps no such bounds")


def test_every_file_that_harms_nobody_is_scanned_whatever_the_others_do(heap):
    good = [job for name, job in heap.jobs.items() if name.startswith("good")]
    assert [job.result().documents()[0].scan.findings != () for job in good] == [True] * 4


@pytest.mark.parametrize(
    ("name", "key", "says"),
    [
        ("crash", "crashed", "SIGSEGV"),
        ("loop", "busy", "1.5 seconds"),
        ("eat", "memory", "1500 MB"),
    ],
)
def test_a_file_that_ends_its_worker_is_tried_once_alone_and_then_named_with_the_reason(heap, name, key, says):
    error = heap.jobs[f"{name}.hostile"].error()
    assert isinstance(error, LostError)
    assert error.key == key
    assert f"{name}.hostile" in error.sentence("en")
    assert says in error.sentence("en")
    assert error.sentence("nl") != error.sentence("en")
    assert "partner" not in error.sentence("en")
    assert heap.of(f"{name}.hostile") == ["started", "again", "started", "failed"]


def test_a_file_is_tried_alone_only_when_nothing_else_is_in_hand(heap):
    firsts = {e.path: i for i, e in reversed(list(enumerate(heap.events))) if e.what == "started"}
    seconds = [i for i, e in enumerate(heap.events) if e.what == "started" and i != firsts[e.path]]
    assert len(seconds) == len(HARM) + 1
    for at in seconds:
        begun = {e.path for e in heap.events[:at] if e.what == "started"}
        over = {e.path for e in heap.events[:at] if e.what in ("done", "failed", "again", "cancelled")}
        assert begun == over


def test_what_a_dying_worker_had_started_ends_with_it(heap):
    assert heap.jobs["crash.hostile"].done
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "contract-scan-left-behind" not in running


def test_a_checker_that_runs_out_of_memory_costs_itself_after_a_second_try_alone(heap):
    [document] = heap.jobs["checker.txt"].result().documents()
    assert heap.of("checker.txt") == ["started", "read", "again", "started", "read", "done"]
    assert [(f.name, f.details["error"]) for f in document.scan.failures] == [("hostile", "MemoryError")]
    assert document.scan.findings


def test_a_file_that_cannot_be_read_is_a_result_that_says_why(heap):
    result = heap.jobs["empty.txt"].result()
    [document] = result.documents()
    assert result.unreadable == 1
    assert "empty.txt" in document.error.sentence("en")
    assert document.scan.unread[0].details["sentence"] == "read.empty"
    assert {answer.state for answer in document.scan.answers} == {"not_looked"}


def test_what_a_worker_says_of_a_file_is_what_this_process_would_say(heap, ready):
    job = heap.jobs["good-3.txt"]
    setup = ready.setup
    here = scan_document(read(job.work.path, setup.readers), setup)
    assert as_json(job.result().documents()[0].scan, "en") == as_json(here, "en")


def test_what_a_plugin_prints_in_a_worker_reaches_nobody(heap, capfd):
    assert "nobody may see" not in "".join(capfd.readouterr())


def test_a_worker_killed_from_outside_costs_no_file_and_one_in_hand_can_be_cancelled(settings, tmp_path):
    sleeper, draft = tmp_path / "sleeper.hostile", tmp_path / "draft.txt"
    sleeper.write_text("hostile:sleep")
    draft.write_text("Agreement\n\nThe University shall keep all information secret.\n")
    begun = threading.Event()
    with Pool(settings, 1) as pool:
        assert pool.submit(Work(str(draft))).result(60).unreadable == 0
        [keeper] = pool._keepers
        assert keeper._worker is not None
        os.kill(keeper._worker._process.pid, signal.SIGKILL)
        time.sleep(0.1)
        events = []
        assert pool.submit(Work(str(draft)), lambda e: events.append(e.what)).result(60).unreadable == 0
        assert events == ["started", "read", "done"]
        slow = pool.submit(Work(str(sleeper)), lambda e: begun.set() if e.what == "started" else None)
        waiting = pool.submit(Work(str(draft)))
        assert begun.wait(60)
        assert waiting.cancel()
        assert slow.cancel()
        for job in (waiting, slow):
            with pytest.raises(CancelledError):
                job.result(60)
        assert not slow.cancel()
    with pytest.raises(PoolError):
        pool.submit(Work(str(draft)))


def test_the_bytes_of_a_file_may_be_sent_under_a_name_of_ones_own(ready):
    data = b"Agreement\n\nThe University shall keep all information secret.\n"
    result = scan_work(Work("", "draft.txt", data), ready)
    assert [d.scan.document.source.path for d in result.documents()] == ["draft.txt"]


def test_a_file_that_takes_too_long_on_the_clock_is_ended(settings, tmp_path):
    sleeper = tmp_path / "sleeper.hostile"
    sleeper.write_text("hostile:sleep")
    worker = Worker(replace(settings, limits=replace(settings.limits, clock_seconds=0.5)))
    try:
        worker.wait_ready()
        with pytest.raises(LostError) as raised:
            list(worker.ask(Work(str(sleeper)), last=True))
    finally:
        worker.close()
    assert raised.value.key == "late"
    assert "0.5 seconds" in raised.value.sentence("en")


def test_settings_that_no_worker_can_be_prepared_with_are_refused_with_their_sentence(tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("Agreement")
    with Pool(Settings(questions="nowhere", installed=False), 1) as pool:
        error = pool.submit(Work(str(draft))).error()
    assert isinstance(error, RefusedError)
    assert "nowhere" in error.sentence("en")


def test_a_pool_that_is_left_by_an_exception_ends_its_workers_at_once(settings, tmp_path):
    sleeper = tmp_path / "sleeper.hostile"
    sleeper.write_text("hostile:sleep")
    began = time.monotonic()
    jobs = []
    with pytest.raises(KeyboardInterrupt), Pool(settings, 1) as pool:
        jobs += [pool.submit(Work(str(sleeper))) for _ in range(3)]
        raise KeyboardInterrupt
    assert all(isinstance(job.error(), CancelledError) for job in jobs)
    assert time.monotonic() - began < 30
