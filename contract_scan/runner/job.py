"""A file that a pool was given: its state, its result, and the hand with which it is cancelled."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from contract_scan.runner.errors import CancelledError, LostError
from contract_scan.runner.work import Event, Result, What, Work
from contract_scan.steps import Heard
from contract_scan.steps import What as Step

if TYPE_CHECKING:
    from contract_scan.errors import ContractScanError
    from contract_scan.runner.process import Worker

Listener = Callable[[Event], None]


class Job:
    """A file on its way through a pool. `number` counts from 1 in the order of submission."""

    def __init__(self, number: int, work: Work, listeners: tuple[Listener, ...], steps: Heard | None = None) -> None:
        self.number, self.work = number, work
        #: Why it ended a worker once, where it did; it is then tried a last time alone.
        self.suspect: LostError | None = None
        self._listeners = listeners
        self._steps = steps
        self._future: Future[Result] = Future()
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._cancelled = False
        self._in_hand = False

    @property
    def done(self) -> bool:
        """Whether it is finished: scanned, failed or cancelled."""
        return self._future.done()

    @property
    def cancelled(self) -> bool:
        """Whether somebody cancelled it."""
        return self._cancelled

    def result(self, timeout: float | None = None) -> Result:
        """Wait for the result and return it.

        Raises `LostError` where the file ended its worker twice, `CancelledError` where it was cancelled, `PoolError`
        or `RefusedError` where no worker can be had, and `TimeoutError` after `timeout` seconds.
        """
        return self._future.result(timeout)

    def error(self) -> BaseException | None:
        """Return what `result` would raise, None where there is a result; waits for the end."""
        return self._future.exception()

    def cancel(self) -> bool:
        """Give the file up: one that waits is cancelled here and now, one in hand ends its worker at once.

        Returns whether there was anything to cancel.
        """
        with self._lock:
            if self._future.done():
                return False
            self._cancelled = True
            waiting = not self._in_hand
            if self._worker is not None:
                self._worker.end()
        if waiting:
            self.fail(CancelledError("cancelled", path=self.work.called))
        return True

    def begin(self) -> bool:
        """Take it in hand; false where it was cancelled before."""
        with self._lock:
            self._in_hand = not self._cancelled
            return self._in_hand

    def held_by(self, worker: Worker) -> bool:
        """Note which worker has it in hand, for `cancel`; false where it was cancelled before."""
        with self._lock:
            self._worker = worker
            return not self._cancelled

    def wait_again(self, error: LostError, seconds: float) -> None:
        """Put it back to be tried alone, and tell why."""
        self.suspect = error
        with self._lock:
            self._in_hand, self._worker = False, None
        self.tell("again", seconds=seconds, error=error)

    def finish(self, result: Result, seconds: float) -> None:
        """Keep the result and tell it, unless it was cancelled meanwhile."""
        if self._cancelled:
            self.fail(CancelledError("cancelled", path=self.work.called), seconds)
            return
        self._future.set_result(result)
        self.tell(
            "done",
            pages=result.pages,
            characters=result.characters,
            size=result.bytes,
            seconds=seconds,
            unreadable=result.unreadable,
        )

    def fail(self, error: ContractScanError, seconds: float = 0.0) -> None:
        """Keep why there is no result, and tell it."""
        if self._cancelled:
            error = CancelledError("cancelled", path=self.work.called)
        with self._lock:
            if self._future.done():
                return
            self._future.set_exception(error)
        self.tell("cancelled" if self._cancelled else "failed", seconds=seconds, error=error)

    def give_up(self, error: Exception) -> None:
        """Keep an error of ours or of a listener and tell it, so that nobody waits for ever."""
        with self._lock:
            if self._future.done():
                return
            self._future.set_exception(error)
        with contextlib.suppress(Exception):
            self.tell("failed")

    def step(self, what: Step, number: int, total: int) -> None:
        """Tell whoever follows this file what is in hand now."""
        if self._steps is not None:
            self._steps(what, number, total)

    def tell(
        self,
        what: What,
        *,
        pages: int | None = None,
        characters: int = 0,
        size: int = 0,
        seconds: float = 0.0,
        unreadable: int = 0,
        error: ContractScanError | None = None,
    ) -> None:
        """Tell all who listen what happened."""
        event = Event(what, self.number, self.work.called, pages, characters, size, seconds, unreadable, error)
        for listener in self._listeners:
            listener(event)
