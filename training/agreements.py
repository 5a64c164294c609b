"""The labelled agreements of this project, in ``fixtures/agreements``."""

from __future__ import annotations

from pathlib import Path

from contract_scan import labelled
from contract_scan.labelled import Agreement, Line, Mark, digest, gold, read_agreement

__all__ = [
    "FOLDER",
    "Agreement",
    "Line",
    "Mark",
    "agreements",
    "digest",
    "gold",
    "read_agreement",
    "training_agreements",
]

FOLDER = Path(__file__).parent.parent / "fixtures" / "agreements"


def agreements(folder: Path = FOLDER) -> list[Agreement]:
    """Return the agreements of a folder and the folders in it, in order of path."""
    return labelled.agreements(folder)


def training_agreements(folder: Path = FOLDER) -> list[Agreement]:
    """Return the labelled agreements that may be trained on."""
    return labelled.training_agreements(folder)
