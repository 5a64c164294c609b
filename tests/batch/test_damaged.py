"""Results of a batch that somebody cut off or changed: named, done again by the next run, and never half reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import contract_scan


def drafts(folder: Path) -> Path:
    """Make a folder of one document."""
    made = folder / "drafts"
    made.mkdir()
    (made / "a.md").write_text("1. Each party may publish its results.\n", encoding="utf-8")
    return made


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """The results of a batch of one document."""
    done = contract_scan("batch", drafts(tmp_path), "--into", tmp_path / "results", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return tmp_path / "results"


def reported(results: Path, output: Path) -> tuple[int, str]:
    """Make the overview; return the exit code and what was said."""
    done = contract_scan("batch", "report", results, "-o", output)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("what", ["manifest line", "manifest of another kind", "result", "question", "no manifest"])
def test_a_report_on_damaged_results_is_refused_by_the_name_of_the_file(
    results: Path, tmp_path: Path, what: str
) -> None:
    """In one sentence, and no report is left that looks whole."""
    manifest = results / "manifest.jsonl"
    heading, row = manifest.read_text(encoding="utf-8").splitlines()
    asked = next((results / "asked").iterdir())
    kept = next(path for path in results.rglob("*") if path.is_file() and path not in (manifest, asked))
    if what == "manifest line":
        manifest.write_text(f"{heading}\n{row[:40]}\n", encoding="utf-8")
    elif what == "manifest of another kind":
        manifest.write_text(heading.replace("manifest/1", "shoes/1") + "\n", encoding="utf-8")
    elif what == "no manifest":
        manifest.unlink()
    else:
        (kept if what == "result" else asked).write_bytes(b"{}\n")
    code, told = reported(results, tmp_path / "overview.html")

    assert code != 0
    assert told.count("\n") == 1, told
    assert any(name in told for name in (manifest.name, asked.name, kept.name, results.name))
    assert not (tmp_path / "overview.html").exists()


def test_a_batch_into_a_place_where_nothing_can_be_written_is_one_sentence(tmp_path: Path) -> None:
    """A file stands where the folder of the results should be."""
    (tmp_path / "results").write_text("mine", encoding="utf-8")
    done = contract_scan("batch", drafts(tmp_path), "--into", tmp_path / "results" / "in", "--jobs", "1")

    assert done.returncode != 0
    assert "results" in done.stderr.decode().splitlines()[-1]
    assert "Traceback" not in done.stderr.decode()
    assert (tmp_path / "results").read_text(encoding="utf-8") == "mine"
