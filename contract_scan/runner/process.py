"""One worker as its pool sees it: started, asked, ended; and in words why it ended by itself."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

from contract_scan.pipes import environment
from contract_scan.runner.errors import LostError, PoolError, RefusedError, lost, why_ended
from contract_scan.runner.wire import Wire, said, work_to_bytes
from contract_scan.runner.work import Work
from contract_scan.settings import Settings, settings_to_json

_PROGRAM = "from contract_scan.runner.worker import main; main()"
#: How long a worker may take to be prepared.
SECONDS_TO_START = 300.0
#: How long one whose pipes are closed may take to be gone.
SECONDS_TO_END = 5.0
_WINDOWS = sys.platform == "win32"
#: A worker has one core: libraries that would start a thread for each of the machine waste addresses.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Worker:
    """A process that scans one file at a time. It leads a group of its own, so that all it starts ends with it."""

    def __init__(self, settings: Settings) -> None:
        """Start the process; it is prepared while this returns."""
        self._limits = settings.limits
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(**_ONE_THREAD),
            start_new_session=not _WINDOWS,
        )
        assert self._process.stdin and self._process.stdout
        self._wire = Wire(self._process.stdout, self._process.stdin)
        self._late = False
        self._reaped = False
        self._reaping = threading.Lock()
        with contextlib.suppress(EOFError):  # it is said when it is waited for
            self._wire.send(settings_to_json(settings))

    def wait_ready(self) -> None:
        """Wait until it is prepared. Raises `PoolError` where it ends instead, `RefusedError` with its sentence."""
        timer = self._ended_after(SECONDS_TO_START)
        try:
            word, rest = said(self._wire.receive())
        except EOFError:
            raise PoolError("no_worker") from None
        finally:
            timer.cancel()
        if word == "refused":
            area, key, values = rest
            raise RefusedError(area, key, **values)

    def ask(self, work: Work, *, last: bool) -> Iterator[tuple[str, list[Any]]]:
        """Scan a file: yield "begun", "read" and "done" as they are said. Raises `LostError` where the file is lost.

        Raises `EOFError` where the process was gone before it began: then the file has nothing to do with it.
        """
        timer = self._ended_after(self._limits.clock_seconds)
        begun = False
        try:
            self._wire.send(work_to_bytes(work, last=last))
            word = ""
            while word != "done":
                word, rest = said(self._wire.receive())
                begun = True
                if word in ("memory", "broken"):
                    raise lost(word, work.called, self._limits, error=str(rest[0]) if rest else "")
                yield word, rest
        except EOFError:
            if not begun:
                raise
            raise self._why(work) from None
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process and all it started, at once; may be called from any thread, and again."""
        with self._reaping:
            if not self._reaped:
                self._end_group()

    def close(self) -> int:
        """End the process, let go of its pipes, and return its exit code; only for the thread that asks it."""
        self.end()
        code = self._code()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        return code

    def _end_group(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if _WINDOWS:
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)

    def _code(self) -> int:
        """Wait until the process has ended, end what it started, and return its exit code, negative for a signal."""
        if self._process.returncode is not None:
            return self._process.returncode
        timer = threading.Timer(SECONDS_TO_END, self.end)  # one that closed its pipes and lives on
        timer.start()
        if hasattr(os, "waitid"):  # its number is not given to another until it is waited for below
            os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
        timer.cancel()
        with self._reaping:
            if hasattr(os, "waitid"):
                self._end_group()
            self._reaped = True
            return self._process.wait()

    def _ended_after(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, self._end_late)
        timer.daemon = True
        if seconds:
            timer.start()
        return timer

    def _end_late(self) -> None:
        self._late = True
        self.end()

    def _why(self, work: Work) -> LostError:
        """Return why the process ended while it had a file in hand."""
        code = self._code()
        return lost("late", work.called, self._limits) if self._late else why_ended(code, work.called, self._limits)
