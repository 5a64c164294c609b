"""Scanning for the desk in the pool of worker processes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from contract_scan.desk.guard import log_failure
from contract_scan.desk.jobs import Jobs
from contract_scan.errors import ContractScanError
from contract_scan.runner.job import Job
from contract_scan.runner.pool import Pool, cores
from contract_scan.runner.work import Event, Result, Work
from contract_scan.settings import Settings
from contract_scan.steps import Heard

_OVER = frozenset({"done", "failed", "cancelled"})
_Ended = Callable[[Result | None, ContractScanError | None], None]


class PoolScanner:
    """The pool as the desk's jobs want it: what follows on a scan is done in a thread of its own, one after another."""

    def __init__(self, settings: Settings, places: int) -> None:
        self._pool = Pool(settings, jobs=places)
        self._over: queue.SimpleQueue[tuple[Future[Job], _Ended] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._finish, name="contract-scan desk: after a scan", daemon=True)
        self._thread.start()

    def submit(self, work: Work, heard: Callable[[Event], None], ended: _Ended, steps: Heard) -> Job:
        """Begin with a file."""
        begun: Future[Job] = Future()

        def listen(event: Event) -> None:
            if event.what in _OVER:
                self._over.put((begun, ended))
            else:
                heard(event)

        job = self._pool.submit(work, listen, steps)
        begun.set_result(job)
        return job

    def cancel(self, ticket: Any) -> None:
        """Stop a file."""
        ticket.cancel()

    def close(self) -> None:
        """Cancel what runs and end all processes."""
        self._pool.close(now=True)
        self._over.put(None)
        self._thread.join(timeout=10)

    def _finish(self) -> None:
        while (over := self._over.get()) is not None:
            try:
                _follow(*over)
            except Exception as error:  # noqa: BLE001 - what follows on one document must not cost the others
                log_failure({"method": "scan"}, error)


def _follow(begun: Future[Job], ended: _Ended) -> None:
    try:
        result = begun.result().result()
    except ContractScanError as error:
        ended(None, error)
    else:
        ended(result, None)


def jobs_in_processes(settings: Settings, places: int = 0, of_one: int = 0) -> Jobs:
    """Return jobs in as many processes as there are processors, or so many; one person has all but one of them.

    On a machine with one user `of_one` is given as the same number as `places`.
    """
    places = places or cores()
    return Jobs(PoolScanner(settings, places), places, of_one or max(places - 1, 1))
