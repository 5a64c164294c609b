"""Parties in every class of drafting, with names as wide as the world has them; and documents without any."""

from __future__ import annotations

import random

import pytest

from contract_scan_builtins.parties.evidence import weight_of, weights
from contract_scan_builtins.parties.readings import readings_at
from contract_scan_builtins.shared.tables import table
from tests.plugins.test_parties import names

CLASSES = {
    "terms": ("KWERN, gevestigd te Tollebeek, beheert deze app.", ["KWERN"]),
    "licence": (
        "Recordings gathered by the Estuary Lab, Pellgate University.",
        ["Estuary Lab, Pellgate University"],
    ),
    "conditions": ("Furrow Charts may amend these rules at any time.", ["Furrow Charts"]),
    "sides": (
        "De staatssecretaris van Zeevaart, ter ene zijde, en Vereniging Kustwerf, ter andere zijde",
        ["staatssecretaris van Zeevaart", "Vereniging Kustwerf"],
    ),
    "form": (
        "bewindspersoon: Minister van Bosbouw\n\ninstituut: Stichting Zaadproef",
        ["Minister van Bosbouw", "Stichting Zaadproef"],
    ),
    "regulation": ("De minister van wegen en water, Gelet op de wet, besluit:", ["minister van wegen en water"]),
    "decision": (
        "Gemeente Terkolk\n\nAan Stichting Wadzicht, Dijk 4\n\nBESLUIT",
        ["Gemeente Terkolk", "Stichting Wadzicht"],
    ),
    "award": (
        "The Director of the Ostravan Polar Office decides: Petrel Ltd receives € 40,000.",
        ["Ostravan Polar Office", "Petrel Ltd"],
    ),
    "blank": (
        "This agreement is made between {{client}} and Tamarisk Optics Ltd, in two copies.",
        ["Tamarisk Optics Ltd"],
    ),
    "person": ("de heer Tijs Molenaar, timmerman (hierna: Maker)", ["Tijs Molenaar"]),
    "subsidiary": ("Petrel Ltd, a subsidiary of Petrel Group plc", ["Petrel Ltd"]),
    "row of names": (
        "This Agreement is made between University of Ashlock, College of Wrenfield and Sable B.V.",
        ["University of Ashlock", "College of Wrenfield", "Sable B.V."],
    ),
    "capital with a stroke": (
        "This Agreement is made between Łęczna University of Mining and University of Ashlock.",
        ["Łęczna University of Mining", "University of Ashlock"],
    ),
    "apostrophe": (
        "Deze overeenkomst wordt gesloten tussen 's-Hertogenveldse Instrumenten B.V. en de Universiteit van Wierdam.",
        ["'s-Hertogenveldse Instrumenten B.V.", "Universiteit van Wierdam"],
    ),
    "french": (
        "The undersigned:\n\n1. Ecole supérieure forestière de Brunaux (ESFB), having its registered office in Brunaux, and\n\n"
        "2. University of Ashlock, established in Ashlock,\n\nhave agreed as follows.",
        ["Ecole supérieure forestière de Brunaux", "University of Ashlock"],
    ),
    "cyrillic": (
        'The undersigned:\n\n1. АО «Прибор Север», having its registered office in Moscow, hereinafter the "Partner", and\n\n'
        "2. University of Ashlock, established in Ashlock,\n\nhave agreed as follows.",
        ["АО «Прибор Север»", "University of Ashlock"],
    ),
    "deed": (
        "Heden zijn tot elkander gekomen:\n\n- Hogeschool Oostwier, gehuisvest te Oostwier, voor wie optreedt mevrouw A. Terp, "
        "en die in het vervolg van dit stuk kortheidshalve de Hogeschool heet; en\n\n- Rimal Institute for Dune Survey, zetelende "
        "te Wadi, voor wie optreedt de heer S. Harthi, en dat in het vervolg van dit stuk kortheidshalve het Instituut heet.",
        ["Hogeschool Oostwier", "Rimal Institute for Dune Survey"],
    ),
    "translated": (
        'Party A: Cangshan Institute of Light Science and Sensing (in short "Cangshan Institute"), No. 8 Jinye Road, Dali, China\n\n'
        'Party B: Stichting Instituut Noordlegger (in short "SIN"), Havenweg 2, Harlingen\n\nboth Parties reached consensus.',
        ["Cangshan Institute of Light Science and Sensing", "Stichting Instituut Noordlegger"],
    ),
}


