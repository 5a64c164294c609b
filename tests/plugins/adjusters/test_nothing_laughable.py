"""An entirely harmless agreement: what a reviewer would laugh at is not said."""

from __future__ import annotations

import pytest

from contract_scan.scan import Scan
from tests.plugins.adjusters.conftest import ScanText, background, direct

ENGLISH = (
    "Research collaboration on the storage of pears",
    "This Agreement is made between Example University, having its registered office at Satellietweg 12, Utrecht, the "
    "Netherlands, represented by Prof. dr. A.B. Dijkstra (the “University”), and Quantum Orchard Robotics B.V., having "
    "its registered office at Laser Street 4, Zwolle, the Netherlands (the “Company”).",
    "1. Purpose",
    "1.1 The parties study how pears keep their firmness in a cold store.",
    "2. Payment",
    "2.1 The Company pays a fixed sum of € 61,400 in two instalments, within thirty days of an invoice.",
    "2.2 Each party bears its own costs of this Agreement.",
    "3. Confidentiality",
    "3.1 Each party shall keep the confidential information of the other party secret.",
    "3.2 This does not apply to information that is in the public domain or was already known to the receiving party.",
    "3.3 The obligation of confidentiality ends three years after the end of this Agreement.",
    "4. Publication",
    "4.1 The University sends a draft publication to the Company for review thirty days in advance.",
    "5. Use of names",
    "5.1 Neither party uses the name or logo of the other in advertising without its consent.",
    "6. Force majeure",
    "6.1 A failure of the electricity supply or the drinking water supply counts as force majeure.",
    "7. Notices",
    "7.1 Notices are sent to quantum@drones-robotics.example.nl, telephone number 030 112 112.",
    "8. Term and end",
    "8.1 Either party may terminate this Agreement for a material breach of the other.",
    "9. Law",
    "9.1 This Agreement is governed by the laws of the Netherlands; the court in Utrecht has jurisdiction.",
    "For the Company: dr. X.Y. Radar, director",
    "QUANTUM ORCHARD ROBOTICS B.V. By: dr. X.Y. Radar, director",
)

DUTCH = (
    "Onderzoeksovereenkomst over het bewaren van peren",
    "Deze overeenkomst wordt gesloten tussen Universiteit Voorbeeld, gevestigd te Utrecht aan de Satellietweg 12, "
    "vertegenwoordigd door prof. dr. A.B. Dijkstra (hierna: de Universiteit), en Quantum Boomgaardrobots B.V., "
    "gevestigd te Zwolle aan de Laserstraat 4 (hierna: het Bedrijf).",
    "1. Doel",
    "1.1 Partijen onderzoeken hoe peren in een koelhuis stevig blijven.",
    "2. Betaling",
    "2.1 Het Bedrijf betaalt een vast bedrag van € 61.400 in twee termijnen, binnen dertig dagen na een factuur.",
    "2.2 Iedere partij draagt haar eigen kosten.",
    "3. Geheimhouding",
    "3.1 Partijen houden elkaars vertrouwelijke informatie geheim.",
    "3.2 Dit geldt niet voor informatie die openbaar is of die de ontvanger al kende.",
    "3.3 De geheimhouding eindigt drie jaar na afloop van deze overeenkomst.",
    "4. Publicatie",
    "4.1 Publicaties worden dertig dagen vooraf ter beoordeling voorgelegd aan het Bedrijf.",
    "5. Gebruik van namen",
    "5.1 Geen van de partijen gebruikt de naam of het logo van de ander in reclame zonder diens toestemming.",
    "6. Overmacht",
    "6.1 Uitval van de elektriciteitsvoorziening of de drinkwatervoorziening geldt als overmacht.",
    "7. Kennisgevingen",
    "7.1 Kennisgevingen gaan naar quantum@drones-robotica.example.nl, telefoonnummer 030 112 112.",
    "8. Duur en einde",
    "8.1 Elke partij mag deze overeenkomst beëindigen wegens een ernstige tekortkoming van de ander.",
    "9. Recht",
    "9.1 Op deze overeenkomst is Nederlands recht van toepassing; de rechtbank Midden-Nederland is bevoegd.",
    "Namens het Bedrijf: dr. X.Y. Radar, directeur",
)


@pytest.fixture(params=[ENGLISH, DUTCH], ids=["en", "nl"])
def harmless(scan_text: ScanText, request: pytest.FixtureRequest) -> Scan:
    """The scan of the harmless agreement, in either language."""
    return scan_text(*request.param)


@pytest.mark.parametrize(
    "question", ["1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "4.4", "4.5", "4.6", "5.2", "5.3"]
)
def test_what_has_nothing_to_do_with_a_question_is_no_evidence_for_it(harmless: Scan, question: str) -> None:
    """Ordinary secrecy says nothing of export, Dutch law nothing of China, a street name nothing of lasers."""
    assert [] == direct(harmless, question)


def test_technology_in_names_addresses_and_signatures_is_no_finding_at_all(harmless: Scan) -> None:
    """Quantum, laser, radar, satellite, robots, drones and electricity occur here, and none of them is researched."""
    assert [] == [f.quote for f in harmless.findings if f.kind in ("sensitive_technology", "vital_process")]


def test_a_harmless_agreement_has_few_direct_items(harmless: Scan) -> None:
    """At most five quotes, all of money: who pays is a question, and here is the answer."""
    spans = {f.span for f in harmless.findings if f.questions}

    assert len(spans) <= 5
    assert {"funder", "funding"} >= {f.kind for f in harmless.findings if f.questions}


def test_ordinary_terms_stand_by_as_background(harmless: Scan) -> None:
    """Nothing that was found is lost."""
    assert {"secrecy.duty", "publication.review", "publicity.names"} <= set(background(harmless, "5.1"))
    assert "funding.costs" in background(harmless, "4.1")


def test_the_same_word_as_the_subject_of_the_work_is_evidence(scan_text: ScanText) -> None:
    """The title and the purpose say what the work is about."""
    scan = scan_text(
        "Research collaboration on quantum sensors",
        *ENGLISH[1:3],
        "1.1 The parties develop a radar for the electricity supply of cold stores.",
    )

    assert "technology.quantum" in direct(scan, "3.1")
    assert "vital.electricity" in direct(scan, "3.3")


def test_without_a_scholar_the_questions_on_scholars_say_so(harmless: Scan) -> None:
    """And name no list that would be needed."""
    for question in ("4.5", "4.6", "4.7"):
        [answer] = [answer for answer in harmless.answers if answer.question == question]
        assert ("nothing_found", ["without_object"]) == (answer.state, [gap.reason for gap in answer.gaps])
