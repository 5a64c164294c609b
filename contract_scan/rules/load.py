"""Rule folders into packs. A broken rule costs that rule alone, and is named with file, line and column.

A topic folder holds ``rules.yaml`` (what each rule means, once) and a file per language (``nl.yaml``: the words).
Word groups that topics share stand beside them, in the folder ``common``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from contract_scan.errors import RuleError
from contract_scan.language.concepts import has_concepts
from contract_scan.language.expression import parse_line, words_in
from contract_scan.language.fitting import phrase_of
from contract_scan.language.spelled import Spelled
from contract_scan.messages import DEFAULT, LANGUAGES
from contract_scan.question import Words
from contract_scan.rules.cache import cached
from contract_scan.rules.entries import (
    TOPIC_KEYS,
    compile_node,
    meaning_of,
    refuse_unknown,
    wording_of,
    words_in_both,
)
from contract_scan.rules.grammar import Groups
from contract_scan.rules.groups import groups_in
from contract_scan.rules.house_concepts import concepts_in
from contract_scan.rules.model import Meaning, Pack, Wording
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.problems import BrokenRuleError
from contract_scan.rules.rule_files import MEANINGS, RuleFiles, read_rule_files
from contract_scan.rules.yaml_nodes import Node, load_nodes


def load_packs(folders: Mapping[str, Iterable[Path]]) -> tuple[Pack, tuple[RuleError, ...]]:
    """Return the rules of topic folders, by the plugin they come from, as one pack, and an error for each rule or
    file that is broken."""
    topics = [(plugin, Path(folder)) for plugin, given in folders.items() for folder in given]
    files = read_rule_files(topics)
    return cached(files, lambda: _parsed_after_ours(files))


def _parsed_after_ours(files: RuleFiles) -> tuple[Pack, tuple[RuleError, ...]]:
    """Return the pack in rule files; what is built in, nearly all of it, is taken from the cache."""
    ours = files.built_in()
    if ours is None:
        return parse_files(files)
    pack, errors = cached(ours, lambda: parse_files(ours))
    return parse_files(files) if errors else parse_files(files, pack, ours.folders)


def parse_files(
    files: RuleFiles, begun: Pack | None = None, read: Collection[Path] = ()
) -> tuple[Pack, tuple[RuleError, ...]]:
    """Return the pack in rule files that were read, and what is broken in them.

    The pack may be `begun` with that of the first folders, which are not `read` again.
    """
    begun = begun or Pack({}, (), {})
    loader = _Loader(files, begun)
    for path in files.concepts:
        loader.read_concepts(path)
    for folder in files.folders:
        if folder not in read:
            loader.read_words(folder)
    loader.check_words()
    for plugin, folder in files.topics:
        if folder not in read:
            loader.read_meanings(folder, plugin)
            loader.read_wordings(folder)
    pack = Pack(
        loader.meanings,
        tuple(loader.wordings),
        loader.groups,
        files.sha256,
        loader.phrases,
        loader.kinds,
        loader.concepts,
        {**begun.literal, **literal_words(loader.wordings[len(begun.wordings) :])},
    )
    return pack, tuple(loader.errors)


def literal_words(wordings: Iterable[Wording]) -> dict[str, Phrase]:
    """Return the literal words of the lines over concepts of wordings, ready to match, by their source."""
    lines = dict.fromkeys(line for wording in wordings for line in wording.reads)
    return {source: phrase_of(source) for line in lines for source in words_in(parse_line(line).part)}


class _Loader:
    """Topic folders being loaded; errors are collected, not raised."""

    def __init__(self, files: RuleFiles, begun: Pack) -> None:
        self.files = files
        self.errors: list[RuleError] = list(files.errors)
        self.meanings: dict[str, Meaning] = dict(begun.meanings)
        self.wordings: list[Wording] = list(begun.wordings)
        self.groups: dict[tuple[str, str, str], tuple[str, ...]] = dict(begun.groups)
        self.phrases: dict[tuple[str, str, str], Phrase] = dict(begun.phrases)
        self.broken: set[tuple[Path, str]] = set()
        self.unread: set[Path] = set()
        self.kinds: dict[str, Words] = dict(begun.kinds)
        self.concepts: dict[str, tuple[Spelled, ...]] = {}
        self._nodes: dict[Path, Node | None] = {}
        self._words: list[tuple[str, str, str, Node]] = []

    def read_concepts(self, path: Path) -> None:
        """Read the concepts of a house in one language."""
        if not is_language(path.stem):
            self.errors.append(BrokenRuleError("no_language", path=str(path), line=1, column=1, name=path.stem))
            return
        root = self._read(path)
        try:
            given = tuple(concepts_in(root, path.stem)) if root else ()
        except RuleError as error:
            self.errors.append(error)
            return
        self.concepts[path.stem] = (*self.concepts.get(path.stem, ()), *given)

    @property
    def _house(self) -> frozenset[str]:
        """The names of the concepts of houses."""
        return frozenset(concept.name for given in self.concepts.values() for concept in given)

    def read_words(self, folder: Path) -> None:
        """Read the word groups of every language file of a folder; they are checked once all are known."""
        for path in self.files.languages(folder):
            root = self._read(path)
            for name, node in self._entries(root.get("words") if root else None):
                try:
                    self.groups[str(folder), path.stem, name] = node.strings()
                    self._words.append((str(folder), path.stem, name, node))
                except RuleError as error:
                    self.errors.append(error)

    def check_words(self) -> None:
        """Leave out group members that break the grammar, and report each once, where it stands."""
        kept: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for folder, language, name, node in self._words:
            members = []
            for child in node.value if isinstance(node.value, list) else [node]:
                try:
                    compile_node(child, self._groups_in(folder, language))
                    members.append(child.string())
                except RuleError as error:
                    self.errors.append(error)
            kept[folder, language, name] = tuple(members)
        self.groups.update(kept)

    def read_meanings(self, folder: Path, plugin: str) -> None:
        """Read what the rules of a topic mean."""
        root = self._read(folder / MEANINGS)
        for name, node in self._entries(root.get("kinds") if root else None):
            try:
                self.kinds[name] = words_in_both(node)
            except RuleError as error:
                self.errors.append(error)
        self._refuse_unknown(root, TOPIC_KEYS, folder / MEANINGS)
        rules = (root.get("rules") or root) if root else None
        if rules is not None and not (rules.value is None or isinstance(rules.value, dict)):
            self.unread.add(folder / MEANINGS)
        for name, node in self._entries(rules):
            try:
                meaning = replace(meaning_of(folder.name, name, node, root or node, self._house), plugin=plugin)
                if meaning.id in self.meanings:
                    raise node.error("id_twice", rule=meaning.id)
                self.meanings[meaning.id] = meaning
            except RuleError as error:
                self.errors.append(error)
                self.broken.add((folder, name))

    def read_wordings(self, folder: Path) -> None:
        """Read the words of a topic's rules in every language there is a file for."""
        for path in self.files.languages(folder):
            if not is_language(path.stem):
                self.errors.append(BrokenRuleError("no_language", path=str(path), line=1, column=1, name=path.stem))
                continue
            root = self._read(path)
            self._refuse_unknown(root, frozenset(("rules", "words")), path)
            groups = self._groups_in(str(folder), path.stem)
            for name, node in self._entries(root.get("rules") if root else None):
                if (folder, name) in self.broken or folder / MEANINGS in self.unread:
                    continue
                try:
                    wording, phrases = wording_of(
                        folder.name,
                        name,
                        path.stem,
                        node,
                        groups,
                        self._shared_lines(folder, name, path.stem),
                        self._house,
                    )
                    if not self._is_known(wording, folder):
                        raise node.error("no_meaning", rule=wording.rule)
                    self.wordings.append(wording)
                    self.phrases.update({(str(folder), path.stem, phrase.source): phrase for phrase in phrases})
                except RuleError as error:
                    self.errors.append(error)

    def _shared_lines(self, folder: Path, name: str, language: str) -> tuple[str, ...]:
        """Return the lines that a rule has for every language; none in a language that has no concepts yet."""
        if not has_concepts(language) and language not in self.concepts:
            return ()
        meaning = self.meanings.get(f"{folder.name}.{name}")
        return meaning.reads if meaning else ()

    def _groups_in(self, folder: str, language: str) -> Groups:
        return groups_in(self.groups, folder, language)

    def _is_known(self, wording: Wording, folder: Path) -> bool:
        """Say whether the rule has a meaning in the same folder, so that no folder adds words to another's rule."""
        meaning = self.meanings.get(wording.rule)
        return meaning is not None and meaning.where is not None and Path(meaning.where.path).parent == folder

    def _refuse_unknown(self, root: Node | None, known: frozenset[str], path: Path) -> None:
        """Collect an error for an entry at the top of a file that nobody reads; rules may stand there by themselves."""
        if root is None or (root.get("rules") is None and path.name == MEANINGS):
            return
        try:
            refuse_unknown(root, known)
        except RuleError as error:
            self.errors.append(error)

    def _entries(self, node: Node | None) -> list[tuple[str, Node]]:
        try:
            return list(node.items()) if node else []
        except RuleError as error:
            self.errors.append(error)
            return []

    def _read(self, path: Path) -> Node | None:
        if path not in self._nodes:
            self._nodes[path] = self._parsed(path)
        return self._nodes[path]

    def _parsed(self, path: Path) -> Node | None:
        data = self.files.contents.get(path)
        if data is None:
            return None
        try:
            root = load_nodes(data, str(path))
            list(root.items())
            return root
        except RuleError as error:
            self.errors.append(error)
            self.unread.add(path)
        return None


def is_language(name: str) -> bool:
    """Say whether a name is the code of a language, as files are called: "nl"."""
    if name in LANGUAGES:
        return True
    from babel import Locale

    return name in Locale(DEFAULT).languages
