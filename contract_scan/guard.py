"""Running code of others: within a time budget, with what it prints kept from standard output.

Python cannot stop a thread; one that runs over its budget is left behind, and ends with the process.
"""

from __future__ import annotations

import contextlib
import io
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


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

    shown = _Swallowed()
    with contextlib.redirect_stdout(shown):
        thread = threading.Thread(target=run, name="contract-scan guarded call", daemon=True)
        thread.start()
        outcome.late = not outcome._done.wait(seconds or None)
    outcome.printed = shown.touched
    if outcome.late:
        return Outcome(late=True, printed=outcome.printed)
    thread.join()
    return outcome


class _Swallowed(io.TextIOBase):
    """A standard output that keeps nothing but whether something was written."""

    touched = False
    encoding = "utf-8"

    def write(self, text: str) -> int:
        """Take the text and forget it."""
        self.touched = self.touched or bool(text)
        return len(text)

    def writable(self) -> bool:
        """Say yes."""
        return True

    def fileno(self) -> int:
        """Give the place of the real standard error, for code that insists on a file number."""
        return sys.stderr.fileno()
