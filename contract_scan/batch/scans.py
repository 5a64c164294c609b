"""The scans of a batch read back from its results, one at a time, in order of the paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contract_scan.answer import Looked, answer
from contract_scan.batch.manifest import Row, read_heading, read_rows
from contract_scan.batch.results import Results
from contract_scan.read.failures import unread_document
from contract_scan.runner.errors import KeptError
from contract_scan.runner.kept import Common, Scanned, scanned
from contract_scan.scan import Scan


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
        """Yield every input with the documents in it; one without a result is a document that says why."""
        for row in self.rows():
            found = self.results.documents(row.result, self.common, row.path) if row.result else ()
            yield row, found or (_without_result(row, self.common),)


def _without_result(row: Row, common: Common) -> Scanned:
    """Return what is known of an input that was given up, or that a run did not come to: nothing was looked at."""
    area, _, key = (row.errors[0].key if row.errors else "batch.open").partition(".")
    error = KeptError(area, key, **(row.errors[0].values if row.errors else {}) | {"path": row.path})
    document = unread_document(error)
    answers = answer(common.questions, (), document.unread, (), Looked(frozenset(), frozenset()))
    scan = Scan(document, (), answers, document.unread, (), common.provenance, common.questions, sources=common.sources)
    return scanned(scan, error)


def kept_in(folder: Path) -> Kept:
    """Return the batch in a folder of results. Raises `BatchError` where there is none."""
    results = Results(folder)
    heading = read_heading(results.manifest)
    return Kept(results, results.asked(heading.asked).common, heading.inputs)
