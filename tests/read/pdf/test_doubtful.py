"""Files that are locked, damaged, scanned, garbled or hostile: said, bounded, and nothing else lost."""

import io
import random
import re

import pikepdf
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from contract_scan.errors import ReadError
from contract_scan.read.failures import FileError
from contract_scan.read.pdf.ocr import tesseract
from contract_scan.read.request import Limits

TERM = "The parties keep all information secret."


def reasons(document):
    return [gap.reason for gap in document.unread]


def scan_of(text):
    """A page drawn as an image: no letter in it is text."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    drawn = io.BytesIO()
    sheet = canvas.Canvas(drawn, pagesize=(400, 200), invariant=1)
    sheet.setFont("Helvetica", 14)
    sheet.drawString(20, 120, text)
    sheet.save()
    picture = pypdfium2.PdfDocument(drawn.getvalue())[0].render(scale=3).to_pil()
    file = io.BytesIO()
    scan = canvas.Canvas(file, pagesize=(400, 200), invariant=1)
    scan.drawImage(ImageReader(picture), 0, 0, 400, 200)
    scan.save()
    return file.getvalue()


def test_a_locked_file_is_opened_with_its_password_and_only_so(pdf):
    locked = pdf.made(pdf.page(TERM), encrypt=StandardEncryption("open sesame", canPrint=0))
    with pytest.raises(FileError, match="locked with a password"):
        pdf.read(locked)
    with pytest.raises(FileError, match="does not open"):
        pdf.read(locked, password="wrong")
    assert pdf.read(locked, password="open sesame").text == TERM


def test_a_file_that_only_its_owner_may_change_is_read(pdf):
    restricted = pdf.made(pdf.page(TERM), encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    assert pdf.read(restricted).text == TERM


def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused_in_one_sentence(pdf):
    whole = pdf.made(*[pdf.page(f"Clause {n} of this Agreement.") for n in range(20)])
    document = pdf.read(whole[: len(whole) * 3 // 4])
    assert "Clause 0 of this Agreement." in document.text
    with pytest.raises(FileError, match="damaged"):
        pdf.read(b"%PDF-1.7\nnothing that follows")


def test_a_scanned_page_is_unread_and_the_other_pages_are_not_lost(pdf):
    both = pikepdf.open(io.BytesIO(pdf.made(pdf.page(TERM))))
    both.pages.extend(pikepdf.open(io.BytesIO(scan_of("Secret annex"))).pages)
    file = io.BytesIO()
    both.save(file)
    document = pdf.read(file.getvalue())
    assert document.text == TERM
    assert [(gap.reason, gap.page) for gap in document.unread] == [("page_without_text", 2)]


@pytest.mark.skipif(tesseract() is None, reason="tesseract is not installed")
def test_recognised_text_is_marked_as_such_with_its_confidence(pdf):
    document = pdf.read(scan_of("The Sponsor may delay publication"), ocr="auto")
    assert document.text == "The Sponsor may delay publication"
    (block,) = document.blocks
    assert [mark.kind for mark in document.marks] == ["ocr"]
    assert 60 < block.confidence <= 100
    box = block.boxes[0]
    assert 10 < box.left < 40 and 100 < box.bottom < 140


def test_an_empty_page_is_nothing_to_speak_of(pdf):
    document = pdf.read(pdf.made(pdf.page(TERM), lambda sheet: None))
    assert (document.text, document.unread) == (TERM, ())


def test_a_font_without_letters_is_a_broken_page(pdf):
    garbled = "".join(chr(random.Random(7).randrange(33, 48)) + " " for _ in range(300))
    lines = [garbled[at : at + 70] for at in range(0, len(garbled), 70)]
    document = pdf.read(pdf.made(pdf.page(*lines)))
    assert reasons(document) == ["page_broken"]
    assert document.text


def test_bad_recognition_of_old_is_a_broken_page_and_dutch_and_english_are_not():
    from contract_scan.read.pdf.quality import is_broken

    bad = "Tl1e pcrt1es sh4ll k33p c0nf1dcnt1al thc 1nf0rm4t1on rcc31vcd fr0m thc 0th3r pcrty tlrst brkn wrds " * 10
    dutch = "De partijen houden de vertrouwelijke informatie geheim gedurende vijf jaar na afloop van de overeenkomst. "
    assert is_broken(bad)
    assert not is_broken(dutch * 10)
    assert not is_broken(
        "Room 4B, ISO9001, H2020-INFRA, Q4 budget EUR 4.000,00 and IPv6 remain as they were agreed. " * 10
    )


def test_pages_beyond_the_limit_are_named(pdf):
    document = pdf.read(pdf.made(*[pdf.page(f"Page {n} text.") for n in "abcde"]), limits=Limits(pages=2))
    assert [dict(gap.details) for gap in document.unread] == [{"first": 3, "last": 5}]
    assert "Page b" in document.text and "Page c" not in document.text


def test_text_beyond_the_limit_is_named(pdf):
    document = pdf.read(pdf.made(*[pdf.page("x" * 60)] * 5), limits=Limits(characters=100))
    assert reasons(document) == ["pages_beyond_limit"]


def test_attached_files_are_named(pdf):
    with pikepdf.open(io.BytesIO(pdf.made(pdf.page(TERM)))) as holder:
        holder.attachments["annex.docx"] = b"PK\x03\x04"
        file = io.BytesIO()
        holder.save(file)
    (gap,) = pdf.read(file.getvalue()).unread
    assert (gap.reason, gap.details["names"]) == ("pdf_attachments", "annex.docx")


def test_an_absurd_page_size_costs_nothing(pdf):
    def draw(sheet):
        sheet.setPageSize((14_000_000, 14_000_000))
        pdf.write(sheet, 72, 700, [TERM])

    assert TERM in pdf.read(pdf.made(draw), ocr="always").text


def test_right_to_left_overrides_and_objects_that_hold_themselves_do_no_harm(pdf):
    with pikepdf.open(io.BytesIO(pdf.made(pdf.page(TERM)))) as looped:
        page = looped.pages[0]
        form = looped.make_stream(b"/Again Do BT ET")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 100, 100])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Again=form))
        page.Resources.XObject = pikepdf.Dictionary(Again=form)
        page.contents_add(b"/Again Do")
        looped.Root.Pages.Kids.append(looped.Root.Pages)
        file = io.BytesIO()
        looped.save(file)
    assert TERM in pdf.read(file.getvalue()).text


def test_damage_anywhere_gives_a_document_or_one_sentence_and_never_a_crash(pdf):
    whole = pdf.made(*[pdf.page(f"Clause {n} of this Agreement.") for n in range(3)])
    chance = random.Random(20260301)
    for _ in range(40):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 60)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            document = pdf.read(bytes(broken))
        except ReadError as error:
            assert not re.search(r"Clause \d", str(error))
        else:
            assert document.text == "\n".join(pdf.texts(document))
