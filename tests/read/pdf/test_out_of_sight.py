"""What a page holds out of sight: cut off, covered, in layers that are off, hidden notes, patterns, fields without a place."""

from __future__ import annotations

import io
import logging
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader

CLAUSE = "The Institute shall not publish any findings."
SEEN = "Some ordinary words of the agreement that fill a line."
FONT = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def changed(data, change):
    """Return a file after a change by pikepdf to it and its first page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file, file.pages[0])
        file.save(out, static_id=True)
    return out.getvalue()


def hidden(document):
    return [document.quote(mark.span) for mark in document.marks if mark.kind == "hidden"]


def reasons(document):
    return [part.reason for part in document.unread]


def drawn(file, words, **more):
    """Return a form that shows words."""
    form = file.make_stream(f"BT /F1 11 Tf 72 600 Td ({words}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form)
    form["/BBox"] = Array([0, 0, 595, 842])
    form["/Resources"] = Dictionary(Font=Dictionary(F1=FONT))
    for key, value in more.items():
        form[f"/{key}"] = value
    return form


def clipped(sheet):
    path = sheet.beginPath()
    path.rect(0, 0, 20, 20)
    sheet.clipPath(path, stroke=0)
    sheet.drawString(72, 640, CLAUSE)


def under_an_image(sheet):
    sheet.drawString(72, 640, CLAUSE)
    sheet.drawImage(ImageReader(Image.new("RGB", (20, 20), (255, 255, 255))), 60, 620, 400, 50)


def white(sheet):
    sheet.setFillColorRGB(1, 1, 1)
    sheet.drawString(72, 640, CLAUSE)


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("how", [clipped, under_an_image, white])
def test_text_that_is_cut_off_covered_or_white_is_marked_on_turned_pages_too(pdf, how, turn):
    data = pdf.made(lambda sheet: (pdf.write(sheet, 72, 740, [SEEN]), how(sheet)))
    turned = changed(data, lambda file, page: setattr(page, "Rotate", turn))
    assert hidden(pdf.read(turned)) == [CLAUSE]


def test_text_that_is_cut_to_where_it_stands_is_seen(pdf):
    def cut(sheet):
        path = sheet.beginPath()
        path.rect(60, 600, 500, 200)
        sheet.clipPath(path, stroke=0)
        pdf.write(sheet, 72, 740, [CLAUSE])

    assert hidden(pdf.read(pdf.made(cut))) == []


def test_text_without_any_width_is_read(pdf):
    def squeezed(sheet):
        pdf.write(sheet, 72, 740, [SEEN])
        for top in (640, 625):
            text = sheet.beginText(72, top)
            text.setHorizScale(0.1)
            text.textOut(CLAUSE)
            sheet.drawText(text)

    assert CLAUSE in pdf.read(pdf.made(squeezed)).text


@pytest.mark.parametrize("how", ["form", "membership"])
def test_a_form_or_a_group_of_layers_that_is_off_is_marked(pdf, how):
    def layered(file, page):
        off = file.make_indirect(Dictionary(Type=Name.OCG, Name="draft"))
        group = file.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([off])))
        file.Root["/OCProperties"] = Dictionary(OCGs=Array([off]), D=Dictionary(OFF=Array([off])))
        resources = page.obj["/Resources"]
        resources["/XObject"] = Dictionary(X=drawn(file, CLAUSE, **({"OC": off} if how == "form" else {})))
        resources["/Properties"] = Dictionary(M=group)
        more = b" /X Do" if how == "form" else b" /OC /M BDC /X Do EMC"
        page.obj["/Contents"] = file.make_stream(page.obj["/Contents"].read_bytes() + more)

    assert hidden(pdf.read(changed(pdf.made(pdf.page(SEEN)), layered))) == [CLAUSE]


@pytest.mark.parametrize("flag", [2, 32])
def test_a_note_or_stamp_that_no_viewer_shows_is_read_and_marked(pdf, flag):
    def noted(file, page):
        note: dict[str, Any] = {"Type": Name.Annot, "Rect": [72, 300, 472, 330], "F": flag}
        stamp = Dictionary(**note, Subtype=Name.Stamp, AP=Dictionary(N=drawn(file, "Not before 2030.")))
        remark = Dictionary(**{**note, "Rect": [10, 10, 30, 30]}, Subtype=Name.Text, Contents="A word aside.")
        page.obj["/Annots"] = Array([file.make_indirect(stamp), file.make_indirect(remark)])

    document = pdf.read(changed(pdf.made(pdf.page(SEEN)), noted))
    assert sorted(hidden(document)) == ["A word aside.", "Not before 2030."]


def patterned(file, page, pattern):
    pattern["/Type"], pattern["/PatternType"], pattern["/PaintType"] = Name.Pattern, 1, 1
    pattern["/TilingType"], pattern["/XStep"], pattern["/YStep"] = 1, 595, 842
    page.obj["/Resources"]["/Pattern"] = Dictionary(P=pattern)
    more = b" /Pattern cs /P scn 0 0 595 842 re f"
    page.obj["/Contents"] = file.make_stream(page.obj["/Contents"].read_bytes() + more)


def test_words_in_a_pattern_that_a_page_is_filled_with_are_read(pdf):
    data = changed(pdf.made(pdf.page(SEEN)), lambda file, page: patterned(file, page, drawn(file, CLAUSE)))
    document = pdf.read(data)
    assert pdf.texts(document) == [SEEN, CLAUSE]
    assert document.blocks[1].page == 1


def test_a_pattern_without_a_box_draws_nothing_and_keeps_nothing_else_from_being_read(pdf):
    def filled(file, page):
        patterned(file, page, drawn(file, CLAUSE))
        page.obj["/Resources"]["/Pattern"]["/A"] = file.make_stream(b"", PatternType=1)

    assert pdf.texts(pdf.read(changed(pdf.made(pdf.page(SEEN)), filled))) == [SEEN, CLAUSE]


def test_an_image_in_a_pattern_that_a_page_is_filled_with_is_named(pdf):
    def filled(file, page):
        image = file.make_stream(bytes(100), Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10)
        image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceGray, 8
        form = file.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q", Resources=Dictionary(XObject=Dictionary(I=image)))
        form["/BBox"] = Array([0, 0, 595, 842])
        patterned(file, page, form)

    assert reasons(pdf.read(changed(pdf.made(pdf.page(SEEN)), filled))) == ["page_images"]


def test_values_of_fields_without_a_place_and_what_a_signature_says_are_read_and_marked(pdf):
    def filled(file, page):
        parent = file.make_indirect(Dictionary(FT=Name.Tx, T="terms", V=CLAUSE, Kids=Array([])))
        signature = Dictionary(Type=Name.Sig, Name="J. Sponsor", Reason="I refuse clause 4.", Contents="x")
        rectangle: dict[str, Any] = {"Type": Name.Annot, "Subtype": Name.Widget, "Rect": [72, 300, 472, 330]}
        signed = file.make_indirect(Dictionary(**rectangle, FT=Name.Sig, T="s", V=signature))
        shown = file.make_indirect(Dictionary(**rectangle, FT=Name.Tx, T="t", V="Shown on the page."))
        page.obj["/Annots"] = Array([signed, shown])
        file.Root["/AcroForm"] = Dictionary(Fields=Array([parent, signed, shown]))

    document = pdf.read(changed(pdf.made(pdf.page(SEEN)), filled))
    assert pdf.texts(document, "form_field") == ["Shown on the page.", CLAUSE, "J. Sponsor", "I refuse clause 4."]
    assert hidden(document) == [CLAUSE, "J. Sponsor", "I refuse clause 4."]


def test_a_form_of_adobe_reader_that_has_no_fields_for_others_is_named_without_a_warning(pdf, caplog):
    def dynamic(file, page):
        file.Root["/AcroForm"] = Dictionary(XFA=file.make_stream(b"<xdp/>"))

    with caplog.at_level(logging.DEBUG):
        assert reasons(pdf.read(changed(pdf.made(pdf.page("Please wait...")), dynamic))) == ["pdf_xfa"]
    assert caplog.records == []


def test_a_word_drawn_right_behind_a_figure_is_parted_from_it_and_the_ending_of_a_number_is_not(pdf):
    def touching(sheet):
        sheet.setFont("Helvetica", 11)
        for top, first, second in ((740, "Tranche 2", "payable on 1 May"), (700, "on the 3", "rd of May")):
            sheet.drawString(72, top, first)
            sheet.drawString(72 + sheet.stringWidth(first, "Helvetica", 11), top, second)

    text = pdf.read(pdf.made(touching)).text
    assert "Tranche 2 payable on 1 May" in text
    assert "on the 3rd of May" in text


def test_text_of_no_width_at_all_is_read_and_marked(pdf):
    def flat(sheet):
        pdf.write(sheet, 72, 740, [SEEN])
        text = sheet.beginText(72, 640)
        text.setHorizScale(0)
        text.textOut(CLAUSE)
        sheet.drawText(text)

    document = pdf.read(pdf.made(flat))
    assert document.text.count(CLAUSE) == 1 and document.text.count(SEEN) == 1
    assert hidden(document) == [CLAUSE]


def stamped(file, page, colour, **more):
    """Lay a stamp over where the clause stands, filled with a colour."""
    form = file.make_stream(colour + b" 0 0 400 30 re f", Type=Name.XObject, Subtype=Name.Form, **more)
    form["/BBox"] = Array([0, 0, 400, 30])
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([60, 630, 460, 660]))
    stamp["/AP"] = Dictionary(N=form)
    page.obj["/Annots"] = Array([file.make_indirect(stamp)])


def clause(sheet):
    sheet.drawString(72, 640, CLAUSE)


@pytest.mark.parametrize("turn", [0, 270])
def test_text_under_an_opaque_stamp_is_marked_and_under_one_that_lets_it_through_is_seen(pdf, turn):
    data = pdf.made(lambda sheet: (pdf.write(sheet, 72, 740, [SEEN]), clause(sheet)))

    def opaque(file, page):
        page.obj["/Rotate"] = turn
        stamped(file, page, b"1 0.9 0.9 rg")

    def clear(file, page):
        state = Dictionary(Type=Name.ExtGState, BM=Name.Multiply)
        stamped(file, page, b"/G gs 1 0.9 0.9 rg", Resources=Dictionary(ExtGState=Dictionary(G=state)))

    assert hidden(pdf.read(changed(data, opaque))) == [CLAUSE]
    assert hidden(pdf.read(changed(data, clear))) == []


def masked(file, page, content, shade):
    """Add content to a page, drawn through a mask of one shade."""
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = file.make_stream(shade + b" g 0 0 595 842 re f", Type=Name.XObject, Subtype=Name.Form, Group=group)
    mask["/BBox"] = Array([0, 0, 595, 842])
    state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=mask))
    page.obj["/Resources"]["/ExtGState"] = Dictionary(G=state)
    page.obj["/Resources"]["/XObject"] = Dictionary(X=drawn(file, CLAUSE, Group=Dictionary(S=Name.Transparency)))
    page.obj["/Contents"] = file.make_stream(page.obj["/Contents"].read_bytes() + b" q /G gs " + content + b" Q")


@pytest.mark.parametrize(("shade", "unseen"), [(b"0", [CLAUSE]), (b"1", [])])
@pytest.mark.parametrize("content", [b"/X Do", b"BT /F1 11 Tf 72 600 Td (" + CLAUSE.encode() + b") Tj ET"])
def test_text_drawn_through_a_mask_is_marked_where_the_mask_hides_it(pdf, content, shade, unseen):
    data = changed(pdf.made(pdf.page(SEEN)), lambda file, page: masked(file, page, content, shade))
    assert hidden(pdf.read(data)) == unseen


@pytest.mark.parametrize(("shade", "unseen"), [(b"1", [CLAUSE]), (b"0", [])])
def test_text_is_marked_under_what_a_mask_lets_show(pdf, shade, unseen):
    data = pdf.made(lambda sheet: (pdf.write(sheet, 72, 740, [SEEN]), clause(sheet)))
    cover = b"0.5 g 60 620 400 50 re f"
    assert hidden(pdf.read(changed(data, lambda file, page: masked(file, page, cover, shade)))) == unseen


def under_a_thick_line(sheet):
    clause(sheet)
    sheet.setLineWidth(20)
    sheet.line(60, 644, 470, 644)


def under_a_striped_image(sheet):
    clause(sheet)
    picture = Image.new("RGB", (40, 10))
    picture.putdata([(x * 6, 255 - x * 6, 90) for _ in range(10) for x in range(40)])
    sheet.drawImage(ImageReader(picture), 60, 620, 400, 50)


def under_a_shade(sheet):
    clause(sheet)
    path = sheet.beginPath()
    path.rect(60, 620, 400, 50)
    sheet.saveState()
    sheet.clipPath(path, stroke=0)
    sheet.linearGradient(60, 0, 460, 0, ((1, 0, 0), (0, 0, 1)))
    sheet.restoreState()


@pytest.mark.parametrize("how", [under_a_thick_line, under_a_striped_image, under_a_shade])
def test_text_is_marked_whatever_covers_it(pdf, how):
    assert hidden(pdf.read(pdf.made(lambda sheet: (pdf.write(sheet, 72, 740, [SEEN]), how(sheet))))) == [CLAUSE]


def test_text_in_a_frame_and_under_a_note_that_is_only_outlined_is_seen(pdf):
    def framed(sheet):
        clause(sheet)
        sheet.rect(60, 620, 400, 50)

    def noted(file, page):
        note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([60, 630, 460, 660]), C=Array([1, 0, 0]))
        page.obj["/Annots"] = Array([file.make_indirect(note)])

    assert hidden(pdf.read(changed(pdf.made(framed), noted))) == []


@pytest.mark.parametrize("size", ["0", "0.00001"])
@pytest.mark.parametrize("in_a_form", [False, True])
def test_text_of_no_size_is_read_and_marked(pdf, size, in_a_form):
    shown = f"BT /F1 {size} Tf 72 600 Td ({CLAUSE}) Tj ET".encode()

    def sized(file, page):
        form = drawn(file, "")
        form.write(shown)
        page.obj["/Resources"]["/XObject"] = Dictionary(X=form)
        page.contents_add(b"/X Do" if in_a_form else shown)

    document = pdf.read(changed(pdf.made(pdf.page(SEEN)), sized))
    assert pdf.texts(document) == [SEEN, CLAUSE]
    assert hidden(document) == [CLAUSE]


def test_spaces_of_no_size_say_nothing(pdf):
    data = changed(pdf.made(pdf.page(SEEN)), lambda file, page: page.contents_add(b"BT /F1 0 Tf (   ) Tj ET"))
    document = pdf.read(data)
    assert (document.text, reasons(document)) == (SEEN, [])
