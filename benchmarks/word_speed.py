"""How fast the Word reader is beside python-docx's own text loop: one file, one run, a ratio.

Run it as ``python benchmarks/word_speed.py``. Below 1 means faster, although the loop neither numbers clauses nor reads
tracked changes, notes or text boxes.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import docx

from contract_scan.read.docx import DocxReader
from contract_scan.read.request import ReadRequest

PARAGRAPHS = 2_000
ROUNDS = 9
CLAUSE = "The Receiving Party shall keep all information confidential and shall not disclose it to any third party. "


def made() -> bytes:
    """Return a Word file of 2,000 paragraphs with three runs each."""
    document = docx.Document()
    for number in range(PARAGRAPHS):
        paragraph = document.add_paragraph()
        for _ in range(3):
            paragraph.add_run(f"{number}: {CLAUSE}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def loop(data: bytes) -> str:
    """Read as most tools do."""
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def ours(data: bytes) -> str:
    """Read with the Word reader."""
    return DocxReader().read(ReadRequest("file.docx", data)).text


def median(read: Callable[[bytes], str], data: bytes) -> float:
    """Return the median time of a reading, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        read(data)
        times.append(time.perf_counter() - start)
    return sorted(times)[ROUNDS // 2]


if __name__ == "__main__":
    file = made()
    assert loop(file) == ours(file)
    base, own = median(loop, file), median(ours, file)
    print(f"python-docx loop {base * 1000:.0f} ms, Word reader {own * 1000:.0f} ms, ratio {own / base:.2f}")
