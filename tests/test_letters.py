"""Question letters: polite, one to each person, numbered, quoting only what that person may see, in both languages."""

from __future__ import annotations

import io
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default

import docx
import pytest

from contract_scan.document import Document
from contract_scan.dossier import Dossier, dossier_of
from contract_scan.letters import Letter, letters
from contract_scan.letters.forms import formed
from contract_scan.letters.write import reference_of
from contract_scan.messages import LANGUAGES
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from contract_scan.yaml_files import knowledge
from tests.conftest import ScanOf

MakeDocument = Callable[..., Document]
LAW = "This agreement is governed by the laws of the People's Republic of China."


def letter_to(dossier: Dossier, to: str, language: str = "en") -> Letter:
    """Return the one letter to a person."""
    (letter,) = [one for one in letters(dossier, language) if one.to == to]
    return letter


@pytest.fixture(scope="module")
def award(scan_of: ScanOf) -> Dossier:
    """Scan the award letter of a fund."""
    return dossier_of(scan_of("nl-toekenningsbrief.docx"))


@pytest.fixture(scope="module")
def agreement(scan_of: ScanOf) -> Dossier:
    """Scan the agreement with tracked changes, a table and everything else."""
    return dossier_of(scan_of("nl-samenwerkingsovereenkomst.docx"))


def test_there_is_a_question_for_every_question_of_the_set(setup: Setup) -> None:
    """In both languages, and to somebody."""
    entries = knowledge("tables", "letters")

    assert list(entries) == [question.id for question in setup.questions.questions]
    assert all(entry[language].strip().endswith((".", "?")) for entry in entries.values() for language in LANGUAGES)
    assert {entry["to"] for entry in entries.values()} == {"researcher", "partner", "finance", "legal", "desk"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_quotes_the_clause_and_asks(setup: Setup, make_document: MakeDocument, language: str) -> None:
    """The partner is asked where it is established, with the clause that gives rise to it."""
    dossier = dossier_of(scan_document(make_document(LAW), setup))
    letter = letter_to(dossier, "partner", language)

    assert f"“{LAW}”" in letter.text
    assert knowledge("tables", "letters")["2.1"][language] in letter.text
    assert "{" not in letter.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_person_gets_one_letter_with_numbered_questions(agreement: Dossier, language: str) -> None:
    """However many questions of the set they know about."""
    written = list(letters(agreement, language))

    assert len({letter.to for letter in written}) == len(written)
    for letter in written:
        numbers = [p.partition(".")[0] for p in letter.paragraphs if p[:1].isdigit()]
        assert [str(n) for n in range(1, len(letter.questions) + 1)] == numbers


def test_a_clause_is_quoted_once_in_a_letter(agreement: Dossier) -> None:
    """Under a later question it is only pointed at."""
    text = letter_to(agreement, "finance", "nl").text

    assert 1 == text.count("het Ministerie van Wetenschap")
    assert "aangehaald bij 1" in text


def test_a_partner_is_told_nothing_internal(agreement: Dossier) -> None:
    """No question of the set, no list, no file name, and no text that only the draft of before has."""
    text = letter_to(agreement, "partner", "nl").text

    assert "vraag 2.1" not in text
    assert "lijst" not in text
    assert ".docx" not in text
    assert "vrij de Resultaten" not in text


def test_the_national_desk_sees_no_clause_and_knows_whom_it_is_about(agreement: Dossier) -> None:
    """The agreement may be secret; the question is about a payer."""
    text = letter_to(agreement, "desk", "nl").text

    assert "Noordster Instituut" in text
    assert "artikel" not in text


def test_a_letter_is_called_a_letter_with_its_own_reference(award: Dossier) -> None:
    """“Your letter” only to whoever wrote it."""
    assert "uw brief" in letter_to(award, "partner", "nl").subject
    assert "de brief" in letter_to(award, "finance", "nl").subject
    assert "kenmerk ZOF-2026-118" in letter_to(award, "partner", "nl").subject


def test_a_reference_has_a_digit_and_follows_its_word() -> None:
    """A word that only looks like one is none."""
    assert "K-12/7" == reference_of("Ons kenmerk: K-12/7\nGeachte")
    assert "" == reference_of("With reference to our talk of yesterday")
    assert "" == reference_of("Betreft: uw kenmerk HT-0525")


def test_where_nothing_was_found_a_letter_is_written_only_on_request(setup: Setup, make_document: MakeDocument) -> None:
    """By default only what has evidence or was not looked at; with `every` all eighteen questions."""
    dossier = dossier_of(scan_document(make_document("Hello."), setup))

    assert 18 == sum(len(one.questions) for one in letters(dossier, "en", every=True))


def test_a_bare_name_is_quoted_with_its_paragraph_or_its_row(
    agreement: Dossier, setup: Setup, make_document: MakeDocument
) -> None:
    """A country or a cell alone says nothing to the reader of a letter."""
    dossier = dossier_of(scan_document(make_document("The data are stored in Iran by the partner."), setup))

    assert "“The data are stored in Iran by the partner.”" in letter_to(dossier, "partner").text
    assert "“Partner”" not in letter_to(agreement, "finance", "nl").text


def test_a_letter_is_a_word_file_and_a_mail_that_is_still_to_be_sent(agreement: Dossier) -> None:
    """With the same words, and the same bytes each time."""
    letter = letter_to(agreement, "partner", "nl")
    word = docx.Document(io.BytesIO(formed(letter, "docx")))
    mail = message_from_bytes(formed(letter, "eml"), policy=default)

    assert letter.subject in [paragraph.text for paragraph in word.paragraphs]
    assert ("1", None) == (mail["X-Unsent"], mail["To"])
    assert letter.paragraphs[0] in mail.get_content()
    for form in ("text", "docx", "eml"):
        assert formed(letter, form) == formed(letter, form)
