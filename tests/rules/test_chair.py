"""The clause of the sponsored chair, in several wordings that stand in no rule file: its four terms are found."""

from __future__ import annotations

import pytest

from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from tests.conftest import MakeDocument

CHAIRS = {
    "en": (
        "A chair in the language and culture of China is established at the Faculty of Arts.",
        "The Partner shall pay one half of the salary costs of the chair holder.",
        "If the teaching or the research seriously contravenes Chinese law, or severely damages the image of China, "
        "the Partner is entitled to terminate the appointment unilaterally.",
        "The headquarters of the Partner alone shall determine whether there is such a case.",
        "The term of five years is automatically extended by five years unless notice is given.",
    ),
    "nl": (
        "Bij de Faculteit der Letteren komt een leerstoel voor de taal en cultuur van China.",
        "De Partner draagt 50 procent van de salariskosten van de leerstoelhouder.",
        "Wanneer onderwijs of onderzoek serieus de Chinese wet overtreedt of het imago van China zware schade "
        "toebrengt, is de Partner bevoegd de aanstelling eenzijdig te beëindigen.",
        "Of dat het geval is, bepaalt uitsluitend het hoofdkantoor van de Partner.",
        "De termijn van vijf jaar wordt bij gebreke van opzegging stilzwijgend met vijf jaar verlengd.",
    ),
}

#: Which paragraph says it, which rules find it, and questions it bears on.
TERMS = {
    "half the salary": (1, {"funding.share"}, {"4.1"}),
    "ending on image or law": (2, {"influence.image_termination", "influence.foreign_law_termination"}, {"5.1", "4.2"}),
    "the partner alone decides": (3, {"influence.sole_determination"}, {"5.1", "4.2"}),
    "silent renewal": (4, {"influence.tacit_renewal"}, {"4.1"}),
}


@pytest.mark.parametrize("language", sorted(CHAIRS))
@pytest.mark.parametrize("term", sorted(TERMS))
def test_each_of_the_four_terms_is_found(setup: Setup, make_document: MakeDocument, language: str, term: str) -> None:
    """The paragraph that carries a term is quoted whole, by the rules made for it, under the questions it bears on."""
    paragraph, rules, questions = TERMS[term]
    scan = scan_document(make_document(*CHAIRS[language], language=language), setup)

    found = [f for f in scan.findings if f.quote == CHAIRS[language][paragraph] and f.rule in rules]

    assert {f.rule for f in found} == rules
    assert all(questions <= {*f.questions, *f.background} for f in found)


def test_an_ordinary_chair_raises_nothing_of_this(setup: Setup, make_document: MakeDocument) -> None:
    """A chair that the university pays, fills and ends itself has no influence finding."""
    scan = scan_document(
        make_document(
            "A chair in physics is established at the Faculty of Science.",
            "The University pays the salary of the professor and appoints the professor.",
            "The University may terminate the appointment in accordance with its regulations.",
        ),
        setup,
    )

    assert not [f.rule for f in scan.findings if f.kind == "influence"]
