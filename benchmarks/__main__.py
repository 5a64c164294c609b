"""``python -m benchmarks``: all benchmarks that need nothing but this repository, one after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: These need a corpus or another interpreter, and are run by themselves.
APART = {"__main__", "__init__", "accuracy", "money"}

for path in sorted(HERE.glob("*.py")):
    if path.stem not in APART:
        print(f"== {path.stem}", flush=True)
        subprocess.run([sys.executable, str(path)], check=False)
