"""The desk as a whole: its documents, what is being read, what lists and search are asked from."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from contract_scan.decisions import Decisions
from contract_scan.desk.archive import take_in
from contract_scan.desk.database import Database, in_file
from contract_scan.desk.drafts import is_table
from contract_scan.desk.errors import DeskError
from contract_scan.desk.fragments import prepare
from contract_scan.desk.home import Home, sweep
from contract_scan.desk.jobs import ENDED, Job, Jobs
from contract_scan.desk.projection import Projection
from contract_scan.desk.reading import SCAN, failure_of, keep_reading, reading
from contract_scan.desk.record import WRITTEN, Record
from contract_scan.desk.records import Records
from contract_scan.desk.users import Server, User
from contract_scan.errors import ContractScanError
from contract_scan.runner.kept import Scanned, from_kept, kept
from contract_scan.runner.reading import prepared
from contract_scan.runner.work import Result, Work
from contract_scan.settings import Settings
from contract_scan.setup import Setup

#: The largest file that is taken in, in bytes.
LARGEST = 100_000_000


class Desk:
    """Everything that the pages work with. `root` stands before every address; `server` is None on one's own machine.
    `language` is the one that pages begin in; empty where each browser says.

    `make_jobs` starts the worker processes, with the settings that hold at that moment.
    """

    def __init__(
        self,
        home: Home,
        settings: Callable[[], Settings],
        make_jobs: Callable[[Settings], Jobs],
        *,
        root: str = "",
        server: Server | None = None,
        largest: int = LARGEST,
        database: Database | None = None,
        language: str = "",
    ) -> None:
        sweep(home)
        self.home, self.root, self.server, self.largest = home, root, server, largest
        self.language = language
        self.records = Records(home)
        self.projection = Projection(database or in_file(home.projection), self.records.all)
        self._settings, self._make_jobs = settings, make_jobs
        self.jobs = make_jobs(settings())
        self._reads: dict[tuple[str, str], Job] = {}
        self._changed: set[tuple[str, str]] = set()
        self._lock = threading.Lock()
        self._setup: Setup | None = None
        self.present: dict[tuple[str, str], dict[str, float]] = {}
        self._catch_up()

    def settings(self) -> Settings:
        """Return the settings that hold now, with the house's own rules."""
        return self._settings()

    def setup(self) -> Setup:
        """Return what scans are made with, prepared in this process when it is first asked for."""
        with self._lock:
            if self._setup is None:
                self._setup = prepared(self._settings()).setup
            return self._setup

    def knowledge_changed(self) -> None:
        """Start new worker processes, with the rules and lists that there are now; what was being read begins anew."""
        self._setup = None
        before, self.jobs = self.jobs, self._make_jobs(self._settings())
        cut_off = before.close()
        self._reads.clear()
        for job in cut_off:
            with suppress(DeskError):  # deleted in the meantime
                record = self.records.get(job.unit, job.digest)
                if record.about is None:
                    self.read(record, job.by, bounded=False)

    def import_from(self, source: Path, by: str) -> tuple[int, int]:
        """Take in what an export holds and this desk lacks, and have it read; return how many documents are new, and
        how many were there. Raises `DeskError` where it is none; then nothing came in."""
        rules = set(self.home.rules.iterdir())
        counts = take_in(self.home, source, at_work=True)
        self.records.log.append(by, "imported", value={"documents": counts[0]})
        if set(self.home.rules.iterdir()) != rules:
            self.knowledge_changed()
        self._catch_up()
        return counts

    def _catch_up(self) -> None:
        """Take over what the tables lack since a crash, and read what was not read."""
        seen = self.projection.events_seen()
        for record in self.records.all():
            if seen.pop((record.unit, record.digest), -1) != len(record.journal.events):
                self.projection.put(record)
            if record.about is None and not record.told("failed"):
                self.read(record, _who_brought(record), bounded=False)
        for unit, digest in seen:
            self.projection.remove(unit, digest)

    def changed(self, record: Record) -> None:
        """Remember that the tables do not yet say what a document says."""
        with self._lock:
            self._changed.add((record.unit, record.digest))

    def sync(self) -> None:
        """Let the tables say what all documents say."""
        with self._lock:
            waiting, self._changed = self._changed, set()
        for unit, digest in sorted(waiting):
            try:
                self._take_over(unit, digest)
            except BaseException:  # the database does not answer: what it was not told is told the next time
                with self._lock:
                    self._changed |= waiting
                raise

    def _take_over(self, unit: str, digest: str) -> None:
        try:
            record = self.records.get(unit, digest)
        except DeskError:
            self.projection.remove(unit, digest)
        else:
            self.projection.put(record)

    def record(self, user: User, unit: str, digest: str) -> Record:
        """Return a document that a user may see. Raises `DeskError`: for others it is not there."""
        if not user.sees(unit):
            raise DeskError("no_document", 404)
        return self.records.get(unit, digest)

    def take_in(self, upload: Path, name: str, user: User, draft_of: Record | None = None) -> tuple[Record, Job | None]:
        """Take an upload in and have it read; with `draft_of`, as a later draft that takes over what was decided.

        Raises `DeskError` where too many wait already; then nothing was taken in.
        """
        try:
            self.jobs.refuse_too_many(user.name)
        except DeskError:
            upload.unlink(missing_ok=True)
            raise
        if draft_of is not None and is_table(upload):
            upload.unlink(missing_ok=True)
            raise DeskError("no_draft")
        record, new = self.records.take_in(upload, name, draft_of.unit if draft_of else user.unit, user.name)
        if draft_of is not None and draft_of is not record:
            self.follow(record, draft_of, user)
        job = self.read(record, user.name) if new or record.about is None else None
        self.changed(record)
        return record, job

    def follow(self, record: Record, earlier: Record, user: User) -> None:
        """Make a document a later draft of another, and take over what was answered and decided on that one.

        What somebody already wrote on the later draft stays. Raises `DeskError` where the other one is the later draft.
        """
        if self.is_later(earlier, record):
            raise DeskError("later_already")
        if any(is_table(one.original) for one in (record, earlier)):
            raise DeskError("no_draft")
        record.journal.append(user.name, "draft_of", value=earlier.digest)
        record.journal.append(user.name, "family", value=earlier.told("family") or earlier.digest)
        self._carry(record, earlier, user)

    def is_later(self, one: Record, other: Record) -> bool:
        """Say whether one document is a later draft of another, or of a later draft of it."""
        seen = {one.digest}
        while one.digest != other.digest:
            earlier = str(one.told("draft_of") or "")
            if not earlier or earlier in seen:
                return False
            seen.add(earlier)
            try:
                one = self.records.get(one.unit, earlier)
            except DeskError:
                return False
        return True

    def _carry(self, record: Record, earlier: Record, user: User) -> None:
        """Take over what was written on the one document in a draft; drafts that hold several are left to people."""
        parts = {part for part, kind, _ in earlier.heads if kind in WRITTEN}
        if len(parts) > 1:
            return
        for (_, kind, key), event in sorted(earlier.heads.items()):
            if kind in WRITTEN and event.value is not None and record.head(kind, key, record.digest) is None:
                record.journal.append(user.name, kind, key, event.value, record.digest)

    def read(self, record: Record, by: str, *, bounded: bool = True) -> Job:
        """Have a document read, anew where it was read before; `bounded` within the limit to what may wait."""
        known = self._reads.get((record.unit, record.digest))
        if known is not None and known.stage not in ENDED:  # asked twice
            return known
        work = Work(str(record.original), name=record.name, decisions=self.all_decisions(record))
        job = self.jobs.submit(work, record.unit, record.digest, by, self._was_read, bounded=bounded)
        if job.stage not in ENDED:
            self._reads[record.unit, record.digest] = job
        return job

    def all_decisions(self, record: Record) -> Decisions | None:
        """Return what was answered and decided on all parts of a file; None where nothing was.

        What was taken over from an earlier draft is on that draft: what is not decided on may be new in this one.
        """
        parts = sorted({part for part, kind, _ in record.heads if kind in WRITTEN})
        made: Decisions | None = None
        for part in parts:
            own = record.decisions(part)
            made = own if made is None else made.merged_with(own)
        earlier = record.told("draft_of")
        if made and earlier:
            made = replace(made, sha256=earlier)
        return made if made and (made.answers or made.findings or made.sources) else None

    def _was_read(self, job: Job, result: Result | None, error: ContractScanError | None) -> None:
        self._reads.pop((job.unit, job.digest), None)
        try:
            record = self.records.get(job.unit, job.digest)
        except DeskError:  # deleted in the meantime
            return
        failure = _told(error) if result is None else failure_of(result.documents())
        try:
            if failure is not None or result is None:
                record.journal.append(job.by, "failed", value=failure)
                job.error = job.error or KeptFailureError(failure or {})
            else:
                self._keep(record, result, job.by)
        except OSError as problem:
            job.error = DeskError("disk", 507, reason=problem.strerror or "")
        except DeskError as problem:  # deleted in the meantime
            job.error = problem
        self.changed(record)

    def _keep(self, record: Record, result: Result, by: str) -> None:
        keep_reading(record, result)
        prepare(record)
        record.journal.append(by, "read", value={"parts": len(result.documents())})
        self._tell_changes(record, by)

    def _tell_changes(self, record: Record, by: str) -> None:
        """Count what changed since the earlier draft, where there is one."""
        earlier = record.told("draft_of")
        if not earlier:
            return
        from contract_scan.desk.comparing import counted_changes

        try:
            counts = counted_changes(self.records.get(record.unit, earlier), record)
        except (DeskError, OSError, ValueError):
            return
        record.journal.append(by, "changes", value=counts)

    def current(self, record: Record, user: User) -> tuple[Scanned, ...]:
        """Return the scans of a document with everything decided until now: what was set aside is set aside.

        Raises `DeskError` or the error of reading.
        """
        if record.about is None:
            raise DeskError("not_read_yet", 409)
        decisions = self.all_decisions(record)
        if decisions is None:
            return self.kept(record)
        last = max(event.n for (_, kind, _), event in record.heads.items() if kind in WRITTEN)
        path = record.folder / f"now.{last}.json"
        if path.is_file():
            return from_kept(path.read_bytes())
        work = Work(str(record.original), name=record.name, decisions=decisions)
        scans = self.jobs.scan(work, record.unit, record.digest, user.name)
        for older in record.folder.glob("now.*.json"):
            older.unlink(missing_ok=True)
        record.keep(path.name, kept(scans))
        return scans

    def kept(self, record: Record) -> tuple[Scanned, ...]:
        """Return the scans as they were kept. Raises `DeskError` where there are none that can be used."""
        try:
            return reading(record)
        except (OSError, ValueError):
            raise DeskError("read_again" if (record.folder / SCAN).exists() else "not_read_yet", 409) from None

    def delete(self, record: Record, user: User, *, keep_decisions: bool) -> dict[str, int]:
        """Delete a document and its text everywhere; return what remains, counted."""
        for job in self.jobs.told(record.unit):
            if job.digest == record.digest:
                self.jobs.cancel(job.number, None)
        left = self.records.delete(record, user.name, keep_decisions=keep_decisions)
        self.changed(record)
        self.sync()
        return left

    @property
    def profile(self) -> dict[str, Any]:
        """Return what one person at their own machine says of themselves: name and role."""
        path = self.home.folder / "profile.json"
        told: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {}
        return told

    def close(self) -> None:
        """End what runs and let the files go."""
        self.jobs.close()
        self.projection.close()


class KeptFailureError(ContractScanError):
    """Why a document could not be read, as it was kept: it says its sentence in any language."""

    def __init__(self, failure: dict[str, Any]) -> None:
        super().__init__(str(failure.get("key", "broken")), **failure.get("values", {}))
        self.area = str(failure.get("area", "desk.errors"))


def _who_brought(record: Record) -> str:
    events = record.journal.events
    return events[0].by if events else ""


def _told(error: ContractScanError | None) -> dict[str, Any]:
    if error is None:
        return {"area": "desk.errors", "key": "broken", "values": {}}
    return {"area": error.area, "key": error.key, "values": error.values}
