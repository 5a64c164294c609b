"""Holds the accuracy on labelled documents to the floors in ``floors.toml``: ``python -m benchmarks.ratchet CORPUS``.

The folder brings its own ``score.py``, as for ``benchmarks/accuracy.py``. Prints a line a measure; exit 1 if one has
fallen, with what it was and what it may not fall below.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")
#: How far a measure stands above its floor before the floor ought to be put up.
ROOM = 0.02
_ROW = re.compile(r"(\S[^\n]*?)\s+P\s+(\S+)\s+R\s+(\S+)\s+F1\s+(\S+)")
_QUESTIONS = re.compile(r"evidence found (\S+).*none\s+(\S+).*'nothing found'\s+(\S+)", re.DOTALL)

Measures = Mapping[str, float]


def rows_of(printed: str) -> dict[str, Measures]:
    """Return what a scorer printed, by the name of the row; states of questions as the row "questions"."""
    found: dict[str, Measures] = {
        match[1]: dict(zip(("P", "R", "F1"), map(float, match.groups()[1:]), strict=True))
        for match in _ROW.finditer(printed)
    }
    if states := _QUESTIONS.search(printed):
        found["questions"] = dict(zip(("found", "claimed", "false nothing"), map(float, states.groups()), strict=True))
    return found


def faults(floor: Mapping[str, Mapping[str, float]], measured: Measures) -> Iterator[str]:
    """Yield what has fallen below its floor, or risen above its ceiling."""
    for name, least in floor.get("least", {}).items():
        if measured[name] < least:
            yield f"{name} {measured[name]:.2f} is below {least:.2f}"
    for name, most in floor.get("most", {}).items():
        if measured[name] > most:
            yield f"{name} {measured[name]:.2f} is above {most:.2f}"


def main(corpus: Path) -> int:
    """Print every measure beside its floor; return how many have fallen."""
    command = f"{Path(sys.executable).with_name('contract-scan')} scan --format jsonl"
    fallen = 0
    for floor in tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floor"]:
        what, path, *options = floor["score"]
        score = [sys.executable, str(corpus / "score.py"), what, str(corpus / path), "--scan", command, *options]
        printed = subprocess.run(score, check=True, capture_output=True, text=True).stdout
        measured = rows_of(printed)[floor["row"]]
        wrong = list(faults(floor, measured))
        fallen += bool(wrong)
        room = [name for name, least in floor.get("least", {}).items() if measured[name] >= least + ROOM]
        told = ", ".join(f"{name} {value:.2f}" for name, value in measured.items())
        print(
            f"{what} {path} {' '.join(options)}: {told}",
            *wrong,
            *(f"put the floor of {name} up" for name in room),
            sep="; ",
        )
    return fallen


if __name__ == "__main__":
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "score.py").is_file():
        sys.exit("Give the folder that holds score.py and the labelled documents: python -m benchmarks.ratchet CORPUS")
    sys.exit(1 if main(Path(sys.argv[1])) else 0)
