"""A batch: a result a document, made once, the same whatever made it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contract_scan.batch.errors import BatchError
from contract_scan.batch.inputs import inputs_of
from contract_scan.report.json import as_json
from tests.command import contract_scan
from tests.conftest import FIXTURES

NAMES = ("en-nda.md", "nl-geheimhoudingsovereenkomst.docx", "en-award-letter.pdf")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three documents, one of them twice, one that is empty and one that is none, in a folder with litter."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "inside").mkdir()
    for name in NAMES:
        shutil.copy(FIXTURES / name, folder / name)
    shutil.copy(FIXTURES / NAMES[0], folder / "inside" / "copy of the nda.md")
    (folder / "empty.docx").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "~$lock.docx").write_bytes(b"x")
    (folder / ".hidden.md").write_bytes(b"x")
    return folder


@pytest.fixture(scope="module")
def first(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a first run, with one process."""
    results = tmp_path_factory.mktemp("results") / "first"
    run = batch(archive, "--into", results, "--jobs", "1")
    assert run.returncode == 1
    assert b"empty.docx" in run.stderr
    assert b"broken.pdf" in run.stderr
    assert b"4 done now, 0 were done before, 2 could not be read" in run.stderr
    return results


def batch(*arguments: object):
    return contract_scan("batch", *map(str, arguments))


