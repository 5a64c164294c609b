"""A scan that is kept loses nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract_scan.decisions import Consultation, Decision, Decisions, Reviewed
from contract_scan.read import read
from contract_scan.read.failures import FileError, unread_document
from contract_scan.runner.kept import from_kept, kept, scanned
from contract_scan.scanning import scan_document

DECISIONS = Decisions(
    answers=(Reviewed("1.1", "yes", "legal", "2026-01-02", "because"),),
    findings=(Decision("0" * 16, "relevant", "secrecy.existence", "quote"),),
    sources=(Consultation("website", "consulted", "legal", "2026-01-02", "nothing", 5),),
)


@pytest.mark.parametrize("name", ["nl-samenwerkingsovereenkomst.docx", "en-collaboration-agreement.pdf"])
def test_a_scan_is_the_same_after_it_was_kept(name, fixtures, setup):
    scan = scan_document(read(str(fixtures / name), setup.readers), setup, DECISIONS)
    data = kept([scanned(scan)])
    [back] = from_kept(data)
    assert back.scan == scan
    assert back.error is None
    assert kept([back]) == data


def test_a_document_that_could_not_be_read_keeps_its_sentence(setup):
    error = FileError("too_large", path="große Datei.docx", limit=200)
    [back] = from_kept(kept([scanned(scan_document(unread_document(error), setup), error)]))
    assert back.error is not None
    assert back.error.sentence("nl") == error.sentence("nl")


def test_half_a_character_becomes_a_sign_of_the_same_length(make_document, setup):
    scan = scan_document(make_document("Geheim \ud83d is geheim"), setup)
    [back] = from_kept(kept([scanned(scan)]))
    assert back.scan.document.text == "Geheim \ufffd is geheim"


def test_what_is_kept_by_another_schema_is_refused(make_document, setup):
    data = kept([scanned(scan_document(make_document("x"), setup))])
    with pytest.raises(ValueError, match="kept/0"):
        from_kept(data.replace(b"kept/1", b"kept/0", 1))


def test_a_scan_of_a_plugin_that_gives_odd_attributes_is_kept_as_text(make_document, setup):
    from pathlib import Path

    scan = scan_document(make_document("The Sponsor approves any publication."), setup)
    odd = replace(scan.findings[0], attributes={"where": Path("x")})  # type: ignore[dict-item]
    [back] = from_kept(kept([scanned(replace(scan, findings=(odd,)))]))
    assert back.scan.findings[0].attributes == {"where": "x"}
