"""Who is who: one table of names, short names, roles and words such as "we" for all who ask."""

from __future__ import annotations

from contract_scan_builtins.parties.who import WhoIsWho, who_is_who
from tests.plugins.test_parties import document

AGREEMENT = """RESEARCH AGREEMENT

This Agreement is made between Gorseholm University, having its seat at Gorseholm (the "University"), and Fennick
Lantern Ltd, a company with offices at 4 Tallow Street, Wexcombe (the "Sponsor").

1. The Sponsor shall pay each invoice. Fennick supplies the lamps. The Parties meet twice a year.

GORSEHOLM UNIVERSITY

By: ______

FENNICK LANTERN LTD

By: ______
"""

LETTER = """Stichting Fonds Vlierhage

Turfkade 12, Oudekreek

Aan: Hogeschool Dennenwaard

Geachte mevrouw Wester,

Wij betalen u € 4.000 voor het onderzoek.

Hoogachtend,

J. Brand, Stichting Fonds Vlierhage
"""


def table(text: str) -> WhoIsWho:
    """Return the table of a text."""
    return who_is_who(document(text))


def meant(text: str, words: str) -> list[str]:
    """Return the names of those whom some words mean."""
    return [who.name for who in table(text).meant_by(words)]


def test_a_short_name_means_its_bearer_with_or_without_article() -> None:
    assert meant(AGREEMENT, "the Sponsor") == meant(AGREEMENT, "Sponsor") == ["Fennick Lantern Ltd"]


def test_a_first_word_that_is_nobody_elses_means_its_bearer() -> None:
    assert meant(AGREEMENT, "Fennick") == ["Fennick Lantern Ltd"]


def test_the_name_in_the_signature_is_a_form_of_the_same_name() -> None:
    assert meant(AGREEMENT, "GORSEHOLM UNIVERSITY") == ["Gorseholm University"]


def test_the_parties_are_all_of_them() -> None:
    assert meant(AGREEMENT, "The Parties") == ["Gorseholm University", "Fennick Lantern Ltd"]


def test_nobody_is_meant_by_a_word_that_is_nobodys() -> None:
    assert meant(AGREEMENT, "the Committee") == []


def test_institutions_and_companies_are_told_apart() -> None:
    assert [who.sort for who in table(AGREEMENT).everybody] == ["institution", "company"]


def test_each_party_says_why_it_is_one() -> None:
    assert all("first_place" in who.signs for who in table(AGREEMENT).everybody)


def test_we_and_you_in_a_letter_are_its_sender_and_its_addressee() -> None:
    assert meant(LETTER, "wij") == ["Stichting Fonds Vlierhage"]
    assert meant(LETTER, "u") == ["Hogeschool Dennenwaard"]


def test_mentions_are_found_in_order_where_they_stand() -> None:
    text = "Fennick pays. The University reports."
    mentions = list(table(AGREEMENT).mentions(text))

    assert [text[m.span.start : m.span.end] for m in mentions] == ["Fennick", "University"]
    assert [m.who[0].name for m in mentions] == ["Fennick Lantern Ltd", "Gorseholm University"]


def test_a_document_without_parties_has_an_empty_table() -> None:
    assert table("A note on tides.").everybody == ()
