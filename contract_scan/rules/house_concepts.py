"""Concepts of a house: entries that its own ``concepts/nl.yaml`` and ``en.yaml``, beside its topics, add to ours.

What is added to one of our concepts counts for every rule of the run; a name that we do not have is a new concept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from contract_scan.language.concept import Forms, spellings, ways_of
from contract_scan.language.spelled import BETWEEN, Spelled
from contract_scan.rules.yaml_nodes import Node
from contract_scan.yaml_files import load_yaml

#: How many strings one entry may stand for.
MOST = 2_000


def concepts_in(root: Node, language: str) -> Iterator[Spelled]:
    """Yield the concepts of a house's file spelled out. Raises `RuleError` where one is written wrongly."""
    for name, node in root.items():
        if not name.isupper() or not name.replace("_", "").isalnum():
            raise node.error("concept_name", name=name, better=name.upper().replace(" ", "_").replace("-", "_"))
        given = node if isinstance(node.value, list) else node.get("words")
        if given is None:
            raise node.error("concept_words", name=name)
        guards = None if isinstance(node.value, list) else node.get("unless")
        yield Spelled(name, _spelled(given, language), _spelled(guards, language) if guards else ())


def _spelled(node: Node, language: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for child in node.value if isinstance(node.value, list) else (node,):
        entry = child.string()
        if ways_of(entry, forms_of(language)) > MOST:
            raise child.error("concept_large", entry=entry[:40])
        strings = [string for string in spellings(entry, forms_of(language)) if string.strip("*… ")]
        if not strings:
            raise child.error("concept_empty", entry=entry[:40])
        found.update(dict.fromkeys(strings))
    return tuple(found)


@cache
def forms_of(language: str) -> Forms:
    """Return the inflected forms of words that we know in a language; another word stands for itself alone."""
    path = files("contract_scan_patterns").joinpath("concepts", "forms", f"{language}.yaml")
    given: Mapping[str, str] = load_yaml(path.read_bytes()) if path.is_file() else {}
    return {word: own.split(BETWEEN) for word, own in given.items()}
