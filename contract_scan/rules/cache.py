"""Parsed packs kept between runs, in the user's cache folder, by the hash of all rule files.

A cache is never trusted to exist, to be writable or to be whole: whatever is wrong with it, the rules are parsed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

from contract_scan.errors import RuleError
from contract_scan.rules.model import Examples, Meaning, Pack, Where, Wording
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.rule_files import RuleFiles

Loaded = tuple[Pack, tuple[RuleError, ...]]

#: How many packs are kept; the oldest go.
KEEP = 8


def cached(files: RuleFiles, parse: Callable[[], Loaded]) -> Loaded:
    """Return the pack of some rule files from the cache; parsed (and kept, if nothing is broken) where it has none."""
    path = _path(files)
    pack = _read(path) if path else None
    if pack is not None:
        return pack, ()
    parsed, errors = parse()
    if path and not errors:
        _write(path, parsed)
    return parsed, errors


def folder() -> Path | None:
    """Return the cache folder; None where CONTRACT_SCAN_CACHE is set and empty, which turns the cache off."""
    chosen = os.environ.get("CONTRACT_SCAN_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    from platformdirs import user_cache_path

    return user_cache_path("contract-scan", appauthor=False)


def _path(files: RuleFiles) -> Path | None:
    place = folder()
    name = hashlib.sha256("\0".join((files.sha256, files.key, _engine())).encode()).hexdigest()[:32]
    return place / f"rules-{name}.json" if place else None


@cache
def _engine() -> str:
    """Return the hash of the code that turns rule files into packs: another engine, another cache."""
    here = Path(__file__).parent
    names = ("cache", "entries", "folding", "frequent", "grammar", "groups", "load", "model", "phrase", "yaml_nodes")
    return hashlib.sha256(b"".join((here / f"{name}.py").read_bytes() for name in names)).hexdigest()


def _read(path: Path) -> Pack | None:
    try:
        return pack_from(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _write(path: Path, pack: Pack) -> None:
    """Write a pack in one step, so that no other process ever reads half of it."""
    text = json.dumps(data_of(pack), ensure_ascii=False, separators=(",", ":"))
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8") as file:
            temporary = file.name
            file.write(text)
        Path(temporary).replace(path)
        _forget_oldest(path.parent)
    except (OSError, UnicodeEncodeError):
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _forget_oldest(place: Path) -> None:
    packs = sorted(place.glob("rules-*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in packs[KEEP:]:
        path.unlink(missing_ok=True)


def data_of(pack: Pack) -> dict[str, Any]:
    """Return a pack as JSON can say it."""
    return {
        "sha256": pack.sha256,
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
