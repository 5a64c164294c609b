"""A batch: every input has a result, made now or before; the manifest says what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from contract_scan.batch.asked import Asked
from contract_scan.batch.manifest import Row, failed_row, manifest_to_bytes, row_of
from contract_scan.batch.results import Results, called, digest_of
from contract_scan.errors import ReadError
from contract_scan.read.failures import FileError
from contract_scan.runner.flow import Engine, Hear, finished
from contract_scan.runner.job import Job
from contract_scan.runner.work import Work


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch is of, what is asked, and where its results go.

    `unlocks` says that a password is given, so that results of documents that could not be read are made anew.
    """

    inputs: Sequence[str]
    asked: Asked
    results: Results
    language: str = "en"
    unlocks: bool = False


@dataclass
class Outcome:
    """What became of the inputs so far, by path."""

    rows: dict[str, Row] = field(default_factory=dict)

    def count(self, *states: str) -> int:
        """Return how many inputs are in one of these states."""
        return sum(row.state in states for row in self.rows.values())


def run(batch: Batch, engine: Engine, hear: Hear) -> Outcome:
    """Scan what has no result yet, and write the manifest, also where the run is stopped half-way.

    `hear` hears the engine's events. Raises `BatchError` where results cannot be written, and what the engine raises
    where nothing can be scanned at all.
    """
    running = _Run(batch)
    batch.results.write_asked(batch.asked)
    try:
        for job in finished(engine, running.works(), hear):
            running.take(job)
    finally:
        outcome = running.outcome()
        batch.results.write_manifest(manifest_to_bytes(batch.asked.digest, outcome.rows.values()))
    return outcome


class _Run:
    """The state of one run."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._rows: dict[str, Row] = {}
        #: The inputs that wait for the result of another one with the same bytes, by that result.
        self._same: dict[tuple[str, str], list[str]] = {}
        self._digests: dict[str, str] = {}

    def works(self) -> Iterator[Work]:
        """Yield the inputs that must be scanned; the rows of all others are known at once."""
        for path in self._batch.inputs:
            try:
                digest = digest_of(path)
            except (OSError, ValueError) as error:
                self._rows[path] = self._unread(path, error)
                continue
            key = digest, self._batch.asked.of(path)
            if key in self._same:
                self._same[key].append(path)
            elif not self._had(path, *key):
                self._same[key] = []
                self._digests[path] = digest
                yield Work(path, called(path), lean=True)

    def take(self, job: Job) -> None:
        """Write the result of an input that was scanned, or note why there is none."""
        path = job.work.path
        key = self._digests.pop(path), self._batch.asked.of(path)
        twins = self._same.pop(key)
        error = job.error()
        if isinstance(error, ReadError):
            rows = [failed_row(one, error, self._batch.language, key[0]) for one in (path, *twins)]
        else:
            rows = [self._kept(path, job), *(self._twin(one, *key) for one in twins)]
        self._rows.update((row.path, row) for row in rows)

    def outcome(self) -> Outcome:
        """Return what is known of all inputs; what the run did not come to is open."""
        return Outcome({path: self._rows.get(path) or Row(path) for path in self._batch.inputs})

    def _had(self, path: str, digest: str, asked: str) -> bool:
        """Note an input whose result is there already; false where it must be made."""
        head = self._batch.results.head(digest, asked)
        if head is None or (head.unreadable and self._batch.unlocks):
            return False
        self._rows[path] = row_of(path, head, self._place(digest, asked), self._batch.language, new=False)
        return True

    def _kept(self, path: str, job: Job) -> Row:
        result, asked = job.result(), self._batch.asked.of(path)
        if not result.sha256:  # it could not even be opened, so that there is nothing to name a result by
            [document] = result.documents()
            return failed_row(path, document.error or FileError("missing", path=path), self._batch.language)
        head = self._batch.results.write(asked, result)
        return row_of(path, head, self._place(result.sha256, asked), self._batch.language, new=True)

    def _twin(self, path: str, digest: str, asked: str) -> Row:
        head = self._batch.results.head(digest, asked)
        if head is None:
            return Row(path, sha256=digest)
        return row_of(path, head, self._place(digest, asked), self._batch.language, new=True)

    def _place(self, digest: str, asked: str) -> str:
        results = self._batch.results
        return results.place(digest, asked).relative_to(results.folder).as_posix()

    def _unread(self, path: str, error: Exception) -> Row:
        reasons: dict[type[Exception], str] = {FileNotFoundError: "missing", PermissionError: "not_permitted"}
        key = reasons.get(type(error), "unreachable")
        said = getattr(error, "strerror", None) or type(error).__name__
        return failed_row(path, FileError(key, path=path, error=said), self._batch.language)
