"""What a batch costs: processes beside each other, the parent's memory, killed workers, and each kind of document.

Run it as ``python benchmarks/batch.py [DOCUMENTS]`` (default 200; 2,000 for the figures in docs/batch.md, which take
a quiet machine and a quarter of an hour). The documents are our own, made different by a few bytes each.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contract_scan.batch.asked import Asked, asked_of
from contract_scan.batch.results import Results
from contract_scan.batch.run import Batch, Outcome, Run
from contract_scan.runner.bounds import PAGE_SIZE
from contract_scan.runner.flow import Engine
from contract_scan.runner.pool import Pool
from contract_scan.runner.progress import Progress
from contract_scan.runner.reading import Prepared, scan_work
from contract_scan.runner.tally import Tally
from contract_scan.runner.work import Event, Work
from contract_scan.settings import Settings
from contract_scan.setup import prepare_with

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SETTINGS = Settings(installed=False, ocr="never")
#: After how many documents a worker is killed.
KILLED_EVERY = 20


def sources() -> list[Path]:
    """Return documents of all kinds: Word, PDF and text, of half a page to some pages."""
    written = [
        p for hand in sorted((FIXTURES / "agreements").glob("[a-z]*")) if hand.name != "sealed" for p in texts(hand)
    ]
    return [*sorted((FIXTURES / "documents").iterdir()), *written[:26]]


def texts(hand: Path) -> Iterator[Path]:
    """Yield the agreements in one hand."""
    yield from sorted(hand.rglob("*.md"))[:3]
    yield from sorted(hand.rglob("*.txt"))[:3]


def made(folder: Path, count: int) -> list[str]:
    """Write so many documents, no two with the same bytes, and return their paths."""
    originals = sources()
    paths = []
    for number in range(count):
        original = originals[number % len(originals)]
        path = folder / f"{number:06}{original.suffix}"
        shutil.copy(original, path)
        if path.suffix == ".docx":
            with zipfile.ZipFile(path, "a") as archive:
                archive.comment = str(number).encode()
        elif path.suffix == ".pdf":
            path.write_bytes(path.read_bytes() + f"\n%{number}\n".encode())
        else:
            path.write_text(f"{original.read_text(encoding='utf-8')}\n\nFile {number}.\n", encoding="utf-8")
        paths.append(str(path))
    return paths


@dataclass
class Watch(Progress):
    """Hears a run: the parent's memory, and what else is to be done at each end."""

    total: int
    also: Callable[[int], None] = lambda ended: None
    memory: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(Tally(self.total), "en")

    def hear(self, event: Event | None) -> None:
        """Note what an event says."""
        super().hear(event)
        if event is None or event.what != "done":
            return
        self.memory.append(resident())
        self.also(self.tally.ended)


def resident() -> float:
    """Return this process's memory in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_SIZE / 1e6


def cpu() -> float:
    """Return how many seconds this process and all that ended before it computed."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


@dataclass(frozen=True)
class Ran:
    """A run: seconds on the clock, seconds computed, what was heard, and what came of it."""

    clock: float
    computed: float
    watch: Watch
    outcome: Outcome


def ran(paths: list[str], asked: Asked, engine: Engine, also: Callable[[int], None] = lambda ended: None) -> Ran:
    """Run a batch into a folder that is gone afterwards, and close its engine."""
    began, before = time.monotonic(), cpu()
    with tempfile.TemporaryDirectory() as folder:
        watch = Watch(len(paths), also)
        running = Run(Batch(paths, asked, Results(Path(folder))))
        with engine:  # type: ignore[attr-defined]
            running.run(engine, watch)
        outcome = running.finish()
    return Ran(time.monotonic() - began, cpu() - before, watch, outcome)


def killer(pool: Pool) -> Callable[[int], None]:
    """Return what kills one of a pool's workers every so many documents."""

    def kill(ended: int) -> None:
        workers = [keeper._worker for keeper in pool._keepers if keeper._worker is not None]
        if ended % KILLED_EVERY == 0 and workers:
            os.kill(workers[ended // KILLED_EVERY % len(workers)]._process.pid, signal.SIGKILL)

    return kill


def main(count: int) -> None:
    """Measure, and print a line for each figure."""
    asked = asked_of(SETTINGS, prepare_with(SETTINGS))
    with tempfile.TemporaryDirectory() as folder:
        paths = made(Path(folder), count)
        one, two = (ran(paths, asked, Pool(SETTINGS, jobs)) for jobs in (1, 2))
        print(f"{count} documents, 1 process: {one.clock:.0f} s on the clock, {one.computed:.0f} s computed")
        print(f"{count} documents, 2 processes: {two.clock:.0f} s on the clock, {two.computed:.0f} s computed")
        print(
            f"speed of 2 beside 1: {one.clock / two.clock:.2f} on the clock; computed {two.computed / one.computed:.2f}"
        )
        print(f"load of this machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        tenth = max(count // 10, 1)
        memory = two.watch.memory
        print(f"parent's memory: {memory[tenth - 1]:.1f} MB after {tenth}, {memory[-1]:.1f} MB after {len(memory)}")
        print(f"core-minutes for 1,000 documents: {one.computed / 60 * 1000 / count:.1f}")
        kinds()
        pool = Pool(SETTINGS, 2)
        killed = ran(paths, asked, pool, killer(pool))
        lost = killed.outcome.count("failed", "open") - one.outcome.count("failed", "open")
        print(f"a worker killed every {KILLED_EVERY}: {lost} of {count} lost, {killed.clock:.0f} s on the clock")
        cluster(paths, asked, two)


def kinds() -> None:
    """Measure each kind of document in this process, in seconds computed, once everything is warm."""
    ready = Prepared(SETTINGS, prepare_with(SETTINGS))
    by_kind: dict[str, list[tuple[float, int]]] = {}
    for path in [*sources(), *sources()]:
        began = time.process_time()
        result = scan_work(Work(str(path)), ready)
        by_kind.setdefault(path.suffix, []).append((time.process_time() - began, result.characters))
    for suffix, found in sorted(by_kind.items()):
        warm = found[len(found) // 2 :]
        computed, characters = sum(one for one, _ in warm), sum(many for _, many in warm)
        each, speed = computed / len(warm) * 1000, characters / computed
        print(f"  {suffix}: {each:.0f} ms for {characters // len(warm):,} characters, {speed:,.0f} characters a second")


def cluster(paths: list[str], asked: Asked, pool: Ran) -> None:
    """Measure the same on two Dask workers of this machine, where the extra is installed."""
    try:
        from distributed import LocalCluster
    except ImportError:
        print("Dask is not installed")
        return
    from contract_scan.runner.cluster import Cluster

    how = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with LocalCluster(**how) as local:
        dask = ran(paths, asked, Cluster(SETTINGS, local.scheduler_address))
    print(f"two Dask workers: {dask.clock:.0f} s on the clock, {pool.clock / dask.clock:.2f} of the pool's speed")


if __name__ == "__main__":
    from contract_scan.cli.batch import settings_for_dask

    os.environ["DASK_CONFIG"] = str(settings_for_dask())
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
