"""Who receives, what share a gift is, and how money is told without a plain "A pays B"."""

from __future__ import annotations

import pytest

from contract_scan.document import Document
from contract_scan.read import read_bytes
from contract_scan_builtins.funders import FunderChecker
from contract_scan_builtins.money import MoneyChecker
from contract_scan_builtins.money.find import events_of
from contract_scan_builtins.readers import readers

LETTER = """Fonds Zilverduin
Kade 3, Zierik

Universiteit Grensmaas
t.a.v. het college van bestuur

Geachte leden van het college,

Het onderzoek naar zandgolven heeft onze belangstelling.

{}

Met vriendelijke groet,
namens Fonds Zilverduin
"""

AGREEMENT = """RESEARCH AGREEMENT

This agreement is made between Ridge Optics Ltd ("Ridge") and Fell University ("the University").

1. The University carries out scientific research in its laboratory.

2. {}
"""


def read(text: str) -> Document:
    return read_bytes(text.encode(), "draft.txt", list(readers()))


def funders(document: Document) -> dict[str, list[str]]:
    """Return each funder with whoever receives from it."""
    found = (finding.attributes for finding in FunderChecker().check(document))
    return {str(given["name"]): list(given.get("receivers") or []) for given in found}  # type: ignore[arg-type]


def shares(document: Document) -> dict[str, str | None]:
    """Return the share of each payer; None where there is none."""
    found = [f.attributes for f in MoneyChecker().check(document) if f.rule == "money.share"]
    return {str(given["payer"]): given.get("share") for given in found}  # type: ignore[misc]


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij kennen u een bijdrage toe van € 90.000.",
        "Met genoegen deel ik u mee dat Fonds Zilverduin u een bijdrage toekent van € 90.000.",
        "Op uw aanvraag van 3 mei wordt u een subsidie van € 90.000 verleend.",
        "Ik verstrek aan de Universiteit een subsidie van ten hoogste € 90.000.",
    ],
)
def test_the_sender_of_a_letter_gives_and_the_addressee_receives(sentence: str) -> None:
    assert funders(read(LETTER.format(sentence))) == {"Fonds Zilverduin": ["Universiteit Grensmaas"]}


@pytest.mark.parametrize(
    ("sentence", "giver"),
    [
        ("Twee derde van dat geld komt tot ons van Stichting De Zandkil.", "Stichting De Zandkil"),
        (
            "Die som wordt overgemaakt door Brug Capital FZ-LLC, zonder vermelding van het project.",
            "Brug Capital FZ-LLC",
        ),
    ],
)
def test_whoever_stands_behind_a_payer_is_named_too(sentence: str, giver: str) -> None:
    told = LETTER.format(f"Wij kennen u € 90.000 toe voor het onderzoek. {sentence}")
    assert set(funders(read(told))) == {"Fonds Zilverduin", giver}


@pytest.mark.parametrize(
    ("sentence", "giver"),
    [
        ("Ridge pays the University EUR 40,000, Stone Fund EUR 20,000 and Beck Trust EUR 10,000.", "Stone Fund"),
        ("The Garsdale Fund, a charity in Kendal, has awarded the University a grant of £30,000.", "Garsdale Fund"),
        ("Ridge delivers sixty glass plates to the University without charge.", "Ridge Optics Ltd"),
        ("The building is given rent-free by Beck Science Park Administration.", "Beck Science Park Administration"),
    ],
)
def test_a_giver_is_found_behind_a_comma_in_a_row_and_for_what_costs_nothing(sentence: str, giver: str) -> None:
    assert giver in funders(read(AGREEMENT.format(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "The steering committee of Ridge shall meet every six months if two thirds of its members are present.",
        "What it costs and who pays",
        "Hours of its own staff are paid by the University.",
        "The University pays neither salary nor stipend.",
    ],
)
def test_nobody_gives_where_nothing_is_given_by_another(sentence: str) -> None:
    assert funders(read(AGREEMENT.format(sentence))) == {}


def test_who_receives_is_told_by_a_preposition_and_not_by_standing_near() -> None:
    told = AGREEMENT.format("Ridge pays EUR 40,000 to the University, as agreed with Ms Poole of Stone Fund.")
    assert funders(read(told)) == {"Ridge Optics Ltd": ["Fell University"]}


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("The project is estimated at EUR 80,000. Ridge shall pay EUR 60,000.", "75.00"),
        ("Ridge pays three quarters of the costs of the research.", "75"),
        ("Ridge pays 75 % of the eligible costs, which are put at EUR 80,000.", "75"),
    ],
)
def test_a_share_is_told_or_comes_of_a_stated_total(sentence: str, share: str) -> None:
    found = shares(read(AGREEMENT.format(sentence)))
    assert found["Ridge Optics Ltd"] is not None
    assert float(found["Ridge Optics Ltd"]) == float(share)


