"""Parsed packs kept between runs, in the user's cache folder, by the hash of all rule files.

A cache is never trusted to exist, to be writable or to be whole: whatever is wrong with it, the rules are parsed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

from contract_scan.cache_folder import code_of, key_of, remembered
from contract_scan.errors import RuleError
from contract_scan.language.spelled import Spelled
from contract_scan.rules.model import Examples, Meaning, Pack, Where, Wording
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.rule_files import RuleFiles

Loaded = tuple[Pack, tuple[RuleError, ...]]

#: The modules that turn rule files into packs.
_MODULES = ("cache", "entries", "folding", "frequent", "grammar", "groups", "load", "model", "phrase", "yaml_nodes")


def cached(files: RuleFiles, parse: Callable[[], Loaded]) -> Loaded:
    """Return the pack of some rule files from the cache; parsed (and kept, if nothing is broken) where it has none."""
    key = key_of((files.sha256.encode(), files.key.encode(), _engine()))
    return remembered("rules", key, parse, _packed, lambda kept: (pack_from(json.loads(kept)), ()))


@cache
def _engine() -> bytes:
    return code_of(Path(__file__).parent, _MODULES)


def _packed(loaded: Loaded) -> bytes | None:
    """Return a pack as it is kept; None where it is broken, or holds what UTF-8 cannot say, such as an odd name."""
    pack, errors = loaded
    try:
        return None if errors else json.dumps(data_of(pack), ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return None


def data_of(pack: Pack) -> dict[str, Any]:
    """Return a pack as JSON can say it."""
    return {
        "sha256": pack.sha256,
        "kinds": pack.kinds,
        "concepts": {language: list(map(list, given)) for language, given in pack.concepts.items()},
        "meanings": [asdict(meaning) for meaning in pack.meanings.values()],
        "wordings": [asdict(wording) for wording in pack.wordings],
        "groups": [[*key, list(members)] for key, members in pack.groups.items()],
        "phrases": [[*key[:2], *_phrase_data(phrase)] for key, phrase in pack.phrases.items()],
    }


def _phrase_data(phrase: Phrase) -> list[Any]:
    return [
        phrase.source,
        phrase.regex,
        sorted(phrase.anchors),
        list(phrase.facts),
        phrase.gates,
        phrase.needed,
        phrase.many,
    ]


def pack_from(data: Mapping[str, Any]) -> Pack:
    """Return the pack that `data_of` was given. Raises `KeyError`, `TypeError` or `ValueError` for anything else."""
    meanings = [_noun(Meaning, entry) for entry in data["meanings"]]
    return Pack(
        meanings={meaning.id: meaning for meaning in meanings},
        wordings=tuple(_noun(Wording, entry) for entry in data["wordings"]),
        groups={(place, language, name): tuple(members) for place, language, name, members in data["groups"]},
        sha256=data["sha256"],
        kinds=data["kinds"],
        concepts={
            language: tuple(Spelled(name, tuple(words), tuple(guards)) for name, words, guards in given)
            for language, given in data["concepts"].items()
        },
        phrases={
            (place, language, source): Phrase(
                source, regex, frozenset(anchors), tuple(facts), tuple(map(tuple, gates)), tuple(needed), many
            )
            for place, language, source, regex, anchors, facts, gates, needed, many in data["phrases"]
        },
    )


def _noun(kind: type[Any], entry: Mapping[str, Any]) -> Any:
    """Return a meaning or wording; JSON has made lists of its tuples and mappings of its nouns."""
    values: dict[str, Any] = {}
    for name in (field.name for field in fields(kind)):
        value = entry[name]
        if name == "where":
            value = Where(**value) if value else None
        elif name == "examples":
            value = Examples(**{key: tuple(sources) for key, sources in value.items()})
        elif isinstance(value, list):
            value = tuple(value)
        values[name] = value
    return kind(**values)
