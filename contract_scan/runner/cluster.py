"""Scanning on the workers of a Dask cluster that is running already: joined, never started by us.

On each worker the same bounded processes scan that a pool of this machine uses, so that a document can harm neither the
worker nor the results: they are the same bytes wherever they were made.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import uuid
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from contract_scan.errors import ContractScanError
from contract_scan.runner.code import code_digest
from contract_scan.runner.errors import ClusterError, LostError, PoolError, RefusedError
from contract_scan.runner.job import Job, Listener
from contract_scan.runner.wire import work_to_bytes
from contract_scan.runner.work import Result, Work
from contract_scan.settings import Settings, settings_to_json

if TYPE_CHECKING:
    from distributed import Client, Future, WorkerPlugin

#: How long a scheduler may take to answer, in seconds.
SECONDS = 20


class Cluster:
    """The workers of a running scheduler, as an engine for batches. Use as a context manager."""

    def __init__(self, settings: Settings, place: str, *, send: bool = False) -> None:
        """Join the scheduler at an address or named by a scheduler file; `send` sends the documents along.

        Without it the workers must see the documents under the same paths. Raises `ClusterError` where Dask is not
        installed, nothing answers, or the workers have another contract-scan.
        """
        self._send = send
        self._client = _joined(place)
        self._name = f"contract-scan-{uuid.uuid4().hex}"
        self._numbers = itertools.count(1)
        self._running: dict[int, Future[Any]] = {}
        try:
            _refuse_others(self._client)
            self._client.register_plugin(_scanner(self._name, settings))
        except BaseException:
            self._client.close()
            raise

    @property
    def window(self) -> int:
        """How many files are best submitted at a time: each thread of each worker finds its next one waiting."""
        threads: int = sum(self._client.nthreads().values())
        return 3 * max(threads, 1)

    def submit(self, work: Work, listener: Listener | None = None) -> Job:
        """Take a file to scan and return at once."""
        job = Job(next(self._numbers), work, (listener,) if listener else ())
        job.begin()
        try:
            message = work_to_bytes(self._crossing(work), last=False)
        except OSError as error:
            job.fail(PoolError("no_process", error=error.strerror or type(error).__name__))
            return job
        from contract_scan.runner.cluster_worker import scan_there

        future = self._client.submit(scan_there, self._name, message, pure=False, key=f"{self._name}-{job.number}")
        self._running[job.number] = future
        future.add_done_callback(lambda done: self._take(job, done))
        return job

    def close(self, *, now: bool = False) -> None:
        """Leave the cluster as it was; what is not done is given up."""
        for future in list(self._running.values()):
            future.cancel()
        with contextlib.suppress(Exception):
            self._client.unregister_worker_plugin(self._name)
        self._client.close()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(now=kind is not None)

    def _crossing(self, work: Work) -> Work:
        """Return a file as the workers find it."""
        if self._send and work.data is None:
            return Work(work.path, work.called, Path(work.path).read_bytes(), work.password, work.decisions, work.lean)
        path = os.path.abspath(work.path)  # noqa: PTH100 - a symbolic link stays as it is
        return Work(path, work.called, work.data, work.password, work.decisions, work.lean)

    def _take(self, job: Job, future: Future[Any]) -> None:
        """Keep what came of a file, and let go of it on the cluster."""
        self._running.pop(job.number, None)
        try:
            word, *rest = future.result()
        except Exception as error:  # noqa: BLE001 - whatever Dask says, one file is lost and not the batch
            key = "killed" if type(error).__name__ == "KilledWorker" else "elsewhere"
            word, rest = "lost", [key, {"path": job.work.called, "error": type(error).__name__}]
        if word == "done":
            job.finish(Result(*rest[:-1]), rest[-1])
        else:
            job.fail(_error(word, rest))


def _error(word: str, rest: list[Any]) -> ContractScanError:
    if word == "refused":
        area, key, values = rest
        return RefusedError(area, key, **values)
    if word == "unstarted":
        return PoolError(rest[0], **rest[1])
    return LostError(rest[0], **rest[1])


def _joined(place: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("no_dask") from None
    where = {"scheduler_file": place} if Path(place).is_file() else {"address": place}
    try:
        return Client(**where, timeout=SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise ClusterError("no_cluster", path=place) from None


def _scanner(name: str, settings: Settings) -> WorkerPlugin:
    from contract_scan.runner.cluster_worker import Scanner

    return Scanner(name, settings_to_json(settings))


def _refuse_others(client: Client) -> None:
    from contract_scan import __version__

    ours = code_digest()
    if any(theirs != ours for theirs in client.run(code_digest).values()):
        raise ClusterError("unlike", version=__version__)
