"""Which files can be drafts of an agreement at all: a spreadsheet or slides are none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contract_scan.read.choose.signatures import foreign_format

#: What the reader of files calls what is no draft.
_NO_DRAFTS = frozenset({"is_spreadsheet", "is_slides"})


def is_table(path: Path) -> bool:
    """Say whether a file is a spreadsheet or slides, by its content."""
    return foreign_format(path.read_bytes()) in _NO_DRAFTS


def told_as_table(told: Mapping[str, Any]) -> bool:
    """Say the same of a document by what a list says of it."""
    return bool(told.get("failure")) and told["failure"].get("key") in _NO_DRAFTS
