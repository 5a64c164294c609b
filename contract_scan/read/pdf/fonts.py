"""Fonts whose table for reading (ToUnicode) says of a letter that it is another than the one that the font draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contract_scan.read.pdf.outlines import PLAIN, TrueType
from contract_scan.read.pdf.patterns import resources_of
from contract_scan.read.pdf.qpdf import looked_through
from contract_scan.read.pdf.switched_off import holds

_TABLE = re.compile(rb"/ToUnicode\b")
_TOLD = re.compile(rb"/(?:Differences|WinAnsiEncoding|MacRomanEncoding|FontFile2)\b")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NAMED = {name: str(digit) for digit, name in enumerate(_DIGITS)}
_PLAIN = "/WinAnsiEncoding", "/MacRomanEncoding"
#: In a font that says so the code of a letter need not be the letter.
_SYMBOLIC = 4
_PART = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f]{1,4})>\s*<([0-9A-Fa-f]{4})>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,4})>\s*<([0-9A-Fa-f]{1,4})>\s*(?:<([0-9A-Fa-f]{4})>|\[([^\]]*)\])")
_ONE = re.compile(rb"<([0-9A-Fa-f]{4})>")
#: The codes of a font of every script that are the numbers of its glyphs.
_AS_IT_IS = "/Identity-H", "/Identity-V"
#: What many fonts draw in the same way.
_DRAWN_ALIKE = frozenset("Il1i"), frozenset("Oo0")
#: A font program of more bytes is not looked at.
_PROGRAM = 20_000_000
#: So much of a table is read.
_MOST = 200_000


def pages_with_other_letters(data: bytes, password: str | None, pages: int) -> frozenset[int]:
    """Return the pages (from 0) with a font whose letters are read as others than it draws.

    What it draws is told by the names it gives its letters, or by the font itself: by its own table of characters, and
    where it draws what is read as two letters alike.
    """
    if not (holds(data, _TABLE) and holds(data, _TOLD)):
        return frozenset()

    def look(file: Any, qpdf: Any) -> Iterator[int]:
        known: dict[Any, bool] = {}
        for index, page in enumerate(file.pages[:pages]):
            if any(_lies(font, qpdf, known) for font in _fonts(page, qpdf)):
                yield index

    return frozenset(looked_through(data, password, look))


def _fonts(page: Any, qpdf: Any) -> Iterator[Any]:
    for resources in resources_of(page.obj.get("/Resources", page.resources), qpdf, 0):
        fonts = resources.get("/Font")
        yield from fonts.values() if isinstance(fonts, qpdf.Dictionary) else ()


def _lies(font: Any, qpdf: Any, known: dict[Any, bool]) -> bool:
    """Say whether a font draws one letter and gives another for reading; each font is looked at once."""
    if not isinstance(font, qpdf.Dictionary) or not isinstance(font.get("/ToUnicode"), qpdf.Stream):
        return False
    if font.objgen == (0, 0) or font.objgen not in known:
        drawn = dict(_drawn(font, qpdf))
        read = dict(_read(font["/ToUnicode"].read_bytes()[:_MOST]))
        known[font.objgen] = any(_differ(letter, read.get(code, letter)) for code, letter in drawn.items()) or (
            not drawn and _draws_others(font, read, qpdf)
        )
    return known[font.objgen]


def _draws_others(font: Any, read: dict[int, str], qpdf: Any) -> bool:
    """Say whether a font that names no letters draws others than are read, as far as its program tells."""
    holder = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    program = holder.get("/FontDescriptor", {}).get("/FontFile2")
    plain = {code: letter for code, letter in read.items() if letter in PLAIN}
    if not plain or not isinstance(program, qpdf.Stream) or int(program.get("/Length1", 0)) > _PROGRAM:
        return False
    try:
        file = TrueType(program.read_bytes())
        read_as: dict[bytes, str] = {}
        for glyph, letter in _glyphs(font, holder, plain, file, qpdf):
            own, drawn = file.letters.get(glyph, ""), file.outline(glyph)
            if own and drawn and not _same(letter, own):
                return True
            if drawn and not _same(letter, read_as.setdefault(drawn, letter)):
                return True
    except ValueError:  # a damaged font tells nothing
        pass
    return False


def _glyphs(font: Any, holder: Any, plain: dict[int, str], file: TrueType, qpdf: Any) -> Iterator[tuple[int, str]]:
    """Yield the glyphs of a font's plain letters, each with the letter it is read as."""
    if holder is font:
        yield from ((file.glyph(code), letter) for code, letter in plain.items() if code < 256)
        return
    if str(font.get("/Encoding", "")) not in _AS_IT_IS:
        return
    table = holder.get("/CIDToGIDMap")
    glyphs = table.read_bytes() if isinstance(table, qpdf.Stream) else b""
    for code, letter in plain.items():
        yield int.from_bytes(glyphs[2 * code : 2 * code + 2], "big") if glyphs else code, letter


def _same(letter: str, others: str) -> bool:
    """Say whether a letter is one of others, be it in small capitals, or one that many fonts draw in the same way."""
    return any(
        letter.casefold() == other.casefold() or any({letter, other} <= alike for alike in _DRAWN_ALIKE)
        for other in others
    )


def _differ(drawn: str, read: str) -> bool:
    """Say whether both are plain letters or digits, and not the same, be it in small capitals."""
    return drawn != "\0" and read.isascii() and read.isalnum() and drawn.casefold() != read.casefold()


def _drawn(font: Any, qpdf: Any) -> Iterator[tuple[int, str]]:
    """Yield the codes of a font that draw a plain letter or digit, by the names it gives them."""
    encoding = font.get("/Encoding")
    named = isinstance(encoding, qpdf.Dictionary)
    base = str(encoding.get("/BaseEncoding", "")) if named else str(encoding)
    flags = int(font.get("/FontDescriptor", {}).get("/Flags", 0))
    if base in _PLAIN and not flags & _SYMBOLIC:
        yield from ((code, chr(code)) for code in range(128) if chr(code).isalnum())
    code = 0
    for item in encoding.get("/Differences", ()) if named else ():
        if isinstance(item, qpdf.Name):
            name = str(item)[1:]
            letter = _NAMED.get(name, name)
            yield code, letter if len(letter) == 1 and letter.isascii() and letter.isalnum() else "\0"
            code += 1
        else:
            code = int(item)


def _read(table: bytes) -> Iterator[tuple[int, str]]:
    """Yield which character a table for reading gives each code."""
    for kind, part in _PART.findall(table):
        if kind == b"bfchar":
            yield from ((int(code, 16), chr(int(one, 16))) for code, one in _CHAR.findall(part))
            continue
        for first, last, start, several in _RANGE.findall(part):
            codes = range(int(first, 16), int(last, 16) + 1)
            ones = (
                [int(one, 16) for one in _ONE.findall(several)] if several else range(int(start or b"0", 16), 0x10000)
            )
            yield from ((code, chr(one)) for code, one in zip(codes, ones, strict=False))
