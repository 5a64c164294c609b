"""What is put on a page beside its content: form fields, comments, notes."""

import io

import pytest
from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Highlight, Text
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

TERM = "The Sponsor may delay publication for ninety days."


@pytest.fixture
def annotated(pdf):
    """A page with a sticky note, a highlight with a note and a typed note."""
    writer = PdfWriter(clone_from=Pypdf(io.BytesIO(pdf.made(pdf.page(TERM, "", "Other text.")))))
    sticky = Text(rect=(400, 700, 420, 720), text="Is this acceptable?")
    sticky[NameObject("/T")] = TextStringObject("J. Jansen")
    sticky[NameObject("/M")] = TextStringObject("D:20260301120000+01'00'")
    quads = ArrayObject([FloatObject(n) for n in (72, 752, 330, 752, 72, 736, 330, 736)])
    marked = Highlight(rect=(72, 736, 330, 752), quad_points=quads)
    marked[NameObject("/Contents")] = TextStringObject("Sixty days at most")
    typed = FreeText(text="Agreed by phone", rect=(72, 500, 300, 520))
    for annotation in (sticky, marked, typed):
        writer.add_annotation(0, annotation)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_annotations_are_blocks_with_author_and_date(pdf, annotated):
    document = pdf.read(annotated)
    assert pdf.texts(document, "annotation") == ["Is this acceptable?", "Sixty days at most", "Agreed by phone"]
    sticky = next(block for block in document.blocks if block.kind == "annotation")
    assert (sticky.author, sticky.date, sticky.page) == ("J. Jansen", "2026-03-01T12:00:00+01:00", 1)


def test_a_highlight_says_which_text_it_is_about(pdf, annotated):
    document = pdf.read(annotated)
    marked = [block for block in document.blocks if block.about]
    assert [document.quote(block.about) for block in marked] == [TERM]


def test_values_filled_into_a_form_are_read(pdf):
    def draw(sheet):
        pdf.write(sheet, 72, 740, ["Name of the funder:", "Military use:"])
        form = sheet.acroForm
        form.textfield(name="funder", value="Ministry of Industry", x=200, y=735, width=200, height=16)
        form.checkbox(name="military", tooltip="Military use", checked=True, x=200, y=715, size=12)
        form.checkbox(name="civil", tooltip="Civil use", checked=False, x=240, y=715, size=12)

    assert pdf.texts(pdf.read(pdf.made(draw)), "form_field") == ["Ministry of Industry", "Military use"]
