"""From a path, or standard input, to bytes; each thing that can be wrong with a path is its own sentence."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from contract_scan.read.failures import FileError
from contract_scan.read.request import Limits

STANDARD_INPUT = "-"


def load(path: str, limits: Limits) -> bytes:
    """Return the whole file. Raises `FileError`: missing, a folder, no right to read, empty, too large, no file."""
    if path == STANDARD_INPUT:
        return _checked(sys.stdin.buffer.read(limits.file_bytes + 1), path, limits)
    try:
        _check_kind(path, limits)
        with Path(path).open("rb") as file:
            return _checked(file.read(limits.file_bytes + 1), path, limits)
    except FileNotFoundError:
        raise FileError("missing", path=path) from None
    except PermissionError:
        raise FileError("not_permitted", path=path) from None
    except (OSError, ValueError) as error:
        raise FileError(
            "unreachable", path=path, error=getattr(error, "strerror", None) or type(error).__name__
        ) from None


def _check_kind(path: str, limits: Limits) -> None:
    status = Path(path).stat()
    if stat.S_ISDIR(status.st_mode):
        raise FileError("folder", path=path)
    if not stat.S_ISREG(status.st_mode):
        raise FileError("no_file", path=path)
    _check_size(status.st_size, path, limits)


def _checked(data: bytes, path: str, limits: Limits) -> bytes:
    if not data:
        raise FileError("empty", path=path)
    _check_size(len(data), path, limits)
    return data


def _check_size(size: int, path: str, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise FileError("too_large", path=path, limit=limits.file_bytes // 1_000_000)
