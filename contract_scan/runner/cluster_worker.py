"""What runs on a Dask worker: the bounded processes that scan, one a thread."""

from __future__ import annotations

import contextlib
import time
from typing import Any

from distributed import WorkerPlugin, get_worker

from contract_scan.runner.errors import LostError, PoolError, RefusedError
from contract_scan.runner.process import Worker
from contract_scan.runner.wire import work_from_bytes
from contract_scan.runner.work import Work
from contract_scan.settings import settings_from_json


class Scanner(WorkerPlugin):  # type: ignore[misc]
    """What each Dask worker is given once: the settings, and the processes that scan with them, one a thread."""

    def __init__(self, name: str, settings: bytes) -> None:
        self.name = name
        self._settings = settings

    def setup(self, worker: Any) -> None:
        """Begin with no process; each is started when a file comes."""
        self._idle: list[Worker] = []
        self._every: set[Worker] = set()

    def teardown(self, worker: Any) -> None:
        """End all processes."""
        for one in self._every:
            one.end()

    def __getstate__(self) -> dict[str, Any]:
        return {"name": self.name, "_settings": self._settings}

    def scan(self, message: bytes) -> tuple[Any, ...]:
        """Return what came of a file: it is tried once more in a fresh process where it ended one."""
        work, _ = work_from_bytes(message)
        try:
            return self._tried(work, last=False)
        except LostError as first:
            if first.key == "broken":
                return "lost", first.key, first.values
        except RefusedError as error:
            return "refused", error.area, error.key, error.values
        except PoolError as error:
            return "unstarted", error.key, error.values
        try:
            return self._tried(work, last=True)
        except LostError as error:
            return "lost", error.key, error.values
        except PoolError as error:
            return "unstarted", error.key, error.values

    def _tried(self, work: Work, *, last: bool) -> tuple[Any, ...]:
        began, one = time.monotonic(), self._process(fresh=last)
        spent = True
        try:
            for word, rest in one.ask(work, last=last):
                if word == "done":
                    *result, spent = rest
                    return ("done", *result, time.monotonic() - began)
        except EOFError:  # it was gone before it began
            raise LostError("killed", path=work.called) from None
        finally:
            self._put_back(one, spent=bool(spent))
        raise LostError("killed", path=work.called)

    def _process(self, *, fresh: bool) -> Worker:
        with contextlib.suppress(IndexError):
            if not fresh:
                return self._idle.pop()
        one = Worker(settings_from_json(self._settings))
        self._every.add(one)
        one.wait_ready()
        return one

    def _put_back(self, one: Worker, *, spent: bool) -> None:
        if spent:
            self._every.discard(one)
            one.close()
        else:
            self._idle.append(one)


def scan_there(name: str, message: bytes) -> tuple[Any, ...]:
    """Scan a file on a Dask worker with what it was given under a name."""
    scanner: Scanner = get_worker().plugins[name]
    return scanner.scan(message)
