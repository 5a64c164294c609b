"""Where in a rule file a phrase or an example stands; looked up only when there is something to say about it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from contract_scan.errors import RuleError
from contract_scan.rules.model import Where
from contract_scan.rules.yaml_nodes import Node, load_nodes


def place(path: str, *keys: str | int) -> Where:
    """Return the place of an entry: keys of mappings and ordinals of lists, from the root. As far as they exist."""
    node = _root(path)
    where = node.where if node else Where(path, 1)
    for key in keys:
        if node is None:
            break
        node = _child(node, key)
        where = node.where if node else where
    return where


def _child(node: Node, key: str | int) -> Node | None:
    if isinstance(key, str):
        return node.get(key)
    if isinstance(node.value, list):
        return node.value[key] if key < len(node.value) else None
    return node


@cache
def _root(path: str) -> Node | None:
    try:
        return load_nodes(Path(path).read_bytes(), path)
    except (OSError, RuleError):
        return None
