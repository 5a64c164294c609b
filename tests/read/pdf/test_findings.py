"""What a PDF's layout cuts in two is still found as one, and the finding lies on both lines or pages."""

from contract_scan.read.language.stretches import with_languages
from contract_scan.read.pdf.boxes import rectangles
from contract_scan.scanning import scan_document

NOTICE = [
    "De Opdrachtnemer mag de resultaten van het onderzoek niet publi-",
    "ceren zonder voorafgaande toestemming van de",
]


def restrictions(setup, document):
    found = scan_document(document, setup).findings
    return [finding for finding in found if finding.kind == "publication_restriction"]


def test_a_veto_with_a_word_divided_at_a_line_end_is_found_on_both_lines(pdf, setup):
    data = pdf.made(pdf.page(*NOTICE, "Opdrachtgever."))
    document = with_languages(pdf.read(data))
    (finding, *_) = restrictions(setup, document)
    assert "publiceren" in document.quote(finding.span)
    assert len({round(box.bottom) for box in rectangles(data, document, finding.span)}) == 2


def test_a_veto_that_a_page_number_interrupts_is_found_on_both_pages(pdf, setup):
    def page(number, *lines):
        def draw(sheet):
            pdf.write(sheet, 72, 740, lines)
            pdf.write(sheet, 290, 40, [str(number)])

        return draw

    data = pdf.made(page(1, "Artikel 1", "", *NOTICE[:1]), page(2, NOTICE[1], "Opdrachtgever."), page(3, "Einde."))
    document = with_languages(pdf.read(data))
    (finding, *_) = restrictions(setup, document)
    assert "publiceren" in document.quote(finding.span)
    assert {box.page for box in rectangles(data, document, finding.span)} == {1, 2}
