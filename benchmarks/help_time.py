"""How long `--help` takes with many plugins installed: `python -m benchmarks.help_time [PLUGINS]`.

The target is 0.25 s with 20 of them. Each is a package as `contract-scan plugins new` writes it, found through its
metadata as an installed one is; every tenth adds a command of its own.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGET, RUNS = 0.25, 7
COMMAND = """

@hookimpl
def commands():
    import click
    return [click.Command("NAME", short_help="Say something.")]
"""


def install(folder: Path, count: int) -> None:
    """Put so many plugin packages into a folder, with the metadata by which an installed one is found."""
    from contract_scan.scaffold import write_plugin

    for number in range(count):
        name, module = f"house{number}", f"contract_scan_house{number}"
        write_plugin(name, folder / "written")
        (folder / "written" / name / module).rename(folder / module)
        if number % 10 == 0:
            with (folder / module / "__init__.py").open("a", encoding="utf-8") as file:
                file.write(COMMAND.replace("NAME", f"say-{name}"))
        metadata = folder / f"contract_scan_{name}-0.1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: contract-scan-{name}\nVersion: 0.1.0\n")
        (metadata / "entry_points.txt").write_text(f"[contract_scan]\n{name} = {module}\n")


def seconds(folder: Path) -> list[float]:
    """Return how long each run of `--help` takes, the one that fills Python's caches left out."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(folder)}
    taken = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-m", "contract_scan", "--help"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        taken.append(time.perf_counter() - start)
        assert "say-house0" in run.stdout
    return taken[1:]


def main() -> None:
    """Measure and print the median and the slowest run."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder), count)
        taken = seconds(Path(folder))
    median = statistics.median(taken)
    print(f"--help with {count} plugins: median {median:.3f} s, slowest {max(taken):.3f} s (target {TARGET} s)")
    sys.exit(0 if median < TARGET else 1)


if __name__ == "__main__":
    main()
