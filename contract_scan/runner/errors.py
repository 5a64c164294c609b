"""What can go wrong with a document, or with the processes that scan it, as one sentence each."""

from __future__ import annotations

from contract_scan.errors import ReadError, UsageError
from contract_scan.read.failures import FileError


class LostError(FileError):
    """A document that ended the process it was read in, also when it was tried once more alone.

    Values: `path`, and per key `signal`, `code`, `seconds` or `megabytes`. Keys: ``memory`` (needed too much),
    ``late`` (too long on the clock), ``busy`` (computed too long), ``killed`` (ended from outside), ``crashed`` (a
    signal that the process raised itself), ``ended`` (it left by itself), ``broken`` (our own mistake).
    """

    area = "runner"


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
