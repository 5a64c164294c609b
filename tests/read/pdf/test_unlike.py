"""Where what a page shows and what its file says are not alike: covered text, other words, strokes, what is missing."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.lib.utils import ImageReader

from contract_scan.read.pdf.ocr import tesseract

SEEN = ["Research agreement between two parties.", "The work takes four years and is reported once a year."]
SECRET = "The Institute shall not publish any findings."


def reasons(document):
    return [part.reason for part in document.unread]


def hidden(document):
    return [document.text[mark.span.start : mark.span.end] for mark in document.marks if mark.kind == "hidden"]


def on_a_page(pdf, draw, **options):
    def page(sheet):
        pdf.write(sheet, 72, 760, SEEN)
        draw(sheet)

    return pdf.made(page, **options)


def scanned(sheet, *lines):
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1240, 900), 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((150, 250 + number * 70), line, fill=0, font=ImageFont.load_default(40))
    sheet.drawImage(ImageReader(image), 0, 300, 595, 432)


def layer(sheet, left, top, line):
    text = sheet.beginText(left, top)
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 14)
    text.textLine(line)
    sheet.drawText(text)


@pytest.mark.skipif(tesseract() is None, reason="needs tesseract")
def test_a_layer_that_says_something_else_than_its_image_is_named_and_both_are_read(pdf):
    def page(sheet):
        scanned(sheet, SECRET, "The period is four years.")
        layer(sheet, 72, 600, "The Institute may publish all of its findings freely.")

    document = pdf.read(pdf.made(page), ocr="auto")
    assert reasons(document) == ["page_layer_differs"]
    assert "shall not publish" in document.text
    assert "may publish all" in document.text


@pytest.mark.skipif(tesseract() is None, reason="needs tesseract")
def test_a_layer_of_one_line_that_its_image_shows_stands_once_and_nothing_differs(pdf):
    def page(sheet):
        scanned(sheet, SECRET, "The period is four years.", "The Sponsor pays all costs.")
        layer(sheet, 72, 597, SECRET)

    document = pdf.read(pdf.made(page), ocr="auto")
    assert reasons(document) == []
    assert document.text.count("Institute") == 1
    assert "Sponsor pays" in document.text


def test_text_under_a_shape_is_marked_and_text_on_one_is_not(pdf):
    def draw(sheet):
        pdf.write(sheet, 72, 600, ["Under the box nobody sees this."])
        sheet.setFillGray(1)
        sheet.rect(60, 590, 300, 30, stroke=0, fill=1)
        sheet.setFillGray(0.2)
        sheet.rect(60, 490, 300, 30, stroke=0, fill=1)
        sheet.setFillGray(1)
        pdf.write(sheet, 72, 500, ["White on a dark box is seen."])

    assert hidden(pdf.read(on_a_page(pdf, draw))) == ["Under the box nobody sees this."]


def test_text_of_the_colour_it_stands_on_is_marked(pdf):
    def draw(sheet):
        sheet.setFillColorRGB(1, 0, 0)
        sheet.rect(60, 590, 300, 30, stroke=0, fill=1)
        pdf.write(sheet, 72, 600, ["Red on red nobody sees."])

    assert hidden(pdf.read(on_a_page(pdf, draw))) == ["Red on red nobody sees."]


def test_a_mark_over_text_that_lets_it_through_hides_nothing(pdf):
    def draw(sheet):
        pdf.write(sheet, 72, 600, ["A reader marked this line."])
        sheet.setFillColorRGB(1, 1, 0, alpha=0.4)
        sheet.rect(60, 590, 300, 30, stroke=0, fill=1)

    assert hidden(pdf.read(on_a_page(pdf, draw))) == []


def given_for(words, shown):
    """Draw words for which the file gives others to read."""

    def draw(sheet):
        sheet._code.append(f"/Span <</ActualText ({words})>> BDC")
        sheet.drawString(72, 600, shown)
        sheet._code.append("EMC")

    return draw


def test_words_that_the_file_gives_in_place_of_those_shown_are_read_beside_them_and_named(pdf):
    document = pdf.read(on_a_page(pdf, given_for("The Institute may publish.", SECRET)))
    assert reasons(document) == ["page_actual_text"]
    assert SECRET in document.text
    assert "The Institute may publish." in document.text


def test_words_given_as_they_are_shown_stand_once(pdf):
    document = pdf.read(on_a_page(pdf, given_for(SECRET, SECRET)))
    assert reasons(document) == []
    assert document.text.count("Institute") == 1


def test_many_small_strokes_where_no_text_stands_are_named_and_boxes_are_not(pdf):
    def letters(sheet):
        for place in range(160):
            sheet.line(72 + place * 2.5, 500, 74 + place * 2.5, 507)

    def boxes(sheet):
        for place in range(160):
            sheet.rect(72 + place % 40 * 10, 500 - place // 40 * 12, 8, 8)

    assert reasons(pdf.read(on_a_page(pdf, letters))) == ["page_drawn"]
    assert reasons(pdf.read(on_a_page(pdf, boxes))) == []


@pytest.mark.parametrize("packed", [0, 1])
def test_a_form_that_is_drawn_and_not_there_is_named(pdf, packed):
    def draw(sheet):
        sheet._code.append("/Absent Do")

    assert reasons(pdf.read(on_a_page(pdf, draw, pageCompression=packed))) == ["page_damaged"]


@pytest.mark.parametrize("packed", [0, 1])
def test_a_form_that_draws_a_form_that_is_not_there_is_named(pdf, packed):
    def draw(sheet):
        sheet.beginForm("outer")
        sheet._code.append("/Absent Do")
        sheet.endForm()
        sheet.doForm("outer")

    assert reasons(pdf.read(on_a_page(pdf, draw, pageCompression=packed))) == ["page_damaged"]


def test_a_form_that_is_there_is_not_named(pdf):
    def draw(sheet):
        sheet.beginForm("whole")
        sheet.drawString(72, 600, SECRET)
        sheet.endForm()
        sheet.doForm("whole")

    document = pdf.read(on_a_page(pdf, draw))
    assert reasons(document) == []
    assert SECRET in document.text


def test_two_texts_that_were_drawn_apart_and_touch_are_two_words(pdf):
    def draw(sheet):
        sheet.drawString(72, 600, "EUR 485,000")
        sheet.drawString(72 + sheet.stringWidth("EUR 485,000") + 0.4, 600, "Sponsor Foundation")

    assert "485,000 Sponsor" in pdf.read(on_a_page(pdf, draw)).text


def boxed_table(pdf):
    """Return a page with a ruled table whose boxes to check, drawn first, are signs without a character."""

    def page(sheet):
        for row in range(4):
            sheet._code.append(f"BT /Boxes 9 Tf 210 {605 - row * 20} Td (\\003) Tj ET")
        pdf.write(sheet, 72, 760, SEEN)
        sheet.grid([72, 200, 300], [540, 560, 580, 600, 620])
        for row in range(4):
            sheet.drawString(76, 605 - row * 20, f"Sample {row}")
        pdf.write(sheet, 72, 500, [SECRET])

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf.made(page))) as file:
        box = file.make_stream(b"700 0 0 0 700 700 d1 50 50 600 600 re S")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type3,
            FontBBox=[0, 0, 700, 700],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=3,
            LastChar=3,
            Widths=[700],
            Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=[3, pikepdf.Name.square]),
            CharProcs=pikepdf.Dictionary(square=box),
            Resources=pikepdf.Dictionary(),
        )
        file.pages[0].Resources.Font.Boxes = file.make_indirect(font)
        file.save(out)
    return out.getvalue()


def test_signs_without_a_character_never_shift_the_letters_of_the_page(pdf):
    document = pdf.read(boxed_table(pdf))
    assert SECRET in document.text
    assert [text for text in pdf.texts(document) if "Sample" in text] == [f"Sample {row}" for row in range(4)]
    assert document.text.startswith(SEEN[0])
    assert not set(document.text) & {chr(code) for code in range(1, 9)}


def test_wholly_transparent_text_is_marked(pdf):
    def draw(sheet):
        sheet.setFillAlpha(0)
        sheet.drawString(72, 600, "Nobody sees this.")

    assert hidden(pdf.read(on_a_page(pdf, draw))) == ["Nobody sees this."]


def test_two_files_behind_each_other_are_named(pdf):
    first, second = (
        on_a_page(pdf, lambda sheet, word=word: sheet.drawString(72, 600, word)) for word in ("One", "Two")
    )
    assert reasons(pdf.read(first + second)) == ["pdf_second"]
    assert reasons(pdf.read(first)) == []
