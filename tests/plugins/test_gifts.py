"""Who gives what: ways of drafting that must be read alike, and near misses in which nobody funds anything."""

from __future__ import annotations

import pytest

from contract_scan.document import Document
from contract_scan.read import read_bytes
from contract_scan_builtins.funders import FunderChecker
from contract_scan_builtins.money import GiftDeriver, MoneyChecker
from contract_scan_builtins.money.find import events_of
from contract_scan_builtins.readers import readers

ENGLISH = """RESEARCH AGREEMENT

This agreement is made between Marlow Optics Ltd ("Marlow"), Tarn Foundation ("the Foundation") and Hexley College ("the College").

1. The College carries out scientific research in its laboratory with a PhD student.

2. {}
"""

DUTCH = """ONDERZOEKSOVEREENKOMST

De ondergetekenden:

1. Stichting Duinveld, gevestigd te Haarlem, hierna te noemen: Duinveld;

2. Zoutman Sensoren B.V., gevestigd te Delft, hierna te noemen: Zoutman;

3. Hogeschool Merenrand, gevestigd te Hoorn, hierna te noemen: de Hogeschool;

komen overeen:

1. De Hogeschool doet wetenschappelijk onderzoek met een promovendus.

2. {}
"""

M, F, C = "Marlow Optics Ltd", "Tarn Foundation", "Hexley College"
D, Z, H = "Stichting Duinveld", "Zoutman Sensoren B.V.", "Hogeschool Merenrand"

