"""Annotating a 100-page Word file and a 100-page PDF: the seconds for reading, scanning and writing the copy."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import docx

from contract_scan.annotate.pdf import annotated_pdf
from contract_scan.annotate.word import annotated_word
from contract_scan.read import read_bytes
from contract_scan.read.request import ReadRequest
from contract_scan.scanning import scan_document
from contract_scan.setup import prepare

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
sys.path.insert(0, str(ROOT / "fixtures"))


def lines(count: int) -> list[str]:
    """Return so many paragraphs of our own English fixtures."""
    found = [
        line.lstrip("# ")
        for source in sorted((ROOT / "fixtures" / "sources").glob("en-*.txt"))
        for line in source.read_text(encoding="utf-8").partition("\n\n")[2].splitlines()
        if line and not line.startswith("|")
    ]
    return [found[n % len(found)] for n in range(count)]


def word_file() -> bytes:
    """Return a Word file of about 100 pages."""
    made = docx.Document()
    for line in lines(1_700):
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def pdf_file() -> bytes:
    """Return a PDF of about 100 pages."""
    import _pdf_fixture

    return _pdf_fixture.document({"header": "Draft"}, ["# Agreement", *lines(1_700)], scanned=False)


def main() -> None:
    """Measure and print."""
    setup = prepare(installed=False)
    for name, data, annotate in (("x.docx", word_file(), annotated_word), ("x.pdf", pdf_file(), annotated_pdf)):
        start = time.perf_counter()
        document = read_bytes(data, name, setup.readers)
        read = time.perf_counter()
        scan = scan_document(document, setup)
        scanned = time.perf_counter()
        annotate(ReadRequest(name, data), scan, "en")
        done = time.perf_counter()
        print(
            f"{name}: {document.source.pages or '-'} pages, {len(document.text):,} characters, "
            f"{len(scan.findings):,} findings; read {read - start:.2f} s, scan {scanned - read:.2f} s, "
            f"annotate {done - scanned:.2f} s"
        )


if __name__ == "__main__":
    main()
