"""A faculty's own intake form as a question set."""

from collections.abc import Iterable
from pathlib import Path

from contract_scan import hookimpl


@hookimpl
def questions() -> Iterable[Path]:
    """Contribute the set."""
    return [Path(__file__).parent / "faculty-intake.yaml"]
