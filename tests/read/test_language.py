"""Language by paragraph: told from its own words, or from those around it."""

import sys
import time

import pytest

from contract_scan.document import Block, DocumentBuilder, Source, Span
from contract_scan.read.language.stretches import language_of, page_ranges, unread_languages, with_languages

DUTCH = "De partijen houden de informatie die zij van elkaar ontvangen gedurende vijf jaar geheim."
ENGLISH = "The parties shall keep all information that they receive from each other secret for five years."
GERMAN = "Der Auftragnehmer verpflichtet sich, alle Informationen vertraulich zu behandeln und nicht an Dritte weiterzugeben."
FRENCH = (
    "Les parties s'engagent à ne pas divulguer les informations reçues dans le cadre du présent contrat à des tiers."
)


def made(*texts, pages=None):
    builder = DocumentBuilder()
    for index, text in enumerate(texts):
        builder.add(Block("paragraph", Span(0, 0), page=pages[index] if pages else None), text)
    return with_languages(builder.build(Source("x", "0", "text")))


def languages(*texts):
    return [block.language for block in made(*texts).blocks]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (DUTCH, "nl"),
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (FRENCH, "fr"),
        ("El contratista se compromete a mantener la confidencialidad de toda la información recibida.", "es"),
        ("Strony zobowiązują się do zachowania w tajemnicy wszelkich informacji uzyskanych w związku z umową.", "pl"),
        ("甲方应对乙方提供的所有技术资料保密，未经乙方书面同意不得向第三方披露。", "zh"),
        ("Стороны обязуются сохранять конфиденциальность информации, полученной в рамках договора.", "ru"),
        ("Article 5", None),
        ("Universiteit Voorbeeld, Hoofdstraat 1, 1234 AB Stad", None),
        ("", None),
    ],
)
def test_a_paragraph_tells_its_language_or_nothing(text, language):
    assert language_of(text) == language


def test_paragraphs_that_alternate_keep_each_their_own():
    assert languages(DUTCH, ENGLISH, DUTCH, ENGLISH) == ["nl", "en", "nl", "en"]


def test_what_is_too_short_to_tell_goes_with_its_neighbours():
    assert languages(DUTCH, "Artikel 5", DUTCH, ENGLISH, "Article 5", ENGLISH) == ["nl"] * 3 + ["en"] * 3


def test_between_two_languages_the_short_goes_with_most_of_the_document():
    assert languages(ENGLISH, ENGLISH, ENGLISH, "Artikel 5", DUTCH)[3] == "en"


def test_a_document_that_tells_nothing_has_no_language():
    assert languages("12.5", "A-4") == [None, None]


def test_a_known_language_needs_no_other_tool():
    sys.modules.pop("py3langid.langid", None)
    languages(*[DUTCH, ENGLISH] * 20)
    assert "py3langid.langid" not in sys.modules


def test_text_without_rules_is_listed_with_pages_and_share():
    document = made(ENGLISH, GERMAN, GERMAN, FRENCH, pages=[1, 2, 3, 5])
    found = unread_languages(document, {"nl", "en"})
    assert [(gap.reason, gap.details["language"], gap.details["pages"]) for gap in found] == [
        ("language_without_rules", "de", "2-3"),
        ("language_without_rules", "fr", "5"),
    ]
    assert found[0].share == pytest.approx(2 * len(GERMAN) / (len(document.text) - 3), abs=0.001)


def test_text_in_known_languages_is_nothing_to_list():
    assert unread_languages(made(DUTCH, ENGLISH), {"nl", "en"}) == ()
    assert [gap.details["language"] for gap in unread_languages(made(DUTCH, ENGLISH), {"en"})] == ["nl"]


def test_both_views_get_their_languages():
    from dataclasses import replace

    current, original = made(ENGLISH), made(DUTCH)
    both = with_languages(replace(current, original=replace(original, view="original")))
    assert both.original is not None
    assert both.original.blocks[0].language == "nl"


def test_pages_are_written_as_ranges():
    assert page_ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"


def test_the_cost_is_small_beside_reading():
    """Not a timed test of a promise: only that no slip makes it a hundred times slower."""
    texts = [DUTCH * 3, ENGLISH * 3] * 1_000
    made(DUTCH)
    started = time.perf_counter()
    made(*texts)
    assert time.perf_counter() - started < 5


def test_a_short_cell_beside_the_other_language_is_told_by_itself():
    assert languages(DUTCH, ENGLISH, "Partijen houden alles drie jaar geheim.", ENGLISH, DUTCH, ENGLISH)[2] == "nl"


def test_a_name_beside_two_languages_has_none_so_that_the_rules_of_both_read_it():
    assert languages(DUTCH, ENGLISH, "Waterland", ENGLISH, DUTCH, ENGLISH)[2] is None
