"""What in a template is still to be filled in."""

import pytest

from contract_scan.read.structure.blanks import blank_marks


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("between [NAME] and <partner>", ["[NAME]", "<partner>"]),
        ("for ………… euro", ["…………"]),
        ("for ............ euro", ["............"]),
        ("signed: ______", ["______"]),
        ("«Bedrijfsnaam», te Utrecht", ["«Bedrijfsnaam»"]),
        ("{{party_1}} and {party_2}", ["{{party_1}}", "{party_2}"]),
        ("de heer/mevrouw …, wonende te", ["…"]),
        ("<<amount>>", ["<<amount>>"]),
    ],
)
def test_a_blank_is_marked_from_end_to_end(text, blanks):
    marks = blank_marks(text)
    assert [text[m.span.start : m.span.end] for m in marks] == blanks
    assert {m.kind for m in marks} == {"blank"}


@pytest.mark.parametrize(
    "text",
    [
        "as shown in [12] and [3, 4]",
        "“the results […] are secret”",
        "[x] yes",
        "if a < b and c > d then",
        "Definitions .............. 3",
        "and so on…",
        "snake_case_name",
        "«Les résultats sont secrets»",
    ],
)
def test_what_is_no_blank_is_not_marked(text):
    assert blank_marks(text) == []


def test_a_row_of_a_hundred_thousand_dots_is_one_blank_in_no_time():
    """From each dot to the end it would take an hour; a table of contents is still told by its page number."""
    assert [(m.span.start, m.span.end) for m in blank_marks("." * 100_000)] == [(0, 100_000)]
    assert not list(blank_marks("Confidentiality " + ". " * 40 + "12  "))
