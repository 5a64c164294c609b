"""The files that rules are made of, read once: their contents, and the hash that says whether anything changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

from contract_scan.errors import RuleError
from contract_scan.nouns import dataclass
from contract_scan.rules.groups import COMMON
from contract_scan.rules.problems import BrokenRuleError
from contract_scan.yaml_files import yaml_bytes

MEANINGS = "rules.yaml"
#: The folder of concepts that a house has beside its topics.
HOUSE = "concepts"
#: The built-in knowledge.
KNOWLEDGE = Path(str(files("contract_scan_patterns")))


@dataclass(frozen=True)
class RuleFiles:
    """Rule files that were read.

    `topics` are (plugin, folder); `folders` are those and the folders of shared words, in the order of loading;
    `concepts` are the files of concepts that houses have beside their topics.
    `sha256` is of all contents, wherever the files stand; `key` is of their places and plugins too.
    """

    topics: Sequence[tuple[str, Path]]
    folders: Sequence[Path]
    contents: Mapping[Path, bytes]
    concepts: Sequence[Path]
    errors: Sequence[RuleError]
    sha256: str
    key: str

    def built_in(self) -> RuleFiles | None:
        """Return the files of what is built in, which does not change with what follows it.

        None where nothing follows, what is built in stands elsewhere too, or the concepts of a house bear on all.
        """
        ours = list(takewhile(lambda topic: topic[1].parent == KNOWLEDGE, self.topics))
        others = [folder for _, folder in self.topics[len(ours) :]]
        if not ours or not others or self.concepts or any(folder.parent == KNOWLEDGE for folder in others):
            return None
        contents = {path: data for path, data in self.contents.items() if path.parent.parent == KNOWLEDGE}
        return _files(ours, contents, (), ())

    def languages(self, folder: Path) -> list[Path]:
        """Return the language files of a folder, in order of name."""
        return [path for path in self.contents if path.parent == folder and path.name != MEANINGS]


def read_rule_files(topics: Sequence[tuple[str, Path]]) -> RuleFiles:
    """Return the files of topic folders (by plugin) and of the shared words they may use."""
    contents: dict[Path, bytes] = {}
    errors: list[RuleError] = []
    for folder in _folders(topics):
        for path in sorted(folder.glob("*.yaml")):
            _read(path, contents, errors)
    concepts = concept_files(topic for _, topic in topics)
    for path in concepts:
        _read(path, contents, errors)
    for _, folder in topics:
        errors += [BrokenRuleError("yml", path=str(path), line=1, column=1) for path in sorted(folder.glob("*.yml"))]
        if folder / MEANINGS not in contents:
            errors.append(BrokenRuleError("unreadable", path=str(folder / MEANINGS), line=1, column=1))
    return _files(topics, contents, concepts, errors)


def _files(
    topics: Sequence[tuple[str, Path]],
    contents: Mapping[Path, bytes],
    concepts: Sequence[Path],
    errors: Sequence[RuleError],
) -> RuleFiles:
    places = [f"{plugin}\0{folder}" for plugin, folder in topics] + [str(path) for path in contents]
    sha256, key = _hash(contents.values()), _hash(map(_bytes, places))
    return RuleFiles(topics, _folders(topics), contents, concepts, errors, sha256, key)


def _folders(topics: Iterable[tuple[str, Path]]) -> list[Path]:
    """Return topic folders and those of the words they may share, in the order of loading."""
    return list(dict.fromkeys(folder for _, topic in topics for folder in (topic.parent / COMMON, topic)))


def concept_files(topics: Iterable[Path]) -> list[Path]:
    """Return the files of concepts that houses have beside topic folders."""
    houses = dict.fromkeys(topic.parent / HOUSE for topic in topics if topic.parent != KNOWLEDGE)
    return [path for folder in houses for path in sorted(folder.glob("*.yaml"))]


def _read(path: Path, contents: dict[Path, bytes], errors: list[RuleError]) -> None:
    """Add what a file holds, or the error of one that is none: to read a pipe would wait for ever."""
    try:
        contents[path] = yaml_bytes(path)
    except OSError:
        errors.append(BrokenRuleError("unreadable", path=str(path), line=1, column=1))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
