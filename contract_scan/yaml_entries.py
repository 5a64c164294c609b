"""Reading a YAML file so that every complaint can name its line.

All scalars are texts, as written: "1.10" stays "1.10", a date stays a date in words, "no" stays "no" (Norway).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contract_scan.errors import ContractScanError
from contract_scan.nouns import dataclass
from contract_scan.yaml_files import BrokenYamlError, compose_yaml, decode_yaml, yaml_bytes


@dataclass(frozen=True)
class Entry:
    """One value of a YAML file (`node`, as PyYAML composes it) with where it stands.

    Errors are of the class `error`, with file, line and what.
    """

    node: Any
    path: Path
    name: str
    error: type[ContractScanError]

    @property
    def line(self) -> int:
        """The line the value starts on, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def fail(self, sentence: str, /, **values: str | float) -> ContractScanError:
        """Return an error about this value: `sentence` is its key, file, line and entry are filled in."""
        return self.error(sentence, path=str(self.path), line=self.line, entry=self.name, **values)

    def text(self) -> str:
        """Return the value as a text that is not empty."""
        if self.node.id != "scalar" or not str(self.node.value).strip():
            raise self.fail("expects_text")
        return str(self.node.value).strip()

    def mapping(self, allowed: frozenset[str], required: frozenset[str]) -> dict[str, Entry]:
        """Return the value's entries by key; a key that is doubled, unknown or missing is an error."""
        found: dict[str, Entry] = {}
        for name, entry in self._pairs():
            if name in found:
                raise entry.fail("doubled_key", key=name)
            if name not in allowed:
                raise entry.fail("unknown_key", key=name, allowed=", ".join(sorted(allowed)))
            found[name] = entry
        for name in sorted(required - found.keys()):
            raise self.fail("missing_key", key=name)
        return found

    def entries(self) -> dict[str, Entry]:
        """Return the value's entries by key, whatever the keys are; a doubled one is an error."""
        return self.mapping(frozenset(name for name, _ in self._pairs()), frozenset())

    def items(self) -> list[Entry]:
        """Return the entries of a list."""
        if self.node.id != "sequence":
            raise self.fail("expects_list")
        return [Entry(node, self.path, f"{self.name}[{i}]", self.error) for i, node in enumerate(self.node.value, 1)]

    def texts(self) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(entry.text() for entry in self.items())

    def _pairs(self) -> Iterator[tuple[str, Entry]]:
        if self.node.id != "mapping":
            raise self.fail("expects_mapping")
        for key, value in self.node.value:
            if key.id != "scalar":
                raise Entry(key, self.path, self.name, self.error).fail("yaml.key")
            name = str(key.value)
            yield name, Entry(value, self.path, f"{self.name}.{name}" if self.name else name, self.error)


def read_entries(path: Path, error: type[ContractScanError]) -> Entry:
    """Return the root entry of a YAML file; what goes wrong is said in the words of `error`'s area.

    Keys used: unreadable_file, empty_file, expects_text, expects_list, expects_mapping, doubled_key, unknown_key,
    missing_key, and those of the messages "yaml".
    """
    try:
        node = compose_yaml(decode_yaml(yaml_bytes(path)))
    except OSError as problem:
        raise error("unreadable_file", path=str(path), reason=problem.strerror or "") from None
    except BrokenYamlError as problem:
        raise error(f"yaml.{problem.reason}", path=str(path), **problem.values) from None
    if node is None:
        raise error("empty_file", path=str(path))
    return Entry(node, path, "", error)
