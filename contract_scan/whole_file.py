"""Files written whole or not at all, readable by their owner alone, and never over what was read."""

from __future__ import annotations

import os
import stat
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from contract_scan.leftovers import removed

#: Who may read what we write: its owner; a narrower umask is respected.
MODE = 0o600


def is_one_of(target: Path, inputs: Iterable[str | Path | None]) -> bool:
    """Say whether a file is one of those that were read: by path, or by a symbolic or hard link."""
    if not os.path.exists(target):  # noqa: PTH110 - a name that is too long is no file, and no error yet
        return False
    return any(target.samefile(path) for path in inputs if path and Path(path).exists())


@contextmanager
def write_stream(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write to beside its place; move it there once all is written. Otherwise as `write_whole`."""
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("wb") as file:
            yield file
        return
    with _draft(target) as part:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """Yield the name of a draft beside its place, which is gone afterwards, however this process ends."""
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    with removed(part):
        try:
            yield part
        finally:
            part.unlink(missing_ok=True)


def write_whole(target: Path, data: bytes, shared: int | None = None) -> None:
    """Write a file beside its place, flush it to the disk and move it there. Raises `OSError`; what was there stays.

    `shared` is the file's mode where others work with it too, whatever the umask; without it, it is its owner's alone.
    A device or pipe is written to as it is. Of a symbolic link the link is replaced, never what it points to.
    """
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        target.write_bytes(data)
        return
    with _draft(target) as part:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if shared is not None:
            part.chmod(shared)
        part.replace(target)
