"""What a plugin in a process of its own costs on a document of twenty pages, in seconds of a core.

Each plugin runs apart, and in this process for comparison; the first scan is told with all loading ("cold"), further
scans of other copies of the document as the least of seven ("warm").
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS, SCANS = 9_000, 7
READING = """
from contract_scan import hookimpl
class Own:
    name, questions = "benchmark.reading", ()
    def check(self, reading):
        return [f for s in reading.sentences if s.facts("period") and "PAY" in s.concepts for f in ()]
@hookimpl
def checkers():
    return [Own()]
"""


def text() -> bytes:
    """Return a text of twenty pages, made of a fixture over and over."""
    lines = (ROOT / "fixtures" / "documents" / "en-nda.md").read_text(encoding="utf-8").split("\n\n")
    found: list[str] = []
    while sum(len(line.split()) for line in found) < WORDS:
        found += lines
    return "\n\n".join(found).encode()


def measure(plugin: Path) -> None:
    """Print what a first scan and the next ones take, here and in the plugin's process."""
    from contract_scan.read import read_bytes
    from contract_scan.scanning import scan_document
    from contract_scan.settings import Settings
    from contract_scan.setup import prepare_with

    setup = prepare_with(Settings(plugins=(plugin,), installed=False))
    processes = [process._process.pid for process, _ in setup.plugins.apart.values()]
    document = read_bytes(text(), "twenty.md", setup.readers)
    scan_document(document, setup)
    cold = time.process_time(), sum(map(spent, processes))
    warm = []
    for _ in range(SCANS):
        start = time.process_time() + sum(map(spent, processes))
        scan_document(replace(document), setup)
        warm.append(time.process_time() + sum(map(spent, processes)) - start)
    where = "apart" if processes else "here "
    print(f"{plugin.stem:10} {where} cold {cold[0]:.2f} + {cold[1]:.2f}, warm {min(warm):.3f}", flush=True)


def spent(process: int) -> float:
    """Return the seconds of a core that a process has spent (Linux)."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            reading = Path(folder, "reading.py")
            reading.write_text(READING, encoding="utf-8")
            for plugin in (ROOT / "tests" / "samples" / "checker.py", reading):
                for here in ("1", ""):
                    environment = {**os.environ, "CONTRACT_SCAN_IN_PROCESS": here}
                    subprocess.run([sys.executable, __file__, str(plugin)], env=environment, check=True)
