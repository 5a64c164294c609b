"""Who the parties of a document are: as agreements, letters, forms, treaties and general terms are drafted."""

from __future__ import annotations

import pytest

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.read import read_bytes
from contract_scan_builtins.parties import PARTY, ROLE_WITHOUT_NAME, PartyChecker
from contract_scan_builtins.readers import readers


def document(text: str) -> Document:
    """Return a text as a document."""
    return read_bytes(text.encode(), "agreement.txt", list(readers()))


def found(text: str, rule: str = PARTY) -> list[Finding]:
    """Return what the checker finds of one rule."""
    return [finding for finding in PartyChecker().check(document(text)) if finding.rule == rule]


def names(text: str) -> list[object]:
    """Return the names of the parties found."""
    return [finding.attributes["name"] for finding in found(text)]


ENGLISH = """RESEARCH AGREEMENT

This Research Agreement (the "Agreement") is entered into on 3 May 2024 by and between {first} and {second}.

1. Definitions
In this Agreement the following words have the meaning given to them.
"""

DUTCH = """Samenwerkingsovereenkomst

De ondergetekenden:

1. {first};

en

2. {second};

overwegende dat partijen willen samenwerken, komen het volgende overeen:

Artikel 1 Definities
"""


@pytest.mark.parametrize(
    "name",
    [
        "Northwind Analytics, Inc.",
        "Northwind Analytics B.V.",
        "The University of Westmark",
        "Westmark University of Science and Technology",
        "Smit, Jansen & De Boer N.V.",
        "Shenzhen Bright Ocean Technology Co., Ltd.",
        "OOO Severnaya Laboratoriya",
        "Stichting Polderlab",
        "NORTHWIND HOLDINGS LIMITED",
        "Müller Präzision GmbH & Co. KG",
        "Norwind A/S",
        "e-Quanta, Inc.",
        "Bank of Westmark Corporation",
    ],
)
def test_a_name_is_found_as_it_stands_whatever_its_form(name: str) -> None:
    text = ENGLISH.format(
        first=f'{name}, with offices at 1 Harbour Road, Westmark ("Alpha")',
        second='Polder Institute, having its seat at Lakeside 4, Westmark (the "Institute")',
    )
    assert names(text) == [name.removeprefix("The "), "Polder Institute"]


@pytest.mark.parametrize(
    "first",
    [
        "Universiteit Waterland, statutair gevestigd te Edam, hierna te noemen: “de Universiteit”",
        "de Stichting Polderonderzoek, gevestigd te Edam, hierna: de Universiteit",
        "Waterland Techniek B.V. h.o.d.n. Rivierlab, gevestigd te Edam (hierna: “de Universiteit”)",
    ],
)
def test_dutch_numbered_parties_are_found_with_their_short_names(first: str) -> None:
    second = (
        "Dijkbouw B.V., gevestigd te Hoorn, te dezen vertegenwoordigd door mevrouw A. de Wit, "
        "hierna te noemen: Opdrachtgever"
    )
    parties = found(DUTCH.format(first=first, second=second))
    assert [party.attributes["aliases"] for party in parties] == [["Universiteit"], ["Opdrachtgever"]]
    assert parties[1].attributes["role"] == "Opdrachtgever"
    assert parties[1].attributes["seat"] == "Hoorn"


def test_what_the_preamble_says_of_a_party_is_kept() -> None:
    text = ENGLISH.format(
        first=(
            "Kaspi Energy LLP, a company organised under the laws of Kazakhstan, "
            'registration number 1234-5678-90 ("Kaspi")'
        ),
        second='Polder University ("University"), duly represented by Dr Maria Voss',
    )
    kaspi, university = (finding.attributes for finding in found(text))
    assert (kaspi["legal_form"], kaspi["country"], kaspi["registration_number"]) == ("LLP", "KZ", "1234-5678-90")
    assert university["signatory"] == "Dr Maria Voss"


def test_the_quote_is_the_name_and_each_party_is_found_once() -> None:
    text = ENGLISH.format(first='Acme Robotics, Inc. ("Acme")', second='Polder University ("University")') + (
        "\nIN WITNESS WHEREOF\n\nACME ROBOTICS, INC.\n\nBy: ____\n\nName: Ada Stone\n\nPOLDER UNIVERSITY\n\nBy: ____\n"
    )
    parties = found(text)
    assert [party.quote for party in parties] == ["Acme Robotics, Inc.", "Polder University"]
    assert parties[0].attributes["signatory"] == "Ada Stone"


