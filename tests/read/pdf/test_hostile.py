"""PDFs made to exhaust whoever reads them, or damaged past what PDFium takes: bounded, said, and nothing else lost."""

import time
import zlib

import pypdfium2
import pytest

from contract_scan.read.failures import FileError
from contract_scan.read.pdf.suspicion import is_suspect

TERM = "The parties keep all information secret."
TEXT = f"BT /F1 11 Tf 72 700 Td ({TERM}) Tj ET\n".encode()
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(content, entries=b""):
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def file_of(*objects):
    """Return a file of objects numbered from 1, the first the catalogue; all whole and listed as they should be."""
    parts, offsets, at = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, start=1):
        offsets.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        at += len(parts[-1])
    listed = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, listed))
    parts.append(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, at))
    return b"".join(parts)


def pages(*contents, more=(), page=b"", font=FONT):
    """Return a file of pages, each a stream; `more` are further objects, the first of them number 4 + 2 * pages."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(contents)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)), font]
    for at, content in enumerate(contents):
        resources = b"/Resources<</Font<</F1 3 0 R>>/XObject<</X %d 0 R>>>>" % (4 + 2 * len(contents))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R%s%s>>" % (5 + 2 * at, resources, page)
        )
        objects.append(content)
    return file_of(*objects, *more)


def forms(levels, times, first):
    """Return forms of which each draws the next so many times; the last writes the term."""
    for level in range(levels):
        inner = b"/Resources<</XObject<</X %d 0 R>>/Font<</F1 3 0 R>>>>" % (first + level + 1)
        content = b"/X Do\n" * times if level < levels - 1 else TEXT
        yield stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]" + inner)


def reasons(document):
    return [(gap.reason, gap.page) for gap in document.unread]


def test_forms_that_draw_forms_a_billion_times_cost_their_page_alone(pdf):
    data = pages(stream(b"/X Do\n" * 10), stream(TEXT), more=forms(9, 10, 8))
    start = time.monotonic()
    document = pdf.read(data)
    assert (document.text, reasons(document)) == (TERM, [("page_too_heavy", 1)])
    assert time.monotonic() - start < 5


def test_forms_within_forms_as_signing_services_make_them_are_read(pdf):
    assert pdf.read(pages(stream(b"/X Do\n"), more=forms(5, 1, 6))).text == TERM


@pytest.mark.parametrize("twice", [False, True])
def test_a_page_that_unpacks_to_sixty_megabytes_is_not_opened(pdf, twice):
    packed = zlib.compress(TEXT * 900_000, 9)
    filters = b"/Filter/FlateDecode"
    if twice:
        packed, filters = zlib.compress(packed, 9), b"/Filter[/FlateDecode/FlateDecode]"
    document = pdf.read(pages(stream(packed, filters), stream(TEXT)))
    assert (document.text, reasons(document)) == (TERM, [("page_too_heavy", 1)])


def test_an_ordinary_file_is_not_suspect(pdf):
    assert not is_suspect(pdf.made(*[pdf.page(*[TERM] * 40)] * 30))


def test_a_page_in_the_tree_a_hundred_thousand_times_is_read_up_to_the_limit(pdf):
    kids = b"4 0 R " * 100_000
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    tree = b"<</Type/Pages/Kids[%s]/Count 100000>>" % kids
    document = pdf.read(file_of(b"<</Type/Catalog/Pages 2 0 R>>", tree, FONT, page, stream(TEXT)))
    assert reasons(document)[0] == ("pages_beyond_limit", 5_001)


def test_a_number_of_pages_that_is_a_lie_is_not_believed(pdf):
    data = pages(stream(TEXT)).replace(b"/Count 1>>", b"/Count 2000000000>>")
    assert pdf.read(data).text.startswith(TERM)


@pytest.mark.parametrize("codes", [b"000100020003000400050006000700080009", b"00030004"])
def test_a_font_without_unicode_is_a_broken_page_however_short(pdf, codes):
    codes = stream(b"BT /F1 11 Tf 72 700 Td <%s> Tj ET\n" % codes)
    font = b"<</Type/Font/Subtype/Type0/BaseFont/ABC/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABC%s/FontDescriptor 7 0 R>>" % system
    descriptor = b"<</Type/FontDescriptor/FontName/ABC/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200>>"
    assert ("page_broken", 1) in reasons(pdf.read(pages(codes, more=[descendant, descriptor], font=font)))


def test_a_hundred_thousand_objects_that_name_each_other_are_read(pdf):
    objects = [b"[%d 0 R]" % (6 + at % 1_000) for at in range(100_000)]
    assert pdf.read(pages(stream(TEXT), more=objects)).text == TERM


def test_annotations_past_the_limit_are_named(pdf):
    notes = b" ".join(b"<</Subtype/Text/Rect[9 9 20 20]/Contents(note %d)>>" % at for at in range(5_010))
    document = pdf.read(pages(stream(TEXT), page=b"/Annots[%s]" % notes))
    assert ("annotations_beyond_limit", 1) in reasons(document)
    assert "note 4999" in document.text
    assert "note 5000" not in document.text


def test_nul_bytes_and_overrides_in_text_titles_and_notes_do_no_harm(pdf):
    override = b"<FEFF202E00660064>"
    note = b"/Annots[<</Subtype/Text/Rect[9 9 20 20]/Contents%s/T(a\\000b)>>]" % override
    document = pdf.read(pages(stream(TEXT.replace(b"all", b"a\\000ll")), page=note))
    assert "\0" not in document.text
    assert "\u202efd" in document.text


@pytest.mark.parametrize("damage", ["cut before its list of objects", "its list of objects garbled", "no first line"])
def test_a_file_that_pdfium_refuses_is_repaired_and_that_is_said(pdf, damage):
    whole = pages(stream(TEXT), more=[b"null"])
    damaged = {
        "cut before its list of objects": whole[: whole.rindex(b"xref\n0")],
        "its list of objects garbled": whole.replace(b"trailer", b"tr\xe6iler"),
        "no first line": whole.replace(b"%PDF-1.7", b"%PDX-1.7"),
    }[damage]
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(damaged)
    document = pdf.read(damaged)
    assert (document.text, reasons(document)) == (TERM, [("pdf_repaired", None)])


def test_a_file_that_nothing_repairs_is_refused_in_one_sentence(pdf):
    with pytest.raises(FileError, match="damaged and could not be repaired"):
        pdf.read(pages(stream(TEXT)).replace(b"/Root 1 0 R", b""))
