"""Rule files into packs: what is broken costs itself alone and is named with its place."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from contract_scan.messages import LANGUAGES, catalogue
from contract_scan.rules.cache import packed, unpacked
from contract_scan.rules.checker import RuleChecker
from contract_scan.rules.load import load_packs, parse_files
from contract_scan.rules.rule_files import KNOWLEDGE, read_rule_files
from contract_scan.rules.topics import topics_in
from tests.rules.builders import document, write_topic

MEANINGS = """\
kind: secrecy
questions: ["5.1"]
source: test
rules:
  duty: # it
    title: {en: Duty, nl: Plicht}
    message: {en: "Who?", nl: "Wie?"}
    why: {en: Because, nl: Daarom}
  other:
    title: {en: Duty, nl: Plicht}
    message: {en: "Who?", nl: "Wie?"}
    why: {en: Because, nl: Daarom}
"""
WORDS = """\
rules:
  duty:
    phrases: [secret]
  other:
    phrases: [hidden]
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the cache of each test to itself."""
    monkeypatch.setenv("CONTRACT_SCAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def load(folder: Path) -> tuple[list[str], list[tuple[str, object, object]]]:
    """Return the rules with words that load from a topic, and the errors as key, line and column."""
    pack, errors = load_packs({"test": [folder]})
    return [w.rule for w in pack.wordings], [(e.key, e.values["line"], e.values["column"]) for e in errors]


def test_both_rules_of_a_good_topic_load(tmp_path: Path) -> None:
    """Both rules of a good topic load."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=WORDS)

    assert (["topic.duty", "topic.other"], []) == load(topic)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ('    phrases: ["(secret"]', ("phrase_unbalanced", 3, 15)),
        ("    phrases: [<nobody>]", ("phrase_unknown_group", 3, 15)),
        ("    phrases: []", ("no_phrases", 2, 3)),
        ("    phrases: [a]\n    within: room", ("not_one_of", 4, 13)),
        ("    phrase: [a]", ("unknown_key", 3, 5)),
        ("    phrases: [a]\n    examples: {hit: [a]}", ("unknown_key", 4, 16)),
        ("    phrases: [[a]]", ("not_a_text", 3, 15)),
    ],
)
def test_broken_words_cost_their_rule_alone_and_name_the_place(
    tmp_path: Path, words: str, error: tuple[str, int, int]
) -> None:
    """Broken words cost their rule alone and name the place."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=f"rules:\n  duty:\n{words}\n  other:\n    phrases: [hidden]\n")

    assert (["topic.other"], [error]) == load(topic)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("    why: {en: Because, nl: Daarom}\n  other", "  other", "missing"),
        ("{en: Duty, nl: Plicht}\n    message", "{en: Duty}\n    message", "missing_language"),
        ("duty: # it", "duty:\n    bearing: up", "not_one_of"),
        ("duty: # it", "duty:\n    colour: red", "unknown_key"),
    ],
)
def test_a_broken_meaning_costs_its_rule_alone(tmp_path: Path, old: str, new: str, key: str) -> None:
    """A broken meaning costs its rule alone."""
    assert old in MEANINGS
    topic = write_topic(tmp_path / "topic", MEANINGS.replace(old, new, 1).replace("# it", ""), en=WORDS)

    rules, errors = load(topic)

    assert (["topic.other"], [key]) == (rules, [error[0] for error in errors])


def test_capture_names_kinds_or_the_attributes_they_go_under(tmp_path: Path) -> None:
    """Capture names kinds or the attributes they go under."""
    for capture, names in (("[period]", {}), ("{period: duration}", {"period": "duration"})):
        meanings = MEANINGS.replace("duty: # it", f"duty:\n    capture: {capture}")
        pack, errors = load_packs({"test": [write_topic(tmp_path / "topic", meanings, en=WORDS)]})

        assert () == errors
        assert (("period",), names) == (pack.meanings["topic.duty"].capture, pack.meanings["topic.duty"].capture_as)


@pytest.mark.parametrize(
    ("written", "context", "direct", "background"),
    [
        ('["5.1", "4.2"]', False, ("5.1", "4.2"), ()),
        ('["5.1", "4.2"]', True, (), ("5.1", "4.2")),
        ('{direct: ["5.1"], background: ["4.2", "5.1"]}', False, ("5.1",), ("4.2",)),
        ('{background: ["4.2"]}', False, (), ("4.2",)),
        ('{direct: ["5.1"], background: ["4.2"]}', True, (), ("5.1", "4.2")),
    ],
)
def test_questions_are_direct_or_background(
    tmp_path: Path, written: str, context: bool, direct: tuple[str, ...], background: tuple[str, ...]
) -> None:
    """A list is all direct, of a context rule all background; a mapping says which is which, direct first."""
    own = f"duty:\n    questions: {written}" + ("\n    context: true" if context else "")
    meanings = MEANINGS.replace("duty: # it", own)
    pack, errors = load_packs({"test": [write_topic(tmp_path / "topic", meanings, en=WORDS)]})

    assert () == errors
    assert (direct, background) == (pack.meanings["topic.duty"].questions, pack.meanings["topic.duty"].background)


def test_another_distance_than_those_two_is_refused(tmp_path: Path) -> None:
    """The error names the entry."""
    meanings = MEANINGS.replace("duty: # it", 'duty:\n    questions: {near: ["5.1"]}')
    _, errors = load_packs({"test": [write_topic(tmp_path / "topic", meanings, en=WORDS)]})

    assert ["near"] == [error.values["key"] for error in errors if error.key == "unknown_key"]


def test_broken_yaml_costs_its_file_alone(tmp_path: Path) -> None:
    """Broken yaml costs its file alone."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=WORDS, nl="rules: [")

    rules, errors = load(topic)

    assert ["topic.duty", "topic.other"] == rules
    assert [("yaml.missing", 2)] == [error[:2] for error in errors]


def test_a_file_that_is_not_utf8_costs_itself_alone(tmp_path: Path) -> None:
    """A file that is not utf8 costs itself alone."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=WORDS)
    (topic / "nl.yaml").write_bytes(b"rules: \xff\xfe")

    assert ["yaml.encoding"] == [error[0] for error in load(topic)[1]]


def test_the_same_key_twice_is_an_error(tmp_path: Path) -> None:
    """The same key twice is an error."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=WORDS + "  duty:\n    phrases: [b]\n")

    assert [("key_twice", 6, 3)] == load(topic)[1]


def test_the_same_rule_in_two_folders_is_an_error(tmp_path: Path) -> None:
    """The same rule in two folders is an error."""
    first = write_topic(tmp_path / "a" / "topic", MEANINGS, en=WORDS)
    second = write_topic(tmp_path / "b" / "topic", MEANINGS, en=WORDS)

    _, errors = load_packs({"one": [first], "two": [second]})

    assert ["id_twice", "id_twice"] == [error.key for error in errors]


def test_a_broken_group_member_is_left_out_and_named_once(tmp_path: Path) -> None:
    """A broken group member is left out and named once."""
    words = 'words:\n  who: [partner, "(sponsor"]\nrules:\n  duty:\n    phrases: ["<who> keeps"]\n'
    topic = write_topic(tmp_path / "topic", MEANINGS, en=words)

    rules, errors = load(topic)

    assert (["topic.duty"], [("phrase_unbalanced", 2, 18)]) == (rules, errors)


def test_shared_words_stand_in_the_folder_common_beside_the_topics(tmp_path: Path) -> None:
    """Shared words stand in the folder common beside the topics."""
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "en.yaml").write_text("words:\n  hush: [secret, hidden]\n", encoding="utf-8")
    words = 'rules:\n  duty:\n    phrases: ["<hush>"]\n'
    pack, errors = load_packs({"test": [write_topic(tmp_path / "topic", MEANINGS, en=words)]})

    assert () == errors
    assert ["It is hidden."] == [f.quote for f in RuleChecker(pack).check(document("It is hidden."))]


