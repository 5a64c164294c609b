"""Which words may leave: those that the rules themselves are made of. They are public; a counterparty's are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from contract_scan.rules.model import Pack
from contract_scan.rules.rule_files import KNOWLEDGE
from contract_scan.yaml_files import load_yaml

_LOWER = re.compile(r"(?<![^\W_])[^\W\d_A-Z]\w*")
_STEM = re.compile(r"(?<![^\W_])([^\W\d_A-Z]\w{4,})\*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words.

    `ordinary` stand in lower case somewhere in the rules, and `stems` are how words begin of which any ending is one;
    `entity` are those that names of bodies are made of besides what is their own ("university", "b.v.").
    """

    ordinary: frozenset[str]
    stems: tuple[str, ...]
    entity: frozenset[str]

    def knows(self, word: str) -> bool:
        """Say whether a word in lower case is one of them."""
        return word in self.ordinary or word in self.entity or word.startswith(self.stems)


def vocabulary_of(pack: Pack) -> Vocabulary:
    """Return the words of all rules at hand, and of what comes with contract-scan."""
    folders = [f for f in KNOWLEDGE.iterdir() if f.is_dir() and f.name not in ("tables", "masking", "questions")]
    files = {path for folder in folders for path in folder.rglob("*.yaml")}
    files |= {Path(wording.where.path) for wording in pack.wordings if wording.where}
    texts = [path.read_text("utf-8") for path in sorted(files) if path.is_file()]
    words = {word.lower() for text in texts for word in _LOWER.findall(text)}
    stems = tuple(sorted({stem.lower() for text in texts for stem in _STEM.findall(text)}))
    facts = (KNOWLEDGE / "facts").glob("*.yaml")
    words |= {word.lower() for path in facts for value in _texts(_loaded(path)) for word in _WORD.findall(value)}
    files = set((KNOWLEDGE / "parties" / "words").glob("*.yaml"))
    entity = {word.lower() for path in files for value in _texts(_loaded(path)) for word in _WORD.findall(value)}
    return Vocabulary(frozenset(words - _places()), stems, frozenset(entity - _places()))


def _texts(value: object) -> Iterator[str]:
    """Yield every text within what a file holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


@cache
def _places() -> frozenset[str]:
    """Return the cities and regions of one word; rules may know some, but they name a place all the same."""
    table = _loaded(KNOWLEDGE / "tables" / "countries" / "countries.yaml")["countries"].values()
    named = (place for entry in table for place in entry.get("places", ()))
    return frozenset(str(place).lower() for place in named if _WORD.fullmatch(str(place)))


@cache
def masking() -> Mapping[str, Any]:
    """Return what the file of masking words says."""
    return _loaded(KNOWLEDGE / "masking" / "words.yaml")


@cache
def countries(language: str) -> Mapping[str, tuple[str, str]]:
    """Return what each name of a country stands for, in lower case: its code, and the form ("nl", "en.adjective.0").

    Where both languages have the same name, it is that of the given language.
    """
    found: dict[str, tuple[str, str]] = {}
    for code, entry in _loaded(KNOWLEDGE / "tables" / "countries" / "countries.yaml")["countries"].items():
        for key in ("name", "names", "adjectives"):
            for spoken, named in sorted(entry.get(key, {}).items(), key=lambda item: item[0] != language):
                for index, name in enumerate([named] if isinstance(named, str) else named):
                    form = f"{spoken}.adjective.{index}" if key == "adjectives" else spoken
                    found.setdefault(str(name).lower(), (code, form))
    return found


@cache
def country_name(code: str, form: str) -> str:
    """Return the name of a country in a form of `countries`."""
    entry = _loaded(KNOWLEDGE / "tables" / "countries" / "countries.yaml")["countries"][code]
    language, _, index = form.partition(".adjective.")
    if not index:
        return str(entry["name"].get(language) or entry["name"]["en"])
    adjectives = entry["adjectives"].get(language) or entry["adjectives"]["en"]
    return str(adjectives[min(int(index), len(adjectives) - 1)])


@cache
def _loaded(path: Path) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = load_yaml(path.read_text("utf-8"))
    return loaded
