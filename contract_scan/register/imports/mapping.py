"""The mapping of a table's columns: kept in a TOML file, guessed where there is none, and always shown."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from anyascii import anyascii

from contract_scan.register.errors import RegisterError

#: What a column may hold. "ignore" leaves it out; "person" leaves it out because it names people.
TARGETS = (
    *("id", "title", "group", "kind", "signed", "start", "end", "ended", "notice", "notice_date", "renewal"),
    *("renews", "umbrella", "partner", "partner_country", "partner_ror", "funder", "amount", "currency", "year"),
    *("fields", "scholars", "scholar_months", "guests", "multi_year", "institutional", "sensitive", "data_access"),
    *("exclusive", "benefit", "ignore", "person"),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what. `values` turns words of a column into ours, by target."""

    source: str
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    currency: str = "EUR"
    day_first: bool = True
    decimal: str = ""


def load(path: Path) -> Columns:
    """Return the mapping in a file. Raises `RegisterError` for one that cannot be used."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise RegisterError("imports.bad_mapping", path=str(path), problem=str(problem)) from None
    tables = (data.get("columns"), data.get("values", {}), *_tables(data.get("values")))
    if not all(isinstance(one, dict) for one in tables):
        raise RegisterError("imports.bad_mapping", path=str(path), problem="[columns], [values.…]")
    columns = {str(column): str(target) for column, target in data["columns"].items()}
    unknown = sorted(set(columns.values()) - set(TARGETS))
    if unknown or not columns:
        raise RegisterError("imports.bad_mapping", path=str(path), problem=", ".join(unknown) or "[columns]")
    return Columns(
        source=str(data.get("source", path.stem)),
        columns=columns,
        values={key: dict(words) for key, words in data.get("values", {}).items()},
        currency=str(data.get("currency", "EUR")),
        day_first=bool(data.get("day_first", True)),
        decimal=str(data.get("decimal", "")),
    )


def _tables(values: object) -> Sequence[object]:
    return list(values.values()) if isinstance(values, dict) else []


def guessed(columns: Sequence[str], source: str) -> Columns:
    """Return a mapping guessed from the names of columns; what is not recognised is ignored."""
    words = _words()
    found: dict[str, str] = {}
    for column in columns:
        target = words.get(_folded(column), "ignore")
        taken = target in found.values() and target not in ("ignore", "person", "fields")
        found[column] = "ignore" if taken else target
    return Columns(source, found, _value_words())


def dumped(mapping: Columns) -> str:
    """Return a mapping as the TOML file that `load` reads."""
    lines = [f"source = {_quoted(mapping.source)}", f"currency = {_quoted(mapping.currency)}"]
    lines += [f"day_first = {str(mapping.day_first).lower()}", f"decimal = {_quoted(mapping.decimal)}", "", "[columns]"]
    lines += [f"{_quoted(column)} = {_quoted(target)}" for column, target in mapping.columns.items()]
    for target, words in mapping.values.items():
        lines += ["", f"[values.{target}]", *(f"{_quoted(word)} = {_quoted(ours)}" for word, ours in words.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "")
    return f'"{escaped}"'


def _folded(column: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in anyascii(column)).casefold().split())


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        (files(__package__) / "columns.toml").read_text(encoding="utf-8")
    )
    return data


@cache
def _words() -> Mapping[str, str]:
    return {_folded(word): target for target, words in _data()["columns"].items() for word in words}


@cache
def _value_words() -> dict[str, dict[str, str]]:
    data = {key: value for key, value in _data().items() if key != "columns"}
    return {key: {word: ours for ours, words in value.items() for word in words} for key, value in data.items()}
