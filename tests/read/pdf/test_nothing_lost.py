"""Nothing on a page is lost in silence: scans with a stamp, appearances, damaged content, letters without a name."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
import pytest
from reportlab.lib.utils import ImageReader

from contract_scan.read.pdf.ocr import tesseract

CLAUSE = "The Institute shall not publish any findings."
SEEN = "Some ordinary words of the agreement that fill a line."


def reasons(document):
    return [part.reason for part in document.unread]


def picture(lines, size=(1240, 1754)):
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", size, 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(40)
    for number, line in enumerate(lines):
        pen.text((150, 250 + number * 70), line, fill=0, font=font)
    return ImageReader(image)


def scan(sheet, *lines):
    sheet.drawImage(picture(lines), 0, 0, 595, 842)


def changed(data, change):
    """Return a file after a change by pikepdf to it and its first page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file, file.pages[0])
        file.save(out, static_id=True)
    return out.getvalue()


def test_a_scan_with_a_stamp_typed_on_it_is_named(pdf):
    def stamped(sheet):
        scan(sheet, CLAUSE)
        pdf.write(sheet, 30, 820, ["Envelope ID 0000-1111-2222-3333"], size=8)

    assert reasons(pdf.read(pdf.made(stamped))) == ["page_typed_on"]


@pytest.mark.skipif(tesseract() is None, reason="needs tesseract")
def test_a_scan_with_a_stamp_is_recognised_and_the_stamp_stays_as_it_was_typed(pdf):
    def stamped(sheet):
        scan(sheet, CLAUSE)
        pdf.write(sheet, 30, 820, ["Envelope ID 0000-1111-2222-3333"], size=8)

    document = pdf.read(pdf.made(stamped), ocr="auto")
    assert "Envelope ID 0000-1111-2222-3333" in document.text
    assert "publish any findings" in document.text


def test_an_unseen_layer_over_the_whole_image_is_its_text(pdf):
    lines = [f"{SEEN} Number {number}." for number in range(12)]

    def layered(sheet):
        scan(sheet, *lines)
        text = sheet.beginText(72, 720)
        text.setTextRenderMode(3)
        for line in lines:
            text.textLine(line)
        sheet.drawText(text)

    assert reasons(pdf.read(pdf.made(layered))) == []


def test_a_layer_of_one_line_is_not_the_text_of_a_full_image(pdf):
    def layered(sheet):
        scan(sheet, *[SEEN] * 15)
        text = sheet.beginText(72, 720)
        text.setTextRenderMode(3)
        text.textLine(SEEN)
        sheet.drawText(text)

    assert reasons(pdf.read(pdf.made(layered))) == ["page_typed_on"]


def test_a_full_page_of_text_over_a_background_is_read_and_the_image_named(pdf):
    def printed(sheet):
        scan(sheet)
        pdf.write(sheet, 72, 780, [f"{SEEN} {SEEN[:20]}"] * 50)

    document = pdf.read(pdf.made(printed))
    assert document.text.count("ordinary words") >= 50
    assert reasons(document) == ["page_images"]


def test_an_image_cut_in_strips_is_named(pdf):
    def strips(sheet):
        pdf.write(sheet, 72, 800, [SEEN] * 10)
        for number in range(30):
            sheet.drawImage(picture([], (600, 10)), 72, 100 + number * 8, 450, 8)

    assert "page_images" in reasons(pdf.read(pdf.made(strips)))


def drawn(file, words, kind, **more):
    """Return an annotation that shows words by its appearance alone."""
    form = file.make_stream(f"BT /F1 11 Tf 4 8 Td ({words}) Tj ET".encode())
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    form["/BBox"] = pikepdf.Array([0, 0, 400, 30])
    form["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    return file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=kind, Rect=[72, 300, 472, 330], F=4,
            AP=pikepdf.Dictionary(N=form), **more,
        )
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["/Stamp", "/FreeText"])
def test_words_of_a_stamp_or_typed_note_that_stand_only_in_its_appearance_are_read(pdf, kind):
    def stamped(file, page):
        page.obj["/Annots"] = pikepdf.Array([drawn(file, CLAUSE, pikepdf.Name(kind))])

    document = pdf.read(changed(pdf.made(pdf.page(SEEN)), stamped))
    assert pdf.texts(document, "annotation") == [CLAUSE]


