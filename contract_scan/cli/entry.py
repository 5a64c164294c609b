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
#: Signals that end a program which does not know them, and mean nothing to this one.
_MEANINGLESS = ("SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGIO")


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
        _withstand()
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


def _withstand() -> None:
    """Take no harm from signals that mean nothing here, and end with a word on the one that asks to stop.

    A plugin runs as the same user, and could send us any; the usual answer to each is to end at once in silence.
    """
    for name in _MEANINGLESS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, frame: None)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _asked_to_stop)


def _asked_to_stop(number: int, frame: FrameType | None) -> None:
    from contract_scan.cli.language import choose_language
    from contract_scan.messages import say

    with contextlib.suppress(OSError, ValueError, RuntimeError):
        os.write(2, f"{say('cli.ended', choose_language(sys.argv[1:], os.environ))}\n".encode())
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    os._exit(_STOPPED)
