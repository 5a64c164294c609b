"""Whatever is wrong with a rule file is one sentence with file and line, and no second that the first fault caused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from contract_scan.messages import LANGUAGES
from contract_scan.rules.proof.prove import Proof, prove_folders
from tests.rules.builders import write_topic

MEANINGS = """\
kind: publicity
questions: ["5.1"]
bearing: raises
source: "Press policy"
rules:
  press:
    title: {en: "Press", nl: "Pers"}
    message: {en: "Ask who.", nl: "Vraag wie."}
    why: {en: "Because.", nl: "Daarom."}
"""
ENGLISH = """\
rules:
  press:
    phrases: ["not … press"]
    examples:
      hits: ["[[They do not inform the press.]]"]
      misses: ["They inform the press."]
"""
DUTCH = """\
rules:
  press:
    phrases: ["niet … pers"]
    examples:
      hits: ["[[Zij gaan niet naar de pers.]]"]
      misses: ["Zij gaan naar de pers."]
"""
#: What is replaced by what in which file, and the key of the one sentence that is said.
BROKEN: Mapping[str, tuple[str, str, str, str]] = {
    "question that does not exist": ("rules", '["5.1"]', '["9.9"]', "question_unknown"),
    "questions as a text": ("rules", '["5.1"]', '"5.1"', "questions_no_list"),
    "questions at a strange distance": ("rules", '["5.1"]', '{near: ["5.1"]}', "unknown_key"),
    "unknown kind": ("rules", "kind: publicity", "kind: colour", "kind_unknown"),
    "no kind": ("rules", "kind: publicity\n", "", "missing"),
    "no source": ("rules", 'source: "Press policy"\n', "", "missing"),
    "unknown bearing": ("rules", "bearing: raises", "bearing: up", "not_one_of"),
    "no Dutch title": ("rules", '{en: "Press", nl: "Pers"}', '{en: "Press"}', "missing_language"),
    "title as a list": ("rules", '{en: "Press", nl: "Pers"}', "[Press]", "not_a_mapping"),
    "unknown entry": ("rules", "    why:", "    reason:", "unknown_key"),
    "no reason": ("rules", '    why: {en: "Because.", nl: "Daarom."}\n', "", "missing"),
    "message that states": ("rules", '"Ask who."', '"It is so."', "message_states"),
    "message that judges": ("rules", '"Ask who."', '"Ask why this is unacceptable."', "verdict"),
    "a rule of that name in `also`": ("rules", "    why:", "    also: [nobody]\n    why:", "also_unknown"),
    "bad name of a rule": ("all", "press:", "Press-Rule:", "bad_rule"),
    "entry twice": ("rules", "bearing: raises", "bearing: raises\nbearing: eases", "key_twice"),
    "tab": ("rules", "  press:", "\tpress:", "yaml.tab"),
    "NUL": ("rules", "Because", "Be\0cause", "yaml.nul"),
    "two documents": ("rules", "rules:", "---\nrules:", "yaml.documents"),
    "anchor": ("rules", "kind: publicity", "kind: &k publicity", "yaml.anchor"),
    "colon in a text": ("rules", '"Press policy"', "Press policy: article 2", "yaml.colon"),
    "open quotation mark": ("rules", '"Press policy"', '"Press policy', "yaml."),
    "empty meanings": ("rules", MEANINGS, "", "no_meaning"),
    "bracket in a phrase": ("en", "not … press", "(not … press", "phrase_unbalanced"),
    "unknown word group": ("en", "not … press", "not … <papers>", "phrase_unknown_group"),
    "unknown fact": ("en", "not … press", "not … {colour}", "phrase_unknown_fact"),
    "comparison in a phrase": ("en", "not … press", "not … {period > 6 months}", "phrase_comparison"),
    "gap at the edge": ("en", "not … press", "not press …", "phrase_gap_at_edge"),
    "only punctuation": ("en", "not … press", "!", "phrase_no_word"),
    "empty alternative": ("en", "not … press", "not … (press|)", "phrase_empty_alternative"),
    "no phrases": ("en", '["not … press"]', "[]", "no_phrases"),
    "phrases within phrases": ("en", '["not … press"]', '[["not press"]]', "not_a_text"),
    "slow phrase": ("en", "not … press", "not … * … * … * … * … * … * … * … press", "slow_phrase"),
    "unknown concept": ("en", 'phrases: ["not … press"]', 'reads: ["PUBLISHED"]', "unknown_concept"),
    "star without quotes": ("en", '["not … press"]', "[*press]", "yaml.alias"),
    "misspelt entry": ("en", "phrases:", "phrase:", "unknown_key"),
    "misspelt example": ("en", "hits:", "hit:", "unknown_key"),
    "no hits": ("en", '      hits: ["[[They do not inform the press.]]"]\n', "", "no_hits"),
    "no near misses": ("en", '      misses: ["They inform the press."]\n', "", "no_misses"),
    "hit without marks": ("en", "[[They do not inform the press.]]", "They do not inform the press.", "hit_without_marks"),
    "marks that do not pair": ("en", "press.]]", "press.", "marks"),
    "hit that is not found": ("en", "not inform the press", "not inform the papers", "hit_not_found"),
    "miss that is found": ("en", '["They inform the press."]', '["They do not like the press."]', "miss_found"),
    "dead phrase": ("en", '["not … press"]', '["not … press", "never … press"]', "dead_phrase"),
    "dead alternative": ("en", "not … press", "(not|never) … press", "dead_part"),
    "unused word group": ("en", "rules:\n", "words: {papers: [paper*]}\nrules:\n", "unused_group"),
    "words of no rule": ("en", "  press:", "  pres:", "no_meaning"),
    "no Dutch words": ("nl", DUTCH, "rules: {}\n", "language_missing"),
    "rules as a list": ("rules", "  press:\n", "- press:\n", "not_a_mapping"),
    "a rule that is a text": ("rules", MEANINGS[MEANINGS.index("  press:") :], "  press: x\n", "not_a_mapping"),
    "no entries at all": ("rules", MEANINGS[MEANINGS.index("    title") :], "", "missing"),
    "a question that is nothing": ("rules", '["5.1"]', "[null]", "not_a_text"),
    "empty title": ("rules", '{en: "Press", nl: "Pers"}', '{en: "", nl: ""}', "missing_language"),
    "title that is a number": ("rules", '{en: "Press", nl: "Pers"}', "{en: 3, nl: 4}", "not_a_text"),
    "kind as a list": ("rules", "kind: publicity", "kind: [publicity]", "not_a_text"),
    "kinds as a list": ("rules", "kind: publicity", "kinds: [colour]\nkind: colour", "not_a_mapping"),
    "attributes as a text": ("rules", "    why:", "    attributes: x\n    why:", "not_a_mapping"),
    "attributes within attributes": ("rules", "    why:", "    attributes: {a: {b: c}}\n    why:", "not_a_text"),
    "capture of no fact": ("rules", "    why:", "    capture: [colour]\n    why:", "not_one_of"),
    "neither yes nor no": ("rules", "    why:", "    context: sometimes\n    why:", "not_yes_or_no"),
    "misspelt at the top": ("rules", "bearing: raises", "bearing: raises\nquesions: [x]", "unknown_key"),
    "at the top what belongs to a rule": ("rules", "bearing: raises", "languages: [nl]", "unknown_key"),
    "a tag of Python": ("rules", "kind: publicity", "kind: !!python/name:os.system x", "kind_unknown"),
    "a name that is a list": ("rules", "  press:", "  ? [a, b]\n  :", "yaml."),
    "line that ends too soon": ("rules", "    why:", '    reads: ["PUBLISH &"]\n    why:', "expression"),
    "line in small letters": ("rules", "    why:", '    reads: ["publish & pay"]\n    why:', "expression"),
    "line with no limit": ("rules", "    why:", '    reads: ["{period > half a year}"]\n    why:', "expression"),
    "line that binds in no way": ("rules", "    why:", '    reads: ["PUBLISH, should"]\n    why:', "expression"),
    "misspelt at the top of a language": ("en", "rules:", "rule:", "unknown_key"),
    "a list for a language": ("en", ENGLISH, "- rules\n", "not_a_mapping"),
    "a text for a language": ("en", ENGLISH, "rules\n", "not_a_mapping"),
    "nowhere near": ("en", "    examples", "    within: clause\n    examples", "within_alone"),
    "near on no scale": ("en", "    examples", "    near: [press]\n    within: page\n    examples", "not_one_of"),
    "words that hold themselves": (
        "en", 'rules:\n  press:\n    phrases: ["not … press"]',
        'words: {a: ["<a>"]}\nrules:\n  press:\n    phrases: ["not … <a>"]', "phrase_cyclic_group",
    ),
    "examples as a list": ("en", ENGLISH[ENGLISH.index("    examples") :], "    examples: [a]\n", "not_a_mapping"),
    "a hit that is a number": ("en", '["[[They do not inform the press.]]"]', "[3]", "not_a_text"),
    "marks in marks": ("en", "[[They do not inform", "[[They [[do not]] inform", "marks"),
    "a miss with marks": ("en", "They inform the press.", "[[They inform the press.]]", "miss"),
    "a known miss that is found": ("en", "      misses", "      known_misses: [They do not like press.]\n      misses", "k"),
    "only a picture": ("en", "not … press", "not … 🙂", "phrase_no_word"),
    "phrase of too many words": ("en", "not … press", f"({'|'.join(f'w{n}' for n in range(5000))}) press", "phrase_"),
    "broken Dutch file": ("nl", '["niet … pers"]', '["niet … pers"', "yaml.bracket"),
}  # fmt: skip


def proved(folder: Path) -> Proof:
    """Return the proof of a folder, as command and pytest kit make it."""
    return prove_folders([folder])


def written(folder: Path, where: str = "", old: str = "", new: str = "") -> Path:
    """Write the topic, with something replaced in one of its files or in all."""
    texts = {"rules": MEANINGS, "en": ENGLISH, "nl": DUTCH}
    for name, text in texts.items():
        if where in (name, "all"):
            assert old in text
            texts[name] = text.replace(old, new, 1)
    write_topic(folder / "house", texts["rules"], en=texts["en"], nl=texts["nl"])
    return folder


@pytest.mark.parametrize("what", BROKEN)
def test_one_fault_is_one_sentence_with_its_file(what: str, tmp_path: Path) -> None:
    """In both languages; nothing that follows from it is told beside it."""
    where, old, new, key = BROKEN[what]
    problems = proved(written(tmp_path, where, old, new)).problems

    keys = {problem.key for problem in problems} - ({"language_missing"} if key == "no_meaning" else set())
    assert len(keys) == 1
    assert next(iter(keys)).startswith(key)
    assert str(tmp_path) in problems[0].where.path
    for language in LANGUAGES:
        [first, *_] = problems[0].lines(language)
        assert first.startswith(f"{problems[0].where.path}:{problems[0].where.line}: ")
        assert not first.endswith(key)


def test_nothing_is_wrong_with_the_files_themselves(tmp_path: Path) -> None:
    """So that each fault above is the one that was made."""
    assert proved(written(tmp_path)).holds


def test_a_kind_that_the_topic_declares_is_known(tmp_path: Path) -> None:
    """With its words in both languages."""
    folder = written(tmp_path, "rules", "kind: publicity", "kinds:\n  colour: {en: Colour, nl: Kleur}\nkind: colour")

    assert proved(folder).holds


@pytest.mark.parametrize(
    ("old", "new", "key"), [("en.yaml", "en.yml", "yml"), ("nl.yaml", "dutch.yaml", "no_language")]
)
def test_a_file_that_nobody_would_read_is_named(old: str, new: str, key: str, tmp_path: Path) -> None:
    """With what to call it."""
    house = written(tmp_path) / "house"
    (house / old).rename(house / new)

    assert key in [problem.key for problem in proved(tmp_path).problems]


def test_a_topic_whose_meanings_have_another_ending_is_named(tmp_path: Path) -> None:
    """Beside others that are read; what else stands in it is not told beside that."""
    (written(tmp_path) / "house").rename(tmp_path / "other")
    (tmp_path / "other" / "rules.yaml").rename(tmp_path / "other" / "rules.yml")
    written(tmp_path)

    [problem] = proved(tmp_path).problems
    assert ("yml", str(tmp_path / "other" / "rules.yml")) == (problem.key, problem.where.path)


@pytest.mark.parametrize("place", ["", "deep/er", "house/sub", "words"])
def test_rule_files_that_stand_in_no_topic_are_named(place: str, tmp_path: Path) -> None:
    """Right in the folder, too deep, in a topic, or without meanings; each place once."""
    written(tmp_path)
    (tmp_path / place).mkdir(parents=True, exist_ok=True)
    for name in ("en.yaml", "nl.yaml"):
        (tmp_path / place / name).write_text("rules: {}\n", encoding="utf-8")

    [problem] = proved(tmp_path).problems
    assert ("no_topic", str(tmp_path / place / "en.yaml")) == (problem.key, problem.where.path)


def test_shared_words_and_other_files_are_none_of_these(tmp_path: Path) -> None:
    """Nor is what is hidden, or called otherwise."""
    written(tmp_path)
    for name in ("concepts/en.yaml", ".github/en.yaml", "mkdocs.yml", "house/notes/list.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")

    assert [] == list(proved(tmp_path).problems)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """UTF-16 and Windows each by itself."""
    for encoding, key in (("utf-16", "yaml.utf16"), ("cp1252", "yaml.encoding")):
        path = written(tmp_path / encoding) / "house" / "nl.yaml"
        path.write_bytes(DUTCH.replace("pers", "café").encode(encoding))

        assert [key] == [problem.key for problem in proved(tmp_path / encoding).problems]


def test_a_folder_without_rules_and_a_badly_named_topic_are_told(tmp_path: Path) -> None:
    """With what to do."""
    assert ["no_rules_here"] == [problem.key for problem in proved(tmp_path).problems]
    written(tmp_path)
    (tmp_path / "house").rename(tmp_path / "House Rules")

    [problem] = proved(tmp_path).problems
    assert ("bad_topic", "house_rules") == (problem.key, problem.values["better"])


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    """Nor is a link to nothing read."""
    house = written(tmp_path) / "house"
    for name, make in (("en.yaml", os.mkfifo), ("nl.yaml", lambda path: path.symlink_to(tmp_path / "nowhere"))):
        (house / name).unlink()
        make(house / name)

    assert ["unreadable", "unreadable"] == [problem.key for problem in proved(tmp_path).problems]


def test_a_pipe_among_the_concepts_is_never_waited_for(tmp_path: Path) -> None:
    """Neither where they are loaded nor where their words are looked up."""
    (written(tmp_path) / "concepts").mkdir()
    os.mkfifo(tmp_path / "concepts" / "en.yaml")

    assert ["unreadable"] == [problem.key for problem in proved(tmp_path).problems]


def test_a_concept_whose_forms_we_do_not_know_is_told(tmp_path: Path) -> None:
    """It would stand for itself alone, and nobody would see."""
    (written(tmp_path) / "concepts").mkdir()
    (tmp_path / "concepts" / "nl.yaml").write_text("DEVICE: [apparaat~, (laptop|telefoon~)]\n", encoding="utf-8")

    [problem] = proved(tmp_path).problems
    assert ("no_forms", "telefoon") == (problem.key, problem.values["word"])
