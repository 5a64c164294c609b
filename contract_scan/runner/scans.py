"""Files to scans, in the order given: in this process, or in several of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from contract_scan.decisions import Decisions
from contract_scan.document import Document
from contract_scan.errors import ReadError
from contract_scan.nouns import dataclass
from contract_scan.read.failures import unread_document
from contract_scan.read.files import STANDARD_INPUT, load
from contract_scan.runner.bounds import Spent, computing_bounded, memory_bounded
from contract_scan.runner.errors import lost
from contract_scan.runner.fork import read_all_bounded
from contract_scan.runner.work import Event, Work
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup

if TYPE_CHECKING:
    from contract_scan.runner.flow import Hear

#: How many files make it worth while to start another process, which first must be prepared.
FILES_A_PROCESS = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """Which files are scanned and how. `jobs` is 0 for this process and, to read, a bounded copy of it."""

    files: Sequence[str]
    jobs: int = 0
    decisions: Decisions | None = None


def jobs_for(files: int, asked: int | None) -> int:
    """Return how many processes to scan with: as asked, else the processors there are where files are many."""
    if asked is not None:
        return asked
    if files < 2 * FILES_A_PROCESS:
        return 0
    from contract_scan.runner.pool import cores

    jobs = min(cores(), files // FILES_A_PROCESS)
    return jobs if jobs > 1 else 0


def scans(plan: Plan, setup: Setup, hear: Hear) -> Iterator[tuple[Scan, ReadError | None]]:
    """Yield the scan of every document in every file, and why it could not be read where it could not.

    No more than a few are held at any time. `hear` is told where the run stands. Raises `PoolError` where no process
    can be started.
    """
    yield from _in_processes(plan, setup, hear) if plan.jobs else _here(plan, setup, hear)


def _here(plan: Plan, setup: Setup, hear: Hear) -> Iterator[tuple[Scan, ReadError | None]]:
    settings = setup.settings
    for number, path in enumerate(plan.files, 1):
        hear(Event("started", number, path))
        found = read_all_bounded(path, setup.readers, settings)
        try:
            with memory_bounded(settings.limits), computing_bounded(settings.limits):
                scanned = [_scanned(one, setup, plan.decisions) for one in found]
        except Spent:
            found = (lost("busy", path, settings.limits),)
            scanned = [_scanned(one, setup, None) for one in found]
        yield from scanned
        pages = [one.source.pages or 0 for one in found if isinstance(one, Document)]
        unreadable = sum(isinstance(one, ReadError) for one in found)
        hear(Event("done", number, path, sum(pages) or None, unreadable=unreadable))


def _scanned(one: Document | ReadError, setup: Setup, decisions: Decisions | None) -> tuple[Scan, ReadError | None]:
    if isinstance(one, ReadError):
        return scan_document(unread_document(one), setup), one
    return scan_document(one, setup, decisions), None


def _in_processes(plan: Plan, setup: Setup, hear: Hear) -> Iterator[tuple[Scan, ReadError | None]]:
    from contract_scan.runner.flow import finished
    from contract_scan.runner.pool import Pool

    works = (_work(path, plan, setup) for path in plan.files)
    with Pool(setup.settings, plan.jobs) as pool:
        for job in finished(pool, works, hear, ordered=True):
            error = job.error()
            if isinstance(error, ReadError):
                yield _scanned(error, setup, None)
            else:
                yield from ((one.scan, one.error) for one in job.result().documents())


def _work(path: str, plan: Plan, setup: Setup) -> Work:
    """Return a file for a worker, which has no standard input of ours."""
    if path != STANDARD_INPUT:
        return Work(path, decisions=plan.decisions)
    try:
        data = load(path, setup.settings.limits)
    except ReadError:
        data = b""
    return Work(path, data=data, decisions=plan.decisions)
