"""Lines over concepts in rules: where they find, what silences them, and how they are proved and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.language.fitting import fit
from contract_scan.read import read
from contract_scan.rules.attempt import Attempt, attempts
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.examples import read_example
from contract_scan.rules.load import load_packs
from contract_scan.rules.model import Pack
from contract_scan.rules.proof.prove import prove_folders
from contract_scan.rules.segmenting import folded
from contract_scan.setup import Setup
from tests.conftest import FIXTURES
from tests.rules.builders import document, found, pack, write_topic

MEANINGS = """\
kind: secrecy
questions: ["5.1"]
source: test
bearing: raises
rules:
  outside:
    reads: ["SECRET & OUTSIDER"]
    title: {en: Outside, nl: Buiten}
    message: {en: "Who may know?", nl: "Wie mag het weten?"}
    why: {en: Because, nl: Daarom}
"""
ENGLISH = """\
rules:
  outside:
    examples:
      hits: ["[[The recipe is secret towards outsiders.]]"]
      misses: ["The recipe is secret."]
"""
DUTCH = """\
rules:
  outside:
    examples:
      hits: ["[[Het recept is geheim voor buitenstaanders.]]"]
      misses: ["Het recept is geheim."]
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "The recipe is confidential towards third parties.",
        "To outsiders nothing is told of what is secret.",
        "No third party hears of the trade secret.",
    ],
)
def test_one_line_finds_many_wordings(sentence: str) -> None:
    """In any order."""
    assert [sentence] == found(pack(reads=("SECRET & OUTSIDER",)), document(sentence))


def test_a_line_in_rules_yaml_holds_in_every_language(tmp_path: Path) -> None:
    """And is proved by an example in each."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=ENGLISH, nl=DUTCH)

    assert prove_folders([topic]).holds
    rules, _ = load_packs({"": [topic]})
    assert ["Het recept is geheim voor derden."] == found(
        rules, document("Het recept is geheim voor derden.", language="nl")
    )


def test_a_line_needs_no_near_but_heeds_unless_and_heading() -> None:
    """`near` is asked of phrases alone."""
    draft = read_example("# Samples\nThe recipe is secret towards outsiders.", "en").document

    assert found(pack(reads=("SECRET & OUTSIDER",), near=("never",)), draft)
    assert not found(pack(reads=("SECRET & OUTSIDER",), unless=("recipe",)), draft)
    assert not found(pack(reads=("SECRET & OUTSIDER",), heading=("fees",)), draft)
    assert found(pack(reads=("SECRET & OUTSIDER",), heading=("samples",)), draft)


def test_a_negation_undoes_a_line_of_a_rule_that_raises() -> None:
    """Unless the line says itself how the sentence binds."""
    sentence = "The Institute is not obliged to keep the recipe secret from outsiders."
    raises = {"bearing": "raises"}

    assert not found(pack(reads=("SECRET & OUTSIDER",), meaning=raises), document(sentence))
    assert found(pack(reads=("SECRET & OUTSIDER, must or need not",), meaning=raises), document(sentence))


def test_a_fact_of_a_line_becomes_an_attribute() -> None:
    """The period that was compared."""
    from contract_scan.rules.checker import RuleChecker

    rules = pack(reads=("SECRET & {period > 2 years}",))
    [finding] = RuleChecker(rules).check(document("The recipe stays secret for five years."))

    assert "P5Y" == finding.attributes["period"]
    assert [] == found(rules, document("The recipe stays secret for one year."))


def test_a_line_that_no_example_needs_fails_the_proof(tmp_path: Path) -> None:
    """In the language that lacks one."""
    words = ENGLISH.replace("  outside:\n", '  outside:\n    phrases: ["secret towards"]\n')
    topic = write_topic(tmp_path / "topic", MEANINGS, en=words, nl=DUTCH)

    assert ["dead_line"] == [problem.key for problem in prove_folders([topic]).problems]


def test_a_phrase_is_proved_as_if_the_rule_had_no_lines(tmp_path: Path) -> None:
    """A line that finds the same sentence makes no phrase dead."""
    words = ENGLISH.replace("  outside:\n", '  outside:\n    phrases: ["shall hide"]\n').replace(
        "hits: [", 'hits: ["[[One shall hide what is secret from outsiders.]]", '
    )
    topic = write_topic(tmp_path / "topic", MEANINGS, en=words, nl=DUTCH)

    assert [] == list(prove_folders([topic]).problems)


def attempt(rules: Pack, sentence: str) -> Attempt | None:
    return next(attempts(rules, read_example(sentence, "en").text), None)


@pytest.mark.parametrize(
    ("sentence", "reason", "words"),
    [
        ("The recipe is secret towards outsiders.", "fires", "secret … outsiders"),
        ("The recipe is secret.", "lacks", "OUTSIDER"),
        ("The recipe is secret towards outsiders, but free to look at.", "unless", "free"),
        ("The Institute is not obliged to keep the recipe secret from outsiders.", "negated", "secret … outsiders"),
    ],
)
def test_what_became_of_a_line_is_told(sentence: str, reason: str, words: str) -> None:
    """By its words, or by the concepts that it lacks."""
    rules = pack(reads=("SECRET & OUTSIDER",), unless=("free",), meaning={"bearing": "raises"})

    told = attempt(rules, sentence)

    assert told is not None
    assert ("SECRET & OUTSIDER", reason, words) == (told.phrase, told.reason, told.words)


def test_the_concepts_in_the_documentation_are_those_there_are() -> None:
    """The list in docs/rules.md is whole."""
    from contract_scan.language.concepts import concept_names

    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    listed = page.partition("<!-- concepts -->")[2].partition("<!-- end of concepts -->")[0]

    assert sorted(concept_names()) == sorted(name.strip(" `\n") for name in listed.replace("\n", " ").split(","))


@pytest.mark.parametrize("name", ["en-sponsored-chair.docx", "nl-toekenningsbrief.docx"])
def test_a_line_that_fits_is_always_among_those_tried(setup: Setup, name: str) -> None:
    """What a line needs is looked for once a document; nothing that fits is passed over for it."""
    text = folded(read(FIXTURES / name, setup.readers, ocr="never"))
    matcher, number = RuleChecker(setup.pack).matcher, 0
    for language, readings in matcher.compiled.readings.items():
        clauses = [clause for clause in text.clauses if clause.language in (None, language)]
        tried = {clause.segment.index: worth for clause, worth in readings.worth_trying(text, clauses)}
        for clause in clauses:
            fitting = [reading for reading in readings.lines if fit(reading.line, clause)]
            assert set(map(id, fitting)) <= set(map(id, tried.get(clause.segment.index, ())))
            number += len(fitting)
    assert number
