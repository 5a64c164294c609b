"""Which typed characters at the start of a block are a clause number, and which only look like one."""

import pytest

from contract_scan.read.structure.numbers import ordinal, roman, typed_number


@pytest.mark.parametrize(
    ("text", "number", "words", "level"),
    [
        ("7.3 The Parties", "7.3", "The Parties", 2),
        ("7. GEHEIMHOUDING", "7.", "GEHEIMHOUDING", 1),
        ("12.1.4\tFees", "12.1.4", "Fees", 3),
        ("Artikel 5 – Geheimhouding", "Artikel 5", "Geheimhouding", 1),
        ("ARTICLE IV. PUBLICATION", "ARTICLE IV", "PUBLICATION", 1),
        ("Section 4.2. Notice", "Section 4.2", "Notice", 2),
        ("§ 3 Results", "§ 3", "Results", 1),
        ("Bijlage A: Budget", "Bijlage A", "Budget", 1),
        ("Article 7", "Article 7", "", 1),
        ("(a) the results", "(a)", "the results", None),
        ("iv) the results", "iv)", "the results", None),
        ("b. de resultaten", "b.", "de resultaten", None),
        ("  (2) the fee", "(2)", "the fee", None),
    ],
)
def test_a_typed_number_is_read_as_it_is_printed(text, number, words, level):
    found = typed_number(text)
    assert found is not None
    assert (found.number, text[found.end :], found.level, found.sure) == (number, words, level, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Article 7 of the Treaty applies",
        "Section 5, as amended",
        "30 days after receipt",
        "5 May 2026",
        "1.5 million euro",
        "10.000 stuks",
        "01.02.2024 de datum",
        "14.30 uur",
        "(EU) 2021/821",
        "(c) 2024 Utopia",
        "e.g. a thing",
        "B.V. Utopia",
        "Exhibit 10.34",
        "the Parties",
    ],
)
def test_what_only_looks_like_a_number_is_none(text):
    assert typed_number(text) is None


@pytest.mark.parametrize("text", ["12 Main Street", "A. Smith", "II. Parties"])
def test_what_may_or_may_not_be_a_number_is_said_to_be_doubtful(text):
    found = typed_number(text)
    assert found is not None
    assert found.sure is False


@pytest.mark.parametrize(
    ("label", "shape", "value"),
    [
        ("7.3", "decimal", 3),
        ("(c)", "letter", 3),
        ("(iv)", "roman", 4),
        ("bb)", "letter", 28),
        ("Article X", "roman", 10),
    ],
)
def test_the_place_in_a_series_is_that_of_the_last_part(label, shape, value):
    assert ordinal(label, shape) == value


def test_roman_numerals_up_to_99_are_read_and_nothing_else():
    assert [roman(numeral) for numeral in ("i", "IX", "xlii", "xcix", "iiii", "", "q")] == [
        1,
        9,
        42,
        99,
        None,
        None,
        None,
    ]
