"""On the workers of a Dask cluster the same results are made as here, whatever happens to the workers."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

from contract_scan.runner.cluster import Cluster
from contract_scan.runner.errors import ClusterError, LostError
from contract_scan.runner.reading import scan_work
from contract_scan.runner.work import Work
from tests.runner.conftest import GOOD

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[object]:
    """A real cluster of two workers on this machine."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("documents")
    for number in range(4):
        (folder / f"good-{number}.txt").write_text(f"Agreement {number}\n\n{GOOD}")
    (folder / "crash.hostile").write_text("hostile:crash what the partner wrote")
    return sorted(folder.iterdir())


def test_results_are_those_of_this_machine_although_a_worker_is_killed_and_a_file_crashes_its_process(
    settings, ready, scheduler, files, tmp_path
):
    killed, place = threading.Event(), tmp_path / "scheduler.json"
    place.write_text(json.dumps({"address": scheduler.scheduler_address}))

    def kill(event: object) -> None:
        if not killed.is_set():  # after the first result, so that others are in hand
            killed.set()
            [pid, *_] = cluster._client.run(os.getpid).values()
            os.kill(pid, signal.SIGKILL)

    with Cluster(settings, str(place)) as cluster:
        jobs = {path.name: cluster.submit(Work(str(path), path.name), kill) for path in files}
        errors = {name: job.error() for name, job in jobs.items()}
        sent = cluster.submit(Work("/nowhere", "sent.txt", files[1].read_bytes())).result(60)
    assert killed.is_set()
    assert sent.documents()[0].scan.document.source.path == "sent.txt"
    assert isinstance(errors.pop("crash.hostile"), LostError)
    assert set(errors.values()) == {None}
    for path in files[1:]:
        assert jobs[path.name].result() == scan_work(Work(str(path), path.name), ready)


def test_a_scheduler_that_does_not_answer_is_one_sentence(settings, monkeypatch):
    monkeypatch.setattr("contract_scan.runner.cluster.SECONDS", 0.5)
    with pytest.raises(ClusterError, match=r"127\.0\.0\.1:1"):
        Cluster(settings, "tcp://127.0.0.1:1")


def test_the_settings_that_come_along_are_ones_that_dask_knows():
    import dask.config
    import distributed  # noqa: F401 - it brings the defaults
    import yaml

    from contract_scan.cli.batch import settings_for_dask

    def names(values: object, above: str = "") -> Iterator[str]:
        if isinstance(values, dict):
            for name, value in values.items():
                yield from names(value, f"{above}.{name}")
        else:
            yield above[1:]

    for name in names(yaml.safe_load(settings_for_dask().read_text())):
        assert dask.config.get(name) is not None
