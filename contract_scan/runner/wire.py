"""Messages between a pool and its workers: each a length and as many bytes, over a pair of pipes."""

from __future__ import annotations

import os
import struct
from typing import IO, Any

import msgspec

from contract_scan.decisions import Decisions
from contract_scan.runner.work import Work

_LENGTH = struct.Struct(">Q")
#: A file to scan as it crosses: its path as the file system has it, what it is called, its bytes, password, decisions,
#: whether the result is lean, and whether this is the last try.
_Crossing = tuple[bytes, str, bytes | None, str | None, Decisions | None, bool, bool]


class Wire:
    """One end of the pair. Both `send` and `receive` raise `EOFError` where the other end is gone."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._in, self._out = incoming, outgoing

    def send(self, data: bytes) -> None:
        """Send one message."""
        try:
            self._out.write(_LENGTH.pack(len(data)))
            self._out.write(data)
            self._out.flush()
        except (OSError, ValueError) as error:
            raise EOFError from error

    def receive(self) -> bytes:
        """Return the next message, waiting for it."""
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        return self._exactly(length)

    def _exactly(self, size: int) -> bytes:
        try:
            data = self._in.read(size)
        except (OSError, ValueError) as error:
            raise EOFError from error
        if len(data) < size:
            raise EOFError
        return data


def say(*parts: Any) -> bytes:
    """Return a message of plain values: a word, and what goes with it."""
    return msgspec.msgpack.encode(parts, enc_hook=str)


def said(data: bytes) -> tuple[str, list[Any]]:
    """Return the word of a message and what goes with it."""
    word, *rest = msgspec.msgpack.decode(data)
    return word, rest


def work_to_bytes(work: Work, *, last: bool) -> bytes:
    """Return a file to scan as a message, and whether this is the last try."""
    from contract_scan.read.failures import shown

    path, name = os.fsencode(work.path), shown(work.called)
    crossing: _Crossing = (path, name, work.data, work.password, work.decisions, work.lean, last)
    return msgspec.msgpack.encode(crossing)


def work_from_bytes(data: bytes) -> tuple[Work, bool]:
    """Return the file to scan of a message, and whether this is the last try."""
    path, name, whole, password, decisions, lean, last = msgspec.msgpack.decode(data, type=_Crossing)
    return Work(os.fsdecode(path), name, whole, password, decisions, lean), last
