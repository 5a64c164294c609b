"""What the work is, in the document's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contract_scan.document import Document
from contract_scan.dossier.work import work_of

MakeDocument = Callable[..., Document]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1.1 The parties carry out a study of dunes under salt wind, as laid down in the proposal.", "dunes under salt"),
        ('The Fund supports the project "Salt wind over dunes" of the Institute.', "Salt wind over dunes"),
        ("Partijen doen samen onderzoek naar het verstuiven van duinen bij zoute wind.", "verstuiven van duinen"),
        ("Betreft: toekenning van het project “Zoute wind over duinen”", "Zoute wind over duinen"),
    ],
)  # fmt: skip
def test_the_sentence_that_says_what_is_studied_is_found(make_document: MakeDocument, line: str, words: str) -> None:
    """Among others, without the number of its clause."""
    document = make_document(
        "Agreement", "This is made on the first of May.", line, "Nobody pays before the invoice has come in."
    )
    work = work_of(document, ())

    assert work is not None
    assert words in work.quote
    assert not work.quote.startswith(("1.1", "Betreft"))
    assert work.quote == document.text[work.span.start : work.span.end]


def test_a_document_that_does_not_say_it_has_none(make_document: MakeDocument) -> None:
    """Terms alone say nothing of the work."""
    assert (
        work_of(make_document("General terms", "Invoices are paid in thirty days.", "Dutch law applies."), ()) is None
    )
