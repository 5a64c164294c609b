"""Where no copy can be made, or nothing be taken over, one sentence says so and names the file."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest

from contract_scan.annotate.absorb import AbsorbError, absorb
from contract_scan.annotate.pdf import annotated_pdf
from contract_scan.annotate.word import AnnotateError, annotated_word
from contract_scan.read import read_bytes
from contract_scan.read.request import ReadRequest
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from tests.conftest import FIXTURES

LETTER = "en-award-letter.pdf"


def empty() -> bytes:
    """Return a Word file without a word."""
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def locked() -> bytes:
    """The letter, which opens with a password."""
    made = io.BytesIO()
    with pikepdf.open(FIXTURES / LETTER) as letter:
        letter.save(made, encryption=pikepdf.Encryption(owner="open", user="open"))
    return made.getvalue()


def scanned(setup: Setup, data: bytes, name: str, password: str | None = None) -> Scan:
    """Scan the bytes of a file."""
    return scan_document(read_bytes(data, name, setup.readers, ocr="never", password=password), setup)


def test_a_word_file_without_comments_of_ours_has_nothing_to_take_over() -> None:
    """A colleague's file that was never made by `annotate`."""
    with pytest.raises(AbsorbError) as refused:
        absorb((FIXTURES / "nl-leerstoel.docx").read_bytes(), "chair.docx")

    assert "chair.docx" in str(refused.value)


def test_a_word_file_without_a_word_gets_no_comments(setup: Setup) -> None:
    """There is nothing that a comment could stand at."""
    with pytest.raises(AnnotateError) as refused:
        annotated_word(ReadRequest("empty.docx", empty()), scanned(setup, empty(), "empty.docx"), "en")

    assert "empty.docx" in str(refused.value)


def test_a_pdf_with_a_password_is_copied_with_its_notes(setup: Setup, locked: bytes) -> None:
    """Whoever could open the draft gets the notes."""
    scan = scanned(setup, locked, LETTER, "open")
    copy = annotated_pdf(ReadRequest(LETTER, locked, password="open"), scan, "en")

    with pikepdf.open(io.BytesIO(copy)) as opened:
        assert len(list(opened.pages[0]["/Annots"])) > 1


def test_a_pdf_that_cannot_be_written_again_is_named(setup: Setup) -> None:
    """One that was cut off is read all the same; what the library says of it is shown to nobody."""
    cut = (FIXTURES / LETTER).read_bytes()[:-200]
    with pytest.raises(AnnotateError) as refused:
        annotated_pdf(ReadRequest("letter.pdf", cut), scanned(setup, cut, "letter.pdf"), "en")

    assert "letter.pdf" in str(refused.value)
    assert "stream" not in str(refused.value).lower()
