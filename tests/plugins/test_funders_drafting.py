"""Who funds, in sentences that turn the same promise in many ways; and near misses that fund nothing."""

from __future__ import annotations

import pytest

from contract_scan.read import read_bytes
from contract_scan_builtins.funders import FunderChecker
from contract_scan_builtins.readers import readers

ENGLISH = """RESEARCH AGREEMENT

This Research Agreement is made between Waterland University (the "University") and Acme Optics Ltd. ("Acme").

1. Research
The researchers of the University shall carry out the scientific research.

2. {}

3. Publication
The University may publish the research.
"""

DUTCH = """ONDERZOEKSOVEREENKOMST

De ondergetekenden:
1. Universiteit Waterland, gevestigd te Edam, hierna: "de Universiteit";
2. Acme Optica B.V., gevestigd te Hoorn, hierna: "Acme";

komen overeen:

Artikel 1 Onderzoek
De onderzoekers van de Universiteit voeren het wetenschappelijk onderzoek uit.

Artikel 2
{}

Artikel 3
De Universiteit mag het onderzoek publiceren.
"""

SENTENCES: tuple[tuple[str, str, list[str]], ...] = (
    (
        ENGLISH,
        "Acme will reimburse the University for all costs incurred in performing the Project up to EUR 200,000.",
        ["Acme Optics Ltd."],
    ),
    (
        ENGLISH,
        "In consideration of the research, Acme shall pay to the University the sum of GBP 50,000.",
        ["Acme Optics Ltd."],
    ),
    (
        ENGLISH,
        "Funding for the project is provided by the Ministry of Science of Karelistan.",
        ["Ministry of Science of Karelistan"],
    ),
    (
        ENGLISH,
        "The Project has received funding from the European Polar Fund under grant agreement 12345.",
        ["European Polar Fund"],
    ),
    (
        ENGLISH,
        "Acme shall make available to the University, free of charge, a laser scanner for use in the research.",
        ["Acme Optics Ltd."],
    ),
    (ENGLISH, "The PhD student's salary will be paid by Acme.", ["Acme Optics Ltd."]),
    (
        ENGLISH,
        "The research is supported in part by the Defence Research Agency of Norland.",
        ["Defence Research Agency of Norland"],
    ),
    (ENGLISH, "Acme shall contribute EUR 100,000 in cash and EUR 40,000 in kind.", ["Acme Optics Ltd."]),
    (ENGLISH, "The total budget is EUR 100,000, of which Acme shall bear 70%.", ["Acme Optics Ltd."]),
    (ENGLISH, "Acme shall second two engineers to the laboratory at its own cost.", ["Acme Optics Ltd."]),
    (
        ENGLISH,
        "The University shall invoice Acme for the research in four equal instalments of EUR 25,000.",
        ["Acme Optics Ltd."],
    ),
    (ENGLISH, "The costs of the research shall be borne by Acme.", ["Acme Optics Ltd."]),
    (ENGLISH, "Acme has agreed to sponsor the research of Professor Bos.", ["Acme Optics Ltd."]),
    (ENGLISH, "The scholarship is financed by the Eastern Scholarship Council.", ["Eastern Scholarship Council"]),
    (ENGLISH, "Acme shall purchase the samples from the University at the price of EUR 5 each.", []),
    (ENGLISH, "Each Party shall bear its own costs.", []),
    (ENGLISH, "Acme shall pay interest on overdue invoices.", []),
    (ENGLISH, "The University shall not provide funding to Acme.", []),
    (ENGLISH, "The University shall provide Acme with a final research report.", []),
    (ENGLISH, "Financial support for the chair comes from the Silk Road Foundation.", ["Silk Road Foundation"]),
    (
        ENGLISH,
        "With the support of the Volkov Charitable Foundation, the University will establish a research chair.",
        ["Volkov Charitable Foundation"],
    ),
    (DUTCH, "Acme vergoedt de kosten van het onderzoek tot een maximum van € 200.000.", ["Acme Optica B.V."]),
    (
        DUTCH,
        "Voor de uitvoering van het onderzoek betaalt Acme aan de Universiteit een bedrag van € 50.000, exclusief btw.",
        ["Acme Optica B.V."],
    ),
    (DUTCH, "Het project wordt mede gefinancierd door het ministerie van Defensie.", ["ministerie van Defensie"]),
    (DUTCH, "Acme draagt in natura bij door het beschikbaar stellen van meetapparatuur.", ["Acme Optica B.V."]),
    (DUTCH, "Acme stelt kosteloos apparatuur ter beschikking aan de Universiteit.", ["Acme Optica B.V."]),
    (DUTCH, "De kosten van de promovendus komen voor rekening van Acme.", ["Acme Optica B.V."]),
    (DUTCH, "De loonkosten van de onderzoeker worden betaald door Acme.", ["Acme Optica B.V."]),
    (
        DUTCH,
        "Het onderzoek is mogelijk gemaakt door een bijdrage van Stichting Noorderlicht.",
        ["Stichting Noorderlicht"],
    ),
    (DUTCH, "De Universiteit factureert Acme in drie termijnen van € 30.000.", ["Acme Optica B.V."]),
    (DUTCH, "Acme detacheert twee medewerkers bij de Universiteit, met behoud van salaris.", ["Acme Optica B.V."]),
    (DUTCH, "Acme zal het onderzoek financieren voor een bedrag van € 300.000.", ["Acme Optica B.V."]),
    (
        DUTCH,
        "De totale projectkosten bedragen € 400.000; hiervan neemt Acme 75% voor haar rekening.",
        ["Acme Optica B.V."],
    ),
    (
        DUTCH,
        "De leerstoel wordt bekostigd door de gemeente Waterstad en de provincie Zuiderland.",
        ["gemeente Waterstad", "provincie Zuiderland"],
    ),
    (DUTCH, "De promovendus ontvangt een beurs van de Oostelijke Beurzenraad.", ["Oostelijke Beurzenraad"]),
    (DUTCH, "Ieder der Partijen draagt haar eigen kosten.", []),
    (DUTCH, "Acme koopt de monsters voor € 5 per stuk.", []),
    (DUTCH, "De Universiteit verstrekt Acme een eindrapport.", []),
    (DUTCH, "Acme verstrekt een bijdrage van € 10.000 per jaar, zowel in geld als in natura.", ["Acme Optica B.V."]),
    (DUTCH, "Acme is een vergoeding verschuldigd van € 80.000 voor het onderzoek.", ["Acme Optica B.V."]),
)


