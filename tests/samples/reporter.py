from collections.abc import Sequence

from contract_scan import Scan, hookimpl


class CountReporter:
    """Writes how many findings there are."""

    name = "count"
    suffix = ".txt"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        return "".join(f"{scan.document.source.path}: {len(scan.findings)}\n" for scan in scans)


@hookimpl
def reporters() -> list[CountReporter]:
    return [CountReporter()]
