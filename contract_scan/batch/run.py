"""A batch: every input has a result, made now or before; the manifest says what became of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from contract_scan.batch.asked import Asked
from contract_scan.batch.manifest import Row, failed_row, manifest_to_bytes, row_of
from contract_scan.batch.results import Results, called, digest_of
from contract_scan.errors import ReadError
from contract_scan.read.failures import FileError
from contract_scan.runner.flow import Engine, finished
from contract_scan.runner.job import Job
from contract_scan.runner.progress import Progress
from contract_scan.runner.work import Work

#: The digest of an empty file.
NOTHING = hashlib.sha256().hexdigest()


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


class Run:
    """One run of a batch: `run` it, and `finish` it however it ended."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._progress: Progress | None = None
        self._rows: dict[str, Row] = {}
        #: The inputs that wait for the result of another one with the same bytes, by that result.
        self._same: dict[tuple[str, str], list[str]] = {}
        self._digests: dict[str, str] = {}

    def run(self, engine: Engine, progress: Progress) -> None:
        """Scan what has no result yet.

        Raises `BatchError` where results cannot be written, and what the engine raises where nothing can be scanned.
        """
        self._batch.results.write_asked(self._batch.asked)
        self._progress = progress
        for job in finished(engine, self.works(), progress.hear):
            self.take(job)

    def finish(self) -> Outcome:
        """Write the manifest, and return what is known of all inputs; what the run did not come to is open."""
        outcome = Outcome({path: self._rows.get(path) or Row(path) for path in self._batch.inputs})
        self._batch.results.write_manifest(manifest_to_bytes(self._batch.asked.digest, outcome.rows.values()))
        return outcome

    def works(self) -> Iterator[Work]:
        """Yield the inputs that must be scanned; the rows of all others are known at once."""
        for path in self._batch.inputs:
            try:
                digest = digest_of(path)
                if digest == NOTHING:
                    raise FileError("empty", path=path)
            except FileError as error:
                self._rows[path] = failed_row(path, error, self._batch.language)
                self._skip()
                continue
            except (OSError, ValueError) as error:
                self._rows[path] = self._unread(path, error)
                self._skip()
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
        for _ in twins:
            self._skip()

    def _had(self, path: str, digest: str, asked: str) -> bool:
        """Note an input whose result is there already; false where it must be made."""
        head = self._batch.results.head(digest, asked)
        if head is None or (head.unreadable and self._batch.unlocks):
            return False
        self._rows[path] = row_of(path, head, self._place(digest, asked), self._batch.language, new=False)
        self._skip()
        return True

    def _skip(self) -> None:
        if self._progress:
            self._progress.had()

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
