"""A contract for goods or services: a price funds no research."""

from __future__ import annotations

import pytest

from contract_scan.dossier import dossier_of
from tests.plugins.adjusters.conftest import ScanText, background, direct

PRICE = "2.1 The Customer shall pay Penhallow Hosting Limited EUR 4,000 each quarter for the services."
PARTIES = (
    "This agreement is made between the University of Walcheren, the Netherlands, and Penhallow Hosting Limited, Leeds."
)


@pytest.mark.parametrize(
    ("title", "more", "trading"),
    [
        ("MANAGED HOSTING SERVICES AGREEMENT", "", True),
        ("MANAGED HOSTING SERVICES AGREEMENT", "2.2 The servers hold the data of the research group.", False),
        ("COLLABORATION ON TIDAL FLATS", "", False),
    ],
)
def test_a_price_is_background_where_nothing_speaks_of_research(
    scan_text: ScanText, title: str, more: str, trading: bool
) -> None:
    """The title names goods or services, and no word of research stands anywhere."""
    scan = scan_text(title, PARTIES, PRICE, *([more] if more else []))

    assert trading != bool(direct(scan, "4.1"))
    assert not trading or bool(background(scan, "4.1"))
    assert trading == any(f.attributes.get("aspect") == "trade" for f in scan.findings)


def test_what_such_a_contract_says_of_export_still_counts(scan_text: ScanText) -> None:
    """Only who funds and why is a question of research."""
    export = "8.1 The pumps are on Annex I to Regulation (EU) 2021/821 and need an export licence."
    scan = scan_text("SUPPLY AGREEMENT FOR PUMPS", PARTIES, PRICE, export)

    assert direct(scan, "1.3")
    assert "law" in {one.group for one in dossier_of(scan).weighty}
