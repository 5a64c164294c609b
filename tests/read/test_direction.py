"""Signs that turn letters from right to left: searched as they were typed, and named."""

from __future__ import annotations

import pytest

CLAUSE = "The parties \u202ekeep all findings\u202c secret."
ISOLATED = CLAUSE.replace("\u202e", "\u2067").replace("\u202c", "\u2069")


def reasons(document):
    return [part.reason for part in document.unread]


@pytest.mark.parametrize("text", [CLAUSE, ISOLATED])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.eml"])
def test_letters_that_are_turned_from_right_to_left_are_named(read_as, name, text):
    before = (
        "From: a@b.example\nTo: c@d.example\nContent-Type: text/plain; charset=utf-8\n\n" if name == "a.eml" else ""
    )
    document = read_as(name, f"{before}<p>{text}</p>" if name == "a.html" else before + text)
    assert reasons(document) == ["text_turned"]


def test_letters_that_markup_turns_are_named(read_as):
    assert reasons(read_as("a.html", '<p>The parties <bdo dir="rtl">keep it</bdo> secret.</p>')) == ["text_turned"]
    assert reasons(read_as("a.html", '<p>The parties <bdo dir="ltr">keep it</bdo> secret.</p>')) == []


@pytest.mark.parametrize("text", ["Call \u202a+31 20 123\u202c today.", "The word \u202bשלום\u202c means peace."])
def test_a_number_that_is_kept_in_order_and_a_script_from_right_to_left_are_not(read_as, text):
    assert "text_turned" not in reasons(read_as("a.txt", text))
