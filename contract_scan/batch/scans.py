"""The scans of a batch read back from its results, one at a time, in order of the paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contract_scan.batch.manifest import Row, read_heading, read_rows
from contract_scan.batch.results import Results
from contract_scan.runner.kept import Common, Scanned


@dataclass(frozen=True, slots=True)
class Kept:
    """A batch that was run: its folder, what its documents have in common, and how many inputs it has."""

    results: Results
    common: Common
    inputs: int

    def rows(self) -> Iterator[Row]:
        """Yield what the manifest says of every input."""
        yield from read_rows(self.results.manifest)

    def scanned(self) -> Iterator[tuple[Row, tuple[Scanned, ...]]]:
        """Yield every input with the documents in it; none for one without a result."""
        for row in self.rows():
            yield row, self.results.documents(row.result, self.common, row.path) if row.result else ()


def kept_in(folder: Path) -> Kept:
    """Return the batch in a folder of results. Raises `BatchError` where there is none."""
    results = Results(folder)
    heading = read_heading(results.manifest)
    return Kept(results, results.asked(heading.asked).common, heading.inputs)