def test_amounts_that_are_told_far_apart_make_no_whole() -> None:
    """A grant and an instrument of another giver further on are no parts of one sum."""
    between = "\n\n".join(f"{n}. The University reports on the {n}th measurement in writing." for n in range(3, 12))
    told = f"Ridge pays EUR 40,000 for the research.\n\n{between}\n\n12. Stone Fund Ltd shall pay EUR 10,000 to Fell University."
    assert set(shares(read(AGREEMENT.format(told))).values()) == {None}


MATRIX = """The budget in euro:

| Partner | Grant of the Garsdale Fund | Own contribution |

| Fell University | 60,000 | 20,000 |

| Ridge | 0 | 20,000 |

| Total | 60,000 | 40,000 |"""


def test_a_table_of_grants_and_own_contributions_gives_shares_of_the_whole() -> None:
    told = AGREEMENT.format(f"The Garsdale Fund has awarded the University a grant.\n\n{MATRIX}")
    found = {name: share for name, share in shares(read(told)).items() if share}
    assert found["Fell University"] == "20"
    assert found["Ridge Optics Ltd"] == "20"


def test_an_amount_behind_a_share_is_the_whole_unless_it_is_told_as_the_share() -> None:
    whole = events_of(read(AGREEMENT.format("Ridge pays 75 % of the costs of the research of EUR 80,000.")))
    part = events_of(read(AGREEMENT.format("Ridge pays 75 % of the costs of the research, being EUR 60,000.")))
    assert [event.amount for event in whole] == [None]
    assert [event.amount and event.amount.value for event in part] == ["60000"]


PUBLIC = LETTER.replace("Fonds Zilverduin", "Gemeente Wierdijk")


@pytest.mark.parametrize(
    ("sentences", "giver"),
    [
        ("De veiligheidsregio Zandwaarden legt € 5.000 bij voor het onderzoek.", "veiligheidsregio Zandwaarden"),
        (
            "De bioscoop sluit. Woningcorporatie Het Baken laat u gratis in een hal werken.",
            "Woningcorporatie Het Baken",
        ),
        ("Een oud-leerling van de school schenkt € 3.000 voor het onderzoek.", "Een oud-leerling"),
    ],
)
def test_a_giver_who_is_no_party_is_named_as_the_text_names_it(sentences: str, giver: str) -> None:
    assert funders(read(PUBLIC.format(sentences)))[giver] == ["Universiteit Grensmaas"]


def test_what_costs_nothing_is_worth_what_the_next_sentence_says() -> None:
    told = PUBLIC.format("Museum Oudekade leent u kosteloos twee camera's. Dat scheelt u € 4.200 aan huur.")
    gifts = [event for event in events_of(read(told)) if event.giver == "Museum Oudekade"]
    assert [event.amount.value for event in gifts if event.amount] == ["4200"]
    assert {event.gift for event in gifts} == {"equipment"}


@pytest.mark.parametrize("sentence", ["Bij opdrachten boven € 5.000 vraagt u drie offertes.", "Wij kennen u dat toe."])
def test_where_a_rule_begins_is_no_gift(sentence: str) -> None:
    told = read(PUBLIC.format(f"Wij verlenen u € 90.000 voor het onderzoek. {sentence}"))
    assert {event.amount.value for event in events_of(told) if event.giver and event.amount} == {"90000"}


def test_a_part_of_a_salary_is_no_share_of_the_whole() -> None:
    found = shares(read(AGREEMENT.format("Ridge pays one quarter of the salary of the researcher.")))
    assert set(found.values()) <= {None}


def test_a_row_of_a_budget_may_charge_somebody_or_say_that_it_is_own_money() -> None:
    table = "| Onderdeel | Bedrag |\n\n| Metingen | € 80.000 |\n\n| Kosten totaal | € 80.000 |\n\n"
    table += "| Af: eigen bijdrage universiteit | € 20.000 |\n\n| Door gemeente te betalen | € 60.000 |"
    found = shares(read(PUBLIC.format(f"De begroting van het onderzoek:\n\n{table}")))
    assert found == {"Universiteit Grensmaas": "25", "Gemeente Wierdijk": "75"}


