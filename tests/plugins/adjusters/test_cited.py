"""What a document only cites says nothing about what is agreed."""

from __future__ import annotations

import pytest

from contract_scan.read import read_bytes
from contract_scan.setup import Setup
from contract_scan_builtins.shared.cited import cited_works
from tests.plugins.adjusters.conftest import ScanText

PARTIES = "This agreement is made between Example University, Utrecht, the Netherlands, and Quay Stichting, Zwolle."


@pytest.mark.parametrize(
    "reference",
    [
        '- Ling, "Currents of the delta", Chinese Journal of Tides 12 (2021).',
        "- Ling, P. (2021): Currents of the delta. Chinese Journal of Tides 12.",
        "- Ling, P. (2021). Currents of the delta. Chinese Journal of Tides, 12(3), 4–19.",
        "Earlier work appeared in Ling et al., Chinese Journal of Military Tides 12 (2021), and was well received.",
    ],
)
def test_the_name_of_a_journal_involves_no_country_and_no_army(scan_text: ScanText, reference: str) -> None:
    """However the work is cited."""
    found = scan_text("Agreement on tides", PARTIES, "1. The parties measure tides.", reference).findings

    assert [] == [f for f in found if f.attributes.get("country") == "CN" or f.kind == "military_purpose"]


@pytest.mark.parametrize(
    "line",
    [
        "The goods fall under Annex I 12 (2021) and go to a Chinese army.",
        "The sponsor, a Chinese company, decides on every publication since 12 (2021).",
        "Payment follows within 30 (thirty) days.",
    ],
)
def test_a_law_or_a_clause_with_a_number_and_a_year_is_no_journal(setup: Setup, line: str) -> None:
    """What is agreed is never set aside as literature."""
    assert () == cited_works(read_bytes(line.encode(), "made.txt", setup.readers))


def test_what_stands_behind_a_citation_is_read(scan_text: ScanText) -> None:
    """A sentence in the same item, and the sentence around a citation."""
    line = '- Ling, "Currents", Chinese Journal of Tides 12 (2021). The results are used by the army of China.'
    found = scan_text("Agreement on tides", PARTIES, line).findings

    assert any(f.attributes.get("country") == "CN" for f in found)
    assert any(f.kind == "military_purpose" for f in found)
