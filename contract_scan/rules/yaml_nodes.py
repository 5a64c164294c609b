"""YAML with places: every mapping, list and scalar knows its line and column, so that an error can name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contract_scan.errors import RuleError
from contract_scan.nouns import dataclass
from contract_scan.rules.model import Where
from contract_scan.rules.problems import BrokenRuleError
from contract_scan.yaml_files import BrokenYamlError, compose_yaml, decode_yaml


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value with where it stands. `value` is a dict or list of nodes, a scalar, or None."""

    value: Any
    where: Where

    def get(self, key: str) -> Node | None:
        """Return the node under a key of a mapping, or None."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield the entries of a mapping. Raises `RuleError` for anything else."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            raise self.error("not_a_mapping")
        yield from self.value.items()

    def plain(self) -> Any:
        """Return the value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def strings(self) -> tuple[str, ...]:
        """Return a list of strings (one string is a list of one). Raises `RuleError` for anything else."""
        nodes = self.value if isinstance(self.value, list) else [self]
        for node in nodes:
            if not isinstance(node.value, str):
                raise node.error("not_a_text")
        return tuple(node.value for node in nodes)

    def string(self) -> str:
        """Return the text. Raises `RuleError` where it is none."""
        if not isinstance(self.value, str):
            raise self.error("not_a_text")
        return self.value

    def error(self, message: str, /, **values: str | int | float) -> RuleError:
        """Return the error that names this place; `message` is its key in the catalogue."""
        return BrokenRuleError.at(self.where, message, **values)


def load_nodes(data: bytes, path: str) -> Node:
    """Parse a YAML file. Raises `RuleError` with line and column for broken YAML and for a key written twice."""
    try:
        root = compose_yaml(decode_yaml(data))
    except BrokenYamlError as error:
        raise BrokenRuleError(f"yaml.{error.reason}", path=path, **error.values) from None
    return Node(None, Where(path, 1)) if root is None else _node(root, path)


def _node(node: Any, path: str) -> Node:
    where = Where(path, node.start_mark.line + 1, node.start_mark.column + 1)
    if node.id == "mapping":
        return Node(_mapping(node, path), where)
    if node.id == "sequence":
        return Node([_node(child, path) for child in node.value], where)
    return Node(_scalar(node), where)


def _mapping(node: Any, path: str) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key, value in node.value:
        name, mark = str(key.value), key.start_mark
        at = Where(path, mark.line + 1, mark.column + 1)
        if key.id != "scalar":
            raise BrokenRuleError.at(at, "yaml.key")
        if name in found:
            raise BrokenRuleError.at(at, "key_twice", name=name)
        child = _node(value, path)
        found[name] = child if child.value is not None and isinstance(child.value, str) else Node(child.value, at)
    return found


_WORDS = {"true": True, "yes": True, "false": False, "no": False, "null": None, "~": None, "": None}


def _scalar(node: Any) -> str | int | float | bool | None:
    if node.style in ("'", '"', "|", ">"):
        return str(node.value)
    text = str(node.value)
    if node.tag == "tag:yaml.org,2002:int" and text.lstrip("+-").isdigit():
        return int(text)
    if node.tag == "tag:yaml.org,2002:float":
        return float(text)
    if node.tag in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"):
        return _WORDS.get(text.lower(), text)
    return text