SENTENCES: tuple[tuple[str, str, list[str]], ...] = (
    (DUTCH, "Het proefjaar drukt op de begroting van Duinveld.", [D]),
    (DUTCH, "Zoutman: € 80.000 aan materiaal; de Hogeschool: € 20.000 aan uren.", [Z, H]),
    (DUTCH, "De Hogeschool verschaft de gastdocent kosteloos een werkkamer.", [H]),
    (
        ENGLISH,
        "Marlow will:\n\n(a) pay the College $7,000 every month; and\n\n(b) lend it two spectrometers without charge.",
        [M],
    ),
    (ENGLISH, "Marlow draws this money from its owner, Marlow Holding AG.", ["Marlow Holding AG"]),
    (ENGLISH, "The parties jointly meet the costs, Marlow 60%, the Foundation 40%.", [M, F]),
    (ENGLISH, "The College's matching share, $21,000 in hours, counts.", [C]),
    (ENGLISH, "Marlow will provide updates and make staff available for calls.", []),
    (ENGLISH, "Users pay all damages.", []),
    (ENGLISH, "Marlow grants the College rights in support of the alliance.", []),
    (ENGLISH, "The work is carried out with money of the Foundation.", [F]),
    (ENGLISH, "For this the College receives £40,000 from Marlow.", [M]),
    (ENGLISH, "The College is paid £40,000 by Marlow.", [M]),
    (ENGLISH, "Payment of the stipend rests with the Foundation.", [F]),
    (ENGLISH, "Marlow shall, within thirty days of signature, transfer EUR 30,000 to the College.", [M]),
    (ENGLISH, "A grant of EUR 90,000 is hereby awarded to the College by the Foundation.", [F]),
    (ENGLISH, "The Foundation undertakes to meet the salary of the PhD student for four years.", [F]),
    (ENGLISH, "The salary of the PhD student is met by the Foundation for four years.", [F]),
    (ENGLISH, "At its own expense Marlow shall station an engineer in the laboratory.", [M]),
    (ENGLISH, "Marlow places an electron microscope in the laboratory and asks no rent for it.", [M]),
    (ENGLISH, "Two technicians of Marlow work in the laboratory; Marlow goes on paying them.", [M]),
    (
        ENGLISH,
        "The cost of the study, estimated at EUR 50,000, is shared equally by Marlow and the Foundation.",
        [M, F],
    ),
    (ENGLISH, "Marlow buys the results for EUR 50,000.", [M]),
    (ENGLISH, "In return for the report Marlow owes the College a fee of EUR 50,000.", [M]),
    (ENGLISH, "The College may charge Marlow EUR 120 for each hour of research.", [M]),
    (ENGLISH, "Half of the budget is provided by Marlow, the other half by the Foundation.", [M, F]),
    (ENGLISH, "Marlow shall inform the College of any other funding that it receives.", []),
    (ENGLISH, "The College shall tell Marlow of grants from third parties.", []),
    (ENGLISH, "Marlow pays a royalty of 3% on net sales.", []),
    (ENGLISH, "Marlow shall pay a penalty of EUR 10,000 to the College.", []),
    (ENGLISH, "The College shall acknowledge the support of the Foundation in its papers.", []),
    (ENGLISH, "Funding: Tarn Foundation, EUR 20,000", [F]),
    (ENGLISH, "The chair is endowed by the Foundation.", [F]),
    (ENGLISH, "The project is a gift of the Foundation.", [F]),
    (ENGLISH, "Each year the Foundation sets EUR 12,000 aside for the chair.", [F]),
    (ENGLISH, "The Foundation has decided to support the project with EUR 12,000.", [F]),
    (ENGLISH, "It is Marlow that carries the costs of the trial.", [M]),
    (ENGLISH, "All expenses of the project fall to Marlow.", [M]),
    (DUTCH, "De Hogeschool krijgt van Duinveld een beurs voor de promovendus.", [D]),
    (
        DUTCH,
        "De loonkosten van de promovendus worden voor de helft door Duinveld en voor de helft door Zoutman gedragen.",
        [D, Z],
    ),
    (DUTCH, "Duinveld kent aan de Hogeschool een subsidie toe van € 30.000.", [D]),
    (DUTCH, "Aan de Hogeschool wordt door Duinveld € 30.000 toegekend.", [D]),
    (DUTCH, "Zoutman legt € 30.000 bij.", [Z]),
    (DUTCH, "Jaarlijks maakt Zoutman € 30.000 over aan de Hogeschool.", [Z]),
    (DUTCH, "De inkomsten van het project komen van Duinveld.", [D]),
    (
        DUTCH,
        "Zoutman stelt voor de duur van het onderzoek een meetopstelling ter beschikking, zonder daarvoor iets te rekenen.",
        [Z],
    ),
    (DUTCH, "Twee analisten van Zoutman werken mee; Zoutman betaalt hun loon door.", [Z]),
    (DUTCH, "De kosten bedragen € 60.000, waarvan Duinveld twee derde voor haar rekening neemt.", [D]),
    (DUTCH, "Het werk is begroot op € 60.000; dit bedrag komt van Zoutman.", [Z]),
    (DUTCH, "Voor het rapport betaalt Zoutman de Hogeschool € 15.000.", [Z]),
    (DUTCH, "Zoutman neemt de kosten van de promovendus op zich.", [Z]),
    (DUTCH, "Wat het project kost, betaalt Duinveld.", [D]),
    (DUTCH, "Dank zij de steun van Duinveld kan het onderzoek beginnen.", [D]),
    (DUTCH, "Zoutman vergoedt alle schade die de Hogeschool lijdt.", []),
    (DUTCH, "Ieder draagt zijn eigen kosten.", []),
    (DUTCH, "Zoutman verleent de Hogeschool een licentie om niet.", []),
    (DUTCH, "De Hogeschool meldt Zoutman welke subsidie zij van derden ontvangt.", []),
    (DUTCH, "Zoutman betaalt een boete van € 5.000.", []),
    (DUTCH, "In publicaties wordt de bijdrage van Duinveld vermeld.", []),
    (DUTCH, "De Hogeschool stuurt Zoutman elk kwartaal een rekening van € 5.000.", [Z]),
)


def read(text: str) -> Document:
    """Return a text as a document."""
    return read_bytes(text.encode(), "agreement.txt", list(readers()))


def funders(document: Document) -> list[str]:
    """Return the names of the funders of a document."""
    return [str(finding.attributes["name"]) for finding in FunderChecker().check(document)]