@pytest.mark.parametrize(("agreement", "sentence", "names"), SENTENCES)
def test_whoever_gives_for_the_research_is_its_funder_and_nobody_else(
    agreement: str, sentence: str, names: list[str]
) -> None:
    document = read_bytes(agreement.format(sentence).encode(), "agreement.txt", list(readers()))
    assert sorted(str(finding.attributes["name"]) for finding in FunderChecker().check(document)) == sorted(names)


def test_a_party_that_is_called_by_its_kind_is_meant_by_its_name() -> None:
    """Whatever words of the sentence are read with it."""
    text = (
        "Overeenkomst over onderzoek\n\nPartijen: Academisch Ziekenhuis Lindestad (het Ziekenhuis) en Belvita Pharma B.V. (Belvita)."
        "\n\n1. Het wetenschappelijk onderzoek naar nierfalen duurt twee jaar; de onderzoekers doen het onderzoek in het Ziekenhuis."
        "\n\n2. Belvita betaalt € 150.000 en het Ziekenhuis neemt € 90.000 voor zijn rekening.\n"
    )
    document = read_bytes(text.encode(), "agreement.txt", list(readers()))
    names = {str(finding.attributes["name"]) for finding in FunderChecker().check(document)}

    assert {"Belvita Pharma B.V.", "Academisch Ziekenhuis Lindestad"} == names