def test_a_stipend_goes_to_the_person_whom_the_letter_greets() -> None:
    letter = """Fonds Zilverduin
Kade 3, Zierik

Mevrouw Ilse Brandaris
Dorpsstraat 2, Wier

Betreft: uw beurs

Beste Ilse,

Je onderzoek aan Universiteit Grensmaas begint in mei. Het onderzoek en het laboratorium wachten op je.

Elke maand krijg je € 900, samen € 9.000, voor je onderzoek.
"""
    assert funders(read(letter)) == {"Fonds Zilverduin": ["Ilse Brandaris"]}
    assert {event.amount.value for event in events_of(read(letter)) if event.amount} == {"9000"}


CONFIRMED = """Universiteit Grensmaas
Bureau Relaties

Zandoog Meettechniek B.V.
t.a.v. mevrouw Veen

Geachte mevrouw Veen,

Het onderzoek naar zandgolven heeft onze belangstelling.

{}

Met vriendelijke groet,
namens Universiteit Grensmaas
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "Uw bedrijf was zo vriendelijk ons € 90.000 toe te kennen.",
        "Wij ontvangen van uw bedrijf € 90.000.",
        "Aan onze universiteit wordt door uw bedrijf een bijdrage van € 90.000 voldaan.",
    ],
)
def test_an_institution_that_confirms_a_gift_receives_it(sentence: str) -> None:
    assert funders(read(CONFIRMED.format(sentence))) == {"Zandoog Meettechniek B.V.": ["Universiteit Grensmaas"]}


def test_who_is_named_right_behind_the_subject_receives() -> None:
    told = LETTER.format("Ik laat u weten dat wij Universiteit Grensmaas een bijdrage toekennen van € 90.000.")
    assert funders(read(told)) == {"Fonds Zilverduin": ["Universiteit Grensmaas"]}


def test_a_decision_without_a_greeting_is_read_as_a_letter() -> None:
    decision = """Decision NB-2026/4
North Basin Research Council
The Hague

To: Fell University, Executive Board
Date: 11 April 2026

Having regard to the advice of the panel on this research, it has been decided as follows.

A grant of EUR 60,000 is hereby allocated to Fell University. This corresponds to 60% of the total budget of EUR 100,000.
"""
    assert funders(read(decision)) == {"North Basin Research Council": ["Fell University"]}
    assert "60" in {finding.attributes.get("share") for finding in MoneyChecker().check(read(decision))}


@pytest.mark.parametrize(
    "sentence",
    [
        "The approved budget is EUR 100,000. Ridge pays EUR 60,000. Beck Trust gives EUR 10,000.",
        "Two fifths of it, EUR 40,000, are lost. Ridge pays 60 % of the costs of the research, EUR 60,000, of EUR 100,000.",
        "The research is estimated at EUR 100,000. Ridge pays EUR 60,000 in four instalments of EUR 15,000.",
    ],
)
def test_the_whole_is_what_is_stated_and_what_shares_and_amounts_bear_out(sentence: str) -> None:
    assert {
        float(share) for name, share in shares(read(AGREEMENT.format(sentence))).items() if share and "Ridge" in name
    } == {60}


def test_who_bears_the_rest_has_what_others_leave() -> None:
    told = "The research is estimated at EUR 100,000. Ridge pays EUR 60,000. The University itself bears the rest."
    assert shares(read(AGREEMENT.format(told)))["Fell University"] == "40"


def test_what_is_told_of_another_year_is_no_gift() -> None:
    told = "Ridge pays the University EUR 40,000 for the research. Last year Ridge paid EUR 7,000 to the University."
    assert {event.amount.value for event in events_of(read(AGREEMENT.format(told))) if event.amount} == {"40000"}


def test_a_stipend_goes_to_the_person_whom_the_letter_names() -> None:
    letter = CONFIRMED.replace("Bureau Relaties", "Betreft: beurs").format(
        "De heer Lin Haoran krijgt een beurs. De beurs van € 900 per maand wordt door uw bedrijf aan de heer Lin betaald."
    )
    assert funders(read(letter)) == {"Zandoog Meettechniek B.V.": ["Lin Haoran"]}
