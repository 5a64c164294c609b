"""Clause paths and heading trails of texts without styles."""

import pytest

from contract_scan.document import Block, Span
from contract_scan.read.structure.outline import outline


def laid_out(*texts, kind="paragraph", emphasised=()):
    return outline([Block(kind, Span(0, 0)) for _ in texts], texts, emphasised)


SENTENCE = "The Parties shall keep the results confidential for five years after the end of the Project."


def test_items_carry_the_path_of_their_clause():
    blocks = laid_out(
        "7. CONFIDENTIALITY", f"7.3 {SENTENCE}", "(a) the results;", "(b) the data;", "(i) raw;", f"7.4 {SENTENCE}"
    )
    assert [b.clause for b in blocks] == ["7", "7.3", "7.3 (a)", "7.3 (b)", "7.3 (b) (i)", "7.4"]


def test_a_letter_i_after_h_is_a_letter():
    blocks = laid_out(f"1.1 {SENTENCE}", *[f"({letter}) item;" for letter in "abcdefghij"])
    assert [b.clause for b in blocks][-2:] == ["1.1 (i)", "1.1 (j)"]


def test_a_paragraph_after_items_stands_in_their_clause():
    blocks = laid_out(f"7.3 {SENTENCE}", "(a) the results;", "provided that nobody objects to it in time.")
    assert blocks[-1].clause == "7.3"


def test_members_of_a_dutch_article_name_the_article():
    blocks = laid_out("Artikel 5 Geheimhouding", f"1. {SENTENCE}", f"2. {SENTENCE}", "a. de resultaten;")
    assert [b.clause for b in blocks] == ["Artikel 5", "Artikel 5, 1", "Artikel 5, 2", "Artikel 5, 2 a"]


def test_a_number_that_repeats_its_article_stands_by_itself():
    assert [b.clause for b in laid_out("Article 7 Publication", f"7.1 {SENTENCE}")] == ["Article 7", "7.1"]


@pytest.mark.parametrize(
    "heading",
    [
        "Article 7 Confidentiality",
        "7. GEHEIMHOUDING",
        "ARTIKEL 7: GEHEIMHOUDING",
        "7. Geheimhouding en publicatie",
        "CONFIDENTIALITY",
    ],
)
def test_lines_that_look_like_headings_are_headings_and_head_what_follows(heading):
    first, second = laid_out(heading, SENTENCE)
    assert (first.kind, second.kind, len(second.headings)) == ("heading", "paragraph", 1)
    assert second.headings[0] in heading


@pytest.mark.parametrize(
    "line",
    [
        "Article 7 shall survive termination of this Agreement.",
        "7. De Partijen zullen de resultaten geheim houden.",
        "the parties",
        "1. Definitions ........ 3",
        "Name:",
    ],
)
def test_sentences_and_lines_of_a_contents_page_are_no_headings(line):
    assert laid_out(line, SENTENCE)[0].kind == "paragraph"


def test_short_numbered_lines_in_a_row_are_a_list():
    blocks = laid_out("1. Salary costs", "2. Travel", "3. Equipment", SENTENCE)
    assert [b.kind for b in blocks] == ["paragraph"] * 4


def test_a_bold_line_is_a_heading_where_the_same_line_in_plain_type_is_not():
    assert laid_out("Free publication", SENTENCE)[0].kind == "paragraph"
    assert laid_out("Free publication", SENTENCE, emphasised={0})[0].kind == "heading"


def test_a_bare_article_number_takes_its_title_from_the_next_line():
    blocks = laid_out("Article 7", "Confidentiality", SENTENCE)
    assert (blocks[2].clause, blocks[2].headings) == ("Article 7", ("Confidentiality",))


def test_a_heading_that_runs_into_its_clause_is_in_the_trail_of_that_clause_and_its_items():
    blocks = laid_out(f"12.3 PUBLICITY. {SENTENCE}", "(a) press releases;", f"12.4 {SENTENCE}")
    assert [(b.kind, b.headings) for b in blocks] == [
        ("paragraph", ("PUBLICITY",)),
        ("paragraph", ("PUBLICITY",)),
        ("paragraph", ()),
    ]


def test_doubtful_numbers_are_believed_in_a_series_only():
    assert [b.number for b in laid_out("12 Main Street", SENTENCE)] == [None, None]
    assert [b.number for b in laid_out("A. Smith", SENTENCE)] == [None, None]
    assert [b.number for b in laid_out("1 The Parties agree", "2 The Parties pay", SENTENCE)] == ["1", "2", None]


