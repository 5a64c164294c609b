"""A pool of workers that outlives what documents do to them."""

from __future__ import annotations

import itertools
import os
import threading
import time
from types import TracebackType

from contract_scan.errors import ContractScanError
from contract_scan.runner.errors import LostError, PoolError
from contract_scan.runner.job import Job, Listener
from contract_scan.runner.process import Worker
from contract_scan.runner.turns import Turns
from contract_scan.runner.work import Result, Work
from contract_scan.settings import Settings
from contract_scan.steps import Heard


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Processes that each scan one file at a time, prepared once with the same settings.

    ::

        with Pool(settings, jobs=2, listener=show) as pool:
            job = pool.submit(Work("draft.docx"))
            for document in job.result().documents():
                document.scan, document.error

    A file that ends its process (memory, crash, time; see `Limits`) costs no other file. It waits until nothing else is
    in hand, is tried once more in a fresh process with nothing beside it, and then fails with `LostError`. A process
    that was ended for no fault of a file is replaced, and its file scanned again.

    Processes are started when they are needed and stay until the pool is closed. `submit`, `Job.cancel` and `close` may
    be called from any thread. `listener` hears every event of every file, in the thread that keeps the worker: it must
    be quick and raise nothing (put the event into a queue). A job is finished before its last event is told.
    """

    def __init__(self, settings: Settings, jobs: int | None = None, listener: Listener | None = None) -> None:
        """Take settings, how many processes at most (default: the processors there are) and who listens."""
        self.settings = settings
        self.jobs = max(jobs or cores(), 1)
        #: How many files are best submitted at a time: each worker finds its next one waiting.
        self.window = 3 * self.jobs
        self._listeners = (listener,) if listener else ()
        self._numbers = itertools.count(1)
        self._turns = Turns()
        self._keepers: list[_Keeper] = []
        self._lock = threading.Lock()

    def submit(self, work: Work, listener: Listener | None = None, steps: Heard | None = None) -> Job:
        """Take a file to scan and return at once; `listener` hears the events of this file too.

        `steps` is told now and then which page, document or checker is in hand; like a listener it must be quick.
        Files are begun in the order they come. Raises `PoolError` where the pool is closed.
        """
        job = Job(next(self._numbers), work, (*self._listeners, *((listener,) if listener else ())), steps)
        if not self._turns.add(job):
            raise PoolError("closed")
        with self._lock:
            if len(self._keepers) < self.jobs:
                self._keepers.append(_Keeper(self.settings, self._turns))
                self._keepers[-1].start()
        return job

    def close(self, *, now: bool = False) -> None:
        """Take no more files and wait until those there are are done; `now` cancels them all instead."""
        self._turns.close()
        if now:
            for job in self._turns.clear():
                job.cancel()
            for keeper in self._keepers:
                keeper.cancel()
        for keeper in self._keepers:
            keeper.join()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(now=kind is not None)


#: How often in a row a worker may end before it has begun a file, until no other is started for that file.
_STARTS = 3


class _Keeper(threading.Thread):
    """Keeps one worker: gives it the file whose turn it is, and starts another where it ended."""

    def __init__(self, settings: Settings, turns: Turns) -> None:
        super().__init__(name="contract-scan worker's keeper", daemon=True)
        self._settings, self._turns = settings, turns
        self._worker: Worker | None = None
        self._job: Job | None = None

    def run(self) -> None:
        """Scan files until there are none and the pool is closed."""
        while (job := self._turns.take()) is not None:
            self._job = job
            try:
                if job.begin():
                    self._attempt(job)
            except Exception as error:  # noqa: BLE001 - a listener's, or our own: it must not cost the other files
                self._let_go()
                job.give_up(error)
            finally:
                self._job = None
                self._turns.put_down()
        self._let_go()

    def cancel(self) -> None:
        """Cancel the file in hand."""
        job = self._job
        if job is not None:
            job.cancel()

    def _attempt(self, job: Job) -> None:
        """Scan a file, or find that it must be tried alone, or fail it."""
        began = time.monotonic()
        if job.suspect:
            self._let_go()
        try:
            result = self._scanned(job, began)
        except LostError as error:
            self._let_go()
            if job.suspect or job.cancelled or error.key == "broken":
                job.fail(error, time.monotonic() - began)
            else:
                job.wait_again(error, time.monotonic() - began)
                self._turns.add_suspect(job)
        except ContractScanError as error:
            self._let_go()
            job.fail(error, time.monotonic() - began)
        else:
            job.finish(result, time.monotonic() - began)

    def _scanned(self, job: Job, began: float) -> Result:
        for _ in range(_STARTS):
            worker = self._ready()
            if not job.held_by(worker):
                break
            try:
                return self._asked(worker, job, began)
            except EOFError:
                self._let_go()
        raise PoolError("no_worker")

    def _ready(self) -> Worker:
        if self._worker is None:
            try:
                self._worker = Worker(self._settings)
            except OSError as error:
                raise PoolError("no_process", error=error.strerror or type(error).__name__) from error
            self._worker.wait_ready()
        return self._worker

    def _asked(self, worker: Worker, job: Job, began: float) -> Result:
        for word, rest in worker.ask(job.work, last=job.suspect is not None):
            if word == "begun":
                job.tell("started")
            elif word == "read":
                job.tell("read", pages=rest[0], characters=rest[1], seconds=time.monotonic() - began)
            elif word == "step":
                job.step(*rest)
            elif word == "done":
                *said, spent = rest
                if spent:
                    self._let_go()
                return Result(*said)
        raise EOFError

    def _let_go(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None
