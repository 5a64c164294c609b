"""The process of one plugin as contract-scan sees it: started once, asked many times, ended when nobody needs it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import weakref
from typing import Any

from contract_scan.apart.forms import Asked, Named, Told, asked_to_bytes, told_from_bytes
from contract_scan.document import Document
from contract_scan.errors import ApartError
from contract_scan.pipes import Wire, environment
from contract_scan.trace import traced, tracing

_PROGRAM = "from contract_scan.apart.worker import main; main()"
_WINDOWS = sys.platform == "win32"
#: What a plugin may hold of memory, in bytes of addresses.
MEMORY = 4_000_000_000
#: How much longer than its own budget a starting process is waited for: it first tells by itself that it is late.
GRACE = 20.0
#: After so many ends in a row a plugin is not started again in this run.
MOST_ENDS = 3


class Apart:
    """One plugin in its process, kept warm over all documents of a run; started anew where it has ended."""

    def __init__(self, named: Named, call_seconds: float, *, memory: int = MEMORY, shown: bool = False) -> None:
        """Start the process and let it load the plugin; `loaded` waits for that. 0 `call_seconds` sets no limit.

        `shown` says whether what it writes to standard error is shown.
        """
        self.named, self.call_seconds = named, call_seconds
        self._memory = memory
        self._shown = shown or tracing()
        self._lock = threading.RLock()
        self._ends = 0
        self._last: ApartError | None = None
        self._sent: Document | None = None
        self._start()

    def loaded(self) -> Told:
        """Wait until the plugin is loaded and return what it contributes. Raises `ApartError`."""
        with self._lock:
            # A plugin that imports slowly says so itself; only one that lets nobody speak is ended from here.
            return self._received(2 * self.named.seconds + GRACE, self.named.seconds)

    def ask(self, asked: Asked, seconds: float, document: Document | None = None) -> Told:
        """Return the answer to a request; 0 seconds sets no limit. Raises `ApartError` where there is none.

        `document` is a view of the one that the request is about.
        """
        with self._lock, traced(self.named.name, asked.do, asked.hook):
            self._revive()
            if document is not None:
                self._hold(document, seconds)
            self._send(asked)
            told = self._received(seconds, seconds)
            self._ends = 0
            return told

    def end(self) -> None:
        """End the process at once, with all it started."""
        _end(self._process)

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM, str(self._memory), "shown" if self._shown else "hidden"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if self._shown else subprocess.DEVNULL,
            env=environment(),
            start_new_session=not _WINDOWS,
        )
        assert self._process.stdin and self._process.stdout
        self._wire = Wire(self._process.stdout, self._process.stdin)
        self._finalizer = weakref.finalize(self, _end, self._process)
        self._alive = True
        self._sent = None
        self._send(Asked("load", load=self.named))

    def _revive(self) -> None:
        """Start the process anew where it has ended, unless it ends every time."""
        if self._alive:
            return
        if self._ends >= MOST_ENDS and self._last is not None:
            raise self._last
        self._start()
        self.loaded()

    def _hold(self, document: Document, seconds: float) -> None:
        """Send a document, whole, unless it is the one that was sent last."""
        if self._sent is not None and document in (self._sent, self._sent.original):
            return
        self._send(Asked("document", document=document))
        self._received(seconds, seconds)
        self._sent = document

    def _send(self, asked: Asked) -> None:
        with contextlib.suppress(EOFError):  # it is said when the answer is waited for
            self._wire.send(asked_to_bytes(asked))

    def _received(self, seconds: float, told_seconds: float) -> Told:
        late = threading.Event()

        def end_late() -> None:
            late.set()
            _end(self._process)

        timer = threading.Timer(seconds, end_late)
        timer.daemon = True
        if seconds:
            timer.start()
        try:
            return told_from_bytes(self._wire.receive())
        except EOFError:
            raise self._ended(late=late.is_set(), seconds=told_seconds) from None
        except ValueError:
            _end(self._process)
            raise self._ended(late=False, seconds=told_seconds, garbled=True) from None
        finally:
            timer.cancel()

    def _ended(self, *, late: bool, seconds: float, garbled: bool = False) -> ApartError:
        """Return why the process does not answer, and let go of it."""
        code = _end(self._process)
        self._alive = False
        self._ends += 1
        self._last = _why(code, late=late, garbled=garbled, seconds=seconds)
        return self._last


def _why(code: int, *, late: bool, garbled: bool, seconds: float) -> ApartError:
    if late:
        return ApartError("late", seconds=seconds)
    if garbled:
        return ApartError("garbled")
    if code < 0:
        with contextlib.suppress(ValueError):
            return ApartError("crashed", error=signal.Signals(-code).name)
    return ApartError("ended", error=str(code))


def _end(process: subprocess.Popen[Any]) -> int:
    """End a process with its group, wait for it, close its pipes, and return its exit code."""
    ended = process.poll()
    with contextlib.suppress(OSError):
        if _WINDOWS:
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    code = process.wait() if ended is None else ended
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    return code
