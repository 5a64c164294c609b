"""A 40-page agreement from file to report, beside what merely importing spaCy and taking the text out would cost.

``python benchmarks/end_to_end.py [PYTHON]`` runs both in turn, five times each, and prints medians and their ratio.
PYTHON is an interpreter that has spaCy and pypdfium2, where this one has no spaCy.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
BASELINE = """
import sys
import spacy
spacy.blank("nl")
import pypdfium2
pdf = pypdfium2.PdfDocument(sys.argv[1])
print(sum(len(pdf[n].get_textpage().get_text_range()) for n in range(len(pdf))))
"""


def agreement(folder: Path, pages: int = 40) -> Path:
    """Write a PDF agreement of about so many pages, out of our own fixtures."""
    sys.path.insert(0, str(ROOT / "fixtures"))
    import _pdf_fixture

    lines = [
        line
        for source in sorted((ROOT / "fixtures" / "sources").glob("en-*.txt"))
        for line in source.read_text(encoding="utf-8").partition("\n\n")[2].splitlines()
        if line and not line.startswith("|")
    ]
    body = [f"{lines[n % len(lines)].lstrip('# ')}" for n in range(pages * 17)]
    path = folder / "agreement.pdf"
    settings = {"numbering": "Article", "header": "Draft"}
    path.write_bytes(_pdf_fixture.document(settings, ["# Agreement", *body], scanned=False))
    return path


def timed(command: list[str]) -> float:
    """Return the seconds that a command takes."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main(python: str = sys.executable) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        path = agreement(Path(name))
        ours = [sys.executable, "-m", "contract_scan", "scan", str(path), "--format", "json"]
        theirs = [python, "-c", BASELINE, str(path)]
        timed(ours), timed(theirs)
        pairs = [(timed(ours), timed(theirs)) for _ in range(RUNS)]
    scan, base = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"scan {scan:.2f} s; spaCy imported and text taken out {base:.2f} s; ratio {scan / base:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