@pytest.mark.parametrize(("agreement", "sentence", "names"), SENTENCES)
def test_whoever_gives_is_named_however_it_is_said(agreement: str, sentence: str, names: list[str]) -> None:
    assert sorted(funders(read(agreement.format(sentence)))) == sorted(names)


LETTERS = {
    "an award by the board, told in a clause with that": (
        """Hollmoor Quantum Foundation
Bahnweg 12, Bern

To: Dr P. Lowe, Hexley University

Dear Dr Lowe,

It is our pleasure to inform you that the Board of the Hollmoor Quantum Foundation has awarded you a grant of CHF 64,000
for your research.

Yours sincerely,

Hollmoor Quantum Foundation
""",
        ["Hollmoor Quantum Foundation"],
    ),
    "the same in Dutch": (
        """Stichting Rietwaard
Kade 4, 3311 AB Dordrecht

Aan: Universiteit Merenland, t.a.v. dr. P. de Wit

Geachte mevrouw De Wit,

Het doet ons genoegen u mee te delen dat het bestuur van de Stichting Rietwaard u een subsidie van € 64.000 heeft
toegekend voor uw onderzoek.

Stichting Rietwaard
""",
        ["Stichting Rietwaard"],
    ),
    "an award letter": (
        """Stichting Rietwaard Fonds
Kade 4, 3311 AB Dordrecht

Aan: Universiteit Merenland
t.a.v. dr. P. de Wit

Geachte mevrouw De Wit,

Wij kennen u voor uw onderzoek een bijdrage toe van € 64.000 voor een promovendus.

Met vriendelijke groet,

Stichting Rietwaard Fonds
""",
        ["Stichting Rietwaard Fonds"],
    ),
    "an award by the trustees": (
        """Northmoor Trust
4 Mill Lane, York

To: Hexley University
Attn: Dr P. Lowe

Dear Dr Lowe,

We are delighted to tell you that the trustees have awarded your research project a grant of GBP 64,000.

Yours sincerely,

Northmoor Trust
""",
        ["Northmoor Trust"],
    ),
    "a decision in the passive": (
        """BESLUIT

De Minister van Landbouw en Visserij,

Gelet op artikel 4 van de Kaderwet;

Besluit:

Artikel 1
Aan Hogeschool Merenrand wordt een subsidie verleend van € 250.000 voor onderzoek naar zilte teelt.
""",
        ["Minister van Landbouw en Visserij"],
    ),
    "an invoice to the addressee": (
        """Hogeschool Merenrand
Postbus 1, Hoorn

Aan: Zoutman Sensoren B.V.

Geachte heer Bos,

Hierbij bevestigen wij het onderzoek naar de sensoren.
Onze rekening van € 32.000 voldoet u in mei.

Met vriendelijke groet,

Hogeschool Merenrand
""",
        ["Zoutman Sensoren B.V."],
    ),
}


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_and_decisions_say_who_pays_by_we_and_you(letter: str) -> None:
    text, names = LETTERS[letter]
    assert funders(read(text)) == names


def test_a_gift_tells_receiver_amount_purpose_and_condition() -> None:
    document = read(
        ENGLISH.format("Marlow shall pay the College EUR 40,000 for the research, provided that it is published.")
    )
    gift = next(event for event in events_of(document) if event.giver == M)

    assert (gift.receiver, gift.amount and gift.amount.value, gift.amount and gift.amount.unit) == (C, "40000", "EUR")
    assert gift.purpose and document.quote(gift.purpose) == "for the research"
    assert gift.condition and document.quote(gift.condition).startswith("provided that")


@pytest.mark.parametrize(
    ("sentence", "gift"),
    [
        ("Marlow lends the College two spectrometers without charge.", "equipment"),
        ("Marlow shall second an engineer to the College.", "staff"),
        ("The Foundation provides the student with a stipend of EUR 1,200 a month.", "stipend"),
        ("Marlow makes a laboratory room available free of charge.", "facility"),
        ("Marlow contributes EUR 20,000.", "money"),
    ],
)
def test_what_is_given_has_its_kind(sentence: str, gift: str) -> None:
    assert gift in [event.gift for event in events_of(read(ENGLISH.format(sentence))) if event.giver]


