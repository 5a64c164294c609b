"""Question letters: polite, to the right person, quoting the clause, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contract_scan.cli.ask import wording
from contract_scan.document import Document
from contract_scan.letters import letters
from contract_scan.messages import LANGUAGES
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup

MakeDocument = Callable[..., Document]
LAW = "This agreement is governed by the laws of the People's Republic of China."


def test_there_is_a_question_for_every_question_of_the_set(setup: Setup) -> None:
    """In both languages, and to somebody."""
    entries = wording()

    assert list(entries) == [question.id for question in setup.questions.questions]
    assert all(entry[language].strip().endswith((".", "?")) for entry in entries.values() for language in LANGUAGES)
    assert {entry["to"] for entry in entries.values()} == {"researcher", "partner", "finance", "legal", "desk"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_quotes_the_clause_and_asks(setup: Setup, make_document: MakeDocument, language: str) -> None:
    """The partner is asked where it is established, with the clause that gives rise to it."""
    scan = scan_document(make_document(LAW), setup)
    letter = next(one for one in letters(scan, wording(), language) if one.question == "2.1")

    assert letter.to == "partner"
    assert f"“{LAW}”" in letter.text
    assert wording()["2.1"][language] in letter.text
    assert "{" not in letter.text


#: A document of more than a few words in which nothing bears on any question.
PLAIN = (
    "The two choirs sing together in the old church on the first Sunday of every month, and all who like to listen are "
    "welcome to come and to bring their children."
)


def test_what_was_not_looked_at_is_asked_and_said(setup: Setup, make_document: MakeDocument) -> None:
    """Without a sanctions list legal affairs is asked; our own commands mean nothing to them."""
    scan = scan_document(make_document(PLAIN), setup)
    (letter,) = [one for one in letters(scan, wording(), "en") if one.question == "1.1"]

    assert letter.to == "legal"
    assert "not at hand" in letter.text
    assert "lists import" not in letter.text


def test_where_nothing_was_found_a_letter_is_written_only_on_request(setup: Setup, make_document: MakeDocument) -> None:
    """By default only what has evidence or was not looked at; with `every` all eighteen."""
    scan = scan_document(make_document(PLAIN), setup)

    assert "3.3" not in {one.question for one in letters(scan, wording(), "en")}
    assert len(list(letters(scan, wording(), "en", every=True))) == 18


def test_a_bare_name_is_quoted_with_its_paragraph(setup: Setup, make_document: MakeDocument) -> None:
    """A country alone says nothing to the reader of a letter."""
    scan = scan_document(make_document("The data are stored in Iran by the partner."), setup)
    letter = next(one for one in letters(scan, wording(), "en") if one.question == "2.1")

    assert "“The data are stored in Iran by the partner.”" in letter.text
