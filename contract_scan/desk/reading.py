"""What is kept of a document that was read: its scan whole, and what lists and search need of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from contract_scan.desk.record import Record
from contract_scan.dossier import Dossier, dossier_of
from contract_scan.messages import LANGUAGES
from contract_scan.report import first_page
from contract_scan.runner.kept import Scanned, from_kept
from contract_scan.runner.work import Result
from contract_scan.scan import Scan

SCAN = "scan.json"
#: How much of a quote the search shows, in characters.
_LONGEST = 600


def keep_reading(record: Record, result: Result) -> None:
    """Keep what was read beside the document; what was made of an earlier reading goes."""
    record.clear_reading()
    parts = [_about(one.scan) for one in result.documents()]
    record.keep(SCAN, result.json)
    record.keep("about.json", json.dumps({"parts": parts}, ensure_ascii=False).encode())


def reading(record: Record) -> tuple[Scanned, ...]:
    """Return what was kept of a document. Raises `OSError` or `ValueError` where it was not read, or by an older
    version that kept it in another form."""
    return from_kept((record.folder / SCAN).read_bytes())


def failure_of(documents: Sequence[Scanned]) -> dict[str, Any] | None:
    """Return why nothing in a file could be read, as plain values; None where something could."""
    errors = [one.unreadable for one in documents]
    if not errors or any(error is None for error in errors):
        return None
    first = errors[0]
    return {"area": first.area, "key": first.key, "values": dict(first.values)} if first else None


def _about(scan: Scan) -> dict[str, Any]:
    dossier = dossier_of(scan)
    source = scan.document.source
    every = (*scan.findings, *(aside.finding for aside in scan.set_aside))
    return {
        "sha256": source.sha256,
        "name": PurePath(source.path).name,
        "pages": source.pages,
        "format": source.format,
        "questions": len(scan.questions.questions),
        "findings": len({finding.identity for finding in every}),
        "unread": len(scan.unread) + len(scan.failures),
        "facts": {language: _facts(dossier, language) for language in LANGUAGES},
        "words": list(_words(dossier)),
    }


def _facts(dossier: Dossier, language: str) -> list[list[str]]:
    return [[row.label, row.text] for row in first_page.facts(dossier, language)]


def _words(dossier: Dossier) -> Iterator[list[Any]]:
    """Yield what search looks through: each quote once, parties and funders under their own kind."""
    seen = set()
    for finding in dossier.scan.findings:
        kind = finding.kind if finding.kind in ("party", "funder") else "quote"
        named = finding.attributes.get("name") if kind != "quote" else None
        text = " ".join(str(named or finding.quote).split())[:_LONGEST]
        if text and (kind, text) not in seen:
            seen.add((kind, text))
            yield [kind, dossier.number(finding), text]
