"""Who may fund the work where no rule says so: weighed by signs, told as possible with the reasons in words."""

from __future__ import annotations

import pytest

from contract_scan import Finding, prepare, read_document_bytes, scan_document
from contract_scan.messages import find
from contract_scan_builtins.funders.likely import LikelyFunders
from contract_scan_builtins.funders.weighed import chance, reasons
from contract_scan_builtins.linear_reader import LinearReader
from contract_scan_builtins.shared.tables import table

LETTER = """Otterlo Fund for Quiet Places
To the University of Marken

Dear all,

# What we bring
Your research on how birds hear is to have its four years.
Every spring a cheque of € 40,000 leaves our desk for your laboratory.
We ask nothing for it, and the results of the research are yours.
"""
INVOICE = """Cleaning agreement

Between Polder Cleaners Ltd. and Harbour Foods Ltd.

1. The windows are cleaned on Mondays, and the Supplier invoices € 400 a month.
2. Who cancels late pays a penalty of € 50.
"""


def funders(text: str) -> list[Finding]:
    """Return the funders of a text, sure and possible."""
    setup = prepare()
    document = read_document_bytes(text.encode(), "letter.txt", setup.readers, ocr="never")
    return [finding for finding in scan_document(document, setup).findings if finding.kind == "funder"]


def test_who_writes_of_its_cheque_is_a_possible_funder_with_reasons_in_words() -> None:
    """No verb of giving stands there."""
    found = funders(LETTER)

    assert [(one.attributes["name"], one.certainty) for one in found] == [("Otterlo Fund for Quiet Places", "possible")]
    assert found[0].doubts[0] == "funder_weighed"
    assert len(found[0].doubts) > 1
    for doubt in found[0].doubts:
        assert find(f"doubts.{doubt}", "en") and find(f"doubts.{doubt}", "nl")


def test_a_document_without_a_word_of_research_has_no_possible_funder() -> None:
    assert funders(INVOICE) == []


def test_every_reason_that_the_table_gives_stands_in_both_languages() -> None:
    said = {f"funder_{entry['says']}" for entry in table("funders", "signs")["signs"].values() if "says" in entry}

    assert {reason for reason in said for language in ("en", "nl") if not find(f"doubts.{reason}", language)} == set()


@pytest.mark.parametrize("sign", ["told_active", "acts_with_a_sum", "sender", "other_side", "fund"])
def test_what_speaks_for_a_funder_makes_it_likelier(sign: str) -> None:
    assert chance(("party", sign)) > chance(("party",))


@pytest.mark.parametrize("sign", ["must_receive", "others_are_told", "to_rule", "never_on_money"])
def test_what_speaks_against_a_funder_makes_it_less_likely(sign: str) -> None:
    assert chance(("party", sign)) < chance(("party",))


def test_reasons_are_those_that_speak_for_a_funder_each_once() -> None:
    """Two signs may say the same in words; what speaks against it is no reason."""
    assert sorted(reasons(("acts_with_a_sum", "acts_rule", "sender", "never_on_money"))) == ["acts", "sender"]


def test_funders_are_weighed_once_the_linear_reader_has_read() -> None:
    """What it says of a sentence counts."""
    assert LinearReader.name in LikelyFunders.after
