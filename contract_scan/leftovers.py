"""What would be left behind if this process were ended now: drafts, folders of its own, programs that it started."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

_paths: set[Path] = set()
_programs: set[int] = set()


@contextmanager
def removed(path: Path) -> Iterator[None]:
    """Remove a file or folder, should this process be asked to end meanwhile."""
    _paths.add(path)
    try:
        yield
    finally:
        _paths.discard(path)


@contextmanager
def ended(program: int) -> Iterator[None]:
    """End a program, should this process be asked to end meanwhile."""
    _programs.add(program)
    try:
        yield
    finally:
        _programs.discard(program)


def clear() -> None:
    """End and remove what would be left behind; for a process that ends at once. Never raises."""
    for program in list(_programs):
        with contextlib.suppress(OSError):
            end(program)
    for path in list(_paths):
        with contextlib.suppress(OSError):
            path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)


def end_at_once() -> NoReturn:
    """End this process, which leads a group of its own, with all it started and what it would leave behind."""
    clear()
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def end(program: int) -> None:
    """End a program, one of a session of its own with all it started. Raises `OSError` where there is none any more."""
    if sys.platform == "win32":
        os.kill(program, signal.SIGTERM)
    elif os.getpgid(program) == program:
        os.killpg(program, signal.SIGKILL)
    else:
        os.kill(program, signal.SIGKILL)
