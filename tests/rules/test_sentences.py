"""Where the sentences and items of a contract begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_scan.document import BlockKind, Span
from contract_scan.rules.segmenting import folded
from contract_scan.rules.sentences import LONGEST, pieces, sentences
from tests.rules.builders import document, document_of


def cut(text: str, language: str = "nl") -> list[str]:
    """Return the sentences of a text."""
    return [text[span.start : span.end] for span in sentences(text, Span(0, len(text)), language)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Partij houdt zich aan art. 8 van de Wet.",
        "Acme B.V. Houdt alles geheim.",
        "Zie de overeenkomst d.d. 3 mei en lid 2 daarvan.",
        "J. Jansen tekent namens de Universiteit.",
        "7. Geheimhouding blijft gelden.",
        "The fee is EUR 1.250,00 per year.",
        "Subject to Section 7.2 the Parties agree.",
    ],
)
def test_an_abbreviation_initial_or_number_ends_no_sentence(sentence: str) -> None:
    """An abbreviation initial or number ends no sentence."""
    assert [sentence] == cut(sentence)


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    """A full stop before a capital ends a sentence."""
    assert ["Partij zwijgt.", "Zij betaalt."] == cut("Partij zwijgt. Zij betaalt.")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Er zijn foto's. De rest volgt.", "Er zijn foto's."),
        ("Dit valt onder categorie A. De rest volgt.", "Dit valt onder categorie A."),
        ("Zie deel I. Het volgt.", "Zie deel I."),
    ],
)
def test_a_letter_at_a_real_end_is_no_initial(text: str, first: str) -> None:
    """A letter at a real end is no initial."""
    assert first == cut(text)[0]


@pytest.mark.parametrize(
    "items",
    [
        ["a. Partij A verricht onderzoek.", "b. Partij B wil laten bouwen.", "c. Partijen spreken af."],
        ["De Stichting overweegt:", "i. De Universiteit bouwt;", "ii. De Stichting betaalt;", "iii. Zij praten."],
        ["Overwegende dat A bouwt;", "Overwegende dat B betaalt."],
    ],
)
def test_items_on_one_line_are_sentences_of_their_own(items: list[str]) -> None:
    """Letters that run on begin items, and so does a word that recitals begin with."""
    assert items == cut(" ".join(items))


def test_the_label_of_an_item_on_one_line_is_no_part_of_what_it_says() -> None:
    """It is a place."""
    draft = document("a. Partij A verricht onderzoek. b. Partij B wil laten bouwen.")
    found = [draft.quote(piece.span) for piece in pieces(draft.text, draft.blocks[0])]

    assert found[1:] == ["Partij B wil laten bouwen."]


@pytest.mark.parametrize(
    "text", ["Zie art. a. Het volgt.", "De heer dr. a. Jansen zwijgt.", "Dit is a. Jansen; c. Piet."]
)
def test_a_letter_that_none_runs_on_from_begins_nothing(text: str) -> None:
    """One letter is no list."""
    assert [text] == cut(text)


def test_an_empty_line_ends_a_sentence() -> None:
    """An empty line ends a sentence."""
    assert ["Partij zwijgt", "zij betaalt"] == cut("Partij zwijgt\n\nzij betaalt")


@given(st.text(alphabet="abc Z.;:()\n1", max_size=300))
def test_sentences_are_in_order_and_lose_only_white_space(text: str) -> None:
    """Sentences are in order and lose only white space."""
    spans = sentences(text, Span(0, len(text)), None)

    assert "".join(text.split()) == "".join("".join(text[s.start : s.end].split()) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_long_enumeration_is_cut_into_its_items_with_their_lead_in() -> None:
    """A long enumeration is cut into its items with their lead in."""
    long = (
        "the Partner shall at no time and under no circumstances whatsoever, neither during the project nor after it, "
    )
    text = f"{long * 3} (a) publish the Results, or (b) tell anybody, and (c) apply for a patent."
    draft = document(text)

    items = [p for p in pieces(draft.text, draft.blocks[0]) if p.item]

    assert ["publish the Results, or", "tell anybody, and", "apply for a patent."] == [
        draft.quote(item.span) for item in items
    ]


def test_a_sentence_without_an_end_is_cut_so_that_matching_stays_bounded() -> None:
    """A sentence without an end is cut so that matching stays bounded."""
    draft = document("word " * 4_000)

    spans = [piece.span for piece in pieces(draft.text, draft.blocks[0])]

    assert max(map(len, spans)) <= LONGEST
    assert draft.text.split() == " ".join(draft.quote(span) for span in spans).split()


def lines(draft_blocks: list[tuple[BlockKind, str]]) -> list[str]:
    """Return the folded text of each segment of a document."""
    text = folded(document_of(draft_blocks))
    return [text.text[s.start : s.end].strip() for s in text.segments]


def test_an_item_is_matched_with_its_lead_in() -> None:
    """An item is matched with its lead in."""
    found = lines([("paragraph", "Partner shall not:"), ("list_item", "(a) publish;"), ("list_item", "(b) talk.")])

    assert ["partner shall not", "partner shall not publish", "partner shall not talk"] == found


def test_a_lead_in_needs_no_colon() -> None:
    """A lead in needs no colon."""
    found = lines(
        [
            ("list_item", "1. The Funder may end this agreement if"),
            ("list_item", "a. it is dissolved;"),
            ("list_item", "b. it moves."),
        ]
    )

    assert "the funder may end this agreement if it moves" == found[2]


def test_a_paragraph_ends_the_lead_in() -> None:
    """A paragraph ends the lead in."""
    found = lines([("paragraph", "Partner shall not:"), ("list_item", "(a) talk;"), ("paragraph", "It pays.")])

    assert "it pays" == found[-1]


def test_items_within_an_item_have_both_lead_ins() -> None:
    """Items within an item have both lead ins."""
    found = lines(
        [
            ("paragraph", "Partner shall not:"),
            ("list_item", "1. publish:"),
            ("list_item", "(a) results;"),
            ("list_item", "(b) data;"),
            ("list_item", "2. talk."),
        ]
    )

    assert "partner shall not publish results" == found[2]
    assert "partner shall not publish data" == found[3]
    assert "partner shall not talk" == found[4]


def test_a_sentence_broken_over_two_blocks_is_read_whole_from_both() -> None:
    """A sentence broken over two blocks is read whole from both."""
    found = lines([("paragraph", "Partner shall not"), ("paragraph", "publish it. It pays.")])

    assert ["partner shall not publish it", "partner shall not publish it", "it pays"] == found


def test_the_second_half_of_a_broken_sentence_may_hold_one_word() -> None:
    """The second half of a broken sentence may hold one word."""
    assert 3 == len(lines([("paragraph", "Partner shall keep it"), ("paragraph", "secret. It pays.")]))


RUNNING: list[tuple[BlockKind, str]] = [
    ("paragraph", "Source: ACME CORP., 10-K, 3/1/2010"),
    ("paragraph", "12"),
    ("paragraph", "- 12 -"),
    ("paragraph", "Page 3 of 20"),
    ("footer", "Collaboration agreement"),
    ("footnote", "1 See Annex B."),
]


@pytest.mark.parametrize("between", RUNNING)
def test_a_broken_sentence_goes_on_past_what_stands_between_two_pages(between: tuple[BlockKind, str]) -> None:
    """A broken sentence goes on past what stands between two pages."""
    found = lines([("paragraph", "Partner shall not"), between, ("paragraph", "publish it.")])

    assert "partner shall not publish it" == found[0] == found[-1]


def test_a_sentence_that_breaks_off_before_a_name_goes_on_with_a_capital() -> None:
    """A sentence that breaks off before a name goes on with a capital."""
    first = "During the term of this agreement Partner shall keep secret all of the"
    found = lines([("paragraph", first), ("paragraph", "Results and the names of the researchers.")])

    assert found[0].endswith("all of the results and the names of the researchers")


@pytest.mark.parametrize(
    "following",
    [("paragraph", "It pays."), ("heading", "payment"), ("list_item", "(a) publish."), ("table_cell", "publish")],
)
def test_what_is_no_second_half_is_not_joined(following: tuple[BlockKind, str]) -> None:
    """What is no second half is not joined."""
    assert "partner shall not" == lines([("paragraph", "Partner shall not"), following])[0]


def test_a_lead_in_stays_open_past_what_stands_between_two_pages() -> None:
    """A lead in stays open past what stands between two pages."""
    blocks: list[tuple[BlockKind, str]] = [("paragraph", "Partner shall not:"), *RUNNING, ("list_item", "(a) publish.")]

    assert "partner shall not publish" == lines(blocks)[-1]


def test_a_number_in_words_and_figures_begins_no_item() -> None:
    """A number in words and figures begins no item."""
    long = "Partner keeps all that it learns about the project strictly secret, whether on paper or told, " * 3
    text = f"{long} for a period of two (2) years and of thirty (30) days and of one (1) week after it."

    assert 1 == len(lines([("paragraph", text)]))


def test_items_run_on_from_the_first() -> None:
    """Items run on from the first."""
    long = "Partner keeps all that it learns about the project strictly secret, whether on paper or told, " * 4
    items = "(i) data, (ii) plans, and (iii) names, as in paragraph (d) and in (7) and (9) of it."

    assert ["told data", "told plans and", "told names as in paragraph d and in 7 and 9 of it"] == [
        line[line.rindex("told") :] for line in lines([("paragraph", long + items)])[1:]
    ]


def test_a_heading_and_a_line_of_contents_are_no_sentences() -> None:
    """A heading and a line of contents are no sentences."""
    found = lines([("heading", "7. Confidentiality"), ("paragraph", "7. Confidentiality ........ 12")])

    assert [] == found


def test_a_table_of_contents_in_one_paragraph_is_no_sentence() -> None:
    """A table of contents in one paragraph is no sentence."""
    contents = "5 12. Approval of Counsel...... 5 13. Notices..... 6 14. Compliance with Export Control Laws......"

    assert not any("export" in line for line in lines([("paragraph", contents)]))


@pytest.mark.parametrize(
    "sentence",
    [
        "De Staat leent tot ten hoogste € ......... euro voor .... jaar.",
        "De Universiteit houdt ………… geheim gedurende ….. jaar",
        "De Universiteit houdt dit geheim gedurende ..... (in woorden: .....) jaar.",
        "Partner keeps it secret for a number of years:\t5",
        "Partner keeps . . . . . secret for ...... (......) years",
    ],
)
def test_a_sentence_with_dotted_blanks_is_read_whole(sentence: str) -> None:
    """A sentence with dotted blanks is read whole."""
    assert 1 == len(lines([("paragraph", sentence)]))


def test_lines_of_contents_are_known_by_their_neighbours() -> None:
    """Lines of contents are known by their neighbours."""
    assert [] == lines([("paragraph", "1. Duty of secrecy ....... 3"), ("paragraph", "2. Duty to pay\t4")])


def test_a_sentence_that_is_styled_as_a_heading_is_still_read() -> None:
    """A sentence that is styled as a heading is still read."""
    long = "Partner shall keep all Information that it gets in the course of the Project secret for five full years"
    for text in ("Partner shall keep all Information strictly secret.", long):
        assert 1 == len(lines([("heading", text)]))


def test_a_heading_run_into_its_paragraph_is_left_out() -> None:
    """A heading run into its paragraph is left out."""
    found = lines([("paragraph", "11.5 Compliance with Export Laws. Partner shall comply.")])

    assert ["partner shall comply"] == found


@pytest.mark.parametrize("sentence", ["Results are made.", "The Institute and Partner agree."])
def test_a_short_sentence_is_no_heading(sentence: str) -> None:
    """A short sentence is no heading."""
    assert [sentence.lower().rstrip("."), "it pays"] == lines([("paragraph", f"{sentence} It pays.")])


def test_marked_words_are_where_they_stand_in_lead_in_and_item() -> None:
    """Marked words are where they stand in lead in and item."""
    draft = document_of([("paragraph", "Partner shall not:"), ("list_item", "(a) ever publish;")])
    text = folded(draft)
    segment = text.segments[1]
    start = text.text.index(" shall", segment.start) + 1

    marked = segment.marked(start, segment.end)

    assert ["shall not", "ever publish"] == [draft.quote(span) for span in marked]


@given(st.lists(st.text(alphabet="ab Z.:;,()1-", max_size=60), max_size=6))
def test_every_word_of_a_segment_is_found_back_in_the_document(texts: list[str]) -> None:
    """Every word of a segment is found back in the document."""
    text = folded(document_of([("list_item" if i % 2 else "paragraph", t) for i, t in enumerate(texts)]))

    for segment in text.segments:
        words = text.text[segment.start : segment.end].split()
        assert len(words) == len(segment.places) == len(segment.starts) - 1
        assert all(text.text.startswith(word, at) for word, at in zip(words, segment.starts, strict=False))


def test_a_row_of_two_hundred_thousand_stops_ends_one_sentence_in_no_time() -> None:
    """From each stop to the last it would take hours."""
    text = "One. " + "." * 200_000 + " Two."

    assert len(sentences(text, Span(0, len(text)))) <= 3
