"""Where a run of many files stands: counts, rate and what is left, from the events of its engine."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from contract_scan.runner.work import Event

#: Over how many seconds the rate is measured, and for how long nothing is said of the time left.
WINDOW, TOO_SOON = 120.0, 5.0


class Tally:
    """Counts of a run of `total` files, of which `had` need nothing done.

    `done` and `failed` are files that ended in this run; `unreadable` are documents of those done that could not be
    read. The rate is that of the last minutes, so that it follows what the files at hand cost.
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        self.had = self.done = self.failed = self.unreadable = self.pages = self.bytes = 0
        self.in_hand: dict[int, str] = {}
        self._clock = clock
        self._began = clock()
        self._ended: deque[float] = deque()

    def hear(self, event: Event | None) -> None:
        """Count an event."""
        if event is None:
            return
        if event.what == "started":
            self.in_hand[event.number] = event.path
            return
        if event.what == "read":
            return
        self.in_hand.pop(event.number, None)
        if event.what == "done":
            self.done += 1
            self.unreadable += event.unreadable
            self.pages += event.pages or 0
            self.bytes += event.bytes
        elif event.what == "failed":
            self.failed += 1
        if event.what in ("done", "failed"):
            self._ended.append(self._clock())

    @property
    def ended(self) -> int:
        """How many files need nothing more."""
        return self.had + self.done + self.failed

    @property
    def seconds(self) -> float:
        """How long the run has been going."""
        return self._clock() - self._began

    @property
    def rate(self) -> float | None:
        """Files a second in the last minutes; None while it is too soon to tell."""
        now = self._clock()
        while self._ended and now - self._ended[0] > WINDOW:
            self._ended.popleft()
        span = min(now - self._began, WINDOW)
        return len(self._ended) / span if span >= TOO_SOON and self._ended else None

    @property
    def left(self) -> float | None:
        """How many seconds the rest will take at this rate; None while it is too soon to tell."""
        rate = self.rate
        return (self.total - self.ended) / rate if rate else None
