"""Messages between a pool and its workers: each a length and as many bytes, over a pair of pipes."""

from __future__ import annotations

import os
from typing import Any

import msgspec

from contract_scan.decisions import Decisions
from contract_scan.pipes import Wire as Wire
from contract_scan.runner.work import Work

#: A file to scan as it crosses: its path as the file system has it, what it is called, its bytes, password, decisions,
#: whether the result is lean, and whether this is the last try.
_Crossing = tuple[bytes, str, bytes | None, str | None, Decisions | None, bool, bool]


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
