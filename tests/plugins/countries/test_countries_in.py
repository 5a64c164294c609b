"""Countries named in a text: what is a country, what only looks like one, and exactly where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_scan_builtins.countries.named import (
    countries,
    countries_in,
    country_code,
    country_groups,
    country_name,
)

NAMED = [
    ("en", "under the laws of the [People’s Republic of China]", "CN"),
    ("en", "in [THE NETHERLANDS]", "NL"),
    ("en", "a [Dutch] foundation", "NL"),
    ("en", "[North Korean] entities", "KP"),
    ("en", "the [United States of\nAmerica]", "US"),
    ("en", "the [P.R. China] party", "CN"),
    ("en", "[US] export law", "US"),
    ("en", "a [US]-based company", "US"),
    ("en", "[Papua New Guinea]", "PG"),
    ("en", "[Guinea-Bissau]", "GW"),
    ("en", "[Democratic Republic of the Congo]", "CD"),
    ("en", "[Republic of Korea]", "KR"),
    ("en", "[Democratic People's Republic of Korea]", "KP"),
    ("en", "[Hong Kong]", "HK"),
    ("en", "[Northern Ireland]", "GB"),
    ("nl", "naar [Chinees] recht", "CN"),
    ("nl", "de [Volksrepubliek\u00a0China]", "CN"),
    ("nl", "de [VRC]", "CN"),
    ("nl", "de [Russische Federatie]", "RU"),
    ("nl", "een [Iraanse] universiteit", "IR"),
    ("nl", "[Noord-Korea]", "KP"),
    ("nl", "[Wit-Rusland]", "BY"),
    ("nl", "[OEKRAÏNE]", "UA"),
    ("nl", "the [Netherlands]", "NL"),
]

NOT_NAMED = [
    ("en", "a Roman road"),
    ("en", "the English language"),
    ("en", "drawn up in English"),
    ("en", "the Chinese version prevails"),
    ("en", "New Mexico"),
    ("en", "Georgia Institute of Technology"),
    ("en", "LET US BEGIN"),
    ("en", "polish the surface"),
    ("en", "the pools and the fins"),
    ("en", "South China Sea"),
    ("en", "in U.S. Dollars"),
    ("en", "Indiana"),
    ("nl", "in het Engels"),
    ("nl", "de Engelse tekst gaat voor"),
    ("nl", "VS-VERTRAULICH"),
    ("nl", "Zuid-Amerikaanse soorten"),
]


@pytest.mark.parametrize(("language", "marked", "code"), NAMED)
def test_a_country_is_found_exactly_where_it_stands(language: str, marked: str, code: str) -> None:
    """Names, adjectives and abbreviations in both languages, across line breaks and in capitals."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")

    assert [(span.start, span.end, found) for span, found in countries_in(text, language)] == [(start, end, code)]


@pytest.mark.parametrize(("language", "text"), NOT_NAMED)
def test_what_only_looks_like_a_country_is_left_alone(language: str, text: str) -> None:
    """Languages, other places, longer words and plain words are no countries."""
    assert countries_in(text, language) == []


def test_adjectives_of_the_other_language_are_left_alone() -> None:
    """ "Pools" is Polish in Dutch and a plain word in English."""
    assert countries_in("Pools recht", "en") == []
    assert [code for _, code in countries_in("Pools recht", "nl")] == ["PL"]


def test_cities_point_to_a_country_only_on_request() -> None:
    """An address may leave the country out; running text is full of cities."""
    assert countries_in("te Moskou", "nl") == []
    assert [code for _, code in countries_in("te Moskou", "nl", places=True)] == ["RU"]


@given(st.text(alphabet="ChinaRusldNe -’'\n\u00a0.,TMoskuvIr", max_size=80))
def test_spans_are_offsets_into_the_text_in_order(text: str) -> None:
    """Whatever the text, spans lie within it, do not overlap, and name known countries."""
    end = 0
    for span, code in countries_in(text, None, places=True):
        assert end <= span.start < span.end <= len(text)
        assert code in countries()
        end = span.end


def test_every_country_has_both_names_and_is_found_by_them() -> None:
    """No name of the table is hidden by another one."""
    for code, country in countries().items():
        for language in ("nl", "en"):
            assert [found for _, found in countries_in(country.name[language], language)] == [code]


CODES = {
    "nl": "NL",
    "NLD": "NL",
    "Nederland": "NL",
    "Iran (Islamic Republic of)": "IR",
    "OWID_KOS": "XK",
    "World": None,
    "": None,
}


def test_codes_are_read_from_tables_of_others() -> None:
    """Two and three letters, whole names, and the way the United Nations write them."""
    assert {text: country_code(text) for text in CODES} == CODES


def test_groups_say_where_they_come_from() -> None:
    """Countries named in the threat assessments are data, with source and date; so are EU and NATO."""
    groups = country_groups()

    assert groups["named_in_threat_assessment"].members == {"CN", "IR", "KP", "RU"}
    assert (len(groups["eu"].members), len(groups["nato"].members)) == (27, 32)
    assert all(group.source and group.date for group in groups.values())
    assert all(group.members <= countries().keys() for group in groups.values())


def test_an_unknown_code_is_its_own_name() -> None:
    """Nothing is hidden because a name is missing."""
    assert (country_name("CN", "nl"), country_name("QQ", "nl")) == ("China", "QQ")


@pytest.mark.parametrize(
    ("town", "code"),
    (
        *(
            ("Abu Dhabi", "AE"),
            ("Baku", "AZ"),
            ("Doha", "QA"),
            ("Almaty", "KZ"),
            ("Tashkent", "UZ"),
            ("Shenzhen", "CN"),
        ),
        *(("Ankara", "TR"), ("Tbilisi", "GE"), ("Tunis", "TN"), ("Dushanbe", "TJ"), ("Ashgabat", "TM")),
    ),
)
def test_a_capital_or_large_city_tells_its_country_in_a_seat(town: str, code: str) -> None:
    assert [found for _, found in countries_in(f"established in {town}", "en", places=True)] == [code]


def test_a_country_named_after_a_town_of_the_same_name_elsewhere_counts() -> None:
    assert [code for _, code in countries_in("seated in Cairo 39827, Georgia", "en", places=True)] == ["GE"]


def test_a_treaty_called_after_a_town_names_no_country() -> None:
    assert countries_in("The Vienna Convention and Rome I do not apply.", "en", places=True) == []
