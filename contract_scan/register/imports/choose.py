"""The reader of each kind of source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from contract_scan.register.imports import systems
from contract_scan.register.imports.model import Read
from contract_scan.register.imports.table import read_table

SYSTEMS: dict[str, Callable[[Path, str, Sequence[str]], Read]] = {
    "pure": systems.read_pure,
    "cerif": systems.read_cerif,
    "cordis": systems.read_cordis,
    "nwopen": systems.read_nwopen,
    "ewp": systems.read_ewp,
}


def read_source(path: Path, source: str, unit: str, own: Sequence[str], mapping: Path | None = None) -> Read:
    """Return what a file holds. `own` are names of the institution itself. Raises `RegisterError` for no such file."""
    if source == "table":
        return read_table(path, unit, own, mapping)
    return SYSTEMS[source](path, unit, own)
