"""Who "we" are: said by the house, or the Dutch or Belgian party that was found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract_scan.document import Span
from contract_scan.finding import Finding, Value
from contract_scan.plugins import Contribution
from contract_scan.setup import Setup
from contract_scan_builtins.institution import Institution
from contract_scan_builtins.shared.institution import home_of, ourselves
from tests.plugins.adjusters.conftest import ScanText, direct


def party(name: str, country: str | None = None, aliases: tuple[str, ...] = (), at: int = 0) -> Finding:
    """Return a party at a place."""
    attributes: dict[str, Value] = {"name": name, "aliases": list(aliases), **({"country": country} if country else {})}
    return Finding("party", Span(at, at + len(name)), name, "parties.party", attributes=attributes)


@pytest.mark.parametrize(
    ("parties", "names", "ours"),
    [
        ([party("Acme B.V.", "NL"), party("Universiteit Oost", "NL", at=20)], (), "Universiteit Oost"),
        ([party("Universiteit Kempen", "BE"), party("Harbour University", "GB", at=40)], (), "Universiteit Kempen"),
        ([party("Acme B.V.", "NL"), party("Harbour University", "GB", at=20)], (), "Acme B.V."),
        ([party("Acme B.V.", "NL"), party("Bolt B.V.", "NL", at=20)], (), None),
        ([party("Harbour University", "GB")], (), None),
        ([party("Harbour University")], (), None),
        ([party("Universiteit Oost"), party("Vrije Hogeschool Kust", "BE", at=40)], (), "Universiteit Oost"),
        (
            [party("Universiteit Oost", "NL"), party("Harbour University", "GB", at=40)],
            ("Harbour",),
            "Harbour University",
        ),
        ([party("Stichting X", "NL", aliases=("UO",))], ("uo",), "Stichting X"),
        ([party("Universiteit Oost", "NL")], ("Elsewhere",), None),
    ],
)
def test_we_are_who_the_house_says_or_the_institution_at_home(
    parties: list[Finding], names: tuple[str, ...], ours: str | None
) -> None:
    """A knowledge institution goes before a company; a name that fits nobody makes nobody ours."""
    found = ourselves(parties, names)

    assert ours == (found and found.attributes["name"])


def test_home_is_the_country_of_our_party(scan_text: ScanText) -> None:
    """And the usual one where none was found."""
    ours = party("Universiteit Kempen", "BE")

    assert "NL" == home_of([ours])
    assert "BE" == home_of(
        [Finding("party", ours.span, ours.quote, ours.rule, attributes={**ours.attributes, "we": True})]
    )


def test_the_law_and_courts_of_our_own_country_say_nothing_of_a_threat(scan_text: ScanText, setup: Setup) -> None:
    """For an institution in China, Chinese law would be the law of the own country; for a Dutch one it is not."""
    text = (
        "This Agreement is between Universiteit Oost, established in Utrecht, the Netherlands (the “University”), and "
        "Lotus University, established in Beijing, China (“Lotus”).",
        "This Agreement is governed by the laws of the Netherlands.",
    )
    scan = scan_text(*text)
    [ours] = [f for f in scan.findings if f.attributes.get("we")]

    assert "Universiteit Oost" == ours.quote
    assert [] == [f for f in scan.findings if f.kind == "country" and f.attributes["country"] == "NL"]
    assert {"countries.academic_freedom"} == set(direct(scan, "5.2"))
    house = Contribution("institution", Institution(("Lotus University", "LU")))
    theirs = replace(setup, derivers=tuple(house if c.plugin == "institution" else c for c in setup.derivers))
    [other] = [f for f in scan_text(*text, setup=theirs).findings if f.attributes.get("we")]
    assert "Lotus University" == other.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Li, born in Beijing, China, leads the project of the two institutes on the growth of pear trees in wet soil.",
        "Dr. Li, a Chinese national, leads the project of the two institutes on the growth of pear trees in wet soil.",
        "Dr. Karimi (nationality: Iran) leads the project of the two institutes on the growth of pear trees in wet soil.",
    ],
)
def test_where_a_person_comes_from_is_never_evidence(scan_text: ScanText, sentence: str) -> None:
    """Neither birthplace nor nationality."""
    scan = scan_text(sentence)

    assert [] == [f.rule for f in scan.findings if f.kind == "country"]


@pytest.mark.parametrize(
    ("sentence", "bears"),
    [
        ("All rights in the results shall belong to the University.", False),
        ("All rights in the results shall belong to Larkfield.", True),
    ],
)
def test_results_that_stay_with_us_are_background(scan_text: ScanText, sentence: str, bears: bool) -> None:
    """Results that another party owns are what the question asks about."""
    scan = scan_text(
        "This Agreement is between Universiteit Oost, established in Utrecht, the Netherlands (the “University”), and "
        "Larkfield Instruments Ltd., established in Leeds, United Kingdom (“Larkfield”).",
        sentence,
    )

    assert bears == bool(direct(scan, "4.2"))
