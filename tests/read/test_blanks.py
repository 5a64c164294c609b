"""What in a template is still to be filled in."""

import pytest

from contract_scan.read.blanks import blank_marks


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
