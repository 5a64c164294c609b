"""Code of others: within its time, and with nothing of it on standard output."""

from __future__ import annotations

import sys
import time

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