def test_and_within_a_name_does_not_split_it() -> None:
    text = ENGLISH.format(
        first='Centre for Water Testing and Development ("CWTD")', second='Brook Instruments Ltd. ("Brook")'
    )
    assert names(text) == ["Centre for Water Testing and Development", "Brook Instruments Ltd."]


def test_an_address_is_no_party() -> None:
    text = ENGLISH.format(
        first='Acme Robotics AG, with offices at Berlin and Munich ("Acme")', second='Jane Doe ("Consultant")'
    )
    assert names(text) == ["Acme Robotics AG", "Jane Doe"]


def test_the_governments_of_a_treaty_are_its_parties() -> None:
    text = """Verdrag inzake onderzoek

De Regering van het Koninkrijk der Nederlanden en de Regering van de Republiek Korea, hierna te noemen de „Partijen”,

Zijn het volgende overeengekomen:
"""
    parties = found(text)
    assert [party.attributes["country"] for party in parties] == ["NL", "KR"]
    assert parties[0].attributes["name"] == "Regering van het Koninkrijk der Nederlanden"


def test_sender_and_addressee_are_the_parties_of_a_letter() -> None:
    text = """Northern Science Foundation
1 Fjord Street

3 May 2024

Polder University
Faculty Street 2

Dear Professor Voss,

We are pleased to award you a grant for your research.

Yours sincerely,

Northern Science Foundation
"""
    assert [(party.attributes["name"], party.attributes["role"]) for party in found(text)] == [
        ("Northern Science Foundation", "sender"),
        ("Polder University", "addressee"),
    ]


def test_a_minister_who_lays_down_a_scheme_is_a_party() -> None:
    text = """Besluit vaststelling Subsidieprogramma Waterbouw

De Minister van Landbouw, Natuur en Visserij,
Gelet op artikel 2 van de Kaderregeling;
Besluit:
"""
    assert names(text) == ["Minister van Landbouw, Natuur en Visserij"]


def test_a_title_page_and_a_preamble_make_one_party_each() -> None:
    text = """Overeenkomst tussen Technische Hogeschool Waterland en Noordelijk Instituut voor Golven

De Technische Hogeschool Waterland, gevestigd te Hoorn, Nederland (hierna: de Hogeschool)

en

Noordelijk Instituut voor Golven, gevestigd te Oslo, Noorwegen (hierna: NIG)

komen overeen als volgt:
"""
    assert [(party.attributes["name"], party.attributes["country"]) for party in found(text)] == [
        ("Technische Hogeschool Waterland", "NL"),
        ("Noordelijk Instituut voor Golven", "NO"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Stichting Polder universitair medisch centrum",
        "Nederlandse Organisatie voor toegepast golfonderzoek TGO",
        "Gesellschaft zur Förderung der angewandten Forschung e.V.",
    ],
)
def test_a_name_may_go_on_in_lower_case(name: str) -> None:
    text = DUTCH.format(
        first=f"{name}, gevestigd te Edam, hierna: TGO", second="Dijkbouw B.V., gevestigd te Hoorn, hierna: DB"
    )
    assert names(text) == [name, "Dijkbouw B.V."]


def test_what_a_party_is_by_law_is_no_part_of_its_name() -> None:
    text = DUTCH.format(
        first="de besloten vennootschap met beperkte aansprakelijkheid Dijkbouw B.V., gevestigd te Hoorn, hierna: DB",
        second="de rechtspersoon naar Duits recht Müller GmbH, gevestigd te München, hierna: Müller",
    )
    assert names(text) == ["Dijkbouw B.V.", "Müller GmbH"]


def test_a_state_of_incorporation_is_no_party() -> None:
    text = ENGLISH.format(first='Acme Robotics, Inc., Delaware corporation ("Acme")', second='Jane Doe ("Consultant")')
    assert names(text) == ["Acme Robotics, Inc.", "Jane Doe"]


