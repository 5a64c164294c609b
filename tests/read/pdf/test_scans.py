"""Scans in the forms that scanners make: however an image is packed and however the sheet lay, its words are read."""

from __future__ import annotations

import io
import struct

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

from contract_scan.read.pdf.ocr import tesseract

LINES = [
    "The University shall not publish any",
    "results without the prior consent",
    "of the Sponsor. This is kept secret.",
]
needs_tesseract = pytest.mark.skipif(tesseract() is None, reason="tesseract is not installed")


def picture(turn: int = 0) -> Image.Image:
    image = Image.new("1", (1000, 420), 1)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(46)
    for number, line in enumerate(LINES):
        pen.text((60, 60 + number * 90), line, font=font, fill=0)
    return image.rotate(turn, expand=True)


def fax(image: Image.Image) -> bytes:
    """Return an image as a fax packs it (CCITT group 4), which is a form of JBIG2 too."""
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4", tiffinfo={278: image.height})
    tags = Image.open(io.BytesIO(out.getvalue())).tag_v2  # type: ignore[attr-defined]
    (start,), (size,) = tags[273], tags[279]
    return out.getvalue()[start : start + size]


def jbig2(image: Image.Image) -> bytes:
    """Return an image as JBIG2: what the page is, and one region of it."""

    def segment(number: int, kind: int, data: bytes) -> bytes:
        return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data

    page = struct.pack(">IIIIBH", *image.size, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", *image.size, 0, 0, 0, 1)
    return segment(0, 48, page) + segment(1, 38, region + fax(image))


def jpeg2000(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.convert("L").save(out, "JPEG2000")
    return out.getvalue()


def scan(image: Image.Image, form: str = "CCITTFaxDecode", rotate: int = 0, cut: int | None = None) -> bytes:
    pack = {"CCITTFaxDecode": fax, "JBIG2Decode": jbig2, "JPXDecode": jpeg2000}[form]
    width, height = image.size
    parameters = Dictionary(K=-1, Columns=width, Rows=height)
    with pikepdf.new() as file:
        sheet = file.add_blank_page(page_size=(width * 72 / 150, height * 72 / 150))
        stream = pikepdf.Stream(
            file,
            pack(image)[:cut],
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            BitsPerComponent=8 if form == "JPXDecode" else 1,
            ColorSpace=Name.DeviceGray,
            Filter=Name(f"/{form}"),
        )
        if form == "CCITTFaxDecode":
            stream.DecodeParms = parameters
        sheet.Resources = Dictionary(XObject=Dictionary(I=file.make_indirect(stream)))
        sheet.Contents = file.make_stream(f"{sheet.MediaBox[2]} 0 0 {sheet.MediaBox[3]} 0 0 cm /I Do".encode())
        if rotate:
            sheet.Rotate = rotate
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def reasons(document):
    return [part.reason for part in document.unread]


@needs_tesseract
@pytest.mark.parametrize("form", ["JBIG2Decode", "CCITTFaxDecode", "JPXDecode"])
def test_a_scan_is_recognised_however_its_image_is_packed_and_named_without_recognition(pdf, form):
    data = scan(picture(), form)
    document = pdf.read(data, ocr="auto")
    assert " ".join(document.text.split()) == " ".join(LINES)
    assert reasons(document) == []
    assert reasons(pdf.read(data)) == ["page_without_text"]


@needs_tesseract
@pytest.mark.parametrize(("turn", "rotate"), [(90, 90), (180, 0), (90, 0)])
def test_a_scan_that_lay_turned_is_recognised_whether_or_not_its_page_is_turned_back(pdf, turn, rotate):
    document = pdf.read(scan(picture(turn), "JBIG2Decode", rotate), ocr="auto")
    assert " ".join(document.text.split()) == " ".join(LINES)
    assert reasons(document) == []
    assert {mark.kind for mark in document.marks} == {"ocr"}


def test_an_image_of_a_scan_that_is_cut_off_is_named(pdf):
    assert reasons(pdf.read(scan(picture(), "JBIG2Decode", cut=90), ocr="auto")) == ["page_without_text"]
