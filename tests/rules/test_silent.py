"""A house rule that cannot do its work is told in the scan: exit code 4, and its questions not looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.read import read_bytes
from contract_scan.report.phrases import failure_sentence
from contract_scan.rules.proof.prove import prove_folders
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import prepare
from tests.conftest import NO_LISTS
from tests.rules.builders import write_topic

MEANINGS = """
kind: publicity
questions: ["2.1"]
source: "Press policy"
rules:
  press:
    title: {en: "Press", nl: "Pers"}
    message: {en: "Who speaks to the press?", nl: "Wie spreekt de pers?"}
    why: {en: "Because.", nl: "Daarom."}
"""
WORDS = 'rules:\n  press:\n    phrases: ["PRESS"]\n    examples: {hits: ["[[x]]"], misses: ["y"]}\n'
DRAFT = b"# 1. Costs\n\n1.1 Each party bears its own costs of this agreement and of whatever follows from it.\n"


def scanned(folder: Path, meanings: str = MEANINGS, en: str = WORDS) -> Scan:
    """Scan an English draft with the rules of a house."""
    write_topic(folder / "house", meanings, en=en.replace("PRESS", "press"), nl=WORDS.replace("PRESS", "pers"))
    return scanned_again(folder)


def scanned_again(folder: Path) -> Scan:
    """Scan with the rules as they stand."""
    setup = prepare(rule_folders=[folder], lists=NO_LISTS)
    return scan_document(read_bytes(DRAFT, "draft.md", setup.readers), setup)


def gaps(scan: Scan) -> set[str]:
    """Return the questions at which a rule is said to have failed."""
    return {a.question for a in scan.answers if any(gap.reason == "rule_failed" for gap in a.gaps)}


CASES = {
    "a question that no set has": ('["2.1"]', '["5.9"]', "question_none", set()),
    "one question of two that no set has": ('["2.1"]', '["2.1", "5.9"]', "question_none", {"2.1"}),
    "a kind that nobody declares": ("kind: publicity", "kind: colour", "kind_none", {"2.1"}),
    "a checker that nobody has": ("source:", "checker: nobody.here\nsource:", "checker_none", {"2.1"}),
}


def test_nothing_is_said_of_rules_that_are_right(tmp_path: Path) -> None:
    """Neither of ours nor of the house's."""
    assert () == scanned(tmp_path).failures


@pytest.mark.parametrize("case", CASES)
def test_what_a_rule_names_and_nobody_has_is_told(case: str, tmp_path: Path) -> None:
    """With file and line, in both languages."""
    old, new, reason, questions = CASES[case]
    scan = scanned(tmp_path, MEANINGS.replace(old, new), "rules: {}" if "checker" in new else WORDS)
    if "checker" in new:
        (tmp_path / "house" / "nl.yaml").unlink()
        scan = scanned_again(tmp_path)
    [failure] = scan.failures

    assert reason == failure.reason
    assert questions == gaps(scan)
    for language in ("en", "nl"):
        assert str(tmp_path / "house" / "rules.yaml") in failure_sentence(failure, language)


def test_the_proof_tells_of_a_checker_that_nobody_has(tmp_path: Path) -> None:
    """As a notice, for it may be in a file of its own; words of the rule's own need no checker."""
    write_topic(tmp_path / "house", MEANINGS.replace("source:", "checker: nobody.here\nsource:"))

    assert ["checker_unknown"] == [one.key for one in prove_folders([tmp_path], checkers=lambda: ["other"]).notices]
    assert () == prove_folders([tmp_path], checkers=lambda: ["nobody.here"]).notices


def test_a_rule_without_words_in_the_language_of_the_document_is_told(tmp_path: Path) -> None:
    """Its questions were not looked at with it; in a document of another language it did its work."""
    scan = scanned(tmp_path, en="")
    [failure] = scan.failures

    assert "words_none" == failure.reason
    assert {"2.1"} == gaps(scan)
    assert str(tmp_path / "house" / "en.yaml") in failure_sentence(failure, "nl")


def test_of_words_in_a_file_of_another_name_only_the_name_is_told(tmp_path: Path) -> None:
    """What follows from it is not told beside it."""
    scanned(tmp_path)
    (tmp_path / "house" / "en.yaml").rename(tmp_path / "house" / "en.yml")

    assert ["yml"] == [failure.reason for failure in scanned_again(tmp_path).failures]


def test_a_rule_that_says_it_lacks_the_language_is_not_told(tmp_path: Path) -> None:
    """The house knows it."""
    assert () == scanned(tmp_path, MEANINGS.replace("    why:", "    languages: [nl]\n    why:"), en="").failures


def test_a_fault_in_the_words_costs_the_questions_of_that_topic_alone(tmp_path: Path) -> None:
    """The meanings read well, and say which those are; where they do not, all questions are not looked at."""
    scan = scanned(tmp_path / "a", en=WORDS.replace("PRESS", "(press"))
    assert ["phrase_unbalanced"] == [failure.reason for failure in scan.failures]
    assert {"2.1"} == gaps(scan)

    scan = scanned(tmp_path / "b", MEANINGS.replace("kind: publicity", "kind: [x]"), WORDS)
    assert {answer.question for answer in scan.answers} == gaps(scan)
