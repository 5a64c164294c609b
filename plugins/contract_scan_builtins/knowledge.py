"""The built-in knowledge: every folder of `patterns/` and the built-in question set."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from contract_scan.hookspecs import hookimpl

KNOWLEDGE = Path(str(files("contract_scan_patterns")))


@hookimpl
def patterns() -> Iterable[Path]:
    """Contribute every topic folder that holds a rule file."""
    return sorted(path.parent for path in KNOWLEDGE.glob("*/rules.yaml"))


@hookimpl
def questions() -> Iterable[Path]:
    """Contribute the built-in question sets."""
    return sorted(KNOWLEDGE.glob("questions/*.yaml"))
