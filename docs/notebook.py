"""Runs the notebooks of this folder: `python docs/notebook.py` writes what their cells print into them.

Cells are plain Python that prints; a test runs them too, and holds what stands in a notebook to what is printed.
"""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NOTEBOOKS = sorted(HERE.glob("*.ipynb"))


def ran(path: Path) -> dict[str, Any]:
    """Return a notebook with what its cells print when they are run in order, in its own folder."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    count = 0
    with contextlib.chdir(path.parent):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                count += 1
                cell.update(execution_count=count, outputs=_outputs("".join(cell["source"]), names))
    return notebook


def _outputs(source: str, names: dict[str, object]) -> list[dict[str, Any]]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, "cell", "exec"), names)
    text = printed.getvalue().splitlines(keepends=True)
    return [{"name": "stdout", "output_type": "stream", "text": text}] if text else []


def written(notebook: dict[str, Any]) -> str:
    """Return a notebook as its file has it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for place in NOTEBOOKS:
        place.write_text(written(ran(place)), encoding="utf-8")
