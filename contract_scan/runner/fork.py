"""Reading in a copy of this process that the operating system bounds: a hang or crash in any library is one sentence.

A copy costs a few milliseconds, since all that was loaded is in it. Where a process cannot well be copied (Windows,
macOS) files are read in this one; `--jobs 1` gives them one of their own there too.
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

import msgspec

from contract_scan.apart.parts import ApartReader
from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.garbage import collecting_seldom
from contract_scan.guard import left_behind
from contract_scan.hookspecs import Reader
from contract_scan.leftovers import end_at_once, ended
from contract_scan.pipes import encoded, silence
from contract_scan.read.choose.reader import choose_reader
from contract_scan.read.entry import only, read_all_bytes
from contract_scan.read.files import load
from contract_scan.read.request import Limits, ReadRequest
from contract_scan.runner.bounds import (
    Spent,
    address_space,
    bound_computing,
    bound_memory,
    computing_bounded,
    memory_bounded,
)
from contract_scan.runner.errors import LostError, lost, why_ended
from contract_scan.runner.kept import ErrorSaid, error_said
from contract_scan.settings import Settings

#: Formats read with Python and the parser of XML alone, and from how many bytes on they too are read in a copy.
OURS, LARGE = frozenset(("docx", "odt", "rtf", "html", "text")), 200_000
#: The first letter of an answer: what was read, or that it needed too much computing or memory.
_READ, _BUSY, _MEMORY = b"+", b"c", b"m"
#: How long a copy that is no longer wanted may take to clear up, in seconds.
_SECONDS_TO_END = 0.5
#: How many bytes are taken from a pipe at a time; how long one wait is at most, in seconds.
_PIECE, _LONG = 1 << 20, 3600.0
#: After these ends, which may have lain outside the file, it is tried once more.
_AGAIN = ("killed", "crashed", "ended")

Found = tuple[Document | ReadError, ...]


@dataclass(frozen=True, slots=True)
class _One:
    """A document as it crosses, or why it could not be read."""

    document: Document | None = None
    error: ErrorSaid | None = None


def read_all_bounded(path: str, readers: Sequence[Reader], settings: Settings) -> Found:
    """Return every document in a file, as `read_all` does, in bounded time and memory.

    Nothing is raised: a file that needs too much, hangs or crashes a library is one error.
    """
    try:
        return read_bytes_bounded(load(path, settings.limits), path, readers, settings)
    except ReadError as error:
        return (error,)


def read_bounded(path: str, readers: Sequence[Reader], settings: Settings, data: bytes | None = None) -> Document:
    """Return the document in a file, or in its bytes, as `read` does, in bounded time and memory.

    Raises `ReadError` with one clear sentence.
    """
    whole = load(path, settings.limits) if data is None else data
    return only(read_bytes_bounded(whole, path, readers, settings))


def read_bytes_bounded(data: bytes, path: str, readers: Sequence[Reader], settings: Settings) -> Found:
    """Return every document in the bytes of a file. Otherwise as `read_all_bounded`."""

    def read() -> Found:
        return read_all_bytes(data, path, readers, ocr=settings.ocr, password=settings.password, limits=settings.limits)

    limits = settings.limits
    apart = _is_worth_a_copy(data, path, readers) and _can_be_copied(readers, settings)
    found = _in_a_copy(read, path, limits) if apart else _here(read, path, limits)
    return tuple(_said(one, limits) for one in found)


def _is_worth_a_copy(data: bytes, path: str, readers: Sequence[Reader]) -> bool:
    """Say whether a file is large, or read by more than our own code, which can be stopped in this process too."""
    try:
        return len(data) > LARGE or choose_reader(ReadRequest(path, data), readers).name not in OURS
    except ReadError:
        return False


def _can_be_copied(readers: Sequence[Reader], settings: Settings) -> bool:
    """Say whether this process can be copied: nothing else runs in it, or is spoken with, that a copy would disturb."""
    apart = any(isinstance(reader, ApartReader) for reader in readers)
    return sys.platform == "linux" and not (left_behind() or apart or settings.traceback)


def _here(read: Callable[[], Found], path: str, limits: Limits) -> Found:
    """Read in this process, of which a library that hangs cannot be stopped."""
    try:
        with memory_bounded(limits), computing_bounded(limits):
            return read()
    except Spent:
        return (lost("busy", path, limits),)


def _said(one: Document | ReadError, limits: Limits) -> Document | ReadError:
    """Return a document, or its error; of one that needs more memory than it may have, the sentence that says so."""
    if isinstance(one, ReadError) and one.values.get("error") == "MemoryError":
        return lost("memory", str(one.values.get("path", "")), limits)
    return one


def _in_a_copy(read: Callable[[], Found], path: str, limits: Limits) -> Found:
    """Read in a copy of this process, once more where it ended for a reason that may have lain outside the file."""
    found = _tried(read, path, limits)
    again = any(isinstance(one, LostError) and one.key in _AGAIN for one in found)
    return _tried(read, path, limits) if again else found


def _tried(read: Callable[[], Found], path: str, limits: Limits) -> Found:
    """Read in a copy of this process; return what it found, or why it ended without an answer."""
    copy = _Copy(read, limits)
    late = False
    try:
        with ended(copy.pid):
            said = copy.answer(limits.clock_seconds)
    except TimeoutError:
        late, said = True, b""
    finally:
        code = copy.end()
    if said[:1] == _READ:
        return tuple(map(_crossed, msgspec.json.decode(said[1:], type=tuple[_One, ...])))
    if late or said in (_BUSY, _MEMORY):
        return (lost("late" if late else "busy" if said == _BUSY else "memory", path, limits),)
    return (why_ended(code, path, limits),)


def _crossed(one: _One) -> Document | ReadError:
    """Return a document or an error as it was before it crossed."""
    if one.document is not None:
        return one.document
    assert one.error is not None
    return one.error.error


class _Copy:
    """A copy of this process that reads one file. It leads a group of its own, so that all it starts ends with it."""

    def __init__(self, read: Callable[[], Found], limits: Limits) -> None:
        self._answers, answer = os.pipe()
        leash, self._leash = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads: those there may be only draw
            self.pid = os.fork()
        if not self.pid:
            os.close(self._answers)
            os.close(self._leash)
            _answer(read, limits, answer, leash)
        os.close(answer)
        os.close(leash)

    def answer(self, seconds: float) -> bytes:
        """Wait for its answer: nothing where it ended before it had one. Raises `TimeoutError`; 0 sets no limit."""
        until = time.monotonic() + (seconds or math.inf)
        ready = select.poll()
        ready.register(self._answers, select.POLLIN)
        parts: list[bytes] = []
        while not parts or parts[-1]:
            left = until - time.monotonic()
            if left <= 0 or not ready.poll(min(left, _LONG) * 1000):
                if time.monotonic() >= until:
                    raise TimeoutError
                continue
            parts.append(os.read(self._answers, _PIECE))
        return b"".join(parts)

    def end(self) -> int:
        """Let it end with all it started, by itself where it still can, and return its exit code."""
        os.close(self._leash)
        os.close(self._answers)
        until = time.monotonic() + _SECONDS_TO_END
        while os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None and time.monotonic() < until:
            time.sleep(0.001)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _answer(read: Callable[[], Found], limits: Limits, answer: int, leash: int) -> NoReturn:
    """Be the copy: read, answer and end, whatever happens. What a library prints may be the document's, and is lost."""
    try:
        os.setsid()
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, signal.SIG_DFL)
        silence()
        threading.Thread(target=_end_with, args=(leash,), daemon=True).start()
        bound_memory(limits, held=address_space())
        bound_computing(limits)
        said = _said_of(read, limits)
        while said:
            said = said[os.write(answer, said) :]
        os.close(answer)
    finally:
        os._exit(0)


def _said_of(read: Callable[[], Found], limits: Limits) -> bytes:
    try:
        with computing_bounded(limits), collecting_seldom():
            return _READ + encoded([_as_crossing(one) for one in read()])
    except Spent:
        return _BUSY
    except MemoryError:
        return _MEMORY


def _as_crossing(one: Document | ReadError) -> _One:
    return _One(document=one) if isinstance(one, Document) else _One(error=error_said(one))


def _end_with(leash: int) -> None:
    """End this process and its programs once the one that it is a copy of no longer wants it, or is gone."""
    os.read(leash, 1)
    end_at_once()
