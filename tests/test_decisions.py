"""Decisions: loaded, saved, merged; what is set aside needs a reason and stays in sight."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from contract_scan.decisions import (
    Decision,
    Decisions,
    DecisionsError,
    Reviewed,
    as_plain,
    load_decisions,
    save_decisions,
)
from contract_scan.read import read
from contract_scan.report.json import as_json
from contract_scan.report.terminal import TerminalReporter
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from tests.conftest import FIXTURES

SCHEMA = json.loads(files("contract_scan.report").joinpath("decisions.schema.json").read_text(encoding="utf-8"))
SOME = Decisions(
    "draft.docx",
    "0" * 64,
    (Reviewed("1.3", "no", "JB", "2026-02-01", "no goods"),),
    (Decision("0123456789abcdef", "not_relevant", why="in the framework agreement"),),
)


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    """And keeps to the published schema."""
    path = tmp_path / "decisions.json"
    save_decisions(SOME, path)

    assert SOME == load_decisions(path)
    jsonschema.validate(as_plain(SOME), SCHEMA)


def test_later_decisions_take_the_place_of_earlier_ones() -> None:
    """Question by question and finding by finding; all others stay."""
    later = Decisions("draft.docx", "1" * 64, (Reviewed("1.3", "yes"), Reviewed("5.1", "unknown")), ())
    merged = SOME.merged_with(later)

    assert {"1.3": "yes", "5.1": "unknown"} == {a.question: a.answer for a in merged.answers}
    assert ["0123456789abcdef"] == [d.finding for d in merged.findings]


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        '{"schema": "another"}',
        '{"schema": "contract-scan/decisions/1", "answers": [{"question": "1.1", "answer": "perhaps"}]}',
        '{"schema": "contract-scan/decisions/1", "findings": [{"finding": "x", "decision": "not_relevant"}]}',
        '{"schema": "contract-scan/decisions/1", "findings": ["x"]}',
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    """Setting aside without a reason included."""
    path = tmp_path / "decisions.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DecisionsError) as caught:
        load_decisions(path)
    assert str(path) in caught.value.sentence("nl")


def test_a_finding_set_aside_is_no_evidence_and_stands_in_every_report(setup: Setup) -> None:
    """With its reason; what was not decided on is new."""
    document = read(FIXTURES / "en-nda.md", setup.readers)
    before = scan_document(document, setup)
    aside = next(f for f in before.findings if f.kind == "dual_use")
    decisions = Decisions(findings=(Decision(aside.identity, "not_relevant", by="JB", why="a plain line"),))
    after = scan_document(document, setup, decisions)
    report = TerminalReporter(full=True).report([after], "en")

    assert aside.identity not in {f.identity for f in after.findings}
    assert "a plain line" in report
    assert "NEW since" in report
    assert ["a plain line"] * len(after.set_aside) == [s["reason"] for s in as_json(after, "en")["set_aside"]]
