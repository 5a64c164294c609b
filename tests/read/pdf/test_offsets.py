"""Places: each block is its span, and a span's rectangles lie on the very words."""

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_scan.document import Span
from contract_scan.read.pdf.boxes import rectangles

WORDS = ["De", "Instelling", "houdt", "vertrouwelijke", "informatie", "strikt", "geheim", "en", "publiceert", "niets"]


@pytest.fixture
def contract(pdf):
    """Two pages with columns, a table, notes and a divided word."""

    def first(sheet):
        pdf.write(sheet, 72, 760, ["1. Secrecy"], size=14)
        for x in (72, 200, 330):
            sheet.line(x, 600, x, 560)
        for y in (600, 580, 560):
            sheet.line(72, y, 330, y)
        for at, text in enumerate(("Salaries", "EUR 200.000", "Travel", "EUR 10.000")):
            pdf.write(sheet, 76 + 128 * (at % 2), 586 - 20 * (at // 2), [text])
        pdf.write(
            sheet, 72, 500, ["The Sponsor may delay the publi-", "cation of the Results for ninety days after", "they"]
        )
        pdf.write(sheet, 72, 80, ["1 As defined below."], size=8)

    return pdf.made(first, pdf.page("were sent to the Sponsor.", "", "2. Law of the Netherlands applies."))


def test_blocks_are_their_spans_and_together_the_text(pdf, contract):
    document = pdf.read(contract)
    assert document.text == "\n".join(document.quote(block.span) for block in document.blocks)
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert after.span.start == before.span.end + 1


@pytest.mark.parametrize(
    "words", ["delay", "publication", "ninety days after they were", "200.000", "Law of", "As defined"]
)
def test_the_rectangles_of_a_quote_hold_its_words_and_no_others(pdf, contract, words):
    document = pdf.read(contract)
    start = document.text.index(words)
    found = []
    file = pypdfium2.PdfDocument(contract)
    for box in rectangles(contract, document, Span(start, start + len(words))):
        text = file[box.page - 1].get_textpage()
        found.append(text.get_text_bounded(box.left - 0.5, box.bottom - 0.5, box.right + 0.5, box.top + 0.5))
    assert "".join(found).replace("-", "").replace("\ufffe", "").split() == words.split() or (
        "".join("".join(found).replace("-", "").replace("\ufffe", "").split()) == "".join(words.split())
    )


def test_the_same_file_gives_the_same_document(pdf, contract):
    assert pdf.read(contract) == pdf.read(contract)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=12))
def test_no_word_is_lost_or_doubled(pdf, lines):
    document = pdf.read(pdf.made(pdf.page(*lines)))
    assert document.text.split() == " ".join(lines).split()


def test_the_joiner_knows_words_from_the_rest_of_the_document(pdf):
    lines = ["the know-how of the", "and all other know-", "how that the parties hold"]
    (text,) = pdf.texts(pdf.read(pdf.made(pdf.page(*lines))))
    assert text == "the know-how of the and all other know-how that the parties hold"