def test_a_computed_number_stands_and_a_typed_one_says_that_it_is_typed():
    blocks = [Block("list_item", Span(0, 0), number="7.3", level=2), Block("paragraph", Span(0, 0))]
    placed = outline(blocks, [SENTENCE, f"7.4 {SENTENCE}"])
    assert [(b.number, b.number_in_text, b.clause) for b in placed] == [("7.3", False, "7.3"), ("7.4", True, "7.4")]


def test_notes_take_the_place_they_stand_in_and_change_none():
    blocks = [Block("paragraph", Span(0, 0)), Block("footnote", Span(0, 0)), Block("header", Span(0, 0))]
    placed = outline(blocks, [f"7.3 {SENTENCE}", "1. see there", "9. HEADER"])
    assert [b.clause for b in placed] == ["7.3", "7.3", None]


def test_a_sentence_right_below_a_bare_article_number_is_no_heading():
    assert [b.kind for b in laid_out("Artikel 7", "Tekst van het artikel.")] == ["heading", "paragraph"]


def test_a_number_that_repeats_an_article_in_roman_numerals_stands_by_itself():
    assert [b.clause for b in laid_out("ARTICLE II. LAW", f"2.1 {SENTENCE}")] == ["ARTICLE II", "2.1"]


def test_recitals_are_over_where_the_first_clause_begins():
    blocks = laid_out(f"A. {SENTENCE}", f"B. {SENTENCE}", f"1. {SENTENCE}", f"1.1 {SENTENCE}")
    assert [b.clause for b in blocks] == ["A", "B", "1", "1.1"]


def test_a_word_that_joins_the_parties_heads_nothing():
    assert laid_out("BETWEEN", SENTENCE)[1].headings == ()


def test_an_annex_starts_a_numbering_of_its_own():
    blocks = laid_out("Article 9 Law", f"9.1 {SENTENCE}", "ANNEX A BUDGET", f"1. {SENTENCE}")
    assert blocks[-1].clause == "ANNEX A, 1"
    assert blocks[-1].headings == ("BUDGET",)


def test_the_recitals_stand_under_no_number_of_a_party():
    blocks = laid_out(
        "1. Universiteit Merwestreek, gevestigd te Gorinchem, hierna de Universiteit;",
        "2. Hengjiang Group, gevestigd te Wuhan, hierna Hengjiang;",
        "Overwegende dat",
        "a. alle aandelen in Hengjiang worden gehouden door de provincie;",
        "b. de Universiteit sensoren ontwikkelt;",
    )
    assert [b.clause for b in blocks] == ["1", "2", None, "a", "b"]


def test_a_line_inside_an_article_that_speaks_of_agreeing_ends_no_number():
    blocks = laid_out(
        "Artikel 5 Geheimhouding", f"1. {SENTENCE}", "Komen partijen niet tot overeenstemming, dan beslist een derde."
    )
    assert blocks[-1].clause == "Artikel 5, 1"


def test_an_article_in_small_letters_is_one_where_others_go_on_with_it():
    blocks = laid_out("artikel 1. Algemeen", f"1. {SENTENCE}", "artikel 2 Geheimhouding", f"1. {SENTENCE}")
    assert [b.clause for b in blocks] == ["artikel 1", "artikel 1, 1", "artikel 2", "artikel 2, 1"]


def test_a_reference_in_small_letters_at_the_beginning_of_a_block_is_no_article():
    blocks = laid_out("7. GEHEIMHOUDING", f"7.3 {SENTENCE}", "artikel 9 Rv. is niet van toepassing op dit geschil.")
    assert blocks[-1].clause == "7.3"


def test_a_part_belongs_to_the_clause_where_its_numbers_begin_anew():
    anew = laid_out("PART I GENERAL", f"1. {SENTENCE}", "PART II SPECIAL", f"1. {SENTENCE}")
    on = laid_out("PART I GENERAL", f"1. {SENTENCE}", "PART II SPECIAL", f"2. {SENTENCE}")

    assert [b.clause for b in anew] == ["PART I", "PART I, 1", "PART II", "PART II, 1"]
    assert [b.clause for b in on] == ["PART I", "1", "PART II", "2"]
