"""Delays of publication are compared with six months, and with the periods that most agreements have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan.language.amounts import longer
from contract_scan.setup import Setup
from contract_scan_builtins.derived.long_delay import LONG, UNUSUAL, LongDelay

MakeDocument = Callable[..., Document]


def compared(document: Document, period: str | None, kind: str = "delay") -> list[Finding]:
    """Return what is found beside one restriction with a period."""
    attributes = {"kind": kind} | ({"period": period} if period else {})
    span = Span(0, len(document.text))
    finding = Finding("publication_restriction", span, document.text, "publication.delay", attributes=attributes)
    return list(LongDelay().derive(document, [finding]))


@pytest.mark.parametrize("period", ["P12M", "P1Y", "P7M", "P6M15D", "P185D", "P27W", "indefinite", "P18M"])
def test_a_delay_of_more_than_six_months_is_found(make_document: MakeDocument, period: str) -> None:
    """Whatever the unit, and without end too; the finding quotes the delay and says what it was laid beside."""
    (found,) = compared(make_document("Publication waits."), period)
    assert (found.rule, found.attributes["longer_than"], found.attributes["period"]) == (LONG, "P6M", period)
    assert found.quote == "Publication waits."


@pytest.mark.parametrize(
    ("period", "passed"), [("P45D", "P30D"), ("P2M", "P30D"), ("P10W", "P60D"), ("P6M", "P90D"), ("P184D", "P90D")]
)
def test_a_shorter_delay_is_laid_beside_the_usual_periods(
    make_document: MakeDocument, period: str, passed: str
) -> None:
    """The longest usual period that it passes is named."""
    (found,) = compared(make_document("Publication waits."), period)
    assert (found.rule, found.attributes["longer_than"]) == (UNUSUAL, passed)


@pytest.mark.parametrize("period", ["P30D", "P1M", "P2W", "PT48H", "P", None])
def test_a_usual_delay_says_nothing_more(make_document: MakeDocument, period: str | None) -> None:
    """Thirty days, a month or no period at all."""
    assert compared(make_document("Publication waits."), period) == []


def test_only_delays_are_compared(make_document: MakeDocument) -> None:
    """A review of a year is another matter, with its own words."""
    assert compared(make_document("Publication waits."), "P1Y", kind="review") == []


@pytest.mark.parametrize("period", ["P1D", "P3W", "P2M", "P6M", "P1Y", "indefinite"])
def test_no_period_is_longer_than_itself(period: str) -> None:
    """So a limit is never passed by the limit."""
    assert not longer(period, period)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The Sponsor may delay publication of the results for up to twelve months.", {LONG}),
        ("De sponsor mag de publicatie van de resultaten twaalf maanden uitstellen.", {LONG}),
        ("The Sponsor may delay publication of the results for up to ninety days.", {UNUSUAL}),
        ("De sponsor mag de publicatie van de resultaten dertig dagen uitstellen.", set()),
    ],
)
def test_the_comparison_stands_in_a_scan(make_document: MakeDocument, setup: Setup, text: str, rules: set[str]) -> None:
    """From the words of a clause to what is said of its period; a fact within six months counts as no evidence."""
    from contract_scan.scanning import scan_document

    language = "nl" if text.startswith("De ") else "en"
    found = {f.rule: f for f in scan_document(make_document(text, language=language), setup).findings}
    assert {LONG, UNUSUAL} & found.keys() == rules
    assert all("5.1" in (found[rule].questions if rule == LONG else found[rule].background) for rule in rules)