def manifest(results: Path) -> dict[str, dict[str, Any]]:
    _, *lines = (results / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {Path(row["path"]).name: row for row in map(json.loads, lines)}


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_manifest_says_of_every_input_what_became_of_it(first):
    rows = manifest(first)
    assert sorted(rows) == sorted([*NAMES, "copy of the nda.md", "empty.docx", "broken.pdf"])
    assert {name: row["state"] for name, row in rows.items() if row["state"] != "done"} == {
        "empty.docx": "failed",
        "broken.pdf": "failed",
    }
    assert rows["copy of the nda.md"]["result"] == rows["en-nda.md"]["result"]
    assert "broken.pdf" in rows["broken.pdf"]["errors"][0]["text"]
    assert "document.pdf" not in json.dumps(rows)


def test_a_second_run_does_only_what_is_new_changed_or_damaged(archive, first, tmp_path):
    results, own = tmp_path / "results", tmp_path / "own"
    shutil.copytree(first, results)
    shutil.copytree(archive, own)
    before = {path: path.stat().st_mtime_ns for path in results.rglob("documents/*/*")}
    again = batch(own, "--into", results, "--jobs", "1")
    assert b"0 done now, 4 were done before, 2 could not be read" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before
    (own / NAMES[0]).write_text("An agreement that is to be kept secret for ever.\n")
    place = manifest(first)[NAMES[1]]["result"]
    (results / place).write_bytes(b"{half")
    changed = batch(own, "--into", results, "--jobs", "1")
    assert b"2 done now, 2 were done before, 2 could not be read" in changed.stderr
    assert manifest(results)[NAMES[0]]["state"] == "done"
    assert (results / place).read_bytes() == (first / place).read_bytes()


def test_results_are_the_same_bytes_whatever_the_order_and_the_number_of_processes(archive, first, tmp_path):
    paths = sorted((str(p) for p in archive.rglob("*") if p.is_file() and p.name[0] not in ".~"), reverse=True)
    (tmp_path / "list.txt").write_text("\n".join(paths))
    batch(tmp_path / "list.txt", "--into", tmp_path / "results", "--jobs", "2")
    assert tree(tmp_path / "results") == tree(first)


def test_results_name_no_place_on_this_machine_and_are_for_their_owner_alone(archive, first):
    for path in first.rglob("documents/*/*"):
        assert str(archive).encode() not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


def test_no_report_on_a_batch_is_written_over_what_was_read_or_over_its_results(archive, first, tmp_path):
    """By its name, by a copy of it that stands elsewhere, or as a result of the batch: one sentence, and nothing is lost."""
    copied = tmp_path / "copied.docx"
    copied.write_bytes((archive / NAMES[0]).read_bytes())
    for asked in (archive / NAMES[0], copied, first / "manifest.jsonl", next(first.rglob("documents/*/*.json"))):
        before = asked.read_bytes()
        run = contract_scan("batch", "report", str(first), "--output", str(asked))
        assert (run.returncode, asked.read_bytes()) == (2, before)
        assert b"never written over" in run.stderr


def test_what_a_report_on_a_batch_says_of_a_document_is_what_a_scan_says(archive, first, tmp_path, scan_of):
    written = tmp_path / "all.jsonl"
    run = contract_scan("batch", "report", str(first), "--format", "jsonl", "--output", str(written))
    assert run.returncode == 0
    found = {Path(one["document"]["path"]).name: one for one in map(json.loads, written.read_text().splitlines())}
    assert len(found) == 6
    for name in NAMES[:2]:
        ours, theirs = as_json(scan_of(name), "en"), found[name]
        assert theirs["document"].pop("path") == str(archive / name)
        ours["document"].pop("path")
        for part in ("document", "summary", "findings", "answers", "rules", "unread", "terms"):
            assert json.loads(json.dumps(ours[part])) == theirs[part]
    assert "broken.pdf" in found["broken.pdf"]["unread"][0]["text"]


def test_the_table_and_the_workbook_hold_every_finding_and_what_was_not_read(first, tmp_path):
    for form in ("csv", "xlsx"):
        contract_scan("batch", "report", str(first), "--format", form, "--output", str(tmp_path / f"all.{form}"))
    table = list(csv.reader((tmp_path / "all.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    book = openpyxl.load_workbook(tmp_path / "all.xlsx", read_only=True)
    sheets = {sheet.title: list(sheet.values) for sheet in book}
    unread = [row for row in table[1:] if not row[1]]
    assert len(table) - 1 - len(unread) == len(sheets["Findings"]) - 1 > 10
    assert {Path(row[0]).name for row in unread} >= {"empty.docx", "broken.pdf"}
    assert len(sheets) == 4
    book.close()


@pytest.mark.parametrize(("language", "says"), [("en", "never a verdict"), ("nl", "nooit een oordeel")])
def test_the_overview_counts_and_lists_every_document(first, tmp_path, language, says):
    contract_scan("batch", "report", str(first), "--lang", language, "--output", str(tmp_path / "overview.html"))
    page = (tmp_path / "overview.html").read_text(encoding="utf-8")
    assert says in page
    assert page.count("<tr>") > 18 + 6
    assert all(name in page for name in (*NAMES, "broken.pdf", "empty.docx"))
    assert "http" not in page.replace("http-equiv", "")


def test_wrong_inputs_are_one_sentence_each(tmp_path, first):
    (tmp_path / "empty").mkdir()
    for given, key in ((tmp_path / "empty", "no_inputs"), (tmp_path / "gone", "no_list"), (FIXTURES / NAMES[0], "not")):
        with pytest.raises(BatchError) as raised:
            inputs_of(str(given), tmp_path / "results")
        assert raised.value.key.startswith(key)
    with pytest.raises(BatchError) as raised:
        inputs_of(str(tmp_path), tmp_path / ".")
    assert "into_itself" == raised.value.key
    assert batch(tmp_path / "empty", "--into", tmp_path / "results").returncode == 2
    assert contract_scan("batch", "report", str(tmp_path / "empty")).returncode == 2


def test_results_within_the_folder_are_no_inputs(tmp_path):
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "manifest.jsonl").write_text("x")
    assert inputs_of(str(tmp_path), tmp_path / "results") == [str(tmp_path / "a.md")]


def test_another_question_of_a_list_on_standard_input_with_hostile_names(first, tmp_path):
    results = tmp_path / "results"
    shutil.copytree(first, results)
    nda, script, odd = (tmp_path / name for name in ("nda.md", "<script>alert(1)<.md", "odd\udce9.md"))
    shutil.copy(FIXTURES / NAMES[0], nda)
    script.write_text("Nothing is said here of anything.\n")
    odd.write_text("An agreement that is to be kept secret for ever, and nothing else is said.\n")
    given = b"\0".join(map(bytes, (nda, script, odd)))
    how = ("--into", str(results), "--jobs", "1", "--suppress", "secrecy.existence=agreed")
    run = contract_scan("batch", "-", *how, data=given)
    assert run.returncode == 0
    assert b"3 done now, 0 were done before" in run.stderr
    assert len(list((results / "asked").iterdir())) == 2
    assert manifest(results)["odd\\udce9.md"]["state"] == "done"
    contract_scan("batch", "report", str(results), "--output", str(tmp_path / "page.html"))
    assert "<script" not in (tmp_path / "page.html").read_text()


def test_what_a_batch_counts_reads_as_a_sentence() -> None:
    """One is no plural, and files without pages count no pages."""
    from contract_scan.batch.overview import Counts, in_all

    assert in_all(Counts(1, 1, 0, 0), "nl") == "1 bestand met 1 document; 0 bestanden konden niet worden gelezen."
    assert in_all(Counts(2, 3, 1, 1), "en") == "2 files with 3 documents and 1 page; 1 file could not be read."
