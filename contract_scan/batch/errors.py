"""What can be wrong with a batch, as one sentence each."""

from __future__ import annotations

from contract_scan.errors import UsageError


class BatchError(UsageError):
    """A batch cannot be run or reported on."""

    area = "batch"
