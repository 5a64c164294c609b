"""YAML is read by one reader, which says where a text is no YAML."""

from __future__ import annotations

import pytest

from contract_scan.yaml_files import BrokenYamlError, compose_yaml, knowledge, knowledge_by_name, load_yaml


def test_what_is_no_yaml_is_told_with_its_place() -> None:
    """Line and column count from 1."""
    with pytest.raises(BrokenYamlError) as broken:
        compose_yaml("one: 1\ntwo: [3\nfour: 4\n")

    assert 3 == broken.value.line
    assert broken.value.column >= 1
    assert broken.value.problem


def test_a_text_without_content_has_no_nodes() -> None:
    """Only a comment is no content."""
    assert compose_yaml("# nothing\n") is None


def test_values_are_read_without_places() -> None:
    """Texts and numbers come as they are."""
    assert load_yaml("one: 1\ntwo: [a, b]\n") == {"one": 1, "two": ["a", "b"]}


def test_the_knowledge_is_read_by_name() -> None:
    """A folder gives its files in order of name; one that is not there gives none."""
    languages = knowledge_by_name("languages")

    assert ["en", "nl"] == list(languages)
    assert knowledge("languages", "nl") is languages["nl"]
    assert {} == knowledge_by_name("no_such_folder")
