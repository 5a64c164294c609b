"""Values in words: what is no number, amount or date is shown as it is, and nothing fails on it."""

from __future__ import annotations

import pytest

from contract_scan.report import values


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        ("1250000", "EUR", "€ 1.250.000"),
        ("12.5", "EUR", "€ 12,50"),
        ("1250000", "", "1.250.000"),
        ("a million", "EUR", "EUR a million"),
        ("9" * 60, "EUR", f"EUR {'9' * 60}"),
    ],
)
def test_an_amount_is_written_as_dutch_has_it_or_as_it_stands(value: str, currency: str, shown: str) -> None:
    """Cents only where there are any; a number too long to round is a number all the same."""
    assert values.amount(value, currency, "nl").replace("\xa0", " ") == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("2026-03-01", "1 maart 2026"), ("2026-03-01T10:00", "1 maart 2026"), ("spring", "spring")]
)
def test_a_day_is_written_in_words_or_as_it_stands(value: str, shown: str) -> None:
    """The time of a moment is left out."""
    assert values.date(value, "nl") == shown


def test_a_number_that_is_none_is_shown_as_it_is() -> None:
    """Percentages too."""
    assert (values.decimal("half", "en"), values.percent("half", "en")) == ("half", "half%")
