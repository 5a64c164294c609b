"""What can go wrong at the desk, each as one sentence in the reader's language; none carries document text."""

from __future__ import annotations

from contract_scan.errors import UsageError


class DeskError(UsageError):
    """Something the desk cannot do. Its sentences stand in ``desk.toml`` under ``errors``."""

    area = "desk.errors"

    def __init__(self, key: str, /, status: int = 400, **values: str | int | float) -> None:
        super().__init__(key, **values)
        self.status = status
