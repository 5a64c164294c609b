"""What bears on a question only because of who is named elsewhere: scholars, and payers that are a foreign state."""

from __future__ import annotations

import pytest

from tests.plugins.adjusters.conftest import ScanText, background, direct

HOST = "Example University, having its registered office in Utrecht, the Netherlands (the “University”)"
WORK = "The research is about quantum sensors for the control of drones."


def test_technology_is_laid_under_the_scholars_where_one_works_on_it(scan_text: ScanText) -> None:
    """The same sentence in an agreement without scholars bears on the technology alone."""
    scholar = scan_text(
        "Scholarship agreement for a visiting PhD student",
        f"This agreement is between {HOST} and the scholarship holder.",
        WORK,
    )
    without = scan_text("Research agreement", f"This agreement is between {HOST} and Larkfield B.V., Zwolle.", WORK)

    assert "technology.quantum" in direct(scholar, "4.6")
    assert "technology.quantum" in direct(without, "3.1")
    assert [] == direct(without, "4.6")


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("The stipend is paid by the China Scholarship Council.", True),
        ("The project is funded by the Ministry of Education of the Republic of Kazakhstan with € 200,000.", True),
        ("The project is funded by Stichting Pearwood with € 200,000.", False),
    ],
)
def test_a_payer_bears_on_state_money_where_it_is_a_foreign_state(
    scan_text: ScanText, sentence: str, state: bool
) -> None:
    """Any other payer is background."""
    scan = scan_text(f"This agreement is between {HOST} and Larkfield B.V., Zwolle.", sentence)

    assert state == bool(direct(scan, "4.4"))
    assert direct(scan, "4.3")


def test_each_bearing_its_own_costs_is_no_one_sided_money(scan_text: ScanText) -> None:
    """It is the opposite."""
    scan = scan_text(
        f"This agreement is between {HOST} and Larkfield B.V., Zwolle, and begins on the first of March next year.",
        "Each party bears its own costs of this agreement.",
    )

    assert [] == direct(scan, "4.1")
    assert "funding.costs" in background(scan, "4.1")


def test_who_pays_is_said_once(scan_text: ScanText) -> None:
    """The payer stands once with what it pays; a later instalment of the same money is background; a share is not."""
    scan = scan_text(
        f"This agreement is between {HOST} and Larkfield B.V., Zwolle, and begins on the first of March next year.",
        "Larkfield contributes € 80,000 to the project.",
        "Larkfield contributes € 20,000 to the project in the second year.",
        "Larkfield bears 75% of the costs of the project.",
    )
    quotes = [f.quote for f in scan.findings if {"4.1", "4.3"} & set(f.questions) and f.kind in ("funder", "funding")]

    assert any("80,000" in quote for quote in quotes) and any("75%" in quote for quote in quotes)
    assert not any("20,000" in quote for quote in quotes)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("She will be with the group from 1 September 2026 to 28 February 2028, as a doctoral guest.", "4.5"),
        ("The two doctoral guests stay for eighteen months and have access to the ovens and the software.", "4.6"),
        ("The doctoral guest stays for eighteen months; she is enrolled at the Coastal Engineering College.", "4.7"),
    ],
)
def test_a_guest_is_known_by_plain_words(scan_text: ScanText, sentence: str, question: str) -> None:
    """How long they stay, what they may enter, where they come from."""
    scan = scan_text(f"This agreement is between {HOST} and Larkfield B.V., Zwolle.", sentence)

    assert direct(scan, question)


@pytest.mark.parametrize(
    "sentence",
    [
        "The guests of the conference stay for two nights.",
        "The employee stays in service for eighteen months and has access to the ovens.",
        "The licence stays in force for eighteen months.",
    ],
)
def test_who_or_what_else_stays_is_no_guest(scan_text: ScanText, sentence: str) -> None:
    """Nights in a hotel, employees and licences: no rule says so, though the linear reader may take it for possible."""
    scan = scan_text(f"This agreement is between {HOST} and Larkfield B.V., Zwolle.", sentence)

    rules = [rule for question in ("4.5", "4.6", "4.7") for rule in direct(scan, question)]
    assert [] == [rule for rule in rules if not rule.startswith("linear.")]


def test_a_technology_and_a_country_are_said_once(scan_text: ScanText) -> None:
    """What is named again is background; another technology is not."""
    scan = scan_text(
        f"This agreement is between {HOST} and Larkfield Ltd, having its registered office in Wuhan, China.",
        "The research is about quantum sensors.",
        "The quantum sensors are tested in May, together with a hypersonic glider.",
        "The Chinese text is for information only.",
    )

    assert direct(scan, "3.1").count("technology.quantum") == 1
    assert "technology.quantum" in background(scan, "3.1")
    assert "technology.hypersonics" in direct(scan, "3.1")
    assert "countries.named_country_mentioned" not in direct(scan, "2.1")


@pytest.mark.parametrize(
    ("sentence", "aim"),
    [
        ("Larkfield wants to build the sensor into its pumps.", True),
        ("Larkfield plans to sell the results in Asia.", True),
        ("If Larkfield wants to visit the laboratory it makes an appointment.", False),
        ("Larkfield wants to remain anonymous.", False),
        ("The University wants to hire a postdoc.", False),
    ],
)
def test_what_a_payer_wants_is_found_under_its_own_name(scan_text: ScanText, sentence: str, aim: bool) -> None:
    """A condition, a wish to stay unnamed and a wish of ours are no aim of the payer."""
    scan = scan_text(
        f"This agreement is between {HOST} and Larkfield B.V., having its registered office in Zwolle (“Larkfield”).",
        "Larkfield contributes € 80,000 to the project.",
        sentence,
    )

    assert aim == ("derived.payer_aim" in direct(scan, "4.2"))


def test_a_partner_in_a_country_under_sanctions_bears_on_the_field_once(scan_text: ScanText) -> None:
    """Whatever parts the country plays; one that is not under sanctions does not."""
    russian = scan_text(
        f"This agreement is between {HOST} and Sever Ltd, having its registered office in Moscow, Russia."
    )
    chinese = scan_text(f"This agreement is between {HOST} and Hua Ltd, having its registered office in Wuhan, China.")

    assert len(direct(russian, "1.2")) == 1
    assert direct(chinese, "1.2") == []
