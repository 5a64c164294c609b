"""A real PostgreSQL, started for the tests that need one and shared by them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest


def server_programs() -> Path | None:
    """Return where PostgreSQL's server programs are installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(found[-1]) if found else shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


class Postgresql:
    """A server of the tests' own, on loopback; `address` is what SQLAlchemy is given."""

    def __init__(self, programs: Path, folder: Path) -> None:
        as_user: dict[str, object] = {}
        if os.getuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "postgres")
            as_user = {"user": "postgres"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"postgresql+pg8000://tester@127.0.0.1:{port}/postgres"
        self._how: dict[str, Any] = {"cwd": folder, "timeout": 60, "stdin": subprocess.DEVNULL, **as_user}
        self._said = folder / "said"
        data = folder / "data"
        make: list[str | Path] = [programs / "initdb", "-D", data, "-A", "trust", "-U", "tester", "--no-sync"]
        self._run(make)
        self._control: list[str | Path] = [programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w"]
        self._options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
        self.start()

    def start(self) -> None:
        """Start it, at the address it had before."""
        self._run([*self._control, "-o", self._options, "start"])

    def stop(self) -> None:
        """End it at once, as a power cut would."""
        self._run([*self._control, "-m", "immediate", "stop"])

    def _run(self, command: Sequence[str | Path]) -> None:
        """Run a program of the server's; it says to the log what went wrong, since a server would hold a pipe open."""
        with self._said.open("ab") as log:
            done = subprocess.run(command, stdout=log, stderr=log, check=False, **self._how)
        assert done.returncode == 0, self._said.read_text(encoding="utf-8", errors="replace")[-3000:]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """A PostgreSQL server, the distribution's."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed here (Debian: apt-get install postgresql)")
    pytest.importorskip("pg8000", reason="the extra “server” is not installed")
    # Not among pytest's own folders: those are closed to the user that the server runs as.
    with tempfile.TemporaryDirectory(prefix="contract-scan-postgresql-") as folder:
        made = Postgresql(programs, Path(folder))
        yield made
        made.stop()
