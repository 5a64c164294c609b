"""The nouns of a rule: what it means, and the words it is found by in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import PurePath
from typing import Literal

from contract_scan.finding import Bearing, FactKind, Value
from contract_scan.language.spelled import Spelled
from contract_scan.nouns import dataclass
from contract_scan.question import Words
from contract_scan.rules.phrase import Phrase

Scope = Literal["sentence", "definition", "clause", "section", "document"]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a rule file: path, and line and column counted from 1."""

    path: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a rule means; it stands once, whatever languages the rule knows.

    `id` is "topic.name". `message` is a question or an instruction to the reviewer, never a verdict. `questions` are
    those that its findings bear on directly, and so make evidence; `background` those to which they matter only
    together with direct evidence, which for a `context` rule are all of them. `checker` names the
    Python checker that finds it, for rules without words. `also` names rules that may find the same sentences
    although they are of another kind or point the other way. `capture_as` names the attribute of a captured fact where
    it is not the kind's own name. `reads` are lines of the grammar over concepts, which hold in every language. A rule
    that `binds` does not find a clause that says only what need not be done.
    """

    id: str
    topic: str
    kind: str
    title: Words
    message: Words
    why: Words
    source: str
    questions: tuple[str, ...]
    background: tuple[str, ...] = ()
    bearing: Bearing | None = None
    attributes: Mapping[str, Value] = field(default_factory=dict)
    capture: tuple[FactKind, ...] = ()
    capture_as: Mapping[str, str] = field(default_factory=dict)
    context: bool = False
    binds: bool = False
    checker: str | None = None
    languages: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    where: Where | None = None
    plugin: str = ""

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions that it bears on, directly or as background, each once."""
        return tuple(dict.fromkeys((*self.questions, *self.background)))


@dataclass(frozen=True, slots=True)
class Examples:
    """What a rule must find, `[[ ]]` around exactly that; what looks alike and must stay silent; misses we know of."""

    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    known_misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one rule in one language, in the phrase grammar.

    A sentence is found if any of `phrases` matches or any line of `reads` fits what it says, one of `near` (where
    given) matches within `within`, and none of `unless` matches in the same sentence. Within "definition" is the
    sentence and the definitions of the defined terms that it uses. `heading` (where given) must match a heading above
    the block.
    """

    rule: str
    language: str
    phrases: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    within: Scope = "sentence"
    examples: Examples = Examples()
    where: Where | None = None

    @property
    def folder(self) -> str:
        """The topic folder the words stand in, as it was given; empty for words that come from no file."""
        return str(PurePath(self.where.path).parent) if self.where else ""


@dataclass(frozen=True, slots=True)
class Pack:
    """All rules of some folders: meanings by id, wordings, named word groups by (folder, language, name).

    `phrases` are those the loader compiled, by (folder, language, source), `literal` the words of lines over concepts,
    by source. `kinds` are kinds of finding that a topic
    declares because contract-scan does not know them, with their words. `concepts` are those of houses, spelled out, by
    language.
    """

    meanings: Mapping[str, Meaning]
    wordings: tuple[Wording, ...]
    groups: Mapping[tuple[str, str, str], tuple[str, ...]]
    sha256: str = ""
    phrases: Mapping[tuple[str, str, str], Phrase] = field(default_factory=dict)
    kinds: Mapping[str, Words] = field(default_factory=dict)
    concepts: Mapping[str, tuple[Spelled, ...]] = field(default_factory=dict)
    literal: Mapping[str, Phrase] = field(default_factory=dict)
