"""Pairs of names compared one with one: how sure it is that they are one, and why.

`screening_pairs.csv` was written before the matching, from knowledge of how names vary. Of every two rows the second is
kept apart: nothing was ever set by it, and it alone is measured here.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_scan.lists.comparison import Tier
from contract_scan.lists.names import is_acronym
from contract_scan.lists.pairs import compare_names

Kind = Literal["organisation", "person"]
PAIRS = Path(__file__).parent / "screening_pairs.csv"
#: The least recall and precision of both tiers together, and the least precision of what is sure.
BARS: dict[Kind, tuple[float, float]] = {"organisation": (0.85, 0.85), "person": (0.75, 0.75)}
SURE = 0.95
INITIAL = re.compile(r"\b[A-Z]\.")
PIECES = [
    "Testov",
    "Ivan",
    "ivanovich",
    "abd",
    "Abdul",
    "عبد",
    "ال",
    "김",
    "张",
    "İ",
    "²",
    "1st",
    "no",
    "II",
    "(",
    "))",
    "'",
    "~",
    "^",
    ",",
    ".",
    "-",
    "AG",
    "the",
    "",
]


@cache
def kept_apart(kind: Kind) -> tuple[tuple[bool, Tier | None], ...]:
    """Return, for each pair kept apart, whether it is one body or person, and what the comparison says."""
    with PAIRS.open(encoding="utf-8") as file:
        rows = [row for number, row in enumerate(csv.DictReader(file)) if number % 2]
    mine = (row for row in rows if row["kind"] == kind)
    return tuple((row["label"] == "same", compare_names(row["listed"], row["written"], kind).tier) for row in mine)


def measured(kind: Kind) -> dict[str, int]:
    """Return how many pairs there are, are one, were found, were found wrongly, and so for what is sure."""
    pairs = kept_apart(kind)
    return {
        "pairs": len(pairs),
        "one": sum(same for same, _ in pairs),
        "found": sum(same and tier is not None for same, tier in pairs),
        "wrong": sum(not same and tier is not None for same, tier in pairs),
        "sure": sum(same and tier == "sure" for same, tier in pairs),
        "wrongly sure": sum(not same and tier == "sure" for same, tier in pairs),
    }


@pytest.mark.parametrize("kind", BARS)
def test_names_kept_apart_are_found_and_innocent_ones_left_alone(kind: Kind) -> None:
    """Recall and precision of both tiers, and the precision of what is sure, are above the bars."""
    counted = measured(kind)
    recall, precision = BARS[kind]

    assert counted["found"] / counted["one"] >= recall
    assert counted["found"] / (counted["found"] + counted["wrong"]) >= precision
    assert counted["sure"] / (counted["sure"] + counted["wrongly sure"]) >= SURE


def test_there_are_at_least_three_hundred_pairs_of_names() -> None:
    """Half of them are measured."""
    with PAIRS.open(encoding="utf-8") as file:
        assert len({(row["listed"], row["written"]) for row in csv.DictReader(file)}) >= 300


@pytest.mark.parametrize("kind", BARS)
def test_the_documentation_tells_what_pairs_kept_apart_give(kind: Kind) -> None:
    """The table in docs/lists.md holds the numbers of this test."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "lists.md").read_text(encoding="utf-8")
    n = measured(kind)
    row = f"| {kind}s | {n['pairs']} | {n['found']} of {n['one']} | {n['wrong']} | {n['sure']} | {n['wrongly sure']} |"

    assert row in page


EQUIVALENT: list[tuple[Kind, str, str]] = [
    ("organisation", "Zandhaven Tankbouw NV", "Zandhaven Tankbouw Naamloze Vennootschap"),
    ("organisation", "Public Joint Stock Company Severmash", "ПАО «Севермаш»"),
    ("organisation", "K.L.M.N. Foundry", "KLMN Foundry"),
    ("organisation", "33rd Signals Battalion", "Signals Battalion Thirty-Three"),
    ("organisation", "Da'ira Shipping", "Daira Shipping"),
    ("organisation", "Red Sea Tankers", "Redsea Tankers"),
    ("organisation", "Universiteit van Utopia", "University of Utopia"),
    ("person", "Mohamed Testani", "Muhammad Testani"),
    ("person", "Sergey Ivanovich Testov", "Сергей Иванович Тестов"),
    ("person", "Testov, Sergei", "Sergei Testov"),
    ("person", "Sheikh Khaled Testawi", "Khalid Testawi"),
    ("person", "Abdul Rahman Testi", "Abd al-Rahman Testi"),
]


