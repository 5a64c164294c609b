from pathlib import Path

from contract_scan import hookimpl


@hookimpl
def patterns() -> list[Path]:
    return [Path(__file__).parent / "house"]
