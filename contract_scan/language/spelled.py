"""Concepts spelled out: every string that a concept is found by. Kept beside the files they are made from.

To inflect and combine the words of a language takes a second; it is done once, by ``make concepts``, and the result is
checked in. It carries the digest of what it was made from: where somebody has changed a concept since, it is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from contract_scan.language.concept import Concept, spellings
from contract_scan.yaml_files import load_yaml

#: Stands between strings in the file; no folded word holds it.
BETWEEN = "|"


class Spelled(NamedTuple):
    """A concept with all strings it is found by, and those that undo it."""

    name: str
    words: tuple[str, ...]
    guards: tuple[str, ...]


def spelled(language: str) -> list[Spelled]:
    """Return the built-in concepts of a language spelled out; none for a language that has no file."""
    source, forms = sources(language)
    if not source:
        return []
    kept = _bytes(f"forms/{language}.json")
    data = json.loads(kept) if kept else {}
    if data.get("digest") == digest(source, forms):
        return [Spelled(name, _several(words), _several(guards)) for name, words, guards in data["concepts"]]
    return list(spell(language, source, forms))


def sources(language: str) -> tuple[bytes, bytes]:
    """Return the files that a language's concepts are made from, as written and inflected forms; empty for none."""
    return _bytes(f"{language}.yaml"), _bytes(f"forms/{language}.yaml")


def spell(language: str, source: bytes, forms: bytes) -> Iterator[Spelled]:
    """Yield the concepts of a language file spelled out; `forms` is the file of inflected forms."""
    inflected = {word: own.split(BETWEEN) for word, own in (load_yaml(forms) or {}).items()}
    for concept in concepts_in(language, source):
        words, guards = (
            tuple(dict.fromkeys(s for entry in entries for s in spellings(entry, inflected)))
            for entries in (concept.words, concept.guards)
        )
        yield Spelled(concept.name, words, guards)


def concepts_in(language: str, source: bytes) -> Iterator[Concept]:
    """Yield the concepts of a language file as they are written."""
    given: Mapping[str, Any] = load_yaml(source) or {}
    for name, entry in given.items():
        yield Concept(name, language, tuple(map(str, entry["words"])), tuple(map(str, entry.get("unless", ()))))


def kept_text(language: str, source: bytes, forms: bytes) -> str:
    """Return what is checked in for a language: its concepts spelled out, with the digest of both files."""
    rows = [[c.name, BETWEEN.join(c.words), BETWEEN.join(c.guards)] for c in spell(language, source, forms)]
    return json.dumps({"digest": digest(source, forms), "concepts": rows}, ensure_ascii=False, indent=0) + "\n"


def digest(source: bytes, forms: bytes) -> str:
    """Return the digest of a language's concepts and forms."""
    return hashlib.sha256(source + b"\0" + forms).hexdigest()


def _bytes(name: str) -> bytes:
    """Return a file of the concepts; empty where there is none."""
    path = files("contract_scan_patterns").joinpath("concepts", *name.split("/"))
    return path.read_bytes() if path.is_file() else b""


def _several(text: str) -> tuple[str, ...]:
    return tuple(text.split(BETWEEN)) if text else ()
