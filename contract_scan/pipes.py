"""What crosses between processes of ours: nouns as JSON, in messages over a pair of pipes."""

from __future__ import annotations

import os
import re
import struct
import sys
from typing import IO, Any

import msgspec

_LENGTH = struct.Struct(">Q")
_SURROGATE = re.compile("[\ud800-\udfff]")


def environment(**more: str) -> dict[str, str]:
    """Return the environment of another process of ours: this one's, our import path, an allocator that wastes no
    addresses, and what is given."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**os.environ, "PYTHONPATH": path, "MALLOC_ARENA_MAX": "2", **more}


def silence() -> None:
    """Let what is printed go nowhere, here and in programs that are started, and what is read come from nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


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


def encoded(value: object) -> bytes:
    """Return a value as JSON; halves of characters, which no UTF-8 can hold, become replacement signs."""
    try:
        return msgspec.json.encode(value, enc_hook=str)
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole(msgspec.to_builtins(value, enc_hook=str)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value
