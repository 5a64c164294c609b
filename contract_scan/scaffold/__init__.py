"""Starts for plugin authors: a complete package that passes its own tests, in a few lines each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from contract_scan.errors import UsageError


class ScaffoldError(UsageError):
    """The start could not be written."""

    area = "scaffold"


_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


def write_plugin(name: str, folder: Path) -> list[Path]:
    """Write a new plugin package into a folder of its own name and return the files.

    Raises `ScaffoldError` for a name that is no package name, or a folder that is not empty.
    """
    if not _NAME.fullmatch(name):
        raise ScaffoldError("bad_name", name=name)
    root = folder / name
    if root.exists() and any(root.iterdir()):
        raise ScaffoldError("not_empty", path=str(root))
    module = "contract_scan_" + name.replace("-", "_")
    values = {"name": name, "module": module, "topic": name.replace("-", "_")}
    written = []
    for path, text in templates().items():
        target = root / filled(path, values)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(filled(text, values), encoding="utf-8")
        written.append(target)
    return written


def templates() -> Mapping[str, str]:
    """Return the template files: path to text."""
    from contract_scan.scaffold.plugin import FILES

    return FILES


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a template with ``%name%``, ``%module%`` and ``%topic%`` filled in."""
    for key, value in values.items():
        text = text.replace(f"%{key}%", value)
    return text
