"""One pool with tight bounds and a hostile plugin, and what became of a mixed heap of files in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from contract_scan.plugins import IN_PROCESS
from contract_scan.read.request import Limits
from contract_scan.runner.job import Job
from contract_scan.runner.pool import Pool
from contract_scan.runner.reading import Prepared, prepared
from contract_scan.runner.work import Event, Work
from contract_scan.settings import Settings

PLUGIN = Path(__file__).parent / "hostile_plugin.py"
HARM = ("crash", "loop", "eat")
GOOD = "The University shall keep the existence of this agreement secret. Publication needs the Sponsor's approval.\n"


@contextmanager
def in_process() -> Iterator[None]:
    """Plugins run in the process that reads: the hostile one stands for a library that ends the worker itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(IN_PROCESS, "1")
        yield


@pytest.fixture(scope="module", autouse=True)
def _in_process() -> Iterator[None]:
    """For as long as the tests of a module here run, and no longer: those of other folders may come next."""
    with in_process():
        yield


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The hostile plugin, 1.5 GB, a second and a half of computing and thirty on the clock."""
    limits = Limits(memory_bytes=1_500_000_000, cpu_seconds=1.5, clock_seconds=30)
    return Settings(plugins=(PLUGIN,), installed=False, limits=limits)


@dataclass
class Heap:
    """Files that a pool was given: jobs by file name, and the events in the order they were told."""

    jobs: dict[str, Job]
    events: list[Event]

    def of(self, name: str) -> list[str]:
        return [event.what for event in self.events if Path(event.path).name == name]


@pytest.fixture(scope="session")
def heap(settings, tmp_path_factory) -> Heap:
    """Four good files and three that end their worker, through two workers."""
    folder = tmp_path_factory.mktemp("heap")
    for harm in HARM:
        (folder / f"{harm}.hostile").write_text(f"hostile:{harm} what the partner wrote")
    for number in range(4):
        (folder / f"good-{number}.txt").write_text(f"Agreement {number}\n\n{GOOD}")
    (folder / "checker.txt").write_text(f"The checker eats memory.\n\n{GOOD}")
    (folder / "empty.txt").write_text("")
    events: list[Event] = []
    with in_process(), Pool(settings, 2, events.append) as pool:
        jobs = {path.name: pool.submit(Work(str(path))) for path in sorted(folder.iterdir())}
    return Heap(jobs, events)


@pytest.fixture(scope="session")
def ready(settings) -> Prepared:
    """What a worker prepares, in this process."""
    with in_process():
        return prepared(settings)
