from pathlib import Path

from contract_scan import hookimpl


@hookimpl
def questions() -> list[Path]:
    return [Path(__file__).parent / "own-form.yaml"]
