"""Documents being read: each a job of its own in a worker process, told as it goes, cancelled when wanted."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from contract_scan.desk.errors import DeskError
from contract_scan.errors import ContractScanError
from contract_scan.runner.kept import Scanned
from contract_scan.runner.work import Event, Result, Work
from contract_scan.steps import Heard, What

Stage = Literal["waiting", "reading", "checking", "again", "done", "failed", "cancelled"]
_STAGES: Mapping[str, Stage] = {"started": "reading", "read": "checking", "again": "again"}
ENDED: frozenset[Stage] = frozenset({"done", "failed", "cancelled"})
#: How many documents may wait, of one person and of all.
MOST_OF_ONE, MOST = 200, 1_000
#: How many jobs that ended are still told.
TOLD = 200

#: Numbers of jobs, none of which a page that was open before a restart could still be asking about.
_NUMBERS = itertools.count(time.time_ns() // 1_000_000)

Ended = Callable[["Job", Result | None, ContractScanError | None], None]


class Scanner(Protocol):
    """Whatever scans in processes of its own."""

    def submit(
        self, work: Work, heard: Callable[[Event], None], ended: Callable[[Result | None, Any], None], steps: Heard
    ) -> Any:
        """Begin with a file, and return what `cancel` wants. All three are called from another thread."""

    def cancel(self, ticket: Any) -> None:
        """Stop a file that was begun; `ended` is called with an error."""

    def close(self) -> None:
        """End all processes."""


@dataclass(slots=True)
class Job:
    """One document being read: who wants it, how far it is, and why it failed where it did."""

    number: int
    unit: str
    digest: str
    name: str
    by: str
    stage: Stage = "waiting"
    pages: int | None = None
    characters: int = 0
    step: tuple[What, int, int] | None = None
    error: ContractScanError | None = None
    ticket: Any = field(default=None, repr=False)
    over: threading.Event = field(default_factory=threading.Event, repr=False)


class Jobs:
    """All jobs of a desk. One person never holds all processes while others wait."""

    def __init__(self, scanner: Scanner, places: int, of_one: int) -> None:
        self._scanner, self._places, self._of_one = scanner, places, of_one
        self._lock = threading.RLock()
        self._jobs: dict[int, Job] = {}
        self._queue: list[tuple[Job, Work, Ended]] = []
        self._running: set[int] = set()
        self._closed = False

    def refuse_too_many(self, by: str) -> None:
        """Raise `DeskError` where as many documents wait as may, of one person or of all."""
        with self._lock:
            waiting = [job for job, _, _ in self._queue]
            if len(waiting) >= MOST or sum(job.by == by for job in waiting) >= MOST_OF_ONE:
                raise DeskError("too_many", 429, limit=MOST_OF_ONE)

    def submit(self, work: Work, unit: str, digest: str, by: str, ended: Ended, *, bounded: bool = True) -> Job:
        """Take in a file to be read; `ended` is called once with what came of it. Raises `DeskError` at the limit.

        What waited when the desk was stopped is not `bounded`: it was let in before.
        """
        with self._lock:
            if self._closed:
                raise DeskError("cancelled", 503)
            if bounded:
                self.refuse_too_many(by)
            job = Job(next(_NUMBERS), unit, digest, work.called, by)
            self._jobs[job.number] = job
            self._queue.append((job, work, ended))
            self._forget()
        self._start()
        return job

    def scan(self, work: Work, unit: str, digest: str, by: str) -> tuple[Scanned, ...]:
        """Return the scans of a file, waiting for them. Raises the error that it cost."""
        found: list[Result] = []
        job = self.submit(work, unit, digest, by, lambda _, result, error: found.extend([result] if result else []))
        job.over.wait()
        with self._lock:
            self._jobs.pop(job.number, None)
        if not found:
            raise job.error or DeskError("broken", 500)
        return found[0].documents()

    def _start(self) -> None:
        """Begin with whatever may begin now; a person's turn comes round before their second one."""
        while True:
            with self._lock:
                chosen = self._next()
                if chosen is None:
                    return
                job, work, ended = chosen
                self._queue.remove(chosen)
                self._running.add(job.number)
            ticket = self._scanner.submit(
                work,
                lambda event, job=job: self._heard(job, event),  # type: ignore[misc]
                lambda result, error, job=job, ended=ended: self._ended(job, result, error, ended),  # type: ignore[misc]
                lambda *step, job=job: self._stepped(job, step),
            )
            with self._lock:
                if not job.over.is_set():
                    job.ticket = ticket
            if job.stage == "cancelled":  # between its turn and its ticket
                self._scanner.cancel(ticket)

    def _next(self) -> tuple[Job, Work, Ended] | None:
        if len(self._running) >= self._places:
            return None
        held: dict[str, int] = {}
        for number in self._running:
            job = self._jobs.get(number)
            held[job.by if job else ""] = held.get(job.by if job else "", 0) + 1
        free = [entry for entry in self._queue if held.get(entry[0].by, 0) < self._of_one]
        return min(free, key=lambda entry: held.get(entry[0].by, 0), default=None)

    def _heard(self, job: Job, event: Event) -> None:
        with self._lock:
            if job.stage not in ENDED and event.what in _STAGES:
                job.stage = _STAGES[event.what]
                job.pages, job.characters, job.step = event.pages, event.characters, None

    def _stepped(self, job: Job, step: tuple[What, int, int]) -> None:
        job.step = step

    def _ended(self, job: Job, result: Result | None, error: ContractScanError | None, ended: Ended) -> None:
        with self._lock:
            self._running.discard(job.number)
            cancelled = job.stage == "cancelled"
            result = None if cancelled else result
            job.error = DeskError("cancelled") if cancelled else error
            unfinished = self._closed and result is None
        try:
            if not unfinished:  # it was cut off with all others, and is begun anew later
                ended(job, result, job.error)
        finally:
            with self._lock:
                if not cancelled:
                    job.stage = "failed" if job.error or result is None else "done"
                job.ticket = None  # it holds what was read, and the job is told for a while yet
                job.over.set()
            self._start()

    def cancel(self, number: int, by: str | None) -> None:
        """Stop a job, whoever's with `by` None. Raises `DeskError` where there is none of that number and person."""
        with self._lock:
            job = self._jobs.get(number)
            if job is None or by not in (None, job.by):
                raise DeskError("no_job", 404)
            if job.stage in ENDED:
                return
            job.stage = "cancelled"
            waiting = next((entry for entry in self._queue if entry[0] is job), None)
            if waiting:
                self._queue.remove(waiting)
        if waiting:
            self._ended(job, None, None, waiting[2])
        elif job.ticket is not None:
            self._scanner.cancel(job.ticket)

    def told(self, unit: str | None) -> list[Job]:
        """Return the jobs of a unit, or of all, the latest last."""
        with self._lock:
            return [job for job in self._jobs.values() if unit in (None, job.unit)]

    def _forget(self) -> None:
        over = [number for number, job in self._jobs.items() if job.stage in ENDED]
        for number in over[:-TOLD]:
            del self._jobs[number]

    def close(self) -> list[Job]:
        """Let no more begin, end what runs, and return what was cut off."""
        with self._lock:
            self._closed = True
            cut_off = [job for job in self._jobs.values() if job.stage not in ENDED]
            waiting, self._queue = self._queue, []
        for job, _, ended in waiting:
            self._ended(job, None, DeskError("cancelled"), ended)
        self._scanner.close()
        return cut_off
