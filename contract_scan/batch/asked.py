"""What was asked of the documents of a batch, as a digest: as long as it is the same, a result is made only once."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from contract_scan.pipes import encoded
from contract_scan.read.choose.reader import suffix_of
from contract_scan.runner.code import code_digest
from contract_scan.runner.kept import Common, common_of
from contract_scan.settings import Settings
from contract_scan.setup import Setup

#: Programs that reading uses where they are there.
_PROGRAMS = ("tesseract", "soffice")


@dataclass(frozen=True, slots=True)
class Asked:
    """What all documents of a batch are asked, and its digest: rules, questions, lists, options and our own code."""

    digest: str
    common: Common

    def of(self, path: str) -> str:
        """Return the digest of what a file is asked: its suffix, which helps to choose the reader, counts too."""
        return hashlib.sha256(f"{self.digest}\n{suffix_of(path)}".encode()).hexdigest()[:16]


def asked_of(settings: Settings, setup: Setup) -> Asked:
    """Return what settings and what was prepared with them ask. The password is no part of it."""
    common = common_of(setup)
    parts: dict[str, Any] = {
        "common": common,
        "failures": setup.failures,
        "limits": settings.limits,
        "ocr": settings.ocr,
        "seconds_per_checker": settings.seconds_per_checker,
        "suppress": dict(sorted(settings.suppress.items())),
        "institution": settings.institution,
        "names": settings.names,
        "plugins": [_digest(path) for path in settings.plugins],
        "programs": [name for name in _PROGRAMS if shutil.which(name)],
        "code": code_digest(),
    }
    return Asked(hashlib.sha256(encoded(parts)).hexdigest(), common)


def asked_to_json(asked: Asked) -> bytes:
    """Return what was asked as it is kept beside the results."""
    return encoded(asked)


def asked_from_json(data: bytes) -> Asked:
    """Return what `asked_to_json` was given. Raises `ValueError` for anything else."""
    return msgspec.json.decode(data, type=Asked)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
