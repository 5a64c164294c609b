"""Reference tables of the built-in knowledge, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(*path: str) -> dict[str, Any]:
    """Return a table of `patterns/tables` by its path there, without the suffix."""
    import yaml

    *folders, name = path
    file = files("contract_scan_patterns").joinpath("tables", *folders, f"{name}.yaml")
    loaded: dict[str, Any] = yaml.load(
        file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded
