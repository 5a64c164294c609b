"""Plain text: what is a paragraph, and which characters it holds, whatever the encoding."""

from binascii import b2a_qp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_scan.read.characters.encoding import decode, looks_like_text
from contract_scan.read.request import ReadRequest
from contract_scan.read.text.reader import TextReader


def read(text):
    return TextReader().read(ReadRequest("draft.txt", text.encode() if isinstance(text, str) else text))


def blocks(text):
    document = read(text)
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def texts(text):
    return [found for _, found in blocks(text)]


WRAPPED = """The Institution shall keep all Confidential Information secret and
shall not disclose it to any third party without the prior written
consent of the Sponsor.

This Agreement is governed by Dutch law."""


def test_hard_wrapped_lines_are_one_paragraph_with_their_line_feeds():
    first, second = WRAPPED.split("\n\n")
    assert texts(WRAPPED) == [first, second]


def test_long_lines_are_paragraphs_of_their_own_without_blank_lines_between():
    long = "The Institution keeps the information secret for as long as the Sponsor may wish. " * 3
    assert texts(f"{long}\n{long}") == [long.strip(), long.strip()]


def test_list_items_and_headings_stand_alone_where_no_blank_line_parts_them():
    text = (
        "Article 5 Secrecy\n5.1 The parties shall:\n(a) keep it secret;\n(b) tell nobody;\n• burn it; and\n- forget it."
    )
    assert texts(text) == text.split("\n")
    assert blocks(text)[0][0] == "heading"
    assert blocks(text)[2][0] == "list_item"


def test_a_number_that_the_line_before_refers_to_starts_nothing():
    text = "The obligations in this Agreement, and in particular those under Section\n7.1 above, survive its end whatever the reason."
    assert texts(text) == [text]


def test_clause_numbers_and_heading_trail_are_filled_in():
    document = read("Article 5 Secrecy\n\n5.1 The parties keep it secret:\n\n(a) always; and\n\n(b) everywhere.")
    assert [block.clause for block in document.blocks][1:] == ["5.1", "5.1 (a)", "5.1 (b)"]
    assert all(block.headings == ("Secrecy",) for block in document.blocks[1:])


def test_paragraphs_run_together_in_one_long_line_are_told_apart():
    line = (
        "ARTICLE TWO SECRECY 2.1 The Institution keeps all information secret for ever and tells nobody of it at all. "
        "2.2 The Sponsor may delay any publication for as long as it thinks fit and for whatever reason. "
    ) + "2.3 The parties agree on all that follows from this and bind themselves. " * 8
    found = texts(line)
    assert any(text.startswith("2.2 The Sponsor") for text in found)
    assert " ".join(found).split() == line.split()


def test_markdown_headings_and_underlined_headings_lose_their_marks():
    assert blocks(
        "### Artikel 1\n\nDe partijen houden wat zij ontvangen geheim, tenzij de wet anders bepaalt.\n\nSecrecy\n=======\n\nKeep it."
    ) == [
        ("heading", "Artikel 1"),
        ("paragraph", "De partijen houden wat zij ontvangen geheim, tenzij de wet anders bepaalt."),
        ("heading", "Secrecy"),
        ("paragraph", "Keep it."),
    ]


def test_lines_to_sign_on_and_blanks_are_kept_and_marked():
    document = read("Signed by [NAME]\n\n______________")
    assert [document.quote(mark.span) for mark in document.marks] == ["[NAME]", "______________"]


def test_form_feeds_count_pages():
    document = read("First page.\fSecond page.")
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.source.pages == 2


DUTCH = "De coördinator weigert publicatie; kosten: €\xa05.000 – zie “bijlage”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_usual_encoding_gives_the_same_text(encoding):
    assert read(DUTCH.encode(encoding)).text == DUTCH


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_what_old_machines_wrote_is_read_and_the_guess_is_said(read_as, encoding):
    text = "De coördinator van de coöperatie verleent één financiële bijdrage."
    document = read_as("a.txt", text.encode(encoding))
    assert document.text == text
    assert [(u.reason, u.details) for u in document.unread] == [("encoding_guessed", {"encoding": encoding})]


def test_an_encoding_that_had_to_be_guessed_is_said():
    russian = "Стороны обязуются сохранять конфиденциальность всей полученной информации. " * 20
    document = read(russian.encode("cp1251"))
    assert document.text == russian.strip()
    assert [gap.reason for gap in document.unread] == ["encoding_guessed"]


def test_line_ends_of_every_system_are_the_same_and_nul_is_dropped():
    assert read(b"One line.\r\n\r\nTw\0o.\r\rThree.").text == "One line.\nTwo.\nThree."


@given(st.binary(max_size=400))
def test_decoding_never_fails(data):
    decoded = decode(data)
    assert "\r" not in decoded.text and "\0" not in decoded.text
    assert looks_like_text(data) in (True, False)


LINES = st.text(alphabet="abZ 1.()•-#=\t;:é…_\u202e", max_size=70)


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_blocks_are_their_spans_and_no_word_is_lost(text):
    document = read(text)
    assert document.text == "\n".join(document.quote(block.span) for block in document.blocks)
    kept = "".join(character for character in document.text if character.isalnum())
    assert kept == "".join(character for character in text if character.isalnum())


def test_a_million_empty_lines_and_one_endless_line_are_read_at_once():
    assert texts("\n" * 1_000_000 + "end") == ["end"]
    assert len(read("word " * 400_000).text) == 1_999_999


@pytest.mark.parametrize("number", ["12", "- 12 -", "Page 12 of 30", "pagina 12 van 30"])
def test_a_paragraph_that_a_page_number_interrupts_is_one_and_the_number_comes_after_it(number):
    text = f"The Institution shall keep all information secret and shall not\n\n{number}\n\npublish it without consent.\n\nNext."
    assert texts(text) == [
        "The Institution shall keep all information secret and shall not\npublish it without consent.", number, "Next.",
    ]  # fmt: skip


def test_a_paragraph_over_a_form_feed_is_one_on_the_page_it_begins(read_as):
    text = "The Institution shall keep all information secret and shall not\n\n1\n\fpublish it without consent.\n\n2\n"
    document = read_as("x.txt", text)
    assert [(block.page, document.quote(block.span)) for block in document.blocks] == [
        (1, "The Institution shall keep all information secret and shall not\npublish it without consent."), (1, "1"), (2, "2"),
    ]  # fmt: skip


def test_a_number_between_whole_sentences_interrupts_nothing():
    assert texts("The Parties agree.\n\n12\n\nde facto rules apply.") == [
        "The Parties agree.",
        "12",
        "de facto rules apply.",
    ]


def test_a_text_written_as_mail_programs_send_it_is_read_and_that_is_said(read_as):
    text = "De Instelling zal geen enkele bevinding publiceren zonder financiële toestemming. " * 4
    sent = b2a_qp(text.encode())
    document = read_as("a.txt", sent)
    assert document.text == text.strip()
    assert [part.reason for part in document.unread] == ["encoding_guessed"]
    assert read_as("a.txt", b"x = 3D\ny=20\n").text == "x = 3D\ny=20"
