"""The JSON Schema for rule files says what the loader says."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
import yaml
from jsonschema import Draft202012Validator

from contract_scan.finding import Bearing, FactKind
from contract_scan.rules.entries import EXAMPLE_KEYS, MEANING_KEYS, WORDING_KEYS
from contract_scan.rules.grammar import FACTS
from contract_scan.rules.model import Scope
from contract_scan.rules.rule_files import KNOWLEDGE

SCHEMA = json.loads(files("contract_scan.rules").joinpath("schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
RULE_FILES = sorted(p for folder in KNOWLEDGE.glob("*/rules.yaml") for p in folder.parent.glob("*.yaml"))


def test_the_schema_is_one() -> None:
    """The schema is one."""
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_the_same_entries_as_the_loader() -> None:
    """The schema knows the same entries as the loader."""
    definitions = SCHEMA["$defs"]

    assert definitions["meaning"]["properties"].keys() == MEANING_KEYS
    assert definitions["wording"]["properties"].keys() == WORDING_KEYS
    assert definitions["wording"]["properties"]["examples"]["properties"].keys() == EXAMPLE_KEYS
    assert set(definitions["fact"]["enum"]) == set(get_args(FactKind)) >= set(FACTS)
    assert tuple(definitions["wording"]["properties"]["within"]["enum"]) == get_args(Scope)
    assert {*get_args(Bearing), None} == set(definitions["meaning"]["properties"]["bearing"]["enum"])


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_built_in_rule_files_fit_the_schema(path: Path) -> None:
    """The built in rule files fit the schema."""
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)

    assert [] == [error.message for error in VALIDATOR.iter_errors(content)]


@pytest.mark.parametrize(
    "content",
    [
        {"rules": {"duty": {"phrases": ["a"], "phrase": ["b"]}}},
        {"rules": {"duty": {"phrases": ["a"], "within": "room"}}},
        {"rules": {"duty": {"title": {"en": "Only English"}, "message": {}, "why": {}}}},
        {"rules": {"Not a name": {"phrases": ["a"]}}},
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(content: dict[str, object]) -> None:
    """What the loader refuses the schema refuses."""
    assert not VALIDATOR.is_valid(content)
