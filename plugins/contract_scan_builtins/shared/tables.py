"""Reference tables of the built-in knowledge, read once."""

from __future__ import annotations

from typing import Any

from contract_scan.yaml_files import knowledge


def table(*path: str) -> dict[str, Any]:
    """Return a table of `patterns/tables` by its path there, without the suffix."""
    loaded: dict[str, Any] = knowledge("tables", *path)
    return loaded
