"""Writes what the documentation takes from the code: `python docs/build.py` puts the tested samples in the pages."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = re.compile(r"(<!-- sample: (tests/samples/\S+) -->)\n(?:\n```python\n.*?```\n)?", re.DOTALL)


def with_samples(page: str) -> str:
    """Return a page with every sample as its file has it."""

    def sample(match: re.Match[str]) -> str:
        return f"{match.group(1)}\n\n```python\n{(ROOT / match.group(2)).read_text(encoding='utf-8')}```\n"

    return SAMPLE.sub(sample, page)


if __name__ == "__main__":
    for path in sorted((ROOT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(with_samples(text), encoding="utf-8")