@pytest.mark.parametrize("kind", ["/Tx", "/Sig"])
def test_a_field_or_signature_that_shows_words_without_a_value_is_read(pdf, kind):
    def filled(file, page):
        field = drawn(file, CLAUSE, pikepdf.Name.Widget, FT=pikepdf.Name(kind), T=pikepdf.String("f"))
        page.obj["/Annots"] = pikepdf.Array([field])
        file.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    document = pdf.read(changed(pdf.made(pdf.page(SEEN)), filled))
    assert pdf.texts(document, "form_field") == [CLAUSE]


def test_formatted_words_of_a_note_and_what_a_link_says_are_read(pdf):
    def noted(file, page):
        note: dict[str, Any] = {"Type": pikepdf.Name.Annot, "Rect": [72, 300, 472, 330]}
        rich = pikepdf.Dictionary(**note, Subtype=pikepdf.Name.FreeText, RC=f"<body><p>{CLAUSE}</p></body>")
        link = pikepdf.Dictionary(**note, Subtype=pikepdf.Name.Link, Contents="See annex 9.")
        page.obj["/Annots"] = pikepdf.Array([rich, link])

    document = pdf.read(changed(pdf.made(pdf.page(SEEN)), noted))
    assert pdf.texts(document, "annotation") == [CLAUSE, "See annex 9."]


def test_a_file_pinned_to_a_page_is_named(pdf):
    def pinned(file, page):
        content = file.make_stream(CLAUSE.encode(), Type=pikepdf.Name.EmbeddedFile)
        spec = pikepdf.Dictionary(F="annex.txt", EF=pikepdf.Dictionary(F=content))
        page.obj["/Annots"] = pikepdf.Array(
            [pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, Rect=[9, 9, 29, 29], FS=file.make_indirect(spec))]
        )

    document = pdf.read(changed(pdf.made(pdf.page(SEEN)), pinned))
    assert [(u.reason, u.details["names"]) for u in document.unread] == [("pdf_attachments", "annex.txt")]


