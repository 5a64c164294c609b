"""Numbers and dates that say two things are noted, and only those."""

from __future__ import annotations

import pytest

from contract_scan.read import read_bytes
from contract_scan_builtins.numbers import AMBIGUOUS_DATE, DISAGREEMENT, NumberChecker
from contract_scan_builtins.readers import readers


def notes(text: str) -> list[tuple[str, str]]:
    """Return rule and quote of each note."""
    document = read_bytes(text.encode(), "agreement.txt", list(readers()))
    return [(finding.rule, finding.quote) for finding in NumberChecker().check(document)]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (
            "Either party may terminate this Agreement upon thirty (45) days written notice to the other.",
            "thirty (45) days",
        ),
        ("Deze overeenkomst kan met dertig (60) dagen worden opgezegd door elk van de partijen.", "dertig (60) dagen"),
        ("The Sponsor shall deliver five (7) copies of the report to the University within a month.", "five (7)"),
    ],
)
def test_words_and_figures_that_disagree_are_noted(sentence: str, quote: str) -> None:
    assert notes(sentence) == [(DISAGREEMENT, quote)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Either party may terminate this Agreement upon thirty (30) days written notice to the other.",
        "This fee amounts to one and one-half percent (1.5%) per month, calculated from the due date.",
        "The Sponsor pays Thirty Thousand and 00/100 Dollars ($30,000.00) to the University for the work.",
    ],
)
def test_words_and_figures_that_agree_are_not(sentence: str) -> None:
    assert notes(sentence) == []


def test_a_date_in_two_orders_is_noted_once() -> None:
    text = "This Agreement starts on 03/04/2024 and the parties meet again on 03/04/2024 in the office."
    assert notes(text) == [(AMBIGUOUS_DATE, "03/04/2024")]


def test_another_date_that_shows_the_order_settles_it() -> None:
    assert notes("This Agreement starts on 03/04/2024 and ends on 28/04/2026 unless the parties extend it.") == []
