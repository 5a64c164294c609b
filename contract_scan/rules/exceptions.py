"""The words of exceptions and negations per language, as data: a new language adds a file and changes none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, get_args

from contract_scan.finding import Effect
from contract_scan.nouns import dataclass
from contract_scan.rules.grammar import parse
from contract_scan.rules.phrase import Phrase, compile_tree
from contract_scan.rules.segments import Folded, Segment
from contract_scan.yaml_files import knowledge_by_name


@dataclass(frozen=True, slots=True)
class Gate:
    """Strings of which one stands in every sentence in which some phrases can match; None where that is not certain."""

    strings: tuple[str, ...] | None

    def is_open(self, text: Folded, segment: Segment) -> bool:
        """Say whether one of the phrases may match in a segment."""
        return self.strings is None or text.holds(segment, self.strings)


@dataclass(frozen=True, slots=True)
class Effects:
    """Phrases with what they do to the rule they stand beside; `gate` is found wherever one of them can be."""

    phrases: tuple[tuple[Effect, Phrase], ...]
    gate: Gate


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The words of one language; see the head of ``patterns/exceptions/en.yaml`` for what each list means."""

    own: Effects
    following: Effects
    overrides: Effects
    subject: Effects
    formulas: tuple[Phrase, ...]
    negations: tuple[Phrase, ...]
    negation_gate: Gate
    turns: tuple[Phrase, ...]
    reference: re.Pattern[str]
    law: re.Pattern[str]


@cache
def exceptions_for(language: str | None) -> Exceptions:
    """Return the words of a language; those of all languages together where it has no file or is not known."""
    data = knowledge_by_name("exceptions")
    chosen = [data[language]] if language in data else list(data.values())

    def effects(key: str) -> Effects:
        found = tuple((effect, phrase) for effect in get_args(Effect) for phrase in _phrases(chosen, key, effect))
        return Effects(found, gate_of(phrase for _, phrase in found))

    negations = tuple(_phrases(chosen, "negations"))
    return Exceptions(
        own=effects("own"),
        following=effects("following"),
        overrides=effects("overrides"),
        subject=effects("subject"),
        formulas=tuple(_phrases(chosen, "formulas")),
        negations=negations,
        negation_gate=gate_of(negations),
        turns=tuple(_phrases(chosen, "turns")),
        reference=_reference(word for entry in chosen for word in entry.get("references", ())),
        law=_words(word for entry in chosen for word in entry.get("laws", ())),
    )


def gate_of(phrases: Iterable[Phrase]) -> Gate:
    """Return the gate that is open wherever one of the phrases can match."""
    given = list(phrases)
    if not all(phrase.anchors for phrase in given):
        return Gate(None)
    return Gate(tuple(sorted({anchor for phrase in given for anchor in phrase.anchors})))


def _phrases(chosen: list[dict[str, Any]], *keys: str) -> Iterable[Phrase]:
    for entry in chosen:
        value: Any = entry
        for key in keys:
            value = value.get(key, {})
        for source in value or ():
            yield compile_tree(source, parse(source))


def _words(words: Iterable[str]) -> re.Pattern[str]:
    endings = (re.escape(word).replace(r"\*", r"\w*") for word in sorted(set(words), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{'|'.join(endings) or '(?!)'})\b", re.IGNORECASE)


def _reference(words: Iterable[str]) -> re.Pattern[str]:
    """Return the expression for "Articles 8 and 9.2"; the numbers in it are read from the whole match."""
    noun = "|".join(sorted(map(re.escape, set(words)), key=lambda word: (-len(word), word))) or "(?!)"
    number = r"\d{1,3}(?:\.\d{1,3})*"
    return re.compile(
        rf"(?<!\w)(?:{noun})\.?\s*{number}(?:(?:\s*,\s*|\s+)(?:\w+\s+)?{number}(?![\w-]))*", re.IGNORECASE
    )
