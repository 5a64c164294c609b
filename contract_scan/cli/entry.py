"""The command as a process of its own: it ends although a checker that ran over its budget is still running."""

from __future__ import annotations

import atexit
import contextlib
import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Iterable
from types import FrameType
from typing import NoReturn

#: What a shell shows for a command that was stopped from the keyboard.
_STOPPED = 130
#: What other programs, and a terminal that goes away, ask to stop with.
ENDING = ("SIGTERM", "SIGHUP")
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
    from contract_scan.guard import left_behind

    code: object = 0
    if sys.stdout is None:
        os.open(os.devnull, os.O_RDWR)  # so that no file of ours becomes standard output
        sys.stdout = _Nowhere()
    try:
        signal.signal(signal.SIGINT, usual)
        _withstand()
        main()
    except SystemExit as stop:
        code = stop.code
    except KeyboardInterrupt:
        code = _STOPPED
    _leave(code, left_behind=left_behind())


def _leave(code: object, *, left_behind: bool) -> NoReturn:
    """End this process, without taking down value by value what the system takes back at once: a tenth of a short scan.

    What is to be done at the end is done, except where a checker was left behind that still runs; threads of others are
    waited for.
    """
    alone = threading.active_count() == 1 and (code is None or isinstance(code, int))
    if not (alone or left_behind):
        sys.exit(code)  # type: ignore[arg-type]
    if alone:
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else bool(code))


def _withstand() -> None:
    """Take no harm from signals that mean nothing here, and end with a word on the one that asks to stop.

    A plugin runs as the same user, and could send us any; the usual answer to each is to end at once in silence.
    """
    for one in signals(_MEANINGLESS):
        signal.signal(one, lambda number, frame: None)
    for one in signals(ENDING):
        if signal.getsignal(one) is signal.SIG_DFL:
            signal.signal(one, _asked_to_stop)


def signals(names: Iterable[str]) -> list[signal.Signals]:
    """Return the signals of these names that this system has."""
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _asked_to_stop(number: int, frame: FrameType | None) -> None:
    from contract_scan.cli.language import choose_language
    from contract_scan.leftovers import clear
    from contract_scan.messages import say

    with contextlib.suppress(OSError, ValueError, RuntimeError):
        speak = choose_language(sys.argv[1:], os.environ)
        os.write(2, f"{say('cli.ended', speak, signal=signal.Signals(number).name)}\n".encode())
    clear()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


class _Nowhere(io.RawIOBase):
    """Standard output where there is none: what is written to it fails, and is not lost without a word."""

    buffer = property(lambda self: self)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> NoReturn:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _end(number: int, frame: FrameType | None) -> NoReturn:
    os._exit(_STOPPED)
