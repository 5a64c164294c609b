"""Whose turn it is: files in the order they came, and one that ended its worker only when nothing else is in hand."""

from __future__ import annotations

import threading
import time
from collections import deque

from contract_scan.runner.job import Job

#: How long a file that must be tried alone lets others go first, in seconds; then no other is begun before it.
PATIENCE = 60.0


class Turns:
    """The files that wait, shared by the threads that keep the workers."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[Job] = deque()
        self._suspects: deque[tuple[float, Job]] = deque()
        self._in_hand = 0
        self._alone = False
        self._closed = False

    def add(self, job: Job) -> bool:
        """Let a file wait for its turn; false where the pool is closed."""
        with self._changed:
            if not self._closed:
                self._waiting.append(job)
                self._changed.notify_all()
            return not self._closed

    def add_suspect(self, job: Job) -> None:
        """Let a file that ended its worker wait until it can be tried alone."""
        with self._changed:
            self._suspects.append((time.monotonic(), job))
            self._changed.notify_all()

    def take(self) -> Job | None:
        """Return the next file, waiting for one; None once the pool is closed and nothing is left."""
        with self._changed:
            while True:
                job = self._next()
                if job is not None:
                    self._in_hand += 1
                    return job
                if self._closed and not self._waiting and not self._suspects and not self._in_hand:
                    self._changed.notify_all()
                    return None
                self._changed.wait()

    def put_down(self) -> None:
        """Say that a file is no longer in hand."""
        with self._changed:
            self._in_hand -= 1
            self._alone = False
            self._changed.notify_all()

    def close(self) -> None:
        """Take no more files; those that wait still have their turn."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def clear(self) -> list[Job]:
        """Return all files that wait, which then no longer do."""
        with self._changed:
            left = [*self._waiting, *(job for _, job in self._suspects)]
            self._waiting.clear()
            self._suspects.clear()
            return left

    def _next(self) -> Job | None:
        if self._alone:
            return None
        impatient = bool(self._suspects) and time.monotonic() - self._suspects[0][0] > PATIENCE
        if self._waiting and not impatient:
            return self._waiting.popleft()
        if self._suspects and not self._in_hand:
            self._alone = True
            return self._suspects.popleft()[1]
        return None
