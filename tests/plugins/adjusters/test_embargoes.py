"""Sanctions on a field: a regime by name or number, and help to a country under sanctions."""

from __future__ import annotations

import pytest

from tests.plugins.adjusters.conftest import ScanText, background, direct

REST = "The two institutes study how pears keep their firmness in a cold store, and share what they find with growers."


@pytest.mark.parametrize(
    ("sentence", "under"),
    [
        ("The parties shall comply with Council Regulation (EU) No 833/2014 and other sanctions law.", True),
        ("The parties shall comply with applicable sanctions law.", False),
        ("The University transfers know-how and technology to the institute in Iran.", True),
        ("The University transfers know-how and technology to the institute in Norway.", False),
    ],
)
def test_a_regime_or_a_country_under_sanctions_bears_on_the_field(
    scan_text: ScanText, sentence: str, under: bool
) -> None:
    """General words on sanctions law or know-how are background."""
    scan = scan_text(REST, sentence)

    assert under == bool(direct(scan, "1.2"))
    assert under != bool(background(scan, "1.2"))
