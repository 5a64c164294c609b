"""Reports on a whole batch, written as its results are read: never more than one document in memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import IO

from contract_scan.batch.scans import Kept
from contract_scan.dossier import dossier_of
from contract_scan.messages import say
from contract_scan.report.json import as_json
from contract_scan.report.table import COLUMNS, defused, headings, rows, unread_rows
from contract_scan.runner.kept import Scanned


def write_json_lines(kept: Kept, out: IO[bytes], language: str) -> None:
    """Write the JSON report of every document, one a line."""
    for _, documents in kept.scanned():
        for one in documents:
            out.write(json.dumps(as_json(one.scan, language), ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def write_csv(kept: Kept, out: IO[bytes], language: str) -> None:
    """Write one table of all findings; what was not read of a document comes before what was found in it."""
    out.write("\ufeff".encode())
    out.write(_line(headings(COLUMNS, language)))
    for _, documents in kept.scanned():
        for path, text in unread_of(documents, language):
            cells = dict.fromkeys(COLUMNS, "") | {
                "document": path,
                "kind": say("table.unread", language),
                "title": text,
            }
            out.write(_line(list(cells.values())))
        for one in documents:
            for cells_of_finding in rows(dossier_of(one.scan), language):
                out.write(_line(list(cells_of_finding)))


def unread_of(documents: tuple[Scanned, ...], language: str) -> Iterator[tuple[str, str]]:
    """Yield what was not read of documents and which parts failed, with their paths."""
    for one in documents:
        yield from ((path, text) for path, text in unread_rows(one.scan, language))


def _line(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([defused(cell) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")
