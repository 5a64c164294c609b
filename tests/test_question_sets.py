"""Question set files: the built-in sets are whole, broken ones are named, crosswalks lay evidence under both."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import pytest

from contract_scan.messages import LANGUAGES
from contract_scan.question_sets import (
    BUILT_IN,
    QuestionSetError,
    choose_question_set,
    load_question_set,
    load_question_sets,
    questions_under,
)

FOLDER = Path(str(files("contract_scan_patterns"))) / "questions"
SETS, ERRORS = load_question_sets(sorted(FOLDER.glob("*.yaml")))

SMALL = """\
id: small
version: "1"
date: "2026-01-31"
title: {nl: Klein, en: Small}
source: {nl: Wij, en: Us}
chapters:
  - id: A
    title: {nl: Deel, en: Part}
    questions:
      - id: A1
        title: {nl: Een, en: One}
        text: {nl: Een?, en: One?}
        never: {nl: Veel, en: Much}
        next: {nl: Daar, en: There}
        kinds: [party]
"""


def written(folder: Path, text: str, name: str = "set.yaml") -> Path:
    """Write a question set file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_set_has_the_published_shape() -> None:
    """Five chapters with 3 + 2 + 3 + 7 + 3 questions, in order, numbered within their chapter."""
    built_in = SETS[BUILT_IN]
    counts = [sum(q.chapter == chapter.id for q in built_in.questions) for chapter in built_in.chapters]

    assert ERRORS == []
    assert counts == [3, 2, 3, 7, 3]
    assert [q.order for q in built_in.questions] == list(range(1, 19))
    assert all(q.id.startswith(f"{q.chapter}.") for q in built_in.questions)


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_question_says_everything_in_both_languages(name: str) -> None:
    """Title, text, what a document never answers and where to look next exist in Dutch and English."""
    for question in SETS[name].questions:
        for words in (question.title, question.text, question.never, question.next):
            assert all(words.get(language) for language in LANGUAGES), question.id


def test_sanctions_lists_are_needed_for_the_first_question() -> None:
    """Without the EU and UN lists question 1.1 was not looked at."""
    assert SETS[BUILT_IN].questions[0].needs == ("eu", "un")


def test_a_second_set_takes_from_the_base_what_it_leaves_out() -> None:
    """A question of a set with a crosswalk has the kinds, lists and texts of the questions it is the same as."""
    base = {question.id: question for question in SETS[BUILT_IN].questions}
    second = next(s for s in SETS.values() if s.base == BUILT_IN)

    for question in second.questions:
        assert set(question.kinds) >= set(base[question.same_as[0]].kinds)
        assert base[question.same_as[0]].next["en"] in question.next["en"]


def test_evidence_for_a_base_question_lies_under_every_question_that_is_the_same() -> None:
    """The crosswalk goes from the base's ids to the set's, and drops what the set does not ask."""
    second = next(s for s in SETS.values() if s.base == BUILT_IN)

    assert questions_under(second, ["5.1"]) == ("P1", "P3")
    assert questions_under(second, ["3.3"]) == ()
    assert questions_under(SETS[BUILT_IN], ["5.1", "9.9"]) == ("5.1",)


def test_an_unmapped_question_never_takes_the_evidence_of_a_base_question_with_its_id(tmp_path: Path) -> None:
    """In a set with a crosswalk an id is the set's own, even where the base uses the same one."""
    base = written(tmp_path, SMALL, "base.yaml")
    other = SMALL.replace("id: small", "id: other\nbase: small").replace("kinds: [party]", "same_as: []")
    sets, errors = load_question_sets([base, written(tmp_path, other, "other.yaml")])

    assert errors == []
    assert questions_under(sets["other"], ["A1"]) == ()


def test_numbers_stay_as_they_were_written(tmp_path: Path) -> None:
    """An id such as 1.10 without quotation marks is not read as the number 1.1."""
    text = SMALL.replace("id: A1", "id: 1.10")

    assert load_question_set(written(tmp_path, text)).questions[0].id == "1.10"


