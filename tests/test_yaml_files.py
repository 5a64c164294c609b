"""YAML is read by one reader, within bounds, which says in our words where a text is no YAML."""

from __future__ import annotations

import pytest

from contract_scan.messages import LANGUAGES, find
from contract_scan.yaml_files import (
    MOST_BYTES,
    BrokenYamlError,
    compose_yaml,
    decode_yaml,
    knowledge,
    knowledge_by_name,
    load_yaml,
)

#: Ten lines that stand for two billion values.
BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]\n" for n in range(10))
BROKEN = {
    "tab before a name": (b"one:\n\ttwo: 3\n", "tab", 2),
    "tab in a list": (b"one:\n  two: 3\n\tthree: 4\n", "tab", 3),
    "NUL": (b"one: two\nthree: fo\0ur\n", "nul", 2),
    "control character": (b"one: \x07\n", "control", 1),
    "two documents": (b"one: 1\n---\ntwo: 2\n", "documents", 2),
    "UTF-16": ("one: 1".encode("utf-16"), "utf16", 1),
    "Windows encoding": ("one: 1\ntwo: café\n".encode("cp1252"), "encoding", 2),
    "alias bomb": (BOMB.encode(), "anchor", 1),
    "anchor": (b"one: &it 1\n", "anchor", 1),
    "star without quotes": (b"one: [a, *verbod]\n", "alias", 1),
    "colon in a text": (b"one: Ask: who\n", "colon", 1),
    "quotation mark": (b'one: 1\ntwo: "three\nfour: 5\n', "quote_open", 2),
    "apostrophe": (b"one: 'it's'\n", "indentation", 1),
    "bracket": (b"one: 1\ntwo: [3\nfour: 4\n", "bracket", 2),
    "brace": (b"one: {two: 3\nfour: 4\n", "brace", 1),
    "indentation": (b"one:\n  two: 3\n four: 5\n", "indentation", 3),
    "no colon": (b"one: 1\ntwo\nthree: 3\n", "no_colon", 2),
    "at sign": (b"one: @two\n", "sign", 1),
    "backslash": (b'one: "\\q"\n', "escape", 1),
    "too deep": (b"one: " + b"[" * 60 + b"]" * 60, "deep", 1),
    "far too deep": (b"[" * 5000 + b"]" * 5000, "deep", 1),
    "too many": (b"one: [" + b"a, " * 100_001 + b"]", "many", 1),
    "too long": (b"# " + b"x" * MOST_BYTES, "long", 1),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_yaml_is_told_in_our_words_with_its_place(what: str) -> None:
    """Lines count from 1; the sentence exists in both languages."""
    data, reason, line = BROKEN[what]
    with pytest.raises(BrokenYamlError) as broken:
        compose_yaml(decode_yaml(data))

    assert (reason, line) == (broken.value.reason, broken.value.line)
    assert broken.value.column >= 1
    for language in LANGUAGES:
        sentence = find(f"yaml.{reason}", language)
        assert sentence
        assert "rules.yaml" in sentence.format(path="rules.yaml", **broken.value.values)


def test_ampersands_and_stars_within_a_text_are_no_anchors() -> None:
    """Lines over concepts and phrases with endings stay as they are."""
    text = 'reads: ["PUBLISH & CONSENT"]\nphrases: ["niet *verbod", publi*]\nname: Research & Co\n'

    assert compose_yaml(text) is not None


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
    assert knowledge("languages", "nl") == languages["nl"]
    assert {} == knowledge_by_name("no_such_folder")
