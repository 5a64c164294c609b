"""Strings found by an automaton made of those alone that can stand in a text: the same as by one made of all."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick

from contract_scan.language.concepts import concepts_for
from contract_scan.language.finder import OFTEN, Finder
from contract_scan.read import read
from contract_scan.rules.segmenting import folded
from contract_scan.setup import Setup
from tests.conftest import FIXTURES

STRINGS = (" b ", " a ", " a b ", " ab", " b ", "b ")


def test_what_is_found_does_not_hang_on_what_was_read_before(setup: Setup) -> None:
    """All concepts of a language, in every draft of ours, each read first, and all by one finder."""
    paths = sorted(FIXTURES.iterdir())[::2]
    texts = [folded(read(path, setup.readers, ocr="never")).text for path in paths]
    for language in ("en", "nl"):
        index = concepts_for(language)
        every, growing = AhoCorasick(index.strings), Finder(index.strings, index.gates)
        for text in texts:
            found = sorted(every.find_matches_as_indexes(text, overlapping=True))
            assert found == sorted(Finder(index.strings, index.gates).found(text))
            assert found == sorted(growing.found(text))


def test_a_string_that_begins_or_ends_inside_a_word_is_always_found() -> None:
    finder = Finder(STRINGS, 1)

    assert {3, 5} == {number for number, _, _ in finder.found(" abb ")}
    assert {0, 1, 2, 4, 5} == {number for number, _, _ in finder.found(" a b ")}


def test_an_automaton_is_made_a_few_times_at_most() -> None:
    """Then it is made of all strings, for a process that reads many texts."""
    finder = Finder(tuple(f" w{number:02} " for number in range(90)), 0)
    for number in range(OFTEN + 3):
        assert [(number, 0, 5)] == list(finder.found(f" w{number:02} "))

    assert finder._made is not None
    assert finder._made.numbers is None
