from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from contract_scan import Document, Finding, hookimpl


class SecretAndSensitive:
    """Shows a secrecy clause again where the document also names sensitive technology."""

    name = "example.secret_and_sensitive"
    questions = ("3.1",)

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        secret = next((f for f in findings if f.kind == "secrecy"), None)
        if secret and any(f.kind == "sensitive_technology" for f in findings):
            yield replace(secret, kind="note", rule="combined.secret_and_sensitive", questions=("3.1",))


@hookimpl
def derivers() -> list[SecretAndSensitive]:
    return [SecretAndSensitive()]


@hookimpl
def patterns() -> list[Path]:
    return [Path(__file__).parent / "combined"]
