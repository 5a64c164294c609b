"""How the time of reading and scanning grows: 10, 20, 40 and 80 of each kind, in seconds of computing, one run.

Run it as ``python benchmarks/growth.py``. A kind that grows in line takes eight times as long for 80 as for 10; what
does not depend on the number makes it less. More than `MOST` times as long ends the run with 1.
"""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial

from contract_scan.document import Document
from contract_scan.read import read_all_bytes
from contract_scan.report.memo import MemoReporter
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup, prepare

SIZES = (10, 20, 40, 80)
MOST = 11.0
CLAUSE = "The Institute shall not publish the results without the prior written consent of Sponsor {n} in Norway."
MANY = 4


def lines(count: int) -> list[str]:
    """Return clauses, some for each of a number."""
    return [f"{n}. {CLAUSE.format(n=n)}" for n in range(count * MANY)]


def text(count: int) -> bytes:
    """Return clauses as plain text."""
    return "\n\n".join(lines(count)).encode()


def sentence(count: int) -> bytes:
    """Return one sentence without a stop."""
    return " and ".join(line.rstrip(".") for line in lines(count)).encode()


def page(count: int) -> bytes:
    """Return clauses as a web page."""
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines(count))}</body></html>".encode()


def rich(count: int) -> bytes:
    """Return clauses as RTF."""
    return ("{\\rtf1\\ansi " + "\\par ".join(lines(count)) + "}").encode()


def word(count: int) -> bytes:
    """Return clauses as a Word file."""
    from docx import Document

    document = Document()
    for line in lines(count):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def portable(count: int) -> bytes:
    """Return clauses as a PDF, some on each page."""
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    sheet = canvas.Canvas(out, invariant=1)
    for start in range(0, count * MANY, MANY):
        for row, line in enumerate(lines(count)[start : start + MANY]):
            sheet.drawString(40, 800 - row * 30, line)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def letter(count: int) -> bytes:
    """Return a letter with so many attachments."""
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Drafts"
    message.set_content("See the drafts.")
    for n in range(count):
        message.add_attachment(text(1), maintype="text", subtype="plain", filename=f"{n}.txt")
    return message.as_bytes()


def archive(count: int) -> bytes:
    """Return an archive of so many texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for n in range(count):
            made.writestr(f"{n}.txt", text(1))
    return out.getvalue()


KINDS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "text": ("a.txt", text),
    "a sentence without a stop": ("a.txt", sentence),
    "HTML": ("a.html", page),
    "RTF": ("a.rtf", rich),
    "Word": ("a.docx", word),
    "PDF": ("a.pdf", portable),
    "mail with attachments": ("a.eml", letter),
    "archive": ("a.zip", archive),
}


def scans(name: str, data: bytes, setup: Setup) -> list[Scan]:
    """Return the scans of all documents in a file."""
    found = read_all_bytes(data, name, setup.readers)
    return [scan_document(one, setup) for one in found if isinstance(one, Document)]


def seconds(work: Callable[[], object]) -> float:
    """Return how long work computes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> int:
    """Print the table; return 1 where a kind grows faster than in line."""
    setup = prepare()
    scans("a.txt", text(1), setup)  # what is loaded once
    rows: dict[str, list[float]] = {}
    for kind, (name, made) in KINDS.items():
        files = [made(n) for n in SIZES]
        rows[kind] = [seconds(partial(scans, name, data, setup)) for data in files]
    one = scans("a.txt", text(1), setup)
    rows["a memo of so many documents"] = [seconds(partial(MemoReporter().report, one * n, "en")) for n in SIZES]
    worst = 0.0
    print(f"{'kind':32}" + "".join(f"{n:>9}" for n in SIZES) + "    80 to 10")
    for kind, times in rows.items():
        ratio = times[-1] / max(times[0], 1e-9)
        worst = max(worst, ratio)
        print(f"{kind:32}" + "".join(f"{t:9.2f}" for t in times) + f"{ratio:12.1f}")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
