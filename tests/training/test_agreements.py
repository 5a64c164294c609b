"""The labelled agreements: whole documents, in many hands, every label one that the project knows."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from contract_scan_builtins.shared.tables import table
from training.agreements import FOLDER, agreements, digest, gold, read_agreement, training_agreements
from training.heads import learnt_from as funders_learnt_from
from training.parties import learnt_from

KINDS = frozenset(
    (
        "secrecy", "publication_restriction", "publication_freedom", "publicity", "dual_use", "military_purpose",
        "funding", "ip_transfer", "data_transfer", "influence", "exclusivity", "staff_access", "termination_clawback",
        "governing_law", "ethics",
    )
)  # fmt: skip
QUESTIONS = frozenset(
    ("1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", *(f"4.{n}" for n in range(1, 8)), "5.1", "5.2", "5.3")
)
PATHS = sorted(FOLDER.rglob("*.txt"))


def test_there_are_enough_of_each_sort() -> None:
    """Sixty documents at least, a quarter of them harmless, and in both languages."""
    everything = agreements()
    languages = Counter(str(agreement.head["language"]) for agreement in everything)
    harmless = sum(agreement.head["harmless"] is True for agreement in everything)

    assert len(everything) >= 60
    assert languages["nl"] >= 30
    assert languages["en"] >= 24
    assert languages["nl+en"] >= 6
    assert harmless >= len(everything) / 4


def test_ten_documents_take_no_part_in_training() -> None:
    """They are only measured."""
    kept = set(PATHS) - {agreement.path for agreement in training_agreements()}

    assert len(kept) >= 10
    assert all("sealed" in path.parts for path in kept)


def test_the_shipped_weights_were_trained_on_these_very_texts() -> None:
    """Whoever changes a label trains again."""
    about = json.loads(files("contract_scan_builtins.linear_reader").joinpath("model.json").read_text(encoding="utf-8"))

    assert digest(training_agreements()) == about["text"]


def test_the_weights_of_what_tells_a_party_were_learnt_from_these_very_texts() -> None:
    """Whoever adds a document or changes a party learns them again: make parties. Those kept apart take no part."""
    assert learnt_from([FOLDER]) == table("parties", "evidence")["learnt_from"]


def test_the_weights_of_what_tells_a_funder_were_learnt_from_these_very_texts() -> None:
    """Whoever adds a document or changes a funder learns them again: make funders."""
    assert funders_learnt_from(training_agreements()) == table("funders", "signs")["learnt_from"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(FOLDER).with_suffix("").as_posix())
def test_every_label_is_known_and_every_name_stands_in_the_text(path: Path) -> None:
    """Kinds, questions, parties and funders."""
    agreement = read_agreement(path)
    text = " ".join(agreement.text.split())
    labels = gold(agreement)

    assert {mark.kind for line in agreement.lines for mark in line.marks} <= KINDS
    assert {question for line in agreement.lines for question in line.questions} <= QUESTIONS
    assert [] == [party["name"] for party in labels["parties"] if " ".join(party["name"].split()) not in text]
    assert [] == [funder["name"] for funder in labels["funders"] if " ".join(funder["name"].split()) not in text]


def test_a_label_is_read_with_its_attributes_doubts_and_questions(tmp_path: Path) -> None:
    """From the end of its line."""
    path = tmp_path / "one.txt"
    head = "title: One\nlanguage: en\nhand: x\nparties: []\nfunders: []\nquestions: []\n"
    body = "# One\n\n1.1 All is quiet. {secrecy period=P4Y; influence? | 5.1 4.2}\nThis is dull.\n\n(a) an item\n(b) another\n"
    path.write_text(f"---\n{head}---\n{body}", encoding="utf-8")

    agreement = read_agreement(path)
    marked = next(line for line in agreement.lines if line.marks)

    assert [("secrecy", False), ("influence", True)] == [(mark.kind, mark.doubt) for mark in marked.marks]
    assert {"period": "P4Y"} == dict(marked.marks[0].attributes)
    assert ("5.1", "4.2") == marked.questions
    assert "One\n\n1.1 All is quiet. This is dull.\n\n(a) an item\n\n(b) another\n" == agreement.text


def test_a_file_without_a_head_is_refused_by_name(tmp_path: Path) -> None:
    """With what is missing."""
    path = tmp_path / "none.txt"
    path.write_text("Only text.\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"none\.txt"):
        read_agreement(path)
