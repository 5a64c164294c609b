"""The money map: contributions, shares that can be computed, and why others cannot."""

from __future__ import annotations

import pytest

from contract_scan.document import Block, Cell, Document, DocumentBuilder, Source, Span
from contract_scan.finding import Finding
from contract_scan.messages import find
from contract_scan.read import read_bytes
from contract_scan_builtins.money import ONE_SIDED_RULE, SHARE, MoneyChecker
from contract_scan_builtins.readers import readers

PROSE = """RESEARCH AGREEMENT

This agreement is made between Brook Instruments Ltd. ("Brook"),
Dale Power Ltd. ("Dale") and Polder University ("University").

1. The University carries out scientific research. The research is done by a PhD researcher of the University.

{sentences}
"""


def in_prose(*sentences: str) -> list[Finding]:
    """Return what is found in an agreement with some sentences on money."""
    text = PROSE.format(sentences="\n\n".join(sentences))
    return list(MoneyChecker().check(read_bytes(text.encode(), "agreement.txt", list(readers()))))


def in_table(*rows: tuple[str, ...]) -> list[Finding]:
    """Return what is found in a document of one table."""
    builder = DocumentBuilder()
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            builder.add(Block("table_cell", Span(0, 0), cell=Cell(0, row, column), language="en"), text)
    document: Document = builder.build(Source("budget.docx", "0" * 64, "docx"))
    return list(MoneyChecker().check(document))


def attribute(findings: list[Finding], name: str, rule: str = SHARE) -> list[object]:
    """Return one attribute of each finding of a rule."""
    return [finding.attributes.get(name) for finding in findings if finding.rule == rule]


def test_amounts_in_one_currency_give_shares() -> None:
    found = in_prose("2. Brook shall pay the University EUR 75.000.", "3. Dale shall pay the University EUR 25.000.")
    assert attribute(found, "share") == ["75", "25"]
    assert attribute(found, "payee") == ["Polder University", "Polder University"]
    assert attribute(found, "payer", ONE_SIDED_RULE) == ["Brook Instruments Ltd."]


def test_amounts_in_two_currencies_give_none_and_say_why() -> None:
    found = in_prose("2. Brook shall pay the University EUR 75,000.", "3. Dale shall pay the University USD 25,000.")
    assert attribute(found, "share_missing") == ["currencies_differ", "currencies_differ"]
    assert attribute(found, "share") == [None, None]


def test_one_payer_without_a_total_gives_no_share() -> None:
    assert attribute(in_prose("2. Brook shall pay the University EUR 75,000."), "share_missing") == ["total_missing"]


def test_a_figure_that_was_left_out_gives_no_share() -> None:
    found = in_prose(
        "2. Brook shall pay the University EUR 75,000.",
        "3. Brook shall pay the University [***] per month for equipment.",
        "4. Dale shall pay the University EUR 25,000.",
    )
    assert attribute(found, "share_missing") == ["amount_missing", "amount_missing"]


def test_a_share_that_the_text_states_is_taken() -> None:
    found = in_prose("2. Brook shall bear 80% of the costs of the research.")
    assert attribute(found, "share") == ["80"]
    assert attribute(found, "one_sided", ONE_SIDED_RULE) == [True]


def test_instalments_conditions_and_claw_back_are_told() -> None:
    found = in_prose(
        "2. Brook shall pay the University EUR 75,000 in four instalments, subject to approval, and may recover it."
    )
    assert [found[0].attributes.get(term) for term in ("instalments", "conditional", "clawback")] == [True, True, True]


def test_a_yearly_amount_is_not_summed() -> None:
    found = in_prose(
        "2. Brook shall pay the University EUR 75,000 per year.", "3. Dale shall pay the University EUR 25,000."
    )
    assert attribute(found, "share_missing") == ["recurring", "recurring"]


def test_a_table_of_payers_gives_shares_of_its_total() -> None:
    found = in_table(
        ("Partner", "Contribution (EUR)"),
        ("Acme Robotics AG", "300.000"),
        ("Polder University", "100.000"),
        ("Total", "400.000"),
    )
    assert attribute(found, "share") == ["75", "25"]
    assert attribute(found, "payer", ONE_SIDED_RULE) == ["Acme Robotics AG"]


def test_a_total_that_is_too_small_is_told_instead_of_a_share() -> None:
    found = in_table(
        ("Financier", "Bijdrage"),
        ("Brugbouw B.V.", "€ 300.000"),
        ("Universiteit", "€ 100.000"),
        ("Totaal", "€ 350.000"),
    )
    assert attribute(found, "share_missing") == ["total_disagrees", "total_disagrees"]


def test_a_table_of_anything_else_is_left_alone() -> None:
    assert in_table(("Item", "Price"), ("Laser", "€ 300.000"), ("Lens", "€ 100")) == []


def test_every_reason_for_a_missing_share_has_a_sentence_in_both_languages() -> None:
    for reason in (
        "amount_missing",
        "currencies_differ",
        "recurring",
        "total_missing",
        "total_disagrees",
        "outside_plan",
    ):
        assert find(f"facts.share.{reason}", "nl") != find(f"facts.share.{reason}", "en") is not None


@pytest.mark.parametrize(
    ("words", "share"), [("two thirds", "66.67"), ("four-fifths", "80"), ("half", "50"), ("three quarters", "75")]
)
def test_a_share_in_words_is_taken(words: str, share: str) -> None:
    assert share in attribute(in_prose(f"2. Brook shall bear {words} of the costs of the research."), "share")


def test_the_whole_counts_before_what_is_paid_each_year() -> None:
    found = in_prose("2. Brook shall pay the University €200,000 a year, in total €2.4 million, for the research.")
    assert attribute(found, "amount") == ["2400000"]
    assert attribute(found, "recurring") == [None]


ODD = (
    *("1.2.3", "12,50,000", "²", "½", "1½", "3 1/2", "", ".", "5,", "1e999999", "NaN", "Infinity", "0", "0,00", "-5"),
    *("1,2.3,4", "1'000'000", "٣٤", "9" * 40, "9" * 5000, "0." + "0" * 40 + "1", "1 000 000 000 000 000 000 000", "k"),
)
UNITS = ("€ {}", "{} %", "{} half years", "{} years", "{} mıllıon euros", "two hundred ({}) euros", "{} trillion yearſ")


@pytest.mark.parametrize("unit", UNITS)
def test_no_figure_however_odd_stops_the_checker(unit: str) -> None:
    """In sentences, as a share of a whole, and in the cells of a table."""
    odd = [unit.format(figure) for figure in ODD]
    in_prose(
        *(f"2. Brook shall pay {one} of the costs of the research of € 1, being {one} a year." for one in odd),
        *(f"3. The total budget of the research is {one}." for one in odd),
    )
    in_table(("Partner", "Total cost (EUR)", "Paid by Brook", "Own contribution"), *((one,) * 4 for one in odd))
    in_table(("Funder", "Amount (EUR)"), *(("Brook Instruments Ltd.", one) for one in odd), ("Total", "0"))
    in_table(("Funder", "Amount (EUR)"), *(("Brook Instruments Ltd.", one) for one in ODD), ("Total", "1"))