def test_all_costs_are_the_whole() -> None:
    found = list(MoneyChecker().check(read(DUTCH.format("Duinveld vergoedt alle kosten van het onderzoek."))))
    assert [finding.attributes.get("share") for finding in found if finding.rule == "money.share"] == ["100"]


def test_who_buys_results_is_a_payer_and_said_to_be_one() -> None:
    finding = next(
        iter(
            FunderChecker().check(
                read(ENGLISH.format("Marlow shall pay the College a fee of EUR 9,000 for the report."))
            )
        )
    )
    assert (finding.attributes["name"], finding.attributes.get("buys")) == (M, True)


def test_how_and_when_is_paid_is_found_without_a_payer() -> None:
    document = read(ENGLISH.format("Invoices are paid within thirty days of receipt."))
    assert [finding.rule for finding in GiftDeriver().derive(document, [])] == ["money.payment"]


def test_a_sentence_that_was_found_is_not_found_again() -> None:
    document = read(ENGLISH.format("Marlow shall pay the College EUR 9,000."))
    found = list(MoneyChecker().check(document))
    assert found
    assert list(GiftDeriver().derive(document, found)) == []


def test_yearly_amounts_of_all_payers_give_shares() -> None:
    document = read(
        ENGLISH.format("Marlow shall pay EUR 75,000 per year.\n\n3. The Foundation shall pay EUR 25,000 per year.")
    )
    found = [finding for finding in MoneyChecker().check(document) if finding.rule == "money.share"]
    assert [finding.attributes.get("share") for finding in found] == ["75", "25"]


TABLE = DUTCH.format(
    "De begroting luidt:\n\n| Wie betaalt | Bedrag |\n| Duinveld | € 60.000 |\n| gemeente Wierum | € 40.000 |\n| Totaal | € 100.000 |"
)


def test_lines_with_bars_are_a_table_of_payers() -> None:
    assert set(funders(read(TABLE))) == {D, "gemeente Wierum"}


ENGLISH_TWO = ENGLISH.replace(
    'and Hexley College ("the College")', 'Hexley College ("the College") and Brae University'
)
DUTCH_TWO = DUTCH.replace("komen overeen:", "4. Universiteit Veenrand, gevestigd te Assen;\n\nkomen overeen:")
V = "Universiteit Veenrand"


@pytest.mark.parametrize(
    ("draft", "sentence", "receiver"),
    [
        (ENGLISH_TWO, "Marlow pays $80,000 to the chair of optics of the College.", C),
        (ENGLISH_TWO, "The Foundation gives $20,000 to the new laboratory at Brae University.", "Brae University"),
        (ENGLISH_TWO, "Marlow donates $20,000 to the Lantern Laboratory of the College.", C),
        (ENGLISH_TWO, "Marlow contributes $9,000 for the scholars of the College.", C),
        (ENGLISH_TWO, "Marlow pays $9,000 to the Foundation for the chair of the College.", F),
        (DUTCH_TWO, "Duinveld betaalt € 40.000 aan de leerstoel lichttechniek van de Hogeschool.", H),
        (DUTCH_TWO, "Zoutman schenkt € 15.000 aan het Lantaarn Laboratorium van Universiteit Veenrand.", V),
        (DUTCH_TWO, "Zoutman draagt € 15.000 bij aan de vakgroep optica aan de Hogeschool.", H),
        (DUTCH_TWO, "Zoutman betaalt € 15.000 aan een medewerker van Universiteit Veenrand.", None),
    ],
)
def test_what_a_part_of_an_institution_is_given_the_institution_receives(
    draft: str, sentence: str, receiver: str | None
) -> None:
    document = read_bytes(draft.format(sentence).encode(), "agreement.txt", list(readers()))
    assert [event.receiver for event in events_of(document)] == [receiver]
