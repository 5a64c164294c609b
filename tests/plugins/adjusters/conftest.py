"""Scans of short invented agreements: what each finding bears on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contract_scan.read import read_bytes
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup

ScanText = Callable[..., Scan]


@pytest.fixture
def scan_text(setup: Setup) -> ScanText:
    """Scan paragraphs as a text file."""

    def scanned(*paragraphs: str, setup: Setup = setup) -> Scan:
        return scan_document(read_bytes("\n\n".join(paragraphs).encode(), "made.txt", setup.readers), setup)

    return scanned


def direct(scan: Scan, question: str) -> list[str]:
    """Return the rules of what bears on a question directly, in order."""
    [answer] = [answer for answer in scan.answers if answer.question == question]
    return [scan.findings[index].rule for index in answer.findings]


def background(scan: Scan, question: str) -> list[str]:
    """Return the rules of what is background to a question, in order."""
    [answer] = [answer for answer in scan.answers if answer.question == question]
    return [scan.findings[index].rule for index in answer.background]


def departures(scan: Scan) -> dict[str, tuple[str, str]]:
    """Return the value and the usual value by norm."""
    return {d.norm: (d.value, d.usual) for finding in scan.findings for d in finding.departs}
