"""Writing a compound file (OLE2): a folder of streams and folders in one file, as [MS-CFB] describes it.

An Outlook message within a message is a folder of the file that holds it; written as a file of its own it is read like
any other. Version 4 of the format, so that no list of lists of sectors is needed below 450 MB.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

#: A folder: name to content, which is bytes or a folder.
Folder = Mapping[str, "bytes | Folder"]

_SECTOR = 4_096
_SMALL = 64
#: Streams below this size share sectors.
_CUTOFF = 4_096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NOTHING = 0xFFFFFFFF
_FOLDER, _STREAM, _ROOT = 1, 2, 5
_LISTED = 109


def compound_file(root: Folder) -> bytes:
    """Return the bytes of a compound file. Raises `ValueError` where it would be larger than about 450 MB."""
    entries = [_Entry("Root Entry", _ROOT)]
    _enter(root, entries, entries[0])
    chains = _Chains()
    small, small_chain = _small_streams(entries)
    entries[0].start, entries[0].size = chains.add(small), len(small)
    for entry in entries:
        if entry.kind == _STREAM and len(entry.data) >= _CUTOFF:
            entry.start = chains.add(entry.data)
    small_table = chains.add(_numbers(small_chain, _FREE))
    directory = chains.add(_padded(b"".join(map(_packed, entries)), _SECTOR, b"\0" * 68 + b"\xff" * 12 + b"\0" * 48))
    sectors = -(-len(small_chain) * 4 // _SECTOR)
    return chains.file(directory, small_table, sectors)


@dataclass(slots=True)
class _Entry:
    """One line of the directory. `left`, `right` and `child` are ordinals of other lines."""

    name: str
    kind: int
    data: bytes = b""
    start: int = _END
    size: int = 0
    left: int = _NOTHING
    right: int = _NOTHING
    child: int = _NOTHING


@dataclass(slots=True)
class _Chains:
    """Sectors in order, and for each which one comes next."""

    data: list[bytes] = field(default_factory=list)
    following: list[int] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        """Add content as a chain of sectors; returns the first."""
        if not content:
            return _END
        start = len(self.following)
        count = -(-len(content) // _SECTOR)
        self.data.append(_padded(content, _SECTOR))
        self.following += [*range(start + 1, start + count), _END]
        return start

    def file(self, directory: int, small_table: int, small_sectors: int) -> bytes:
        """Return the whole file: the header, the sectors and, last, the table that chains them."""
        per_sector = _SECTOR // 4
        tables = 1
        while tables * per_sector < len(self.following) + tables:
            tables += 1
        if tables > _LISTED:
            raise ValueError("larger than a compound file without further lists of sectors")
        first = len(self.following)
        table = _numbers([*self.following, *[_FAT] * tables], _FREE)
        listed = [*range(first, first + tables), *[_FREE] * (_LISTED - tables)]
        header = struct.pack(
            "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 4, 0xFFFE, 12, 6,
            1, tables, directory, 0, _CUTOFF, small_table if small_sectors else _END, small_sectors, _END, 0, listed[0],
        )  # fmt: skip
        header += struct.pack(f"<{_LISTED - 1}I", *listed[1:])
        return _padded(header, _SECTOR) + b"".join(self.data) + table


def _enter(folder: Folder, entries: list[_Entry], owner: _Entry) -> None:
    """Add what a folder holds to the directory, as the balanced tree that the format asks for."""
    first = len(entries)
    names = sorted(folder, key=lambda name: (len(name), name.upper()))
    for name in names:
        content = folder[name]
        is_stream = isinstance(content, bytes)
        data = content if isinstance(content, bytes) else b""
        entries.append(_Entry(name, _STREAM if is_stream else _FOLDER, data, size=len(data)))
    owner.child = _tree(entries, first, len(entries))
    for at, name in enumerate(names, start=first):
        content = folder[name]
        if not isinstance(content, bytes):
            _enter(content, entries, entries[at])


def _tree(entries: list[_Entry], start: int, end: int) -> int:
    """Tie sorted lines of the directory into a tree; returns its root."""
    if start >= end:
        return _NOTHING
    middle = (start + end) // 2
    entries[middle].left = _tree(entries, start, middle)
    entries[middle].right = _tree(entries, middle + 1, end)
    return middle


def _small_streams(entries: list[_Entry]) -> tuple[bytes, list[int]]:
    """Put the small streams one after the other; returns them and which small sector follows which."""
    data: list[bytes] = []
    following: list[int] = []
    for entry in entries:
        if entry.kind == _STREAM and 0 < len(entry.data) < _CUTOFF:
            entry.start = len(following)
            count = -(-len(entry.data) // _SMALL)
            data.append(_padded(entry.data, _SMALL))
            following += [*range(entry.start + 1, entry.start + count), _END]
    return b"".join(data), following


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")[:62]
    black = 1
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name) + 2, entry.kind, black, entry.left, entry.right, entry.child, entry.start,
        entry.size,
    )  # fmt: skip


def _numbers(values: list[int], filling: int) -> bytes:
    return _padded(struct.pack(f"<{len(values)}I", *values), _SECTOR, struct.pack("<I", filling))


def _padded(data: bytes, size: int, filling: bytes = b"\0") -> bytes:
    missing = -len(data) % size
    return data + filling * (missing // len(filling))
