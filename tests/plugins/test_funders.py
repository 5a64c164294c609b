"""Who funds research, and who only buys or sells."""

from __future__ import annotations

import pytest

from contract_scan.finding import Finding
from contract_scan.read import read_bytes
from contract_scan_builtins.funders import FunderChecker
from contract_scan_builtins.readers import readers

RESEARCH = """RESEARCH AGREEMENT

This agreement is made between Brook Instruments Ltd. ("Brook") and Polder University ("University").

1. The University carries out scientific research in its laboratory. The research is done by a PhD researcher.

2. {sentence}
"""

ONDERZOEK = """ONDERZOEKSOVEREENKOMST

Deze overeenkomst is gesloten tussen Brugbouw B.V., gevestigd te Hoorn (hierna: “Brugbouw”)
en Universiteit Waterland (hierna: “Universiteit”).

1. De Universiteit doet wetenschappelijk onderzoek. Het onderzoek wordt gedaan door een promovendus van de Universiteit.

2. {sentence}
"""


def found(text: str) -> list[Finding]:
    """Return the funders found in a text."""
    return list(FunderChecker().check(read_bytes(text.encode(), "agreement.txt", list(readers()))))


@pytest.mark.parametrize(
    "sentence",
    [
        "Brook shall provide EUR 50,000 in funding for the research.",
        "Brook will fund the research.",
        "Brook undertakes to financially support the project.",
        "Brook shall pay the University EUR 50,000.",
        "The research is funded by Brook Instruments Ltd.",
        "Brook shall make available staff and equipment.",
        "Brook will contribute a scholarship of EUR 50,000.",
    ],
)
def test_the_company_that_pays_for_research_is_its_funder(sentence: str) -> None:
    assert [finding.attributes["name"] for finding in found(RESEARCH.format(sentence=sentence))] == [
        "Brook Instruments Ltd."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Brugbouw verstrekt een bijdrage van EUR 50.000,- aan het onderzoek.",
        "Brugbouw financiert het onderzoek.",
        "Het onderzoek wordt mede gefinancierd door Brugbouw B.V.",
        "Brugbouw stelt kosteloos apparatuur ter beschikking.",
        "Brugbouw draagt bij in natura.",
    ],
)
def test_the_same_in_dutch(sentence: str) -> None:
    assert [finding.attributes["name"] for finding in found(ONDERZOEK.format(sentence=sentence))] == ["Brugbouw B.V."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Brook grants the University a licence to use its data.",
        "Brook shall not fund the research.",
        "Each party bears its own costs of the project.",
        "Brook grants access to the equipment.",
    ],
)
def test_who_grants_a_licence_or_bears_its_own_costs_is_no_funder(sentence: str) -> None:
    assert found(RESEARCH.format(sentence=sentence)) == []


def test_a_buyer_of_goods_is_no_funder() -> None:
    text = """SUPPLY AGREEMENT

This agreement is made between Brook Instruments Ltd. ("Seller") and Dale Stores Ltd. ("Buyer").

1. Buyer shall pay the Seller EUR 50,000 for the goods. Buyer shall fund the transport.
"""
    assert found(text) == []


def test_a_programme_and_a_third_party_are_named_with_what_they_give() -> None:
    text = RESEARCH.format(
        sentence="The PhD researcher has a scholarship, awarded by the Northern Scholarship Council."
    )
    assert [(finding.attributes["name"], finding.attributes["gives"]) for finding in found(text)] == [
        ("Northern Scholarship Council", ["stipend"])
    ]


def test_who_writes_an_award_letter_funds_and_co_funders_are_named_with_it() -> None:
    text = """NGW
Nederlandse Stichting voor Golven en Water
Postbus 1

Aan: Universiteit Waterland

Geachte professor Smit,

Wij verlenen u een subsidie van € 800.000,- voor wetenschappelijk onderzoek door een promovendus.
Het onderzoek wordt mede gefinancierd door Brugbouw B.V. en het Ministerie van Rivieren.

Hoogachtend,

Nederlandse Stichting voor Golven en Water
"""
    assert [finding.attributes["name"] for finding in found(text)] == [
        "Nederlandse Stichting voor Golven en Water",
        "Brugbouw B.V.",
        "Ministerie van Rivieren",
    ]


def test_the_amount_is_read_as_a_fact() -> None:
    finding = found(RESEARCH.format(sentence="Brook shall provide EUR 1.25 million in funding for the research."))[0]
    assert finding.attributes["amount"] == "EUR 1.25 million"
    assert [(fact.value, fact.unit) for fact in finding.facts] == [("1250000", "EUR")]


@pytest.mark.parametrize(
    ("sentence", "described"),
    [
        (
            "A trader from Aleppo who wishes to stay unnamed pays EUR 90,000 for the research.",
            "A trader from Aleppo who wishes to stay unnamed",
        ),
        ("The research is funded by a bank that prefers not to be named.", "a bank that prefers not to be named"),
        ("The research is funded by an undisclosed sponsor.", "an undisclosed sponsor"),
    ],
)
def test_who_stays_unnamed_is_told_by_what_the_text_calls_it(sentence: str, described: str) -> None:
    funders = found(RESEARCH.format(sentence=sentence))
    assert [funder.attributes["name"] for funder in funders] == [described]


@pytest.mark.parametrize("described", ["een reder die onbekend wenst te blijven", "een bedrijf dat wij niet noemen"])
def test_the_same_of_the_unnamed_in_dutch(described: str) -> None:
    funders = found(ONDERZOEK.format(sentence=f"Het onderzoek wordt gefinancierd door {described}."))
    assert [funder.attributes["name"] for funder in funders] == [described]


def test_who_reviews_without_a_name_gives_nothing() -> None:
    assert not found(RESEARCH.format(sentence="A reviewer who stays anonymous reads each paper on the research."))
