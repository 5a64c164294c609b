"""Commands that show what there is: this installation, the questions, and two drafts side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import CLEAN, contract_scan
from tests.conftest import FIXTURES


@pytest.mark.parametrize(("language", "absent"), [("en", "not read"), ("nl", "niet")])
def test_doctor_finds_this_installation_in_order_and_says_what_is_not_there(language: str, absent: str) -> None:
    """Where no program is found, each optional one is told as absent, and that is no fault."""
    done = contract_scan("doctor", environment={**CLEAN, "CONTRACT_SCAN_LANG": language, "PATH": ""})
    told = done.stdout.decode()
    programs = [line for line in told.splitlines() if line.startswith(("– tesseract", "– LibreOffice"))]

    assert done.returncode == 0, told
    assert "✗" not in told
    assert {"Python", "contract-scan", "pypdfium2"} <= {line[2:].partition(":")[0] for line in told.splitlines()}
    assert len(programs) == 2
    assert absent in told


def test_the_questions_are_shown_with_their_numbers() -> None:
    """All eighteen, in both languages."""
    for language in ("en", "nl"):
        told = contract_scan("questions", language=language).stdout.decode()

        assert [number for number in ("1.1", "3.3", "4.7", "5.3") if number not in told] == []


def test_two_drafts_are_compared_at_the_terminal_and_for_programs(tmp_path: Path) -> None:
    """Five years that became ten; what is written to a file is said."""
    one, other = FIXTURES / "en-nda.md", tmp_path / "later.md"
    other.write_text(one.read_text(encoding="utf-8").replace("five (5) years", "ten (10) years"), encoding="utf-8")
    shown = contract_scan("compare", one, other)
    kept = contract_scan("compare", one, other, "--format", "json", "--output", tmp_path / "compared.json")

    assert (shown.returncode, kept.returncode) == (0, 0)
    assert "ten (10)" in " ".join(shown.stdout.decode().split())
    assert b"compared.json" in kept.stderr
    assert json.loads((tmp_path / "compared.json").read_text(encoding="utf-8"))["text_changes"]
