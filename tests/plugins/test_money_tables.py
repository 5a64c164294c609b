"""Shares from budget tables of the shapes that agreements have, read from real Word files."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordDocument

from contract_scan.finding import Finding
from contract_scan.read import read_bytes
from contract_scan_builtins.money import SHARE, MoneyChecker
from contract_scan_builtins.readers import readers

Rows = tuple[tuple[str, ...], ...]

SHAPES: dict[str, Rows] = {
    "one column": (
        ("Financier", "Bijdrage (€)"),
        ("Acme B.V.", "75.000"),
        ("Universiteit Waterland", "25.000"),
        ("Totaal", "100.000"),
    ),
    "cash, in kind and total": (
        ("Partij", "Cash", "In kind", "Totaal"),
        ("Acme B.V.", "€ 50.000", "€ 25.000", "€ 75.000"),
        ("Universiteit Waterland", "€ 0", "€ 25.000", "€ 25.000"),
        ("Totaal", "€ 50.000", "€ 50.000", "€ 100.000"),
    ),
    "cash and in kind without a total": (
        ("Partner", "Bijdrage in geld (EUR)", "Bijdrage in natura (EUR)"),
        ("Acme B.V.", "50.000", "25.000"),
        ("Universiteit Waterland", "-", "25.000"),
        ("Totaal", "50.000", "50.000"),
    ),
    "years": (
        ("Partner", "Year 1 (EUR)", "Year 2 (EUR)"),
        ("Acme B.V.", "25,000", "50,000"),
        ("Universiteit Waterland", "12,500", "12,500"),
    ),
    "amounts and percentages": (
        ("Source of funding", "Amount", "Share"),
        ("Acme B.V.", "EUR 75,000", "75%"),
        ("Universiteit Waterland", "EUR 25,000", "25%"),
        ("Total", "EUR 100,000", "100%"),
    ),
    "a column for each payer": (
        ("Item", "Acme B.V.", "Universiteit Waterland", "Total"),
        ("Personnel", "EUR 50,000", "EUR 20,000", "EUR 70,000"),
        ("Equipment", "EUR 25,000", "EUR 5,000", "EUR 30,000"),
        ("Total", "EUR 75,000", "EUR 25,000", "EUR 100,000"),
    ),
    "a title above the headings": (
        ("Begroting 2026", "", ""),
        ("Partij", "Rol", "Bijdrage"),
        ("Acme B.V.", "Financier", "k€ 75"),
        ("Universiteit Waterland", "Uitvoerder", "k€ 25"),
    ),
}


def shares(rows: Rows) -> list[Finding]:
    """Return the shares found in a Word file of one table."""
    word = WordDocument()
    word.add_paragraph(
        'Tussen Acme B.V., gevestigd te Delft ("Acme"), en Universiteit Waterland, gevestigd te Leiden, over onderzoek.'
    )
    word.add_paragraph("Bijlage: begroting van het onderzoek / Annex: budget of the research")
    table = word.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    word.save(file)
    document = read_bytes(file.getvalue(), "budget.docx", list(readers()))
    return [finding for finding in MoneyChecker().check(document) if finding.rule == SHARE]


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_of_budget_gives_the_same_shares(shape: str) -> None:
    found: dict[str, list[float]] = {}
    for finding in shares(SHAPES[shape]):  # what is given in kind has a share of its own
        given = found.setdefault(str(finding.attributes["payer"]), [0, 0])
        given[0] += float(str(finding.attributes["amount"]))
        given[1] += float(str(finding.attributes["share"]))
    assert found == {"Acme B.V.": [75000, 75], "Universiteit Waterland": [25000, 25]}


def test_money_and_what_is_given_in_kind_have_a_share_each_and_are_one_sided_together() -> None:
    rows = (("Partner", "In cash (EUR)", "In kind (EUR)"), ("Acme B.V.", "50.000", "25.000"), ("Brook", "25.000", "-"))
    assert [finding.attributes.get("share") for finding in shares(rows)] == ["50", "25", "25"]


MATRIX = (
    ("Partner", "From the Garsdale Fund", "Own contribution in cash", "Own contribution in kind", "Total"),
    ("Fell University", "60.000 euro", "10.000 euro", "-", "70.000 euro"),
    ("Ridge B.V.", "-", "10.000 euro", "20.000 euro", "30.000 euro"),
    ("Total", "60.000 euro", "20.000 euro", "20.000 euro", "100.000 euro"),
)


def test_a_table_of_those_who_work_has_a_column_for_each_payer_and_several_of_own_means() -> None:
    found = [(f.attributes["payer"], f.attributes["share"]) for f in shares(MATRIX)]
    assert sorted(found, key=str) == [
        ("Fell University", "10"),
        ("Garsdale Fund", "60"),
        ("Ridge B.V.", "10"),
        ("Ridge B.V.", "20"),
    ]


def test_a_cell_still_to_be_filled_in_gives_no_share() -> None:
    found = shares((("Partner", "Year 1 (EUR)", "Year 2 (EUR)"), ("Acme B.V.", "25,000", "[…]"), ("Brook", "1", "2")))
    assert [finding.attributes.get("share") for finding in found] == [None]
    assert [finding.attributes.get("share_missing") for finding in found] == ["amount_missing"]


def test_columns_in_two_currencies_give_no_sum() -> None:
    found = shares((("Partner", "Cash", "In kind"), ("Acme B.V.", "EUR 5", "USD 5"), ("Brook", "EUR 1", "EUR 1")))
    assert all("share" not in finding.attributes for finding in found)


def test_a_table_of_costs_names_no_payer() -> None:
    assert shares((("Item", "Costs (EUR)"), ("Personnel", "30,000"), ("Total", "30,000"))) == []


COSTS: dict[str, Rows] = {
    "English": (
        ("Partner", "Total cost (EUR)", "Paid by Acme B.V. (EUR)", "Borne by partner (EUR)"),
        ("Universiteit Waterland", "100,000", "80,000", "20,000"),
        ("Delta Hogeschool", "50,000", "30,000", "20,000"),
        ("Total", "150,000", "110,000", "40,000"),
    ),
    "Dutch": (
        ("Partner", "Totale kosten (EUR)", "Ten laste van Acme B.V. (EUR)", "Ten laste van de partner (EUR)"),
        ("Universiteit Waterland", "100.000", "80.000", "20.000"),
        ("Delta Hogeschool", "50.000", "30.000", "20.000"),
        ("Totaal", "150.000", "110.000", "40.000"),
    ),
}


@pytest.mark.parametrize("shape", COSTS)
def test_what_a_partner_costs_and_what_it_is_paid_is_not_its_contribution(shape: str) -> None:
    """Each column is its own giver's; shares are of the stated costs."""
    found = {str(f.attributes["payer"]): (f.attributes["amount"], f.attributes["share"]) for f in shares(COSTS[shape])}
    partners = {"Universiteit Waterland": ("20000", "13.33"), "Delta Hogeschool": ("20000", "13.33")}
    assert found == partners | {"Acme B.V.": ("110000", "73.33")}


def test_costs_without_a_column_of_own_money_are_nobodys_contribution() -> None:
    rows = (("Partner", "Costs (EUR)", "Grant (EUR)"), ("Universiteit Waterland", "100.000", "80.000"))
    assert shares(rows) == []