@pytest.mark.parametrize(("kind", "listed", "written"), EQUIVALENT)
def test_what_a_stated_equivalence_covers_is_sure(kind: Kind, listed: str, written: str) -> None:
    """Legal forms, initials, numbers, apostrophes, translations, spellings, titles, scripts and order change nothing."""
    assert compare_names(listed, written, kind).tier == "sure"


NEAR: list[tuple[Kind, str, str, str]] = [
    ("organisation", "Tegenwindmolens Zeeland", "Tegenwindmoelns Zeeland", "typing"),
    ("organisation", "Kvantotest Research Institute", "Kvantotest Institute", "general_word"),
    ("person", "Sergei Ivanovich Testov", "Sergei Testov", "left_out"),
    ("person", "William Testington", "Bill Testington", "short_form"),
    ("person", "Sergei Ivanovich Testovich", "S.I. Testovich", "initial"),
    ("person", "Anna Testerhuizen", "Anna Testerhuisen", "typing"),
    ("person", "Omar Khalid", "Khalid Omar", "names_swapped"),
]


@pytest.mark.parametrize(("kind", "listed", "written", "difference"), NEAR)
def test_what_is_near_is_possible_and_says_what_differs(kind: Kind, listed: str, written: str, difference: str) -> None:
    """It is never sure."""
    found = compare_names(listed, written, kind)

    assert found.tier == "possible"
    assert difference in [one.kind for one in found.differences]


OTHERS: list[tuple[Kind, str, str]] = [
    ("organisation", "Testbank (Asia)", "Testbank (London)"),
    ("organisation", "TESTBANK FOUNDATION (KENYA)", "TESTBANK FOUNDATION (CHILE)"),
    ("organisation", "Signals Battalion 33", "Signals Battalion 34"),
    ("organisation", "Testdam Shipping", "Testdam Fishing"),
    ("organisation", "Tester Industries", "Taster Industries"),
    ("organisation", "TNTX", "TNTX"),
    ("person", "Hasan Ali Testzade", "Ali Hasan Testzade"),
    ("person", "Ivan Petrovich Testov", "Ivan Sergeevich Testov"),
    ("person", "Viktor Testov", "Viktoria Testova"),
    ("person", "Omar bin Testi", "Salim bin Omar bin Testi"),
    ("person", "Jan Testman Sr.", "Jan Testman Jr."),
    ("person", "Wang Xiaotes", "Zhang Xiaotes"),
]


@pytest.mark.parametrize(("kind", "listed", "written"), OTHERS)
def test_branches_numbers_fathers_and_brothers_are_others(kind: Kind, listed: str, written: str) -> None:
    """However alike the names look."""
    assert compare_names(listed, written, kind).tier is None


def every_name() -> list[tuple[Kind, str]]:
    """Return all names of the pairs, with their kind."""
    with PAIRS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    kinds: dict[str, Kind] = {"organisation": "organisation", "person": "person"}
    return [(kinds[row["kind"]], row[side]) for row in rows for side in ("listed", "written")]


def test_a_name_is_its_own() -> None:
    """Surely so, whatever its script and form; possibly with initials; an acronym alone says too little."""
    found = {(kind, name): compare_names(name, name, kind).tier for kind, name in every_name()}
    doubted = [name for (kind, name), tier in found.items() if tier != "sure"]

    assert [name for name in doubted if not is_acronym(name) and not INITIAL.search(name)] == []
    assert [name for (kind, name), tier in found.items() if tier is None and not is_acronym(name)] == []


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.lists(st.sampled_from(PIECES), max_size=6))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_odd_to_be_compared(listed: list[str], written: list[str]) -> None:
    """Empty names, marks alone, open brackets and halves of words get an answer."""
    for kind in BARS:
        assert compare_names(" ".join(listed), " ".join(written), kind).tier in ("sure", "possible", None)
