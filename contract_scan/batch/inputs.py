"""Which files a batch is of: those in a folder, those that a list names, or those that standard input names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from contract_scan.batch.errors import BatchError

STANDARD_INPUT = "-"


def inputs_of(given: str, results: Path) -> list[str]:
    """Return the paths of all files, each once, in order of their names; what lies in the results folder is left out.

    A list holds one path a line, or paths with a NUL byte between them (``find … -print0``). Hidden files and what
    word processors leave beside an open file are no documents. Raises `BatchError` where there are none.
    """
    path = Path(given)
    if given != STANDARD_INPUT and path.is_dir():
        found = [str(p) for p in path.rglob("*") if not is_litter(p.relative_to(path)) and p.is_file()]
    else:
        found = _listed(given)
    if path.resolve() == results.resolve():
        raise BatchError("into_itself", path=given)
    apart = str(results.resolve()) + os.sep
    kept = sorted({p for p in found if not str(Path(p).resolve()).startswith(apart)})
    if not kept:
        raise BatchError("no_inputs", path=given)
    return kept


def is_litter(path: Path) -> bool:
    """Say whether a path is hidden, or the lock file of a word processor."""
    return any(part.startswith((".", "~$")) for part in path.parts)


def _listed(given: str) -> list[str]:
    try:
        data = sys.stdin.buffer.read() if given == STANDARD_INPUT else Path(given).read_bytes()
    except OSError as error:
        raise BatchError("no_list", path=given, error=error.strerror or type(error).__name__) from None
    lines = data.split(b"\0") if b"\0" in data else data.splitlines()
    paths = [os.fsdecode(line) for line in lines if line.strip()]
    if given != STANDARD_INPUT and not any(map(_exists, paths[:100])):
        raise BatchError("not_a_list", path=given)
    return paths


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False
