"""What the glyphs of an embedded TrueType font are by the font itself: by its tables of characters and its outlines."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from string import ascii_letters, digits
from typing import Any

#: The letters and digits that are looked for.
PLAIN = ascii_letters + digits
_KINDS = {(3, 1): "unicode", (3, 10): "unicode", (3, 0): "symbol", (1, 0): "mac"}
#: Where a font of symbols keeps the glyph of a code.
_PRIVATE = 0xF000
#: No more tables of a font are looked at.
_TABLES = 60

#: A stretch of a table of characters: last and first code, what is added to them, where the glyphs stand, from where.
Segment = tuple[int, int, int, int, int]


class TrueType:
    """An embedded font program. What is asked of one that is damaged raises `ValueError`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        count = min(self._number(">H", 4), _TABLES)
        records = (self._numbers(">4sIII", 12 + 16 * index) for index in range(count))
        self._tables: dict[bytes, tuple[int, int]] = {record[0]: (record[2], record[3]) for record in records}

    def _numbers(self, form: str, at: int) -> tuple[Any, ...]:
        try:
            return struct.unpack_from(form, self._data, at)
        except struct.error as error:
            raise ValueError(str(error)) from error

    def _number(self, form: str, at: int) -> int:
        return int(self._numbers(form, at)[0])

    @cached_property
    def letters(self) -> dict[int, str]:
        """The plain letters that the font's own table gives a glyph, by the glyph."""
        found: dict[int, str] = {}
        for letter in PLAIN if "unicode" in self._maps else ():
            glyph = self._maps["unicode"](ord(letter))
            found[glyph] = found.get(glyph, "") + letter
        found.pop(0, None)
        return found

    def glyph(self, code: int) -> int:
        """Return the glyph of a code of a font without names of letters, 0 for none."""
        if "symbol" in self._maps:
            return self._maps["symbol"](_PRIVATE + code) or self._maps["symbol"](code)
        return self._maps["mac"](code) if "mac" in self._maps else 0

    def outline(self, glyph: int) -> bytes:
        """Return how a glyph is drawn: the same bytes draw the same; none for one that draws nothing."""
        if b"glyf" not in self._tables or b"loca" not in self._tables or b"head" not in self._tables:
            return b""
        places, start = self._tables[b"loca"][0], self._tables[b"glyf"][0]
        if self._number(">h", self._tables[b"head"][0] + 50):
            first, last = self._numbers(">II", places + 4 * glyph)
        else:
            first, last = (2 * place for place in self._numbers(">HH", places + 2 * glyph))
        return self._data[start + first : start + last]

    @cached_property
    def _maps(self) -> dict[str, Callable[[int], int]]:
        """The tables of characters that are known, by their kind."""
        if b"cmap" not in self._tables:
            return {}
        start = self._tables[b"cmap"][0]
        found: dict[str, Callable[[int], int]] = {}
        for index in range(min(self._number(">H", start + 2), _TABLES)):
            platform, kind, offset = self._numbers(">HHI", start + 4 + 8 * index)
            name = "unicode" if platform == 0 else _KINDS.get((platform, kind), "")
            if name and (asked := self._map(start + offset)):
                found.setdefault(name, asked)
        return found

    def _map(self, at: int) -> Callable[[int], int] | None:
        """Return what asks a table of characters for the glyph of a code; None for a table of a rarer form."""
        form = self._number(">H", at)
        if form == 0:
            return lambda code: self._number("B", at + 6 + code) if code < 256 else 0
        if form == 6:
            first, count = self._numbers(">HH", at + 6)
            return lambda code: self._number(">H", at + 10 + 2 * (code - first)) if 0 <= code - first < count else 0
        if form != 4:
            return None
        segments = tuple(self._segments(at))
        return lambda code: self._in_segments(segments, code)

    def _in_segments(self, segments: Sequence[Segment], code: int) -> int:
        for end, start, delta, offset, place in segments:
            if start <= code <= end:
                if not offset:
                    return (code + delta) & 0xFFFF
                glyph = self._number(">H", place + offset + 2 * (code - start))
                return (glyph + delta) & 0xFFFF if glyph else 0
        return 0

    def _segments(self, at: int) -> Iterator[Segment]:
        double = self._number(">H", at + 6) & ~1
        for index in range(0, double, 2):
            last, *others = (at + 14 + index, *(at + 16 + part * double + index for part in (1, 2, 3)))
            start, delta, offset = (self._number(">H", place) for place in others)
            yield self._number(">H", last), start, delta, offset, others[-1]
