"""What is ordinary in an agreement, and what departs from it: by comparison with a norm that has a source."""

from __future__ import annotations

import pytest

from contract_scan.finding import Departure
from contract_scan.norms import norms_at_hand
from tests.plugins.adjusters.conftest import ScanText, background, departures, direct

PARTIES = (
    "This Agreement is made between Example University, having its registered office in Utrecht, the Netherlands "
    "(the “University”), and Larkfield Instruments B.V., having its registered office in Zwolle, the Netherlands "
    "(the “Company”)."
)
SECRECY = (
    "8. Confidentiality",
    "8.1 Each party shall keep the confidential information of the other party secret.",
    "8.2 This does not apply to information that is in the public domain or was already known to the receiving party.",
    "8.3 The obligation of confidentiality ends three years after the end of this Agreement.",
)


def test_an_ordinary_secrecy_clause_is_background(scan_text: ScanText) -> None:
    """Both ways, with exceptions, for three years: it bears on no question by itself."""
    scan = scan_text(PARTIES, *SECRECY)
    secrecy = [f for f in scan.findings if f.kind == "secrecy"]

    assert secrecy and all(f.ordinary and not f.departs and not f.questions for f in secrecy)
    assert "secrecy.duty" in background(scan, "5.1")
    assert [] == direct(scan, "5.1") == direct(scan, "1.3") == direct(scan, "3.1")


@pytest.mark.parametrize(
    ("sentence", "norm", "value"),
    [
        ("8.4 The confidential information shall be kept secret for a period of ten years.", "secrecy_ends", "P10Y"),
        ("8.4 The obligation of confidentiality shall continue indefinitely.", "secrecy_ends", "indefinite"),
        ("8.4 The existence of this Agreement shall be kept secret.", "secrecy_of_existence", "existence"),
        ("8.4 The University shall keep all results of the research secret.", "secrecy_of_results", "own_results"),
    ],
)
def test_a_departure_in_secrecy_is_said_with_both_values_and_bears_on_freedom(
    scan_text: ScanText, sentence: str, norm: str, value: str
) -> None:
    """What no ordinary clause has."""
    scan = scan_text(PARTIES, *SECRECY, sentence)

    assert value == departures(scan)[norm][0]
    assert any(rule.startswith("secrecy.") for rule in direct(scan, "5.1"))


@pytest.mark.parametrize(
    ("sentence", "departs"),
    [
        ("Publications shall be submitted to the Company for review thirty days in advance.", {}),
        (
            "Publications shall be submitted to the Company for review 120 days in advance.",
            {"review_period": ("P120D", "P60D")},
        ),
        ("The Company may delay a publication for at most three months.", {}),
        ("The Company may delay a publication for at most eighteen months.", {"delay_period": ("P18M", "P6M")}),
        (
            "Publication requires the prior written consent of the Company.",
            {"publication_free": ("approval", "free")},
        ),
    ],
)
def test_publication_is_laid_beside_sixty_days_and_six_months(
    scan_text: ScanText, sentence: str, departs: dict[str, tuple[str, str]]
) -> None:
    """Within, the clause is ordinary; outside, and where consent is needed, it departs."""
    scan = scan_text(PARTIES, "9. Publication", f"9.1 {sentence}")
    found = [f for f in scan.findings if f.kind == "publication_restriction" and f.rule != "publication.long_delay"]

    assert found
    assert departs == {key: value for key, value in departures(scan).items() if key != "publication_long"}
    assert bool(departs) == any(f.questions == ("5.1",) for f in found)


def test_a_right_to_end_that_one_party_has_alone_departs(scan_text: ScanText) -> None:
    """A right of both does not, whether one sentence gives it or two."""
    alone = scan_text(PARTIES, "10.1 The Company may terminate this Agreement at any time without cause.")
    both = scan_text(PARTIES, "10.1 Either party may terminate this Agreement at any time without cause.")
    each = scan_text(
        PARTIES,
        "10.1 The Company may terminate this Agreement at any time without cause.",
        "10.2 The University may terminate this Agreement at any time without cause.",
    )

    assert ("one_may_end", "both_may_end") == departures(alone)["equal_right_to_end"]
    assert "termination.without_cause" in background(alone, "5.1")
    assert {} == departures(both) == departures(each)


def test_the_law_of_another_country_departs_and_is_background_to_freedom(scan_text: ScanText) -> None:
    """The own country's law is ordinary."""
    home = scan_text(PARTIES, "11.1 This Agreement is governed by the laws of the Netherlands.")
    abroad = scan_text(PARTIES, "11.1 This Agreement is governed by the laws of Switzerland.")

    assert {} == departures(home)
    assert {"law_at_home": ("CH", "home")} == departures(abroad)
    assert ["law.governing_law"] == background(abroad, "5.1")
    assert [] == direct(abroad, "5.1") == direct(abroad, "2.1") == direct(home, "2.1")


def test_a_departure_is_said_in_words(scan_text: ScanText) -> None:
    """Title and values in both languages; a period or country code stays as it is, for reports to write out."""
    norms = norms_at_hand()
    departure = Departure("equal_right_to_end", "one_may_end", "both_may_end", "x")

    assert "Who may end without cause" == norms.title(departure, "en")
    assert "één partij mag zonder reden eindigen" == norms.said(departure.value, "nl")
    assert "P18M" == norms.said("P18M", "en")
    assert "unknown" == norms.title(Departure("unknown", "", "", ""), "nl")
