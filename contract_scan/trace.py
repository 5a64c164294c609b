"""With CONTRACT_SCAN_TRACE=1 every call of a plugin is told on standard error, with what it took; never its values."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE = "CONTRACT_SCAN_TRACE"


def tracing() -> bool:
    """Say whether calls of plugins are told."""
    return os.environ.get(VARIABLE, "") not in ("", "0")


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
