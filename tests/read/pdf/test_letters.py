"""Letters that the file gives as others than its fonts draw, or gives no character for."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import reportlab
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.ttfonts import TTFontFile

from contract_scan.read.pdf.outlines import TrueType
from tests.read.pdf.test_out_of_sight import CLAUSE, SEEN, changed, reasons


def read_as_other_letters(pdf, table, differences=None):
    """Return a page whose font has a table for reading beside the names of its letters."""

    def change(file, page):
        font = next(iter(page.Resources.Font.values()))
        font["/ToUnicode"] = file.make_stream(b"1 begincodespacerange <00><ff> endcodespacerange " + table)
        if differences:
            font["/Encoding"] = Dictionary(Type=Name.Encoding, Differences=Array(differences))

    return changed(pdf.made(pdf.page(CLAUSE, SEEN)), change)


AS_DRAWN = b"1 beginbfrange <20> <7e> <0020> endbfrange "


def test_letters_that_are_read_as_others_than_the_font_draws_are_named(pdf):
    others = b"2 beginbfrange <20> <6d> <0020> <6f> <7e> <006f> endbfrange "
    swapped = pdf.read(read_as_other_letters(pdf, others + b"1 beginbfchar <6e> <0077> endbfchar"))
    assert "shall wot" in swapped.text
    assert reasons(swapped) == ["page_letters_differ"]
    listed = pdf.read(read_as_other_letters(pdf, b"1 beginbfrange <6e> <6f> [<0077> <006f>] endbfrange"))
    assert reasons(listed) == ["page_letters_differ"]
    named = [0x6E, Name.w, 0x77, Name.n]
    assert reasons(pdf.read(read_as_other_letters(pdf, AS_DRAWN, named))) == ["page_letters_differ"]


def test_letters_that_are_read_as_they_are_drawn_are_not_named(pdf):
    assert reasons(pdf.read(read_as_other_letters(pdf, AS_DRAWN))) == []
    small_capitals = AS_DRAWN + b"1 beginbfchar <6e> <004e> endbfchar"
    assert reasons(pdf.read(read_as_other_letters(pdf, small_capitals))) == []
    assert reasons(pdf.read(read_as_other_letters(pdf, AS_DRAWN, [0x6E, Name("/g12")]))) == []


def with_signs_drawn_by_hand(file, page, content):
    """Give a page a font whose eight signs are drawn by hand (Type 3), and draw with it."""
    names = [Name(f"/a{number}") for number in range(8)]
    sign = file.make_stream(b"500 0 0 0 500 700 d1 0 0 400 700 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]), FirstChar=1, LastChar=8,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=Array([500] * 8),
        Encoding=Dictionary(Differences=Array([1, *names])), CharProcs=Dictionary({str(n): sign for n in names}),
    )  # fmt: skip
    page.Resources.Font["/T3"] = file.make_indirect(font)
    page.contents_add(b"BT " + content + b" ET")


def test_letters_that_are_drawn_by_hand_and_have_no_character_are_named(pdf):
    def change(file, page):
        with_signs_drawn_by_hand(file, page, b"/T3 11 Tf 72 600 Td <0102030405060708> Tj")

    document = pdf.read(changed(pdf.made(pdf.page(CLAUSE, SEEN)), change))
    assert CLAUSE in document.text
    assert reasons(document) == ["page_letters"]


@pytest.mark.parametrize("signs", [b"01", b"0102"])
@pytest.mark.parametrize("after", [b" publish any findings.", b"."])
def test_one_or_two_signs_without_a_character_between_words_are_named_and_a_bullet_is_not(pdf, signs, after):
    def between(file, page):
        words = b"/F1 11 Tf 72 600 Td (The Institute shall ) Tj /T3 11 Tf <%s> Tj /F1 11 Tf (%s) Tj" % (signs, after)
        with_signs_drawn_by_hand(file, page, words)

    def before(file, page):
        with_signs_drawn_by_hand(file, page, b"/T3 11 Tf 72 600 Td <%s> Tj /F1 11 Tf (  The first item.) Tj" % signs)

    data = pdf.made(pdf.page(CLAUSE, SEEN))
    assert reasons(pdf.read(changed(data, between))) == ["page_letters"]
    assert reasons(pdf.read(changed(data, before))) == []


def in_a_font_of_every_script(pdf, read_as=None, codes=None, bare=False):
    """Return a page that shows the clause in a font of glyph numbers, with a table for reading.

    `read_as` changes the table, `codes` gives letters a further code each; a `bare` font has no table of its own.
    """
    font = TTFontFile(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    glyphs = {letter: font.charToGlyph[ord(letter)] for letter in sorted(set(CLAUSE))}
    program = Path(font.filename).read_bytes()
    program = program.replace(b"cmap", b"xmap", 1) if bare else program
    shown = glyphs | (codes or {})
    table = {code: letter for letter, code in glyphs.items()}
    table |= {code: (read_as or {}).get(letter, letter) for letter, code in shown.items()}

    def change(file, page):
        numbers = bytearray(2 * 65536)
        for letter, code in [*glyphs.items(), *shown.items()]:
            numbers[2 * code : 2 * code + 2] = glyphs[letter].to_bytes(2, "big")
        descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Vera, Flags=4, FontBBox=Array([0, 0, 1, 1]))
        descriptor["/FontFile2"] = file.make_stream(program, Length1=len(program))
        within = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Vera, FontDescriptor=descriptor)
        within["/CIDSystemInfo"] = Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
        within["/CIDToGIDMap"], within["/DW"] = file.make_stream(bytes(numbers)), 500
        lines = " ".join(f"<{code:04x}> <{ord(letter):04x}>" for code, letter in table.items())
        unicode = f"1 begincodespacerange <0000><ffff> endcodespacerange {len(table)} beginbfchar {lines} endbfchar"
        whole = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Vera, Encoding=Name("/Identity-H"))
        whole["/DescendantFonts"], whole["/ToUnicode"] = Array([within]), file.make_stream(unicode.encode())
        page.Resources.Font["/T0"] = file.make_indirect(whole)
        written = "".join(f"{shown[letter]:04x}" for letter in CLAUSE)
        page.contents_add(f"BT /T0 11 Tf 72 600 Td <{written}> Tj ET".encode())

    return pdf.read(changed(pdf.made(pdf.page(SEEN)), change))


def test_letters_of_a_font_of_every_script_that_are_read_as_others_are_named(pdf):
    told = in_a_font_of_every_script(pdf, {"t": "w"})
    assert "shall now" in told.text
    assert reasons(told) == ["page_letters_differ"]
    drawn_alike = in_a_font_of_every_script(pdf, {"t": "w"}, {"t": 5000}, bare=True)
    assert "shall now" in drawn_alike.text
    assert reasons(drawn_alike) == ["page_letters_differ"]


@pytest.mark.parametrize("bare", [False, True])
def test_letters_of_a_font_of_every_script_that_are_read_as_they_are_drawn_are_not_named(pdf, bare):
    for codes in (None, {"t": 5000}):
        document = in_a_font_of_every_script(pdf, None, codes, bare)
        assert CLAUSE in document.text
        assert reasons(document) == []


def test_font_programs_that_are_cut_off_anywhere_tell_nothing_or_what_they_hold():
    whole = Path(reportlab.__file__).parent.joinpath("fonts", "Vera.ttf").read_bytes()
    for end in (0, 3, 11, 40, 200, 300, 2_000, 20_000, 60_000):
        with suppress(ValueError):
            font = TrueType(whole[:end])
            assert font.letters.get(87, "t") == "t"
            assert font.glyph(116) in (0, 87)
            assert font.outline(87) in (b"", TrueType(whole).outline(87))
    assert TrueType(whole).glyph(116) == 87
