"""`contract-scan rules new FOLDER/`: a start for somebody who has no name for a rule yet."""

from __future__ import annotations

from pathlib import Path

from tests.command import contract_scan


def test_a_folder_alone_is_enough_for_a_start_that_works(tmp_path: Path) -> None:
    """In both languages; it passes its proof and is found in a draft."""
    started = contract_scan("rules", "new", f"{tmp_path}/house-rules/")
    proved = contract_scan("rules", "test", tmp_path / "house-rules")
    draft = tmp_path / "draft.md"
    draft.write_text("1.1 The Institute shall not disclose this Agreement to its own board.\n", encoding="utf-8")
    scan = contract_scan("scan", draft, "--rules", tmp_path / "house-rules", "--format", "json")

    assert (0, 0, 0) == (started.returncode, proved.returncode, scan.returncode), started.stderr + proved.stdout
    assert ["en.yaml", "nl.yaml", "rules.yaml"] == sorted(p.name for p in (tmp_path / "house-rules/house").iterdir())
    assert b"house.first_rule" in scan.stdout
