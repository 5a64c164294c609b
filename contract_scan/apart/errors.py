"""What can go wrong between contract-scan and a plugin in a process of its own."""

from __future__ import annotations


class ApartError(Exception):
    """A plugin's process did not answer. `reason` is a key of the messages "failures": for a checker of it with
    ``checker_`` before."""

    def __init__(self, reason: str, **details: str | float) -> None:
        super().__init__(reason)
        self.reason, self.details = reason, details


class RemoteError(Exception):
    """A plugin raised in its process; `error` is the name of what it raised."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


def named(error: object) -> str:
    """Return what an error is called, by its type; of one that a plugin raised in its process, by that."""
    if isinstance(error, ApartError):
        return error.reason
    return error.error if isinstance(error, RemoteError) else type(error).__name__