BROKEN = {
    "missing_key": (SMALL.replace("        kinds: [party]\n", ""), 10),
    "unknown_key": (SMALL.replace("kinds:", "kind:"), 15),
    "doubled_key": (SMALL + "        kinds: [funder]\n", 16),
    "doubled_id": (SMALL + SMALL[SMALL.index("      - id: A1") :], 7),
    "expects_list": (SMALL.replace("[party]", "party"), 15),
    "expects_text": (SMALL.replace("nl: Een?,", "nl: [Een],"), 12),
    "expects_mapping": (SMALL.replace("{nl: Een?, en: One?}", "One?"), 12),
    "not_a_date": (SMALL.replace("2026-01-31", "January 2026"), 3),
    "yaml.bracket": (SMALL.replace("[party]", "[party"), 15),
}


@pytest.mark.parametrize("key", sorted(BROKEN))
def test_a_broken_file_is_named_with_line_and_fault(tmp_path: Path, key: str) -> None:
    """The sentence says which file, which line and what to do, in both languages."""
    text, line = BROKEN[key]
    path = written(tmp_path, text)

    with pytest.raises(QuestionSetError) as caught:
        load_question_set(path)

    assert (caught.value.key, caught.value.values["line"]) == (key, line)
    for language in LANGUAGES:
        assert str(path) in caught.value.sentence(language)
        assert "{" not in caught.value.sentence(language)


@pytest.mark.parametrize(
    ("data", "key"), [(b"", "empty_file"), (b"title: \xff\xfe", "yaml.encoding"), (None, "unreadable_file")]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, data: bytes | None, key: str) -> None:
    """Empty, not UTF-8 or not there: each has its own sentence."""
    path = tmp_path / "set.yaml"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(QuestionSetError) as caught:
        load_question_set(path)

    assert caught.value.key == key


def test_a_pipe_or_device_is_never_read(tmp_path: Path) -> None:
    """The one has no writer, the other no end; both are told as a file that cannot be read."""
    os.mkfifo(tmp_path / "set.yaml")
    for path in (tmp_path / "set.yaml", Path("/dev/zero"), tmp_path):
        with pytest.raises(QuestionSetError) as caught:
            load_question_set(path)

        assert "unreadable_file" == caught.value.key


def test_a_file_without_measure_is_refused_unread(tmp_path: Path) -> None:
    """No more of it is read than says that it is too long."""
    with (tmp_path / "set.yaml").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(QuestionSetError) as caught:
        load_question_set(tmp_path / "set.yaml")

    assert "yaml.long" == caught.value.key


def test_a_broken_set_costs_that_set_alone(tmp_path: Path) -> None:
    """Other files of the same run are loaded; the error names the file that is left out."""
    broken = written(tmp_path, "id: [", "broken.yaml")
    sets, errors = load_question_sets([broken, written(tmp_path, SMALL)])

    assert list(sets) == ["small"]
    assert [error.values["path"] for error in errors] == [str(broken)]


def test_a_crosswalk_to_nowhere_is_an_error(tmp_path: Path) -> None:
    """An unknown base, or a question that the base does not have, is said."""
    lost = SMALL.replace("id: small", "id: other\nbase: gone")
    wrong = SMALL.replace("id: small", "id: other\nbase: small").replace("kinds: [party]", "same_as: [Z9]")
    base = written(tmp_path, SMALL, "base.yaml")

    assert (
        load_question_sets([written(tmp_path, lost.replace("kinds: [party]", "same_as: []"))])[1][0].key
        == "unknown_base"
    )
    assert load_question_sets([base, written(tmp_path, wrong)])[1][0].key == "unknown_question"


def test_an_unknown_set_is_refused_with_the_names_there_are() -> None:
    """A misspelt name is answered with those that exist."""
    with pytest.raises(QuestionSetError, match=BUILT_IN):
        choose_question_set(SETS, "nl-kenisveiligheid")
