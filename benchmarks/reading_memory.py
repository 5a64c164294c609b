"""How much memory reading takes as files grow: PDF by pages, Word by megabytes. Each reading is a process of its own.

Run it as ``python benchmarks/reading_memory.py``. What counts is the last column: the memory beyond an empty reading,
in bytes for each character of text. It should stay the same while files grow.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

CLAUSE = "The Receiving Party shall keep all information confidential and shall not disclose it to any third party."
PDF_PAGES = (1, 100, 1_000, 3_000)
WORD_PARAGRAPHS = (10, 2_000, 20_000, 60_000)
LINES = 45
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: int) -> bytes:
    """Return a PDF of pages full of numbered lines."""
    from reportlab.pdfgen import canvas

    file = io.BytesIO()
    sheet = canvas.Canvas(file, invariant=1, pageCompression=1)
    for page in range(pages):
        for line in range(LINES):
            sheet.drawString(50, 790 - line * 16, f"{page}.{line} {CLAUSE}"[:95])
        sheet.showPage()
    sheet.save()
    return file.getvalue()


def word(paragraphs: int) -> bytes:
    """Return a Word file of paragraphs of three runs."""
    run = "<w:r><w:rPr><w:sz w:val='22'/></w:rPr><w:t xml:space='preserve'>{} </w:t></w:r>"
    body = "".join(f"<w:p>{run.format(f'{n}: {CLAUSE}') * 3}</w:p>" for n in range(paragraphs))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document xmlns:w='{MAIN}'><w:body>{body}</w:body></w:document>")
    return file.getvalue()


def measure(path: Path) -> tuple[int, int]:
    """Return the characters of text in a file and the most memory that reading it took, in bytes."""
    run = subprocess.run([sys.executable, __file__, str(path)], check=True, capture_output=True, text=True)
    characters, peak = run.stdout.split()
    return int(characters), int(peak)


def read(path: Path) -> None:
    """Read one file in this process and print its characters and this process's peak memory."""
    from contract_scan.read.docx import DocxReader
    from contract_scan.read.pdf import PdfReader
    from contract_scan.read.request import ReadRequest

    reader = PdfReader() if path.suffix == ".pdf" else DocxReader()
    document = reader.read(ReadRequest(path.name, path.read_bytes(), ocr="never"))
    print(len(document.text), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def main() -> None:
    """Measure each kind at each size."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, make, sizes in (("pdf", pdf, PDF_PAGES), ("docx", word, WORD_PARAGRAPHS)):
            least = 0
            for size in sizes:
                path = Path(folder, f"{size}.{kind}")
                path.write_bytes(make(size))
                characters, peak = measure(path)
                least = least or peak
                beyond = (peak - least) / max(characters, 1)
                name = f"{kind} {size:>6,} {'pages' if kind == 'pdf' else 'paragraphs':<10}"
                said = f"text {characters / 1e6:6.2f} MB  peak {peak / 1e6:6.0f} MB"
                print(f"{name} {said}  {beyond:6.1f} bytes a character")


if __name__ == "__main__":
    read(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
