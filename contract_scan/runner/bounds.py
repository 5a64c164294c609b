"""What one process may take of the machine, kept by the operating system; where it has no such bounds, none is set."""

from __future__ import annotations

import math
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from contract_scan.read.request import Limits

if sys.platform != "win32":
    import resource

PAGE_SIZE = 4096 if sys.platform == "win32" else resource.getpagesize()


def bound_memory(limits: Limits, held: int = 0) -> None:
    """Bound the address space of this process for good, and let a crash leave no copy of it on the disk.

    What it `held` before the document is not counted.
    """
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if limits.memory_bytes:
            _, highest = resource.getrlimit(resource.RLIMIT_AS)
            most = _within(held + limits.memory_bytes, highest)
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


@contextmanager
def memory_bounded(limits: Limits) -> Iterator[None]:
    """Bound what this process may take beside what it holds, for a while; what needs more raises `MemoryError`."""
    if sys.platform == "win32" or not limits.memory_bytes:
        yield
        return
    before, highest = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _within(address_space() + limits.memory_bytes, highest)
    resource.setrlimit(
        resource.RLIMIT_AS, (wanted if before == resource.RLIM_INFINITY else min(wanted, before), highest)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, highest))


def bound_computing(limits: Limits) -> None:
    """Let the system end this process once it computes for longer than a document may, counted from now."""
    if sys.platform != "win32" and limits.cpu_seconds:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, highest = resource.getrlimit(resource.RLIMIT_CPU)
        most = math.ceil(used.ru_utime + used.ru_stime + limits.cpu_seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (_within(most, highest), highest))


class Spent(BaseException):
    """A document was computed for longer than it may. No error, so that no guard of a part takes it for one."""


@contextmanager
def computing_bounded(limits: Limits) -> Iterator[None]:
    """Bound how long this process computes, for a while; what takes longer raises `Spent`, again every second.

    Only the main thread can be stopped; where the system has no such clock, nothing is bounded.
    """
    main = threading.current_thread() is threading.main_thread()
    if sys.platform == "win32" or not limits.cpu_seconds or not main:
        yield
        return
    before = signal.signal(signal.SIGPROF, _spent)
    signal.setitimer(signal.ITIMER_PROF, limits.cpu_seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _spent(number: int, frame: object) -> NoReturn:
    raise Spent


def _within(wanted: int, highest: int) -> int:
    return wanted if highest == resource.RLIM_INFINITY else min(wanted, highest)


def address_space() -> int:
    """Return how many bytes of addresses this process holds; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * PAGE_SIZE
    except (OSError, ValueError, IndexError):
        return 0