def test_a_page_whose_content_is_cut_off_is_named(pdf):
    packed = zlib.compress(b"BT /F1 11 Tf 72 700 Td " + b"".join(b"(%d) Tj " % n for n in range(4_000)) + b"ET")
    data = pdf.made(pdf.page(SEEN))

    def cut(file, page):
        stream = file.make_stream(b"")
        stream.write(packed[: len(packed) // 2], filter=pikepdf.Name.FlateDecode)
        page.obj["/Contents"] = stream

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        cut(file, file.pages[0])
        file.save(out, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert "page_damaged" in reasons(pdf.read(out.getvalue()))


def test_a_page_without_content_is_named_and_a_whole_file_is_not(pdf):
    def emptied(file, page):
        del page.obj["/Contents"]

    assert reasons(pdf.read(changed(pdf.made(pdf.page(SEEN)), emptied))) == ["page_damaged"]
    assert reasons(pdf.read(pdf.made(pdf.page(SEEN)))) == []


def test_a_form_that_only_one_program_shows_is_named(pdf):
    def dynamic(file, page):
        template = file.make_stream(b"<template/>")
        form = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=pikepdf.Array(["template", template]))
        file.Root["/AcroForm"], file.Root["/NeedsRendering"] = form, True

    assert reasons(pdf.read(changed(pdf.made(pdf.page("Please wait...")), dynamic))) == ["pdf_xfa"]


def test_tabs_between_words_are_spaces(pdf):
    from contract_scan.read.pdf.page_text import _SPACES

    assert "University\tof".translate(_SPACES) == "University of"


@pytest.mark.parametrize(
    ("text", "count"), [("con\ufffddential and classi\ufffded", 2), ("\ufffdnance", 1), ("a • b", 0)]
)
def test_letters_without_a_character_are_counted_however_few(text, count):
    from contract_scan.read.pdf.quality import unknown_letters

    assert unknown_letters(text) == count


def unseen(sheet, pdf, how):
    pdf.write(sheet, 72, 740, [SEEN])
    text = sheet.beginText(72, 640)
    text.setFont("Helvetica", 0.5 if how == "tiny" else 11)
    if how == "invisible":
        text.setTextRenderMode(3)
    if how == "white":
        text.setFillColorRGB(1, 1, 1)
    text.textLine(CLAUSE)
    sheet.drawText(text)


@pytest.mark.parametrize("how", ["invisible", "white", "tiny"])
def test_text_that_a_reader_does_not_see_is_read_and_marked(pdf, how):
    document = pdf.read(pdf.made(lambda sheet: unseen(sheet, pdf, how)))
    assert [document.quote(mark.span) for mark in document.marks if mark.kind == "hidden"] == [CLAUSE]


def test_text_outside_what_a_page_shows_is_read_and_marked(pdf):
    def cropped(file, page):
        page.obj["/CropBox"] = pikepdf.Array([0, 0, 595, 700])

    document = pdf.read(
        changed(pdf.made(lambda s: (pdf.write(s, 72, 740, [CLAUSE]), pdf.write(s, 72, 600, [SEEN]))), cropped)
    )
    assert [document.quote(mark.span) for mark in document.marks] == [CLAUSE]


def test_text_in_a_layer_that_is_off_is_read_and_marked(pdf):
    def layered(file, page):
        off, on = (
            file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name)) for name in ("draft", "final")
        )
        page.obj["/Resources"]["/Properties"] = pikepdf.Dictionary(A=off, B=on)
        file.Root["/OCProperties"] = pikepdf.Dictionary(
            OCGs=pikepdf.Array([off, on]), D=pikepdf.Dictionary(OFF=pikepdf.Array([off]))
        )
        content = page.obj["/Contents"].read_bytes().replace(b"BT 1 0 0 1 72 740", b"/OC /A BDC BT 1 0 0 1 72 740")
        page.obj["/Contents"] = file.make_stream(content.replace(b"T* ET", b"T* ET EMC", 1))

    data = changed(pdf.made(lambda s: (pdf.write(s, 72, 740, [CLAUSE]), pdf.write(s, 72, 600, [SEEN]))), layered)
    assert [pdf.read(data).quote(mark.span) for mark in pdf.read(data).marks] == [CLAUSE]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("financie\xa8le co\xa8ordinatie", "financi\xeble co\xf6rdinatie"),
        ("bee\xa8indiging en coo\xa8peratie", "be\xebindiging en co\xf6peratie"),
        ("fu\xa8r e\xb4e\xb4n foto\xb4s", "f\xfcr \xe9\xe9n foto\xb4s"),
    ],
)
def test_accents_drawn_beside_their_letter_are_set_on_it(pdf, drawn, read):
    assert pdf.texts(pdf.read(pdf.made(pdf.page(drawn)))) == [read]


def test_a_word_in_capitals_that_was_divided_is_one_word_and_a_double_name_is_not(pdf):
    lines = [
        "This agreement is made between the UNIVER-",
        "SITY OF TESTDAM, a body of the province of NOORD-",
        "HOLLAND.",
    ]
    text = " ".join(pdf.texts(pdf.read(pdf.made(pdf.page(*lines)))))
    assert "UNIVERSITY OF TESTDAM" in text and "NOORD-HOLLAND" in text


def test_what_is_put_in_place_of_removed_text_and_what_a_note_is_about_are_read(pdf):
    def noted(file, page):
        place, kind = pikepdf.Array([40, 600, 300, 640]), pikepdf.Name.Annot
        removed = pikepdf.Dictionary(Type=kind, Subtype=pikepdf.Name.Redact, Rect=place, OverlayText=CLAUSE)
        note = pikepdf.Dictionary(Type=kind, Subtype=pikepdf.Name.Text, Rect=place, Contents="See below.")
        note.Subj = "All results belong to the Sponsor alone"
        page.Annots = pikepdf.Array([file.make_indirect(removed), file.make_indirect(note)])

    document = pdf.read(changed(pdf.made(pdf.page("Text.")), noted))
    assert pdf.texts(document, "annotation") == [CLAUSE, "All results belong to the Sponsor alone\nSee below."]
