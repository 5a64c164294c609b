"""Organisations under several names: a slip of the hand is proposed, never decided."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from contract_scan.register import misspelt as module
from contract_scan.register.misspelt import is_slip, misspelt
from contract_scan.register.model import Organisation
from contract_scan.register.organise import proposals
from tests.register.builders import writer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbin Institute of Technology", "Harbin Institute of Technolgy"),
        ("Universiteit Waterland", "Universiteit Watreland"),
        ("Noordster Precisietechniek B.V.", "Nordster Precisietechniek B.V."),
        ("Stichting Kustonderzoek", "Stichting Kust onderzoek"),
    ],
)
def test_names_that_are_one_slip_apart_are_a_pair(one: str, other: str) -> None:
    assert list(misspelt({"a": [one], "b": ["Lanhai", other]})) == [("a", "b")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of York", "University of Cork"),
        ("Laboratory 1234561", "Laboratory 1234562"),
        ("Institute for Photonics", "Institute of Photons"),
        ("Harbour Optics Research", "Harbour Optics Research"),
    ],
)
def test_other_names_and_the_same_name_are_not(one: str, other: str) -> None:
    assert list(misspelt({"a": [one], "b": [other]})) == []


def test_a_slip_is_proposed_unless_the_countries_differ(tmp_path: Path) -> None:
    desk = writer(tmp_path)
    for number, (name, country) in enumerate(
        [("Lanhai Instituut", "CN"), ("Lanhai Insituut", ""), ("Lanhai Institutt", "NO")]
    ):
        desk.state(Organisation(id=f"o{number}", names=(name,), country=country), "science")
    desk.write()
    found = {(one.values["one"], one.values["other"]) for one in proposals(tmp_path) if one.how == "misspelt"}

    assert found == {("o0", "o1")}


def test_the_work_grows_with_the_names_and_not_with_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 2000 names, two million pairs, hardly any are laid beside each other."""
    drawn = random.Random(7)
    names = {f"o{number}": ["".join(drawn.choices("abcdefghij", k=24))] for number in range(1999)}
    names["slip"] = [names["o0"][0][:-1]]
    compared: list[object] = []

    def counted(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        compared.append((one, other))
        return is_slip(one, other)

    monkeypatch.setattr(module, "is_slip", counted)

    assert list(misspelt(names)) == [("o0", "slip")]
    assert 1 <= len(compared) < 100
