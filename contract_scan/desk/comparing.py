"""Two drafts at the desk: what changed, counted for a list and whole for a page."""

from __future__ import annotations

from collections.abc import Sequence

from contract_scan.compare.comparing import compared_scans
from contract_scan.compare.pairs import counts
from contract_scan.compare.report import Comparison
from contract_scan.desk.errors import DeskError
from contract_scan.desk.reading import reading
from contract_scan.desk.record import Record
from contract_scan.runner.kept import Scanned


def comparison(old: Sequence[Scanned], new: Sequence[Scanned], later: Record) -> Comparison:
    """Return the comparison of the first documents in two files, with what was decided on the later one."""
    if not old or not new:
        raise DeskError("not_read_yet", 409)
    known = later.decisions(new[0].scan.document.source.sha256)
    return compared_scans(old[0].scan, new[0].scan, known if known.findings else None)


def counted_changes(earlier: Record, later: Record) -> dict[str, int]:
    """Return how many findings are new, gone, changed and the same, and how many passages of text changed.

    Raises `OSError` or `ValueError` where one of the two was not read.
    """
    made = comparison(reading(earlier), reading(later), later)
    return {**{str(change): number for change, number in counts(made.pairs).items()}, "text": len(made.text_changes)}
