"""The command as a process of its own: it ends although a checker that ran over its budget is still running."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from types import FrameType
from typing import NoReturn

#: What a shell shows for a command that was stopped from the keyboard.
_STOPPED = 130


def run() -> NoReturn:
    """Run the command line and end this process with its exit code.

    Python cannot stop a thread, and crashes where one still runs at the end: then it is not waited for. Stopped from
    the keyboard before anything was begun, it ends without a word.
    """
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)
    from contract_scan.cli.main import main
    from contract_scan.guard import THREAD

    code: object = 0
    try:
        signal.signal(signal.SIGINT, usual)
        main()
    except SystemExit as stop:
        code = stop.code
    except KeyboardInterrupt:
        code = _STOPPED
    if any(thread.name == THREAD for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code if isinstance(code, int) else bool(code))
    sys.exit(code)  # type: ignore[arg-type]


def _end(number: int, frame: FrameType | None) -> NoReturn:
    os._exit(_STOPPED)
