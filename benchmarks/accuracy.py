"""Scores the findings against a folder of labelled documents that brings its own `score.py`.

``python benchmarks/accuracy.py CORPUS`` prints the tables of every set the folder holds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SETS = (
    ("labelled", "labelled/en"),
    ("labelled", "labelled/nl"),
    ("parties", "cuad"),
    ("nda", "contractnli/dev.json"),
    ("headings", "headings.jsonl"),
    ("paragraphs", "paragraphs.jsonl"),
)


def main(corpus: Path, *options: str) -> int:
    """Print every table; return how many sets failed to run."""
    failed = 0
    command = f"{Path(sys.executable).with_name('contract-scan')} scan --format jsonl"
    for what, path in SETS:
        if (corpus / path).exists():
            print(f"\n{what} {path}", flush=True)
            score = [sys.executable, str(corpus / "score.py"), what, str(corpus / path), "--scan", command, *options]
            failed += subprocess.run(score, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("Give the folder that holds score.py and the labelled documents: accuracy.py CORPUS")
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
