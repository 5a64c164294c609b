"""The walk from three faculties to a page for the board is true: every command is run as it stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_scan.register.files import read_events
from contract_scan.register.replay import replay
from tests.conftest import ROOT
from tests.docs.test_tutorial import blocks, commands, environment, run_one

PAGES = {"en": "register-tutorial.md", "nl": "register-tutorial.nl.md"}
__all__ = ["environment"]


@pytest.mark.long
@pytest.mark.parametrize("language", PAGES)
def test_the_walk_works_as_written(language: str, environment: dict[str, str], tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    for file, kind, text in blocks(ROOT / "docs" / PAGES[language]):
        if file:
            (here / file).write_text(text, encoding="utf-8")
        elif kind == "console":
            for command, wanted in commands(text):
                run_one(command, wanted, here, {**environment, "CONTRACT_SCAN_LANG": language})
    page = (here / "overview.html").read_text(encoding="utf-8")

    assert replay(read_events(here / "register").events).conflicts == ()
    assert page.count("<svg") == 3 and "Lanhai Group" in page
    assert "de Boer" not in page
    assert (here / "overview.docx").read_bytes()[:2] == b"PK"
    assert b"BEGIN:VEVENT" in (here / "due.ics").read_bytes() and b"DTSTART" in (here / "chair.ics").read_bytes()


def test_both_languages_walk_the_same_way() -> None:
    """The same files, and the same commands but for words between quotation marks."""
    told = []
    for name in PAGES.values():
        found = list(blocks(ROOT / "docs" / name))
        lines = [command for _, kind, text in found if kind == "console" for command, _ in commands(text)]
        told.append(([(file, text) for file, _, text in found if file], [line.partition('"')[0] for line in lines]))

    assert told[0] == told[1]
