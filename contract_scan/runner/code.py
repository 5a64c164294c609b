"""The digest of our own code: another engine may find other things."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

_CODE = (".py", ".bin", ".json")


def code_digest() -> str:
    """Return what changes with the code of the engine and the built-in plugins: another engine finds other things."""
    digest = hashlib.sha256()
    for package in ("contract_scan", "contract_scan_builtins"):
        root = Path(str(files(package)))
        for path in sorted(p for p in root.rglob("*") if p.suffix in _CODE):
            digest.update(f"{package}/{path.relative_to(root).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
