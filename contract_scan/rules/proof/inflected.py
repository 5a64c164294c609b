"""Words in a house's concepts that are said to be inflected, and that we do not know the forms of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from contract_scan.errors import RuleError
from contract_scan.language.concept import INFLECTED
from contract_scan.rules.house_concepts import forms_of
from contract_scan.rules.proof.problem import Problem
from contract_scan.rules.rule_files import concept_files
from contract_scan.rules.yaml_nodes import Node, load_nodes
from contract_scan.yaml_files import yaml_bytes

_WORD = re.compile(rf"([^\s()|]+){INFLECTED}")


def not_inflected(topics: Iterable[Path]) -> Iterator[Problem]:
    """Yield a problem for each word with a ~ in the concepts beside topics whose forms we do not know.

    It stands for itself alone, which nobody would see. What else is wrong with the files is told where they are read.
    """
    for path in concept_files(topics):
        try:
            root = load_nodes(yaml_bytes(path), str(path))
        except (OSError, RuleError):
            continue
        for node in _texts(root):
            for word in _WORD.findall(str(node.value)):
                if word.lower() not in forms_of(path.stem):
                    yield Problem("no_forms", node.where, values={"word": word, "path": str(path)})


def _texts(node: Node) -> Iterator[Node]:
    inner = node.value.values() if isinstance(node.value, dict) else node.value if isinstance(node.value, list) else ()
    if isinstance(node.value, str):
        yield node
    for child in inner:
        yield from _texts(child)
