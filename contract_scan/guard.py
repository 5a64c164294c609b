"""Running code of others: within a time budget, with what it prints kept from standard output.

Python cannot stop a thread; one that runs over its budget is left behind, and ends with the process.
"""

from __future__ import annotations

import contextlib
import io
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Generic, TextIO, TypeVar

from contract_scan.nouns import dataclass

T = TypeVar("T")
#: What the thread of a guarded call is called.
_THREAD = "contract-scan guarded call"


@dataclass(slots=True)
class Outcome(Generic[T]):
    """What became of a call: its value, or the error it raised, or that it ran over its budget; and if it printed."""

    value: T | None = None
    error: BaseException | None = None
    late: bool = False
    printed: bool = False
    _done: threading.Event = field(default_factory=threading.Event)


def guarded(call: Callable[[], T], seconds: float) -> Outcome[T]:
    """Run a call and return what became of it after at most so many seconds; 0 seconds sets no limit.

    What the call prints goes nowhere: standard output carries the report and nothing else, and what is printed may be
    document text. An interrupt from the keyboard is raised here and not in the call.
    """
    outcome: Outcome[T] = Outcome()

    def run() -> None:
        try:
            outcome.value = call()
        except BaseException as error:  # noqa: BLE001 - a stranger's code, and sys.exit() in it, must end here
            outcome.error = error
        finally:
            outcome._done.set()

    thread = threading.Thread(target=run, name=_THREAD, daemon=True)
    with _SHOWN.kept_from(thread) as shown:
        thread.start()
        outcome.late = not outcome._done.wait(seconds or None)
    outcome.printed = shown.touched
    if outcome.late:
        return Outcome(late=True, printed=outcome.printed)
    thread.join()
    return outcome


def left_behind() -> bool:
    """Say whether a guarded call runs in this process: once none is waited for, one that was left behind."""
    return any(thread.name == _THREAD for thread in threading.enumerate())


class _Call:
    """Whether a guarded call wrote something."""

    touched = False


class _Shown(io.TextIOBase):
    """The standard output while guarded calls run, several at once perhaps: what they write is forgotten.

    What else is written goes where it would have gone: by the main thread, and by those that wait for a guarded call.
    """

    encoding = "utf-8"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: dict[threading.Thread, _Call] = {}
        self._waiting: list[threading.Thread] = []
        self._real: TextIO = sys.stdout

    @contextlib.contextmanager
    def kept_from(self, thread: threading.Thread) -> Iterator[_Call]:
        """Stand in for the standard output as long as a thread, or another one given here, runs."""
        call = _Call()
        with self._lock:
            if not self._waiting:
                self._real, sys.stdout = sys.stdout, self
            self._waiting.append(threading.current_thread())
            self._calls[thread] = call
        try:
            yield call
        finally:
            with self._lock:
                self._waiting.remove(threading.current_thread())
                if not self._waiting:
                    sys.stdout = self._real
                    self._calls = {one: own for one, own in self._calls.items() if one.is_alive()}

    def write(self, text: str) -> int:
        """Forget the text, or pass it on; a thread that a guarded call started counts as the last call."""
        thread = threading.current_thread()
        call = self._calls.get(thread)
        if call is None and (thread is threading.main_thread() or thread in self._waiting):
            return self._real.write(text)
        call = call or next(reversed(self._calls.values()), _Call())
        call.touched = call.touched or bool(text)
        return len(text)

    def writable(self) -> bool:
        """Say yes."""
        return True

    def fileno(self) -> int:
        """Give the place of the real standard error, for code that insists on a file number."""
        return sys.stderr.fileno()


_SHOWN = _Shown()
