"""Two drafts at the desk: what changed, counted for a list and whole for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from contract_scan.compare.comparing import compared_scans
from contract_scan.compare.report import SHOWN, Comparison
from contract_scan.desk.errors import DeskError
from contract_scan.desk.reading import reading
from contract_scan.desk.record import Record
from contract_scan.messages import say
from contract_scan.runner.kept import Scanned


def comparison(old: Sequence[Scanned], new: Sequence[Scanned], later: Record) -> Comparison:
    """Return the comparison of the first documents in two files, with what was decided on the later one."""
    if not old or not new:
        raise DeskError("not_read_yet", 409)
    known = later.decisions(new[0].scan.document.source.sha256)
    return compared_scans(old[0].scan, new[0].scan, known if known.findings else None)


def counted_changes(earlier: Record, later: Record) -> dict[str, int]:
    """Return how many changes of each kind the page of the comparison shows, and how many passages of text changed.

    Raises `OSError` or `ValueError` where one of the two was not read.
    """
    made = comparison(reading(earlier), reading(later), later)
    found = Counter(entry.pair.change for entry in made.entries)
    return {**{change: found[change] for change in SHOWN}, "text": len(made.text_changes)}


def told_changes(counted: dict[str, int], language: str) -> str:
    """Return counted changes in the words of the comparison's page: "New: 1, Changed: 2"."""
    shown = [f"{say(f'compare.{change}', language)}: {counted[change]}" for change in SHOWN if counted.get(change)]
    return ", ".join(shown) or say("desk.list.no_changes", language)
