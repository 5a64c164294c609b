"""Many files through an engine with a few in hand at a time, so that memory stays flat however many there are."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from contract_scan.runner.errors import LostError
from contract_scan.runner.job import Job, Listener
from contract_scan.runner.work import Event, Work

#: How often whoever listens is told that nothing happened, in seconds.
TICK = 1.0
_ENDED = ("done", "failed", "cancelled")


class Engine(Protocol):
    """What scans files: a pool of this machine, or workers elsewhere. `window` is how many it likes to be given."""

    @property
    def window(self) -> int:
        """How many files are best submitted at a time."""

    def submit(self, work: Work, listener: Listener | None = None) -> Job:
        """Take a file to scan and return at once."""


#: Hears every event, and None where for a while nothing happened.
Hear = Callable[[Event | None], None]


def finished(engine: Engine, works: Iterable[Work], hear: Hear, *, ordered: bool = False) -> Iterator[Job]:
    """Yield the jobs of files once they are finished, in the order they end, or (`ordered`) as they were given.

    No more than a few are in hand or held back at any time. `hear` is called in the thread that asks for the next.
    """
    flow = _Flow(engine, hear)
    for work in works:
        flow.submit(work)
        while flow.is_full:
            yield from flow.next(ordered=ordered)
    while flow.is_busy:
        yield from flow.next(ordered=ordered)


class _Flow:
    """The files in hand, and those that ended before one given earlier."""

    def __init__(self, engine: Engine, hear: Hear) -> None:
        self._engine, self._hear = engine, hear
        self._told: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._jobs: dict[int, Job] = {}
        self._ended: set[int] = set()

    @property
    def is_full(self) -> bool:
        held = len(self._jobs)
        return held - len(self._ended) >= self._engine.window or held >= 4 * self._engine.window

    @property
    def is_busy(self) -> bool:
        return bool(self._jobs)

    def submit(self, work: Work) -> None:
        job = self._engine.submit(work, self._told.put)
        self._jobs[job.number] = job

    def next(self, *, ordered: bool) -> Iterator[Job]:
        """Wait for one more to end; yield those whose turn it is."""
        number = self._next_ended()
        self._ended.add(number)
        if not ordered:
            self._ended.discard(number)
            yield self._jobs.pop(number)
            return
        while self._jobs and (first := min(self._jobs)) in self._ended:
            self._ended.discard(first)
            yield self._jobs.pop(first)

    def _next_ended(self) -> int:
        while True:
            try:
                event = self._told.get(timeout=TICK)
            except queue.Empty:
                self._hear(None)
                continue
            self._hear(_as_given(event, self._jobs[event.number].work))
            if event.what in _ENDED:
                return event.number


def _as_given(event: Event, work: Work) -> Event:
    """Return an event of a file under the path it was given by, whatever its results call it."""
    error = event.error
    if isinstance(error, LostError) and work.name:
        error = LostError(error.key, **{**error.values, "path": work.path})
    return replace(event, path=work.path, error=error)
