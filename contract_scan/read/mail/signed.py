"""The reader of signed files (.p7m): a message or document within its signature, as S/MIME and CAdES write it.

The signature is not verified: what was signed is read. Of an encrypted one it is said that it is encrypted.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import PurePath

from contract_scan.read.choose.signatures import NEAR, PKCS7
from contract_scan.read.container import Contents, member_request
from contract_scan.read.failures import FileError
from contract_scan.read.request import ReadRequest

#: The kinds of content (RFC 5652): signed, and encrypted in three ways, one of them by a number of its own.
_SIGNED, _ENCRYPTED, _ENCRYPTED_TOO = 2, (3, 4, 6), bytes.fromhex("060b2a864886f70d0109100117")
_LETTERS = re.compile(rb"\s*-----BEGIN (?:PKCS7|CMS)-----\s+([A-Za-z0-9+/=\s]+)")
_OCTETS, _SEQUENCE, _CONTENT = 0x04, 0x30, 0xA0
#: The first byte of a length that is not stated, and what stands behind such a value.
_UNSTATED, _END = 0x80, b"\0\0"
_DEEPEST = 20
_ENDINGS = (".p7m", ".p7s", ".p7b", ".pkcs7")
#: A part of a message as S/MIME signs it: its header begins with what it holds.
_PART = re.compile(rb"\s*(?:content-[a-z-]+|mime-version):", re.IGNORECASE)


def unpack_signed(request: ReadRequest) -> Contents:
    """Return what was signed as a file. Raises `FileError` for what is encrypted, damaged or a bare signature."""
    letters = _LETTERS.match(request.data)
    data = b64decode(letters[1] + b"==") if letters else request.data
    kind = data.find(PKCS7, 0, NEAR)
    number = data[kind + len(PKCS7)] if kind >= 0 else _ENCRYPTED[0] if _ENCRYPTED_TOO in data[:NEAR] else 0
    if number in _ENCRYPTED:
        raise FileError("is_encrypted_message", path=request.path)
    if number != _SIGNED:
        raise FileError("unsupported", path=request.path)
    try:
        content = b"".join(_signed(data))
    except (IndexError, StopIteration, ValueError):
        raise FileError("damaged", path=request.path) from None
    if not content:
        raise FileError("is_signature", path=request.path)
    if _PART.match(content):
        return Contents(None, [member_request(request, "message.eml", b"MIME-Version: 1.0\r\n" + content)])
    path = PurePath(request.path.rpartition("!")[2])
    name = path.stem if path.suffix.lower() in _ENDINGS and path.stem else "content"
    return Contents(None, [member_request(request, name, content)])


def _signed(data: bytes) -> Iterator[bytes]:
    """Yield the pieces of what was signed (RFC 5652, 5.1), none where only a signature is there."""
    _, whole = next(_values(data, 0, len(data)))
    held = [span for tag, span in _values(data, *whole) if tag == _CONTENT]
    _, signed = next(_values(data, *held[0]))
    content = [span for tag, span in _values(data, *signed) if tag == _SEQUENCE]
    for tag, span in _values(data, *content[0]):
        if tag == _CONTENT:
            yield from _octets(data, span, 0)


def _octets(data: bytes, span: tuple[int, int], depth: int) -> Iterator[bytes]:
    """Yield the octets in a value, which may be cut in pieces, each a value of its own."""
    for tag, (start, end) in _values(data, *span):
        if tag == _OCTETS:
            yield data[start:end]
        elif tag & 0x20 and depth < _DEEPEST:
            yield from _octets(data, (start, end), depth + 1)


def _values(data: bytes, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the values that stand behind each other: the tag of each, and where its content starts and ends (BER)."""
    at = start
    while at < end and data[at : at + 2] != _END:
        tag = data[at]
        first, stop, at = _value(data, at, end, 0)
        yield tag, (first, stop)


def _value(data: bytes, start: int, end: int, depth: int) -> tuple[int, int, int]:
    """Return where the content of a value starts and ends, and where the next begins. Raises `ValueError`."""
    said, at = data[start + 1], start + 2
    if said == _UNSTATED:
        stop = at
        while data[stop : stop + 2] != _END:
            if depth > _DEEPEST or stop >= end:
                raise ValueError(stop)
            *_, stop = _value(data, stop, end, depth + 1)
        return at, stop, stop + len(_END)
    more = said - _UNSTATED if said > _UNSTATED else 0
    size = int.from_bytes(data[at : at + more]) if more else said
    if at + more + size > end:
        raise ValueError(size)
    return at + more, at + more + size, at + more + size
