"""A house adds to our concepts, or makes its own, in a file beside its rules; what it adds counts for every rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contract_scan.messages import LANGUAGES
from contract_scan.rules.cache import packed, unpacked
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.load import load_packs
from contract_scan.rules.proof.prove import prove_folders
from tests.rules.builders import document, write_topic

MEANINGS = """\
kind: publicity
questions: ["5.1"]
bearing: raises
source: "Press policy"
rules:
  press:
    reads: ["HOUSE_PAPER & CONSENT"]
    languages: [en]
    title: {en: "Press", nl: "Pers"}
    message: {en: "Ask who.", nl: "Vraag wie."}
    why: {en: "Because.", nl: "Daarom."}
"""
WORDS = """\
rules:
  press:
    examples:
      hits:
        - "[[Writing for the Gazette needs the consent of Partner.]]"
        - "[[The Gazette is only sent with the blessing of the bridge office.]]"
      misses: ["The Gazette appears weekly.", "Travel needs the consent of Partner."]
"""
CONCEPTS = """\
HOUSE_PAPER:
  words: [gazette~, (house|staff) magazine]
  unless: [post office gazette]
CONSENT: [blessing of the bridge office]
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A topic with a file of concepts beside it."""
    topic = write_topic(tmp_path / "press", MEANINGS, en=WORDS)
    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts" / "en.yaml").write_text(CONCEPTS, encoding="utf-8")
    return topic


def test_new_words_and_new_concepts_are_found_and_proved(house: Path) -> None:
    """By the proof as in a scan; a word of ours goes on meaning what it did."""
    proof = prove_folders([house])
    pack, errors = load_packs({"": [house]})
    found = [f.quote for f in RuleChecker(pack).check(document("The staff magazine asks the approval of Partner."))]

    assert () == errors
    assert () == proof.problems
    assert ["The staff magazine asks the approval of Partner."] == found
    assert [] == list(RuleChecker(pack).check(document("The post office gazette asks the approval of Partner.")))


def test_without_the_house_nothing_of_it_is_known(house: Path) -> None:
    """Two packs in one process do not disturb each other."""
    pack, _ = load_packs({"": [house]})
    kept = unpacked(packed(pack))
    other = replace(pack, concepts={})
    draft = document("The Gazette needs the consent of Partner.")

    assert 1 == len(list(RuleChecker(kept).check(draft)))
    assert 0 == len(list(RuleChecker(other).check(draft)))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("house paper: [gazette]\n", "concept_name"),
        ("HOUSE_PAPER: {unless: [a]}\n", "concept_words"),
        ("HOUSE_PAPER: ['(a|b) (a|b) (a|b) (a|b) (a|b) (a|b) (a|b) (a|b) (a|b) (a|b) (a|b) (a|b)']\n", "concept_large"),
        ("HOUSE_PAPER: ['*']\n", "concept_empty"),
        ("HOUSE_PAPER: [[gazette]]\n", "not_a_text"),
        ("HOUSE_PAPER: [gazette\n", "yaml."),
    ],
)
def test_a_broken_file_of_concepts_is_named_with_its_line(house: Path, text: str, key: str) -> None:
    """And the rule that needs it too, for nothing else could say that it is not there."""
    path = house.parent / "concepts" / "en.yaml"
    path.write_text(text, encoding="utf-8")
    _, errors = load_packs({"": [house]})

    [error] = [error for error in errors if error.values["path"] == str(path)]
    assert error.key.startswith(key)
    for language in LANGUAGES:
        assert str(path) in error.sentence(language)
