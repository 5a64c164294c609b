"""Parties that nothing announces: known by the short name they are given, by a line, by an address or a signature."""

from __future__ import annotations

import pytest

from tests.plugins.test_parties import names

END = "\n\nArticle 1\nThe parties work together in research and keep each other informed of its progress.\n"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Meridian Capital Trust (hereinafter referred to as the Donor), of the one part, and Stichting Universiteit "
            "Oostwold (hereinafter referred to as the Recipient), of the other part, have agreed as follows:",
            ["Meridian Capital Trust", "Stichting Universiteit Oostwold"],
        ),
        (
            "Harbin Polar Institute of Engineering (hereinafter Party A)\nAddress: No. 3 Nantong Street, Harbin\n\n"
            "Delta University of Technology (hereinafter Party B)\nAddress: Mekelweg 2, Delft\n\n"
            "Party A and Party B agree as follows.",
            ["Harbin Polar Institute of Engineering", "Delta University of Technology"],
        ),
        (
            "Ondergetekende, Jan Willem de Boer, wonende te Arnhem, hierna te noemen “Ontvanger”, verklaart jegens "
            "Sensata Lab B.V., hierna te noemen “Verstrekker”, het volgende:",
            ["Jan Willem de Boer", "Sensata Lab B.V."],
        ),
        (
            "de vereniging met volledige rechtsbevoegdheid Vereniging Samen Onderzoeken, KvK 40123456, hierna ‘VSO’, en "
            "haar wederpartij, de vennootschap naar buitenlands recht Neva Optics LLC, gevestigd te Tver, hierna ‘NO’",
            ["Vereniging Samen Onderzoeken", "Neva Optics LLC"],
        ),
        (
            "WHEREAS, Quantum Ridge Corp. (“QRC”) and the National Laboratory for Materials of Elbonia (“NLME”) desire "
            "to cooperate; NOW, THEREFORE, the parties agree.",
            ["Quantum Ridge Corp.", "National Laboratory for Materials of Elbonia"],
        ),
        (
            "MEMORANDUM OF UNDERSTANDING\nbetween\nTHE FACULTY OF SCIENCE, UNIVERSITY OF LEEMDAM, THE NETHERLANDS\nand\n"
            "KING SAUD BIN HAMAD CITY FOR SCIENCE, RIYADH, SAUDI ARABIA",
            ["FACULTY OF SCIENCE, UNIVERSITY OF LEEMDAM", "KING SAUD BIN HAMAD CITY FOR SCIENCE"],
        ),
        (
            "CONSORTIUM AGREEMENT\nis made on 1 March 2023 BETWEEN:\n\nUNIVERSITEIT LEEMDAM (LEEM), the Coordinator\n\n"
            "CENTRO DE INVESTIGACIÓN DEL MAR (CIM)\n\nNORDIC SENSOR AS (NSAS)\n\nreferred to as “Parties”",
            ["UNIVERSITEIT LEEMDAM", "CENTRO DE INVESTIGACIÓN DEL MAR", "NORDIC SENSOR AS"],
        ),
        (
            "CONVENANT\n\nPartijen,\nDe Minister van Landbouw en Visserij, handelend als bestuursorgaan,\nDe provincie "
            "Zeeland, vertegenwoordigd door gedeputeerde J. Pieterse,\nHavenbedrijf Westerschelde N.V., vertegenwoordigd "
            "door haar directeur,\n\nkomen het volgende overeen:",
            ["Minister van Landbouw en Visserij", "provincie Zeeland", "Havenbedrijf Westerschelde N.V."],
        ),
        (
            "The Alder Foundation\n44 Park Row, London\n\nTo: Prof. J. de Vries, Leemdam University\n\n"
            "Dear Professor de Vries,\nWe are pleased to inform you that the trustees have approved a grant.",
            ["Alder Foundation", "Leemdam University"],
        ),
    ],
)
def test_parties_are_known_without_an_announcement(text: str, parties: list[str]) -> None:
    """Each name once, in reading order, and nobody else."""
    assert parties == names(text + END)


def test_who_signs_for_an_organisation_is_no_party() -> None:
    """A name with a post below it belongs to the organisation above it."""
    signatures = "Universiteit Leemdam\nNaam: prof. dr. K. Smit\nFunctie: decaan\n\n"
    signatures += "Beijing Starlight Institute of Optics\nNaam: Zhang Wei\nFunctie: directeur"
    text = "Artikel 1\nPartijen werken samen in onderzoek.\n\nAldus overeengekomen,\n\n" + signatures
    assert ["Universiteit Leemdam", "Beijing Starlight Institute of Optics"] == names(text)


def test_a_short_name_that_several_share_is_nobodys() -> None:
    """ "Hierna gezamenlijk: Partijen" names no party, and neither does the regulation that is given a short name."""
    text = "Koninklijke Zilver B.V., te Diemen, hierna “Zilver”, en Universiteit Leemdam, hierna “UL”, hierna gezamenlijk “Partijen”"
    assert ["Koninklijke Zilver B.V.", "Universiteit Leemdam"] == names(text + END)