def test_every_error_of_a_rule_file_has_its_sentence_in_every_language() -> None:
    """Every error of a rule file has its sentence in every language."""
    for language in LANGUAGES:
        assert catalogue("rules", "en").keys() == catalogue("rules", language).keys()


def test_a_pack_comes_back_from_the_cache_as_it_was(tmp_path: Path, own_cache: Path) -> None:
    """A pack comes back from the cache as it was."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=WORDS)
    first, _ = load_packs({"test": [topic]})
    assert 1 == len(list(own_cache.iterdir()))

    second, _ = load_packs({"test": [topic]})

    assert first == second


def test_a_changed_file_is_never_taken_from_the_cache(tmp_path: Path) -> None:
    """A changed file is never taken from the cache."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=WORDS)
    load_packs({"test": [topic]})
    (topic / "en.yaml").write_text(WORDS.replace("secret", "silent"), encoding="utf-8")

    pack, _ = load_packs({"test": [topic]})

    assert ("silent",) == pack.wordings[0].phrases


def test_a_damaged_cache_is_passed_over(tmp_path: Path, own_cache: Path) -> None:
    """A damaged cache is passed over."""
    topic = write_topic(tmp_path / "topic", MEANINGS, en=WORDS)
    whole, _ = load_packs({"test": [topic]})
    for damage in (b"", b"{}", b"[1]", b'{"meanings": 3}'):
        for written in (damage, hashlib.sha256(damage).digest() + damage):
            for path in own_cache.iterdir():
                path.write_bytes(written)

            assert whole == load_packs({"test": [topic]})[0]


