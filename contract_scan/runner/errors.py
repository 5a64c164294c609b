"""What can go wrong with a document, or with the processes that scan it, as one sentence each."""

from __future__ import annotations

import signal
import sys

from contract_scan.errors import ReadError, UsageError
from contract_scan.read.failures import FileError
from contract_scan.read.request import Limits


class LostError(FileError):
    """A document that ended the process it was read in, also when it was tried once more alone.

    Values: `path`, and per key `signal`, `code`, `seconds` or `megabytes`. Keys: ``memory`` (needed too much),
    ``late`` (too long on the clock), ``busy`` (computed too long), ``killed`` (ended from outside), ``crashed`` (a
    signal that the process raised itself), ``ended`` (it left by itself), ``broken`` (our own mistake).
    """

    area = "runner"


def lost(key: str, path: str, limits: Limits, **values: str | int) -> LostError:
    """Return the error of a document that is lost, with the limit that it ran into."""
    seconds = limits.cpu_seconds if key == "busy" else limits.clock_seconds
    return LostError(key, path=path, seconds=f"{seconds:g}", megabytes=limits.memory_bytes // 1_000_000, **values)


def why_ended(code: int, path: str, limits: Limits) -> LostError:
    """Return why a process ended with an exit code, negative for a signal, while it had a document in hand."""
    if code >= 0:
        return lost("ended", path, limits, code=code)
    if sys.platform != "win32" and -code == signal.SIGXCPU:
        return lost("busy", path, limits)
    if sys.platform != "win32" and -code == signal.SIGKILL:
        return lost("killed", path, limits)
    return lost("crashed", path, limits, signal=_named(-code))


def _named(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


class CancelledError(ReadError):
    """A document that somebody cancelled before it was done. Values: `path`."""

    area = "runner"


class PoolError(UsageError):
    """No process can be started to scan with, or the pool is closed."""

    area = "runner"


class ClusterError(UsageError):
    """Workers elsewhere cannot be used."""

    area = "runner"


class KeptError(ReadError):
    """A reading error that was kept with a scan: it says the sentence it said when it was new."""

    def __init__(self, area: str, key: str, /, **values: str | int | float) -> None:
        super().__init__(key, **values)
        self.area = area


class RefusedError(UsageError):
    """What a worker process could not be prepared with: it says the sentence that preparing raised there."""

    def __init__(self, area: str, key: str, /, **values: str | int | float) -> None:
        super().__init__(key, **values)
        self.area = area
