"""Definitions: what a partnership is, when it is sensitive, what is in scope. TOML files beside the events, by version.

They are the institution's own; the one that comes along says so and is nobody's law.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from contract_scan.register.errors import RegisterError
from contract_scan.register.model import PARTNERSHIPS, Agreement

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


def definitions(folder: Path, day: str = "") -> tuple[Definition, ...]:
    """Return the definitions of a register that were in force by a day (ISO 8601; today), oldest first.

    Where none was yet, the first is; where the register has none of its own, the one that comes along.
    """
    every = all_definitions(folder)
    by = day or datetime.date.today().isoformat()
    return tuple(one for one in every if one.since <= by) or every[:1]


def all_definitions(folder: Path) -> tuple[Definition, ...]:
    """Return all definitions of a register, oldest first, also those that are not in force yet."""
    own = sorted((folder / FOLDER).glob("*.toml")) if (folder / FOLDER).is_dir() else []
    found = [_load(_text_of(path), path.stem, str(path)) for path in own]
    return tuple(sorted(found, key=lambda one: (one.since, _numbered(one.version)))) or (shipped(),)


def same_day(folder: Path) -> list[tuple[Definition, Definition]]:
    """Return the pairs of definitions that begin on the same day, so that it is not said which of them holds."""
    return [(one, other) for one, other in pairwise(all_definitions(folder)) if one.since == other.since]


def differing(theirs: Path, ours: Path) -> list[str]:
    """Return the names of definitions that two registers both have and that do not say the same."""
    found = [path for path in sorted((theirs / FOLDER).glob("*.toml")) if (ours / FOLDER / path.name).is_file()]
    return [path.stem for path in found if path.read_bytes() != (ours / FOLDER / path.name).read_bytes()]


def _numbered(version: str) -> tuple[tuple[int, str], ...]:
    """Return a version by which it is put in order: v10 comes after v9."""
    parts = re.findall(r"\d+|\D+", version)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


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
    if unknown := set(scope["kinds"]) - set(PARTNERSHIPS):
        raise ValueError(f"[scope] kinds: {', '.join(sorted(unknown))}")
    return Definition(
        version=version,
        since=datetime.date.fromisoformat(str(data["since"])).isoformat(),
        source=dict(data["source"]),
        texts={key: dict(data[key]) for key in ("overview", "partnership", "sensitive")},
        kinds=tuple(scope["kinds"]),
        multi_year=bool(scope["multi_year"]),
        institutional=bool(scope["institutional"]),
        limits=_limits(data["limits"]),
        institution=tuple(data.get("institution", ())),
    )


def _limits(given: dict[str, Any]) -> Limits:
    names = {field.name for field in dataclasses.fields(Limits)}
    wrong = names ^ set(given) or {
        name for name in names if isinstance(given[name], bool) or not isinstance(given[name], int | float)
    }
    wrong = wrong or {name for name in names if given[name] < 0}
    if wrong:
        raise ValueError(f"[limits] {', '.join(sorted(wrong))}")
    return Limits(**given)


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
