"""Rule files that are missing, named wrongly or cannot be written: one sentence, and nothing else is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.rules.load import load_packs
from contract_scan.rules.proof.prove import prove_folders
from contract_scan.rules.start import StartError, start_rule
from tests.rules.builders import write_topic
from tests.rules.test_broken_files import DUTCH, ENGLISH, MEANINGS


def test_a_file_of_concepts_that_is_named_after_no_language_is_told_and_costs_no_rule(tmp_path: Path) -> None:
    """The words in it would be read in no document."""
    write_topic(tmp_path / "press", MEANINGS, en=ENGLISH, nl=DUTCH)
    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts" / "dutch.yaml").write_text("concepts:\n  PAPER: [paper]\n", encoding="utf-8")
    pack, errors = load_packs({"house": [tmp_path / "press"]})

    assert list(pack.meanings) == ["press.press"]
    assert [(error.key, error.values["name"]) for error in errors] == [("no_language", "dutch")]


def test_shared_words_and_kinds_that_are_no_text_are_told_where_they_stand(tmp_path: Path) -> None:
    """The rules that do not use them stay."""
    write_topic(
        tmp_path / "press", f"kinds: {{colour: 3}}\n{MEANINGS}", en=f"words: {{papers: [3]}}\n{ENGLISH}", nl=DUTCH
    )
    pack, errors = load_packs({"house": [tmp_path / "press"]})

    assert list(pack.meanings) == ["press.press"]
    assert sorted(Path(str(error.values["path"])).name for error in errors) == ["en.yaml", "rules.yaml"]


def test_a_known_miss_whose_marks_do_not_pair_is_told_by_the_proof(tmp_path: Path) -> None:
    """With the example."""
    english = ENGLISH.replace("      misses", '      known_misses: ["The [[press is told."]\n      misses')
    write_topic(tmp_path / "press", MEANINGS, en=english, nl=DUTCH)

    assert "marks" in [problem.key for problem in prove_folders([tmp_path / "press"]).problems]


def test_a_rule_is_not_started_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A file stands where the folder should be; it stays as it was."""
    (tmp_path / "house").write_text("mine", encoding="utf-8")
    with pytest.raises(StartError) as refused:
        start_rule("house.press", tmp_path)

    assert refused.value.key == "new.unwritable"
    assert (tmp_path / "house").read_text(encoding="utf-8") == "mine"


def test_a_rule_is_not_added_to_a_file_that_is_broken_or_no_file(tmp_path: Path) -> None:
    """What is wrong with the file is what is said; nothing of the topic is written."""
    write_topic(tmp_path / "press", "kind: [\n")
    with pytest.raises(StartError) as broken:
        start_rule("press.lunch", tmp_path)
    (tmp_path / "press" / "rules.yaml").unlink()
    (tmp_path / "press" / "rules.yaml").mkdir()
    with pytest.raises(StartError) as folder:
        start_rule("press.lunch", tmp_path)

    assert broken.value.key.startswith("yaml.")
    assert folder.value.key == "new.unwritable"
    assert [path.name for path in (tmp_path / "press").iterdir()] == ["rules.yaml"]


def test_a_rule_is_added_to_a_file_that_has_no_rules_yet(tmp_path: Path) -> None:
    """What stands at its top stays."""
    write_topic(tmp_path / "press", "kind: secrecy\nrules:\n")
    start_rule("press.lunch", tmp_path)
    text = (tmp_path / "press" / "rules.yaml").read_text(encoding="utf-8")

    assert text.startswith("kind: secrecy\n")
    assert (text.count("rules:"), text.count("  lunch:")) == (1, 1)
