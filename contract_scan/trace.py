"""For programmers, on standard error: where something raised, and (CONTRACT_SCAN_TRACE=1) every call of a plugin.

A call is told with what it took, never with its values; a traceback may hold words of a document.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE = "CONTRACT_SCAN_TRACE"


def tracing() -> bool:
    """Say whether calls of plugins are told."""
    return os.environ.get(VARIABLE, "") not in ("", "0")


def show(error: BaseException | None, *, asked: bool) -> None:
    """Show where an error was raised, if that was asked or calls are told."""
    if error is not None and (asked or tracing()):
        traceback.print_exception(error)


@contextmanager
def traced(*what: str) -> Iterator[None]:
    """Tell that something was called and how many milliseconds it took, whether it raised, if calls are told at all."""
    if not tracing():
        yield
        return
    start, ended = time.perf_counter(), "raised"
    try:
        yield
        ended = "done"
    finally:
        took = (time.perf_counter() - start) * 1000
        print("contract-scan:", *filter(None, what), ended, f"{took:.1f} ms", file=sys.stderr)  # noqa: T201
