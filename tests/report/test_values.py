"""Values in words: what is no number, amount or date is shown as it is, and nothing fails on it."""

from __future__ import annotations

import pytest

from contract_scan.document import Span
from contract_scan.finding import Finding, Value
from contract_scan.report import values
from contract_scan.report.phrases import attributes


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


@pytest.mark.parametrize(
    ("given", "english", "dutch"),
    [
        ({"period": "PT28H"}, "period: 28 hours", "termijn: 28 uur"),
        ({"months": 18.0}, "months: 18", "maanden: 18"),
        ({"amount": "312000", "currency": "EUR"}, "amount: €312,000", "bedrag: € 312.000"),
        ({"amount": "312000"}, "amount: 312,000", "bedrag: 312.000"),
        ({"amount": "312000", "currency": "CNY"}, "amount: RMB 312,000", "bedrag: RMB 312.000"),
        ({"speaks_for": ["country"]}, "speaks for it: the country is the same", "pleit ervoor: het land is hetzelfde"),
        ({"programme": "Civilian"}, "programme: civilian", "programma: civiel"),
        ({"kind": "review"}, "kind: prior review", "soort: voorafgaande inzage"),
        ({"name": "Transport", "list": "us1286"}, "name: Transport; list: section 1286 (US)", "naam: Transport; lijst: section 1286 (VS)"),
        ({"read_by": ["not", "part", "may"]}, "words that weigh: part", "woorden die wegen: part"),
        ({"read_by": ["not", "may"]}, "", ""),
    ],
)  # fmt: skip
def test_a_detail_is_written_in_words_of_the_reader(given: dict[str, Value], english: str, dutch: str) -> None:
    """Never as a program keeps it; words of the document stay those words, and what explains nothing is left out."""
    finding = Finding("x", Span(0, 1), "x", "x.y", attributes=given)
    shown = [attributes(finding, language).replace("\xa0", " ") for language in ("en", "nl")]

    assert shown == [english, dutch]