@pytest.mark.parametrize(("text", "parties"), CLASSES.values(), ids=CLASSES)
def test_the_parties_of_each_class_of_drafting_are_found_whole(text: str, parties: list[str]) -> None:
    assert names(text) == parties


#: Names in running text and lists as offices write them, with the parties that are told.
DRAFTING = {
    "a label after a full stop": (
        "Loan of Specimens\n\nLender: Harrow Moth Collection Ltd, Whitby, United Kingdom. Borrower: University of Eastmere. "
        "Duration: two years.",
        ["Harrow Moth Collection Ltd", "University of Eastmere"],
    ),
    "a short name and a task in one bracket": (
        "Partijen: Universiteit Veldstroom (UV, penvoerder), Stichting Kliniek De Brink (De Brink) en Optilux BV (Optilux). "
        "Looptijd: 36 maanden.",
        ["Universiteit Veldstroom", "Stichting Kliniek De Brink", "Optilux BV"],
    ),
    "a short name within the name": (
        "Wie doen er mee\n\nUniversiteit Veldstroom (de Universiteit) doet het onderzoek. "
        "Qingzhou Meihua Pump Works Co., Ltd. (Meihua), gevestigd in China, levert de pompen.",
        ["Universiteit Veldstroom", "Qingzhou Meihua Pump Works Co., Ltd."],
    ),
    "a number with two full stops": (
        "GEHEIMHOUDING\n\n1. Partijen\n\n1.1. Sluis & Kade Ingenieurs B.V., statutair gevestigd te Zeewolde (S&K).\n"
        "1.2. Universiteit Veldstroom (UV).\n\n2. Doel\n\n2.1. S&K toont UV een ontwerp.",
        ["Sluis & Kade Ingenieurs B.V.", "Universiteit Veldstroom"],
    ),
    "a person and a company": (
        "This Agreement is made between Willem van den Brink and Kestrel Pumps B.V.",
        ["Willem van den Brink", "Kestrel Pumps B.V."],
    ),
    "announced in capitals": (
        "TUSSEN DE ONDERGETEKENDEN:\nDe naamloze vennootschap NV Kalkoven Rupelmonde, met zetel te 2840 Reet, hierna genoemd "
        '"de Opdrachtgever";\nEN: Universiteit Heidebeek, met zetel te 3700 Tongeren, hierna genoemd "de Opdrachtnemer";',
        ["NV Kalkoven Rupelmonde", "Universiteit Heidebeek"],
    ),
    "words in capitals before a name": (
        'DEED OF GIFT\n\nBY Al Zahra Foundation for Science, established in Muscat, Oman ("the Foundation"),\n'
        'IN FAVOUR OF University of Eastmere ("the Beneficiary").\n\nRECITALS\n\n(A) The Foundation promotes science.',
        ["Al Zahra Foundation for Science", "University of Eastmere"],
    ),
}


@pytest.mark.parametrize(("text", "parties"), DRAFTING.values(), ids=DRAFTING)
def test_names_are_found_whole_in_ordinary_drafting(text: str, parties: list[str]) -> None:
    assert set(names(text)) == set(parties)


@pytest.mark.parametrize(
    "text",
    [
        "In case of any inconsistency between the Chinese and English texts of this Agreement, the Chinese text prevails.",
        "Het verschil tussen Europa en Azië is groot.",
        "1. Supplier shall deliver in time. 2. Buyer shall pay within thirty days.",
    ],
)
def test_nobody_is_a_party_where_nobody_is_named_as_one(text: str) -> None:
    assert names(text) == []


def test_every_reading_of_a_name_is_offered() -> None:
    """Whether "and" stands in a name or joins two cannot be seen from the name alone."""
    text = "College of Soil and Water Research, established"
    assert [text[r.start : r.end] for r in readings_at(text, 0)] == [
        "College of Soil",
        "College of Soil and Water Research",
    ]


def test_every_sign_of_a_party_has_its_weight_and_reason() -> None:
    told = table("parties", "evidence")
    for part in ("least", "evidence", "readings"):
        assert all(isinstance(e["weight"], float) and e["why"].endswith(".") for e in told[part].values())


def test_the_order_in_which_signs_are_weighed_changes_nothing() -> None:
    """Not by a hair: a set has another order in every process."""
    signs, shuffled = sorted(weights()), random.Random(0)
    for _ in range(200):
        some = shuffled.sample(signs, 9)
        assert weight_of(some) == weight_of(reversed(some)) == weight_of(set(some))
