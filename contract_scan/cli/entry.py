"""The command as a process of its own: it ends although a checker that ran over its budget is still running."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from typing import NoReturn

from contract_scan.cli.main import main
from contract_scan.guard import THREAD


def run() -> NoReturn:
    """Run the command line and end this process with its exit code.

    Python cannot stop a thread, and crashes where one still runs at the end: then it is not waited for.
    """
    code: object = 0
    try:
        main()
    except SystemExit as stop:
        code = stop.code
    if any(thread.name == THREAD for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code if isinstance(code, int) else bool(code))
    sys.exit(code)  # type: ignore[arg-type]
