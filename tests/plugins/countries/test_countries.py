"""The part a country plays, and the alerts that the indicator set asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan.lists.store import open_lists
from contract_scan_builtins.countries.codes import countries_given_away, is_iban, is_unified_code
from contract_scan_builtins.countries.deriver import CountryDeriver, involved_countries
from contract_scan_builtins.countries.figures import Figure, figures

MakeDocument = Callable[..., Document]


def found_in(document: Document, words: str, kind: str) -> Finding:
    """Return a finding of some words of a document."""
    start = document.text.index(words)
    return Finding(kind, Span(start, start + len(words)), words, f"{kind}.x")


ROLES = [
    ("en", "This agreement is governed by the laws of Russia.", "RU", "law"),
    ("en", "Russian law applies.", "RU", "law"),
    ("en", "The courts of Iran have exclusive jurisdiction.", "IR", "forum"),
    ("en", "Disputes are settled by arbitration in Hong Kong.", "HK", "forum"),
    ("en", "The data are stored in China.", "CN", "storage"),
    ("en", "The work is carried out in Belarus.", "BY", "place_of_work"),
    ("en", "Payment to account 1 at the bank in Cyprus.", "CY", "bank"),
    ("en", "a company incorporated under the laws of Malta", "MT", "law"),
    ("en", "established in Turkey", "TR", "seat"),
    ("en", "The project is funded by the Chinese government.", "CN", "funder"),
    ("en", "The scholars come from a home university in Iran.", "IR", "home_institution"),
    ("en", "Exports to Cuba are not expected.", "CU", "mentioned"),
    ("nl", "Op deze overeenkomst is Chinees recht van toepassing.", "CN", "law"),
    ("nl", "De bevoegde rechter in Rusland oordeelt.", "RU", "forum"),
    ("nl", "De gegevens worden opgeslagen in China.", "CN", "storage"),
    ("nl", "De werkzaamheden in Iran duren een jaar.", "IR", "place_of_work"),
    ("nl", "gevestigd te Teheran, Iran", "IR", "seat"),
    ("nl", "Het project wordt gefinancierd door China.", "CN", "funder"),
]


@pytest.mark.parametrize(("language", "text", "code", "role"), ROLES)
def test_the_words_around_a_country_say_its_part(
    make_document: MakeDocument, language: str, text: str, code: str, role: str
) -> None:
    """Seat, law, forum, place of work, storage, bank, funder, home institution, or just mentioned."""
    document = make_document(text, language=language)

    assert (code, role) in [(i.code, i.role) for i in involved_countries(document, ())]


def test_a_country_within_a_party_is_the_party_s(make_document: MakeDocument) -> None:
    """Where another checker found a party or funder, a country in it is theirs, a city standing for its country."""
    document = make_document("Tomsk Polytechnic University (the Partner)", "The Fund of Iran pays.")
    parts = [
        found_in(document, "Tomsk Polytechnic University", "party"),
        found_in(document, "The Fund of Iran", "funder"),
    ]

    assert [(i.code, i.role) for i in involved_countries(document, parts)] == [("RU", "party"), ("IR", "funder")]


GIVEN_AWAY = [
    ("IBAN NL91 ABNA 0417 1643 00", "NL", "bank"),
    ("SWIFT code: BKCHCNBJ", "CN", "bank"),
    ("mail li@example.edu.cn today", "CN", "domain"),
    ("see https://www.example.ru/about", "RU", "domain"),
    ("registered under 91440300708461136T", "CN", "registration_number"),
    ("OGRN 1027700132195", "RU", "registration_number"),
]


@pytest.mark.parametrize(("text", "code", "role"), GIVEN_AWAY)
def test_accounts_addresses_and_numbers_give_a_country_away(text: str, code: str, role: str) -> None:
    """IBAN and BIC, web and mail addresses, Chinese and Russian registration numbers."""
    assert [(found, part) for _, found, part in countries_given_away(text)] == [(code, role)]


@pytest.mark.parametrize(
    "text", ["NL91 ABNA 0417 1643 01", "see app.io and x.ai", "91440300708461136X", "www.example.com"]
)
def test_wrong_check_digits_and_open_domains_give_nothing_away(text: str) -> None:
    """A number must check out; an ending that is sold to everyone says nothing."""
    assert list(countries_given_away(text)) == []


def test_check_digits() -> None:
    """ISO 13616 and GB 32100-2015."""
    assert is_iban("NL91ABNA0417164300") and not is_iban("NL91ABNA0417164301")
    assert is_unified_code("91440300708461136T") and not is_unified_code("91440300708461136Z")


def test_alerts_stand_with_value_year_edition_and_source(make_document: MakeDocument) -> None:
    """A country named in the threat assessments and low on the Academic Freedom Index: two findings, each sourced."""
    document = make_document("This agreement is governed by the laws of Iran.")
    found = {f.rule: f for f in CountryDeriver().derive(document, ())}

    assert set(found) == {"countries.involved", "countries.named_in_threat_assessment", "countries.academic_freedom"}
    alert = found["countries.academic_freedom"].attributes
    assert float(str(alert["value"])) <= float(str(alert["threshold"])) == 0.4
    assert all(alert[key] for key in ("index", "year", "edition", "source"))
    assert found["countries.named_in_threat_assessment"].attributes["source_date"] == "2024-12-06"


def test_an_alert_is_said_once_with_all_parts(make_document: MakeDocument) -> None:
    """Each part has its own place; what is known about the country is not repeated."""
    document = make_document("The laws of China apply.", "The data are stored in China.")
    found = list(CountryDeriver().derive(document, ()))

    assert [f.attributes["role"] for f in found if f.rule == "countries.involved"] == ["law", "storage"]
    assert [f.attributes["roles"] for f in found if f.rule == "countries.academic_freedom"] == [["law", "storage"]]


def test_a_mention_of_a_named_country_is_context_only(make_document: MakeDocument) -> None:
    """A list of embargoed countries does not make a partner."""
    document = make_document("No delivery to Cuba, Iran or Syria is foreseen.")

    assert [f.rule for f in CountryDeriver().derive(document, ())] == ["countries.named_country_mentioned"]


def test_the_home_country_raises_nothing(make_document: MakeDocument) -> None:
    """Dutch law in a Dutch agreement is no finding."""
    document = make_document("Op deze overeenkomst is Nederlands recht van toepassing.", language="nl")

    assert list(CountryDeriver().derive(document, ())) == []


def test_the_threshold_counts_itself_and_near_is_said() -> None:
    """At 0.4 the set asks for alertness; just above it the figure is near; further up nothing is said."""
    figure = Figure("academic_freedom", "", "0.400", "", "", "", threshold=0.4, near=0.02)

    assert (figure.alerts, figure.is_near) == (True, False)
    assert [replace(figure, value=v).is_near for v in ("0.401", "0.420", "0.421")] == [True, True, False]
    assert not replace(figure, value="0.401").alerts


def test_another_index_is_shown_once_it_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Democracy Index may not be shipped; imported, it has its threshold; an unknown index has none."""
    import dataclasses
    import datetime

    from contract_scan.lists.importing import import_list
    from contract_scan_builtins.lists.formats.others import OwidFormat

    saved = tmp_path / "index.csv"
    saved.write_text("Entity,Code,Year,Score\nHonduras,HND,2023,4.00\nHonduras,HND,2024,4.98\n", encoding="utf-8")
    form = dataclasses.replace(OwidFormat(), fewest=1)
    for variant in ("democracy_eiu", "rule_of_law"):
        import_list(form, saved, tmp_path / "lists", datetime.date(2026, 1, 1), variant=variant)
    opened = open_lists(tmp_path / "lists")
    found = {figure.index: figure for figure in figures("HN", opened)}
    opened.close()

    assert (found["democracy"].value, found["democracy"].year, found["democracy"].alerts) == ("4.98", "2024", True)
    assert found["other"].threshold is None
