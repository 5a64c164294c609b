"""Code of others: within its time, and with nothing of it on standard output."""

from __future__ import annotations

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from contract_scan.guard import guarded


def test_a_value_comes_back() -> None:
    """From a call that behaves."""
    assert 7 == guarded(lambda: 7, 5).value


def test_an_error_is_told_and_not_raised() -> None:
    """Also the one that would end the process."""
    assert isinstance(guarded(lambda: 1 / 0, 5).error, ZeroDivisionError)
    assert isinstance(guarded(lambda: sys.exit(3), 5).error, SystemExit)


def test_a_call_that_hangs_is_left_behind() -> None:
    """After its budget."""
    start = time.monotonic()
    outcome = guarded(lambda: time.sleep(5), 0.05)

    assert outcome.late
    assert time.monotonic() - start < 2


def test_what_is_printed_goes_nowhere(capsys: object) -> None:
    """And that it was tried is told."""
    outcome = guarded(lambda: print("document text"), 5)

    assert outcome.printed
    assert "" == capsys.readouterr().out  # type: ignore[attr-defined]


def test_calls_in_several_threads_leave_standard_output_as_it_was(capsys: object) -> None:
    """However they overlap; and each tells of itself alone whether it printed."""
    shown, began = sys.stdout, threading.Barrier(2)

    def call(words: str, seconds: float) -> bool:
        def work() -> None:
            began.wait(5)
            time.sleep(seconds)
            if words:
                print(words)

        return guarded(work, 5).printed

    with ThreadPoolExecutor(2) as threads:
        told = [threads.submit(call, "", 0.1), threads.submit(call, "document text", 0.05)]
        print("ours")
        assert [False, True] == [one.result() for one in told]
    assert sys.stdout is shown
    assert "ours\n" == capsys.readouterr().out  # type: ignore[attr-defined]
