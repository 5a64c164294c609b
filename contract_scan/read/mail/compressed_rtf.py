"""The Rich Text that Outlook stores as a message's text, unpacked as [MS-OXRTFCP] describes it."""

from __future__ import annotations

import struct

#: What every such text is reckoned to have been preceded by.
_BEFORE = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4_096
_PACKED, _PLAIN = b"LZFu", b"MELA"


def unpacked_rtf(data: bytes, most: int) -> bytes | None:
    """Return the Rich Text in a message's property, or None where it is damaged or larger than `most` bytes."""
    if len(data) < 16:
        return None
    size, kind = struct.unpack("<4xI4s", data[:12])
    if size > most:
        return None
    if kind == _PLAIN:
        return data[16 : 16 + size]
    return _unpacked(data[16:], size) if kind == _PACKED else None


def _unpacked(data: bytes, size: int) -> bytes:
    """Follow the packed bytes: literals, and references into the last 4,096 bytes."""
    out = bytearray(_BEFORE)
    at, limit = 0, len(_BEFORE) + size
    while at < len(data) and len(out) < limit:
        control, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data) or len(out) >= limit:
                break
            if not control >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            reference = int.from_bytes(data[at : at + 2], "big")
            at += 2
            offset, length = reference >> 4, (reference & 0xF) + 2
            if offset == len(out) % _WINDOW:
                return bytes(out[len(_BEFORE) :])
            back = (len(out) - offset - 1) % _WINDOW + 1
            if back > len(out):
                return bytes(out[len(_BEFORE) :])
            for _ in range(length):
                out.append(out[-back])
    return bytes(out[len(_BEFORE) : limit])
