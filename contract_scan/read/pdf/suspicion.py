"""Whether a PDF could be made to exhaust whoever reads it: a cheap look at the bytes of its streams.

PDFium cannot be stopped half-way through a page. So streams that unpack to very much, and forms that draw forms that
draw forms, are looked for before a page is opened. A look says no or perhaps; `weight` then says which pages.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Sequence

_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_DRAWN = re.compile(rb"[^\s/\[\]<>()]\s+Do\b")
_FILTER = re.compile(rb"(Fl(?:ate)?|LZW|ASCII85|ASCIIHex|RunLength|A85|AHx|RL)(?:Decode)?\b")
_SPELT = (b"ASCII85", b"ASCIIHex", b"A85", b"AHx")
_DEFLATED = (b"Flate", b"Fl")
#: How far back from its stream a dictionary is looked for.
_DICTIONARY = 2_000
#: A packed stream below this size cannot unpack to more than about 50 MB.
_SMALL = 50_000
#: Streams that unpack to more than this are suspect.
MOST_UNPACKED = 50_000_000
#: So many drawings could a page come to before it is looked at more closely.
_MOST_DRAWN = 100_000


def is_suspect(data: bytes) -> bool:
    """Say whether reading a PDF could take out of all proportion to its size."""
    drawn, end = 1, 0
    for match in _STREAM.finditer(data):
        if match.start() < end:
            continue
        start = match.end()
        head = data[max(end, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b"obj") + 1 :]
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        filters = _FILTER.findall(head)
        packings = sum(name not in _SPELT for name in filters)
        if b"/Image" in head or (b"Form" not in head and b"#" not in head and end - start < _SMALL and packings < 2):
            continue
        content = unpack(data[start:end], filters, MOST_UNPACKED)
        if content is None:
            return True
        if b"Form" in head or b"#" in head:
            drawn *= max(len(_DRAWN.findall(content)), 1)
        if drawn > _MOST_DRAWN:
            return True
    return drawn > 1 and drawn * data.count(b"/Form") > _MOST_DRAWN


def unpack(packed: bytes, filters: Sequence[bytes], most: int) -> bytes | None:
    """Return what a stream unpacks to; None where it is more than `most` bytes, or packed in a rarer way."""
    content: bytes | None = packed
    for name in filters:
        if content is None:
            return None
        content = (
            _spelt_out(content, name) if name in _SPELT else _inflated(content, most) if name in _DEFLATED else None
        )
    return content


def _inflated(packed: bytes, most: int) -> bytes | None:
    try:
        content = zlib.decompressobj().decompress(packed, most + 1)
    except zlib.error:
        return None
    return content if len(content) <= most else None


def _spelt_out(text: bytes, name: bytes) -> bytes | None:
    """Return bytes that were spelt in ASCII; None where they were not."""
    try:
        if name in (b"ASCIIHex", b"AHx"):
            return bytes.fromhex(text.partition(b">")[0].decode("ascii"))
        return base64.a85decode(text.partition(b"~>")[0].strip())
    except ValueError:
        return None
