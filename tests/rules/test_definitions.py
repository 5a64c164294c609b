"""Defined terms are read, and resolve wherever they are used."""

from __future__ import annotations

import pytest

from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.definitions import definitions_in, meaning_of
from contract_scan.rules.examples import read_example
from tests.rules.builders import document, found, pack


def defined(text: str, language: str = "en") -> dict[str, str]:
    """Return the defined terms of an example text with their meaning."""
    example = read_example(text, language)
    return {d.term: meaning_of(example.document, d) for d in definitions_in(example.text).values()}


@pytest.mark.parametrize(
    ("language", "text", "term", "meaning"),
    [
        ("en", "“Results” means all findings of the Project.", "Results", "means all findings of the Project."),
        ("en", "1.2 “Results” shall mean all findings.", "Results", "shall mean all findings."),
        (
            "en",
            "# 1. Definitions\n1.2 Results: all findings of the Project.",
            "Results",
            "all findings of the Project.",
        ),
        ("en", "Acme Corporation (hereinafter the “Sponsor”) pays.", "Sponsor", "Acme Corporation"),
        ("en", "Utopia University (“Utopia”), and Acme Corporation (the “Funder”).", "Funder", "and Acme Corporation"),
        ("nl", "“Resultaten” betekent alle uitkomsten.", "Resultaten", "betekent alle uitkomsten."),
        ("nl", "# Artikel 1. Begrippen\na. *resultaten:* alle uitkomsten.", "resultaten", "alle uitkomsten."),
        ("nl", "Acme B.V. (hierna te noemen: “Financier”) betaalt.", "Financier", "Acme B.V."),
    ],
)
def test_a_definition_is_read(language: str, text: str, term: str, meaning: str) -> None:
    """A definition is read."""
    assert meaning == defined(text, language)[term]


@pytest.mark.parametrize(
    "text", ["He said “yes” to it.", "Results: all findings of the Project.", "The “Agreement” means this agreement."]
)
def test_what_defines_nothing_of_note_is_left_alone(text: str) -> None:
    """What defines nothing of note is left alone."""
    assert {} == defined(text)


def test_a_finding_says_what_the_terms_in_it_mean() -> None:
    """A finding says what the terms in it mean."""
    draft = document(
        "Acme Corporation (the “Sponsor”) pays.",
        "“Secret Information” means all drawings.",
        "Sponsor shall keep Secret Information hidden.",
    )

    (finding,) = RuleChecker(pack("keep … hidden")).check(draft)

    assert {"Sponsor": "Acme Corporation", "Secret Information": "means all drawings."} == finding.attributes["terms"]


def test_a_rule_can_look_into_the_definitions_of_the_terms_a_sentence_uses() -> None:
    """A rule can look into the definitions of the terms a sentence uses."""
    rules = pack("approve*", near=("ministry",), within="definition")
    definition = "Ministry of Defence of Utopia (the “Funder”) pays."

    assert ["Funder approves."] == found(rules, document(definition, "Funder approves.", "Partner approves."))
    assert [] == found(rules, document("Acme Corporation (the “Funder”) pays.", "Funder approves."))


def test_the_longest_term_is_meant() -> None:
    """The longest term is meant."""
    draft = document(
        "“Information” means anything.", "“Secret Information” means drawings.", "Keep Secret Information hidden."
    )

    (finding,) = RuleChecker(pack("hidden")).check(draft)

    assert {"Secret Information": "means drawings."} == finding.attributes["terms"]
