"""The command line as its users run it, in this process: a process of its own costs a second, and tells no more."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from subprocess import CompletedProcess, run
from unittest import mock

from contract_scan.cli.main import main

CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("LANG", "LC_"))}


def contract_scan(
    *arguments: str | Path,
    data: bytes = b"",
    language: str = "en",
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> CompletedProcess[bytes]:
    """Run the command with its own standard streams and environment, and leave this process as it was.

    `environment` replaces all of it; `language` counts only without it.
    """
    told = {**CLEAN, "CONTRACT_SCAN_LANG": language} if environment is None else environment
    given, shown, complained = (_stream(content) for content in (data, b"", b""))
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, told, clear=True))
        for name, stream in (("stdin", given), ("stdout", shown), ("stderr", complained)):
            stack.enter_context(mock.patch.object(sys, name, stream))
        if folder is not None:
            stack.enter_context(_inside(folder))
        code = _code([str(argument) for argument in arguments])
    return CompletedProcess(list(arguments), code, _written(shown), _written(complained))


def _code(arguments: list[str]) -> int:
    """Return the exit code of the command."""
    try:
        main(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    except BaseException:  # noqa: BLE001 - a process of its own would end in a traceback too
        traceback.print_exc()
        return 1
    return 0


def _stream(content: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    written: io.BytesIO = stream.buffer  # type: ignore[assignment]
    return written.getvalue()


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def in_a_process(*arguments: str | Path, data: bytes = b"", language: str = "en") -> CompletedProcess[bytes]:
    """Run the command in a process of its own: for what only a process can tell."""
    command = [sys.executable, "-c", "from contract_scan.cli.main import main; main()", *map(str, arguments)]
    environment = {**CLEAN, "CONTRACT_SCAN_LANG": language, "PYTHONIOENCODING": "utf-8"}
    return run(command, input=data, capture_output=True, env=environment, check=False)