def test_labels_name_the_parties_of_a_form() -> None:
    text = "BESTELFORMULIER\n\nOpdrachtgever: Polderwerken B.V.\n\nLeverancier: Brugbouw N.V.\n\nAantal: 3\n"
    assert names(text) == ["Polderwerken B.V.", "Brugbouw N.V."]


@pytest.mark.parametrize("blank", ["[NAME]", "…………", "{{naam}}", "<naam instelling>", "__________"])
def test_a_blank_is_no_party_and_its_role_is_noted(blank: str) -> None:
    text = f"De partijen, {blank} (hierna: Verstrekker) en {blank} (hierna: Ontvanger)\n\nkomen het volgende overeen:\n"
    assert found(text) == []
    assert [note.quote for note in found(text, ROLE_WITHOUT_NAME)] == ["Verstrekker", "Ontvanger"]


def test_roles_of_general_terms_are_notes_not_parties() -> None:
    text = "Algemene voorwaarden\n\n" + "\n\n".join(
        f"{number}. De Leverancier levert aan de Afnemer op tijd en de Leverancier meldt vertraging aan de Afnemer."
        for number in range(1, 5)
    )
    assert found(text) == []
    assert {note.attributes["role"] for note in found(text, ROLE_WITHOUT_NAME)} == {"Leverancier", "Afnemer"}


def test_a_state_has_its_own_country_wherever_it_acts() -> None:
    text = """AGREEMENT

between the Government of the Kingdom of the Netherlands (China) and the Government of the People's Republic of China

Article 1. The parties work together.
"""
    assert [party.attributes.get("country") for party in found(text)] == ["NL", "CN"]


LABORATORY = """This licence is agreed between the RESEARCHER who asks for the recordings AND

{name} (SoHear Centre), 12 University Road East, Brackenhall, Canada

whereby it is agreed as follows:

1. SoHear Centre permits RESEARCHER, employed by a university, to copy the recordings.
2. SoHear Centre may end this licence.
"""


@pytest.mark.parametrize(
    "name",
    [
        "Laboratory for Speech in Noisy Rooms, University of Brackenhall",
        "Centre for Sound and Hearing, Institute of Acoustics, University of Brackenhall",
    ],
)
def test_a_laboratory_is_named_with_its_university_and_its_short_name_is_no_party(name: str) -> None:
    assert names(LABORATORY.format(name=name)) == [name]


def test_a_firm_whose_name_goes_on_in_small_words_is_more_than_its_short_name() -> None:
    text = ENGLISH.format(
        first='Fennick of Wexcombe Ltd, Tallow Street 2, Wexcombe ("Fennick")',
        second='Gorseholm University, Gorseholm ("GU")',
    )
    assert names(text) == ["Fennick of Wexcombe Ltd", "Gorseholm University"]


@pytest.mark.parametrize(
    "told",
    [
        ", Hyderabad, India",
        " (Hyderabad, India)",
        ", in Hyderabad (India)",
        " in India",
        ", having its seat at Hyderabad, India",
        ", Hyderabad\nIndia",
    ],
)
def test_a_country_that_is_named_with_the_town_is_the_country_of_the_party_and_no_short_name(told: str) -> None:
    text = ENGLISH.format(first="Gorseholm University", second=f"Charminar Institute of Materials{told}")
    party = found(text)[-1].attributes
    assert (party["name"], party["country"]) == ("Charminar Institute of Materials", "IN")
    assert "aliases" not in party


@pytest.mark.parametrize(
    ("town", "country"), [("9000 Gent\nBelgië", "BE"), ("Hyderabad 500001, India", "IN"), ("Oudekreek", None)]
)
def test_the_country_in_the_address_at_the_head_of_a_letter_is_the_senders(town: str, country: str | None) -> None:
    letter = (
        f"Stichting Fonds Vlierhage\nTurfkade 12\n{town}\n\nAan: Hogeschool Dennenwaard\n\nGeachte mevrouw Wester,\n\n"
        "Wij betalen u € 4.000 voor het onderzoek.\n\nHoogachtend,\n\nJ. Brand, Stichting Fonds Vlierhage\n"
    )
    countries = {party.attributes["name"]: party.attributes.get("country") for party in found(letter)}
    assert countries == {"Stichting Fonds Vlierhage": country, "Hogeschool Dennenwaard": None}
