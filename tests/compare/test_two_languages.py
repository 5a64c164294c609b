"""Two language versions of one agreement, as each form tells where they say something else."""

from __future__ import annotations

import json

import pytest

from contract_scan.compare.comparing import compared_scans
from contract_scan.compare.page import html
from contract_scan.compare.plain import as_json
from contract_scan.compare.report import Comparison, terminal
from contract_scan.read import read_bytes
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup

DUTCH = """1. De Universiteit mag de resultaten van het onderzoek na zes maanden publiceren in overleg met de partner.

2. De partner houdt de resultaten van de Universiteit drie jaar geheim voor alle anderen.
"""
ENGLISH = """1. The University may publish the results of the research after eighteen months, consulting the partner.

3. The partner may bring its own people into the laboratory of the University at any time.
"""


@pytest.fixture(scope="module")
def comparison(setup: Setup) -> Comparison:
    """The two versions, compared."""
    one, other = (
        scan_document(read_bytes(text.encode(), name, setup.readers), setup)
        for name, text in (("nl.txt", DUTCH), ("en.txt", ENGLISH))
    )
    return compared_scans(one, other, None)


def test_periods_that_differ_and_clauses_that_one_version_lacks_are_told(comparison: Comparison) -> None:
    """Each with its clause; what stands in the later version only is told as well."""
    told = json.loads(as_json(comparison, "en"))

    assert [(d["difference"], d["clause"]) for d in told["disagreements"]] == [
        ("facts", "1"),
        ("missing", "2"),
        ("missing", "3"),
    ]
    assert (told["disagreements"][0]["left"], told["disagreements"][0]["right"]) == (["P6M"], ["P18M"])
    assert [d["second"] for d in told["disagreements"][1:]] == [None, None]


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("6 months", "18 months")), ("nl", ("6 maanden", "18 maanden"))]
)
def test_people_read_the_same_in_words(comparison: Comparison, language: str, words: tuple[str, str]) -> None:
    """At the terminal and on the page: both quotes, and what differs between them."""
    shown = " ".join(terminal(comparison, language).split())
    page = html(comparison, language)

    for part in (*words, "after eighteen months", "drie jaar geheim", "into the laboratory"):
        assert part in shown
        assert part in " ".join(page.split())
    assert "compare." not in shown
