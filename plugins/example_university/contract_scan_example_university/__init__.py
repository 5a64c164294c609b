"""House rules for contract-scan: a folder of rules, and a checker for what needs arithmetic."""

from collections.abc import Iterable
from pathlib import Path

from contract_scan import hookimpl


@hookimpl
def patterns() -> Iterable[Path]:
    """Contribute our rule folder. Most plugins need only this."""
    return [Path(__file__).parent / "rules" / "example_university"]


@hookimpl
def checkers() -> Iterable[object]:
    """Contribute our checker."""
    from contract_scan_example_university.checker import LongDelay

    return [LongDelay()]
