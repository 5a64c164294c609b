"""Norms: what is usual, with source, as data that a house may replace. What departs from them an adjuster finds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from contract_scan.cache_folder import code_of, key_of, remembered
from contract_scan.errors import UsageError
from contract_scan.finding import Departure
from contract_scan.messages import LANGUAGES
from contract_scan.nouns import dataclass
from contract_scan.question import Words
from contract_scan.yaml_entries import Entry, read_entries

Comparison = Literal["at_most", "stated", "beside", "never", "without", "at_home", "equal"]

_COMPARISONS: tuple[Comparison, ...] = ("at_most", "stated", "beside", "never", "without", "at_home", "equal")
_PERIOD = re.compile(r"P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?")
_NORM = frozenset({"title", "of", "questions", "source"})
_NORM_MORE = _NORM | {"value", "usual", "least", "save"} | frozenset(_COMPARISONS)
_OF = frozenset({"kinds", "rules", "but", "having"})


class LimitsError(UsageError):
    """A file of norms is broken; the error names file, line, entry and what is wrong."""

    area = "limits"


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm. It is for findings of `kinds`, where given only of `rules`, not of `but`, and with attributes `having`.

    `comparison` says how, `with_` what with: the longest period by attribute, an attribute's name, values that are not
    usual by attribute, or words by language. `value` and `usual` are keys of the norms' words for what a departure
    says, None where the value itself is said. `source` may be one text for all languages. `save` are words, by
    language, that make a finding ordinary after all where they stand in the same clause. `questions` are those that a
    departure bears on directly.
    """

    id: str
    title: Words
    source: Words
    kinds: tuple[str, ...]
    comparison: Comparison
    with_: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    having: Mapping[str, str] = field(default_factory=dict)
    value: str | None = None
    usual: str | None = None
    least: int = 1
    save: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Norms:
    """The norms of one file by id, and its words by key: what values that are no period or country are called.

    `follow` are rules that say less than others of their kind on the same words: what those are, they are too.
    """

    norms: Mapping[str, Norm] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)
    follow: tuple[str, ...] = ()

    def title(self, departure: Departure, language: str) -> str:
        """Return what a departure's norm is called; its id for one of another file."""
        norm = self.norms.get(departure.norm)
        return norm.title[language] if norm else departure.norm

    def source(self, departure: Departure, language: str) -> str:
        """Return where a departure's norm stands; what the finding says of it for one of another file."""
        norm = self.norms.get(departure.norm)
        return norm.source[language] if norm else departure.source

    def said(self, value: str, language: str) -> str:
        """Return a value or usual value in words where the file has some; a period or country code as it is."""
        return self.words[value][language] if value in self.words else value


def norms_at_hand(own: Path | None = None) -> Norms:
    """Return the norms of the house in its own file, or the built-in ones. Raises `LimitsError`."""
    return load_norms(own) if own else _built_in()


@cache
def _built_in() -> Norms:
    """Return the norms that come along, as they were kept: the parser of YAML takes longer to load than to read."""
    import msgspec

    place = Path(str(files("contract_scan_patterns"))) / "tables" / "limits.yaml"
    key = key_of((place.read_bytes(), code_of(Path(__file__).parent, ("norms", "yaml_entries"))))
    norms: Norms = remembered("norms", key, lambda: load_norms(place), msgspec.msgpack.encode, _unpacked, 2)
    return norms


def _unpacked(data: bytes) -> Norms:
    import msgspec

    norms: Norms = msgspec.msgpack.decode(data, type=Norms)
    return norms


def load_norms(path: Path) -> Norms:
    """Return the norms in a file. Raises `LimitsError`."""
    root = read_entries(path, LimitsError)
    entries = root.mapping(frozenset({"words", "norms", "follow"}), frozenset({"norms"}))
    words = {key: _words(entry) for key, entry in entries["words"].entries().items()} if "words" in entries else {}
    norms = {name: _norm(name, entry) for name, entry in entries["norms"].entries().items()}
    return Norms(norms, words, entries["follow"].texts() if "follow" in entries else ())


def _norm(name: str, entry: Entry) -> Norm:
    values = entry.mapping(_NORM_MORE, _NORM)
    chosen = [comparison for comparison in _COMPARISONS if comparison in values]
    if len(chosen) != 1:
        raise entry.fail("one_comparison", name=name, known=", ".join(_COMPARISONS))
    of = values["of"].mapping(_OF, frozenset({"kinds"}))
    return Norm(
        id=name,
        title=_words(values["title"]),
        source=_source(values["source"]),
        kinds=of["kinds"].texts(),
        comparison=chosen[0],
        with_=_with(values[chosen[0]], chosen[0]),
        rules=of["rules"].texts() if "rules" in of else (),
        but=of["but"].texts() if "but" in of else (),
        having={key: value.text() for key, value in of["having"].entries().items()} if "having" in of else {},
        value=values["value"].text() if "value" in values else None,
        usual=values["usual"].text() if "usual" in values else None,
        least=_number(values["least"]) if "least" in values else 1,
        save={key: entry.texts() for key, entry in values["save"].entries().items()} if "save" in values else {},
        questions=values["questions"].texts(),
    )


def _with(entry: Entry, comparison: Comparison) -> dict[str, tuple[str, ...]]:
    """Return what is compared with: a name alone, or names with one value or several."""
    if comparison == "at_most":
        return {name: (_period(value),) for name, value in entry.entries().items()}
    if entry.node.id == "scalar":
        return {entry.text(): ()}
    return {
        name: (value.text(),) if value.node.id == "scalar" else value.texts() for name, value in entry.entries().items()
    }


def _words(entry: Entry) -> Words:
    languages = frozenset(LANGUAGES)
    return {key: " ".join(value.text().split()) for key, value in entry.mapping(languages, languages).items()}


def _source(entry: Entry) -> Words:
    return _words(entry) if entry.node.id == "mapping" else dict.fromkeys(LANGUAGES, entry.text())


def _period(entry: Entry) -> str:
    if not _PERIOD.fullmatch(entry.text()):
        raise entry.fail("not_a_period")
    return entry.text()


def _number(entry: Entry) -> int:
    if not entry.text().isdigit():
        raise entry.fail("not_a_number")
    return int(entry.text())
