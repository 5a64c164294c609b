"""Belgian drafting: "§1." under an article is a place, and no part of any sentence, however the lines are laid out."""

import pytest

from contract_scan.paragraph_signs import paragraph_signs
from contract_scan.read.request import ReadRequest
from contract_scan.read.text.reader import TextReader
from contract_scan.rules.sentences import pieces, sentences


def placed(document):
    """Return each sentence that says something with the clause it stands in."""
    spans = [piece.span for block in document.blocks for piece in pieces(document.text, block)]
    return [(document.clause_at(span.start), document.quote(span)) for span in spans if len(span) > 20]


def read(text):
    return TextReader().read(ReadRequest("draft.txt", text.encode()))


FIRST = "De kennis behoort toe aan de partij die haar voortbrengt."
SECOND = "De Universiteit verleent een licentie, zie artikel 9, § 2 van de wet van 3 juli 1978."
THIRD = "De Onderneming houdt zich aan §1 tot §2 hiervan."


@pytest.mark.parametrize(
    ("text", "article"),
    [
        (f"Artikel 4. Eigendom\n\n§1. {FIRST}\n\n§2. {SECOND}\n\n§3. {THIRD}", "Artikel 4"),
        (f"Artikel 4\n§ 1. {FIRST}\n§ 2. {SECOND}\n§ 3. {THIRD}", "Artikel 4"),
        (f"Artikel 4\n\n§1. {FIRST} §2. {SECOND} §3. {THIRD}", "Artikel 4"),
        (f"Artikel 4. Eigendom §1. {FIRST} §2.\n{SECOND} §3.\n{THIRD}", "Artikel 4"),
        (f"Art. 4. § 1. {FIRST} § 2. {SECOND} § 3. {THIRD}", "Art. 4"),
        (f"Art. 4. - §1. - {FIRST} §2. - {SECOND} §3. - {THIRD}", "Art. 4"),
        (f"4. Eigendom\n\n§ 1 {FIRST}\n\n§ 2 {SECOND}\n\n§ 3 {THIRD}", "4"),
        (f"Artikel 4 - Eigendom\n\n§1\n{FIRST}\n\n§2\n{SECOND}\n\n§3\n{THIRD}", "Artikel 4"),
    ],
)
def test_each_sentence_stands_in_its_own_paragraph_of_its_article(text, article):
    found = [one for one in placed(read(text)) if not one[1].endswith("Eigendom")]
    assert found == [(f"{article}, §{n}", said) for n, said in enumerate((FIRST, SECOND, THIRD), start=1)]


def test_items_stand_under_their_paragraph_and_the_next_article_begins_anew():
    text = f"Artikel 6\n\n§1er. {FIRST}\n\n§2. Zij meldt:\n1° de namen van alle auteurs;\n2° de naam van het blad.\n\n§3. {THIRD}\n\nArtikel 7\n\n§1. {FIRST}"
    assert [clause for clause, _ in placed(read(text))] == [
        "Artikel 6, §1er",
        "Artikel 6, §2, 1°",
        "Artikel 6, §2, 2°",
        "Artikel 6, §3",
        "Artikel 7, §1",
    ]


def test_what_follows_a_block_of_several_paragraphs_stands_in_the_last():
    document = read(f"Artikel 4\n\n§1. {FIRST} §2. {SECOND}\n\n{FIRST}")
    assert [clause for clause, _ in placed(document)] == ["Artikel 4, §1", "Artikel 4, §2", "Artikel 4, §2"]


@pytest.mark.parametrize(
    "text",
    [
        "De partijen handelen overeenkomstig artikel 4, § 2 van de wet.",
        "Dit geldt, zie artikel 3, §1. De Onderneming betaalt.",
        "Dit volgt uit art. § 2. De Onderneming betaalt.",
        "§1 tot §3 gelden niet.",
        "§2 van dit artikel geldt niet.",
        "Zie §1, §2 en §3. De Onderneming betaalt.",
    ],
)
def test_a_reference_opens_no_paragraph(text):
    assert paragraph_signs(text) == []


def test_a_paragraph_goes_on_with_the_one_before():
    text = "§1. De ene. §2. De andere. §9. De wet. §2bis. Daarna. §3. De derde."
    assert [sign.label for sign in paragraph_signs(text)] == ["§1", "§2", "§2bis", "§3"]


def test_a_reference_in_a_decimal_clause_keeps_the_clause():
    document = read(f"3.2 {FIRST} Zie ook artikel 3, §1. {THIRD}")
    assert {clause for clause, _ in placed(document)} == {"3.2"}


def test_a_law_named_at_the_start_of_a_wrapped_line_starts_nothing():
    wrapped = "Artikel 4\n\n§1. De partijen houden zich aan alles wat voortvloeit uit artikel 12,\n§ 2 van de wet van 3 juli 1978 en aan wat daarop in de tijd is gevolgd."
    assert [clause for clause, _ in placed(read(wrapped))] == ["Artikel 4, §1"]


def test_where_no_article_is_open_the_sign_is_that_of_an_article():
    assert [block.clause for block in read(f"§ 3 Results\n\n{FIRST}\n\n§ 4 Term\n\n{FIRST}").blocks] == [
        "§ 3",
        "§ 3",
        "§ 4",
        "§ 4",
    ]


def test_a_sign_alone_is_a_sentence_only_where_nothing_else_is():
    document = read("§2.")
    assert [document.quote(span) for span in sentences(document.text, document.blocks[0].span)] == ["§2."]
