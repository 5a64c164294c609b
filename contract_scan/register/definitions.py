"""Definitions: what a partnership is, when it is sensitive, what is in scope. TOML files beside the events, by version.

They are the institution's own; the one that comes along says so and is nobody's law.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from contract_scan.register.errors import RegisterError
from contract_scan.register.model import Agreement

FOLDER = "definitions"


@dataclass(frozen=True, slots=True)
class Limits:
    """From which values on a view shows a row, each the institution's own choice with its source; none is law."""

    share: float
    agreements: int
    signals: int
    few: int
    renewal_months: int
    scholar_months: int
    review_months: int
    confirmed_months: int


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of an institution's definitions. `texts` are the words by key and language, `kinds` what is in scope.

    With `multi_year` or `institutional`, only such agreements are in scope; one of which it is not known is counted
    in, and told. `limits` are by which the views choose their rows, `source` says who decided them. `institution` are
    the names under which the institution itself stands in its agreements.
    """

    version: str
    since: str
    source: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]
    kinds: tuple[str, ...]
    multi_year: bool
    institutional: bool
    limits: Limits
    institution: tuple[str, ...] = ()

    def holds(self, agreement: Agreement) -> bool:
        """Say whether an agreement is in scope."""
        if self.kinds and agreement.kind and agreement.kind not in self.kinds:
            return False
        if self.multi_year and agreement.multi_year is False:
            return False
        return not (self.institutional and agreement.institutional is False)


def definitions(folder: Path) -> tuple[Definition, ...]:
    """Return the definitions of a register, oldest first; the one that comes along where it has none of its own."""
    own = sorted((folder / FOLDER).glob("*.toml")) if (folder / FOLDER).is_dir() else []
    found = [_load(_text_of(path), path.stem, str(path)) for path in own]
    return tuple(sorted(found, key=lambda one: (one.since, one.version))) or (shipped(),)


def shipped() -> Definition:
    """Return the definition that comes along: multi-year, institutional partnerships of any kind."""
    path = files(__package__) / "definition.toml"
    return _load(path.read_text(encoding="utf-8"), "v1", "definition.toml")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise RegisterError("bad_definition", path=str(path), problem=str(problem)) from None


def _load(text: str, version: str, path: str) -> Definition:
    try:
        return _definition(tomllib.loads(text), version)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as problem:
        raise RegisterError("bad_definition", path=path, problem=str(problem)) from None


def _definition(data: dict[str, Any], version: str) -> Definition:
    scope = data["scope"]
    return Definition(
        version=version,
        since=str(data["since"]),
        source=dict(data["source"]),
        texts={key: dict(data[key]) for key in ("overview", "partnership", "sensitive")},
        kinds=tuple(scope["kinds"]),
        multi_year=bool(scope["multi_year"]),
        institutional=bool(scope["institutional"]),
        limits=Limits(**data["limits"]),
        institution=tuple(data.get("institution", ())),
    )


def start(folder: Path) -> None:
    """Make a folder a register: a folder for events, and a first definition to change. What is there stays."""
    target = folder / FOLDER / "v1.toml"
    try:
        (folder / "events").mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(exist_ok=True)
        if not any(target.parent.glob("*.toml")):
            target.write_text((files(__package__) / "definition.toml").read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as problem:
        raise RegisterError("unwritable", path=str(folder), reason=problem.strerror or "") from None
