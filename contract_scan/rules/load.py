"""Rule folders into packs. A broken rule costs that rule alone, and is named with file, line and column.

A topic folder holds ``rules.yaml`` (what each rule means, once) and a file per language (``nl.yaml``: the words).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

from contract_scan.errors import RuleError
from contract_scan.finding import Bearing, FactKind
from contract_scan.rules.grammar import PhraseError, parse
from contract_scan.rules.model import Examples, Meaning, Pack, Scope, Where, Wording
from contract_scan.rules.yaml_nodes import Node, load_nodes

MEANINGS = "rules.yaml"

Groups = dict[tuple[str, str, str], tuple[str, ...]]


def load_packs(folders: Mapping[str, Iterable[Path]]) -> tuple[Pack, tuple[RuleError, ...]]:
    """Return the rules of topic folders, by the plugin they come from, as one pack, and an error for each rule or
    file that is broken."""
    errors: list[RuleError] = []
    meanings: dict[str, Meaning] = {}
    wordings: list[Wording] = []
    groups: Groups = {}
    digest = hashlib.sha256()
    for plugin, topics in folders.items():
        for folder in topics:
            _Topic(folder, plugin, errors, digest).load(meanings, wordings, groups)
    return Pack(meanings, tuple(wordings), groups, digest.hexdigest()), tuple(errors)


class _Topic:
    """One topic folder being loaded; errors are collected, not raised."""

    def __init__(self, folder: Path, plugin: str, errors: list[RuleError], digest: hashlib._Hash) -> None:
        self.folder, self.plugin, self.errors, self.digest = folder, plugin, errors, digest
        self.topic = folder.name

    def load(self, meanings: dict[str, Meaning], wordings: list[Wording], groups: Groups) -> None:
        found = self._meanings()
        for rule, meaning in found.items():
            if rule in meanings:
                where = meaning.where or Where(str(self.folder), 1)
                self._error(RuleError("id_twice", path=where.path, line=where.line, column=where.column, rule=rule))
            else:
                meanings[rule] = meaning
        for path in sorted(self.folder.glob("*.yaml")):
            if path.name != MEANINGS:
                self._language(path, meanings, wordings, groups)

    def _error(self, error: RuleError) -> None:
        self.errors.append(error)

    def _read(self, path: Path) -> Node | None:
        try:
            data = path.read_bytes()
            self.digest.update(data)
            return load_nodes(data.decode("utf-8-sig"), str(path))
        except UnicodeDecodeError:
            self._error(RuleError("not_utf8", path=str(path), line=1, column=1))
        except OSError:
            self._error(RuleError("unreadable", path=str(path), line=1, column=1))
        except RuleError as error:
            self._error(error)
        return None

    def _meanings(self) -> dict[str, Meaning]:
        root = self._read(self.folder / MEANINGS)
        found: dict[str, Meaning] = {}
        try:
            rules = list((root.get("rules") or root).items()) if root else []
        except RuleError as error:
            self._error(error)
            rules = []
        for name, node in rules:
            try:
                meaning = meaning_of(self.topic, name, node, root or node)
                found[meaning.id] = replace(meaning, plugin=self.plugin)
            except RuleError as error:
                self._error(error)
        return found

    def _language(self, path: Path, meanings: dict[str, Meaning], wordings: list[Wording], groups: Groups) -> None:
        root = self._read(path)
        if root is None:
            return
        language = path.stem
        try:
            for name, node in (root.get("words") or Node(None, root.where)).items():
                groups[self.topic, language, name] = node.strings()
            rules = list((root.get("rules") or Node(None, root.where)).items())
        except RuleError as error:
            self._error(error)
            return
        for name, node in rules:
            try:
                wordings.append(_known(wording_of(self.topic, name, language, node, groups), meanings, node))
            except RuleError as error:
                self._error(error)


def _known(wording: Wording, meanings: dict[str, Meaning], node: Node) -> Wording:
    if wording.rule not in meanings:
        raise node.error("no_meaning", rule=wording.rule)
    return wording


def meaning_of(topic: str, name: str, node: Node, root: Node) -> Meaning:
    """Return a rule's meaning; `kind`, `questions`, `source` and `bearing` may stand once for the topic.

    Raises `RuleError` for a missing or impossible entry.
    """

    def entry(key: str) -> Node | None:
        return node.get(key) or root.get(key)

    def required(key: str) -> Node:
        found = entry(key)
        if found is None:
            raise node.error("missing", rule=f"{topic}.{name}", key=key)
        return found

    bearing = entry("bearing")
    capture = node.get("capture")
    checker = entry("checker")
    return Meaning(
        id=f"{topic}.{name}",
        topic=topic,
        kind=required("kind").string(),
        title=_words(required("title")),
        message=_words(required("message")),
        why=_words(required("why")),
        source=required("source").string(),
        questions=tuple(str(q) for q in required("questions").plain() or ()),
        bearing=_one_of(bearing, get_args(Bearing)) if bearing and bearing.value is not None else None,  # type: ignore[arg-type]
        attributes=(node.get("attributes") or Node({}, node.where)).plain() or {},
        capture=tuple(_one_of(n, get_args(FactKind)) for n in (capture.value if capture else ())),  # type: ignore[misc]
        context=bool((entry("context") or Node(False, node.where)).value),
        checker=checker.string() if checker else None,
        languages=(node.get("languages") or Node([], node.where)).strings(),
        where=node.where,
    )


def _one_of(node: Node, allowed: tuple[str, ...]) -> str:
    if node.value not in allowed:
        raise node.error("not_one_of", found=str(node.value), allowed=", ".join(allowed))
    return str(node.value)


def _words(node: Node) -> dict[str, str]:
    words = {language: text.string().strip() for language, text in node.items()}
    for language in ("en", "nl"):
        if not words.get(language):
            raise node.error("missing_language", language=language)
    return words


def wording_of(topic: str, name: str, language: str, node: Node, groups: Groups) -> Wording:
    """Return a rule's words in one language. Raises `RuleError` where a phrase breaks the grammar."""

    def phrases(key: str) -> tuple[str, ...]:
        found = node.get(key)
        if found is None:
            return ()
        for child in found.value if isinstance(found.value, list) else [found]:
            check_phrase(child, topic, language, groups)
        return found.strings()

    within = node.get("within")
    examples = node.get("examples") or Node({}, node.where)
    wording = Wording(
        rule=f"{topic}.{name}",
        language=language,
        phrases=phrases("phrases"),
        near=phrases("near"),
        unless=phrases("unless"),
        heading=phrases("heading"),
        within=_one_of(within, get_args(Scope)) if within else "sentence",  # type: ignore[arg-type]
        examples=Examples(*(_strings(examples, key) for key in ("hits", "misses", "known_misses"))),
        where=node.where,
    )
    if not wording.phrases:
        raise node.error("no_phrases", rule=wording.rule)
    return wording


def _strings(node: Node, key: str) -> tuple[str, ...]:
    found = node.get(key)
    return found.strings() if found else ()


def check_phrase(node: Node, topic: str, language: str, groups: Groups) -> None:
    """Raise `RuleError` at the phrase's place where it breaks the grammar."""
    try:
        parse(node.string(), lambda name: groups_of(groups, topic, language, name))
    except PhraseError as error:
        key, part = error.args
        raise node.error(f"phrase_{key}", part=part) from None


def groups_of(groups: Groups, topic: str, language: str, name: str) -> tuple[str, ...]:
    """Return the phrases of a named word group: the topic's own, or else one of the topic "common"."""
    found = groups.get((topic, language, name)) or groups.get(("common", language, name))
    if found is None:
        raise PhraseError("unknown_group", name)
    return found
