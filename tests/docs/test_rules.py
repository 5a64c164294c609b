"""What docs/rules.md shows is run: its samples pass their proof, and it describes everything a rule can say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from contract_scan.cli.main import COMMANDS
from contract_scan.cli.rules import rules
from contract_scan.rules.entries import EXAMPLE_KEYS, MEANING_KEYS, WORDING_KEYS
from contract_scan.rules.grammar import FACTS
from contract_scan.rules.proof.prove import prove_folders

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"<!-- sample: (\S+) -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_samples_pass_their_proof(tmp_path: Path) -> None:
    """The samples pass their proof."""
    assert ["house/rules.yaml", "house/en.yaml", "house/nl.yaml"] == [name for name, _ in SAMPLES]
    (tmp_path / "house").mkdir()
    for name, text in SAMPLES:
        (tmp_path / name).write_text(text, encoding="utf-8")

    proof = prove_folders([tmp_path / "house"])

    assert [] == [line for problem in proof.problems for line in problem.lines()]
    assert 8 == proof.examples


@pytest.mark.parametrize("entry", sorted({*MEANING_KEYS, *WORDING_KEYS, *EXAMPLE_KEYS, *FACTS} - {"checker"}))
def test_everything_a_rule_can_say_is_described(entry: str) -> None:
    """Everything a rule can say is described."""
    assert f"`{entry}`" in PAGE or f"{{{entry}}}" in PAGE


def test_every_command_that_is_shown_exists() -> None:
    """Every command that is shown exists."""
    shown = re.findall(r"contract-scan (\w+)(?: (\w+))?", PAGE)

    assert {first for first, _ in shown} <= COMMANDS.keys()
    assert {second for first, second in shown if first == "rules"} == rules.commands.keys()


def test_the_samples_of_settings_are_json() -> None:
    """The samples of settings are JSON."""
    for sample in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL):
        json.loads(sample)