def test_a_pack_that_is_used_is_not_the_oldest(tmp_path: Path, own_cache: Path) -> None:
    """A pack that is used is not forgotten, however many others were kept after it."""
    used = write_topic(tmp_path / "used", MEANINGS, en=WORDS)
    load(used)
    (kept,) = own_cache.iterdir()
    for index in range(12):
        load(write_topic(tmp_path / "topic", MEANINGS, en=WORDS.replace("secret", f"secret{index}")))
        load(used)

    assert kept.exists()


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path, own_cache: Path) -> None:
    """What is kept is for its owner alone."""
    load(write_topic(tmp_path / "topic", MEANINGS, en=WORDS))

    assert {0o600} == {path.stat().st_mode & 0o777 for path in own_cache.iterdir()}


def test_a_cache_that_cannot_be_written_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that cannot be written costs nothing."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CONTRACT_SCAN_CACHE", str(tmp_path / "file" / "cache"))

    assert ["topic.duty", "topic.other"] == load(write_topic(tmp_path / "topic", MEANINGS, en=WORDS))[0]


def test_the_cache_can_be_turned_off(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache can be turned off."""
    monkeypatch.setenv("CONTRACT_SCAN_CACHE", "")
    load(write_topic(tmp_path / "topic", MEANINGS, en=WORDS))

    assert not own_cache.exists()


def test_old_packs_are_forgotten(tmp_path: Path, own_cache: Path) -> None:
    """Old packs are forgotten."""
    for index in range(12):
        load(write_topic(tmp_path / "topic", MEANINGS, en=WORDS.replace("secret", f"secret{index}")))

    assert 8 == len(list(own_cache.iterdir()))


def test_the_built_in_rules_survive_the_cache() -> None:
    """The built in rules survive the cache."""
    pack, _ = load_packs({"knowledge": topics_in(KNOWLEDGE)})

    assert pack == unpacked(packed(pack))


def test_what_follows_the_built_in_rules_is_added_to_what_is_kept_of_them(tmp_path: Path) -> None:
    """The pack is the one that reading all files together gives, and only the rules of the house are read anew."""
    ours = topics_in(KNOWLEDGE)
    load_packs({"knowledge": ours})
    words = 'words:\n  who: [partner, sponsor]\nrules:\n  duty:\n    phrases: ["<who> keeps"]\n'
    house = write_topic(tmp_path / "topic", MEANINGS + "    reads: PUBLISH & CONSENT\n", en=words)
    clash = write_topic(tmp_path / "publication", MEANINGS.replace("duty", "approval"), en=WORDS)
    files = read_rule_files([*(("knowledge", topic) for topic in ours), ("house", house), ("house", clash)])

    started = time.process_time()
    pack, errors = load_packs({"knowledge": ours, "house": [house, clash]})
    spent = time.process_time() - started
    started = time.process_time()
    whole, told = parse_files(files)

    assert whole == pack
    assert list(whole.meanings) == list(pack.meanings) and list(whole.literal) == list(pack.literal)
    assert ["id_twice", "no_meaning"] == [error.key for error in errors] == [error.key for error in told]
    assert spent < (time.process_time() - started) / 2
