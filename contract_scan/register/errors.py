"""What can go wrong with a register, each as one clear sentence."""

from __future__ import annotations

from contract_scan.errors import UsageError


class RegisterError(UsageError):
    """The register cannot do what was asked: the sentence says what, where, and what to do next."""

    area = "register"
