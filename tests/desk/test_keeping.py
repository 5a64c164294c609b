"""What is kept: never lost, never changed behind anybody's back, and gone when it is deleted."""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract_scan.desk.archive import export, take_in
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.home import Lock, opened_home
from contract_scan.desk.journal import Journal
from tests.desk.conftest import DUTCH, ENGLISH, Visitor

DIGEST = "d" * 64


def test_an_event_that_was_acknowledged_is_there_after_a_crash(tmp_path: Path) -> None:
    """Nothing is held back in memory: another process reads it at once."""
    Journal(tmp_path / "e.jsonl").append("Anna", "answer", "2.1", {"answer": "yes"})
    (event,) = Journal(tmp_path / "e.jsonl").events
    assert (event.by, event.kind, event.key, event.value) == ("Anna", "answer", "2.1", {"answer": "yes"})


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_line_that_was_cut_off_costs_only_itself(tmp_path: Path, cut: int) -> None:
    """The power failed while it was written: it was never acknowledged, and writing goes on."""
    path = tmp_path / "e.jsonl"
    journal = Journal(path)
    journal.append("Anna", "answer", "2.1", 1)
    journal.append("Anna", "answer", "2.2", 2)
    path.write_bytes(path.read_bytes()[:-cut])
    again = Journal(path)
    assert [event.key for event in again.events] == ["2.1"]
    again.append("Anna", "answer", "2.3", 3)
    assert [event.key for event in Journal(path).events] == ["2.1", "2.3"]
    assert Journal(path).damaged == 0


def test_a_line_that_somebody_changed_is_noticed_and_nothing_is_written_after_it(tmp_path: Path) -> None:
    """Each line names the one before: to change one is to break all that follow."""
    path = tmp_path / "e.jsonl"
    journal = Journal(path)
    for number in range(3):
        journal.append("Anna", "answer", str(number), "yes")
    path.write_bytes(path.read_bytes().replace(b'"yes"', b'"no"', 1))
    changed = Journal(path)
    assert changed.damaged == 2
    with pytest.raises(DeskError, match="line 2"):
        changed.append("Anna", "answer", "9", "yes")


def test_a_full_disk_loses_nothing_that_was_written(tmp_path: Path, monkeypatch: Any) -> None:
    """Half a line does not stay behind."""
    journal = Journal(tmp_path / "e.jsonl")
    journal.append("Anna", "answer", "2.1", 1)
    import os

    real = os.write
    monkeypatch.setattr("os.write", lambda handle, data: real(handle, data[: len(data) // 2]))
    with pytest.raises(OSError, match="No space"):
        journal.append("Anna", "answer", "2.2", 2)
    monkeypatch.undo()
    journal.append("Anna", "answer", "2.3", 3)
    assert [event.key for event in Journal(tmp_path / "e.jsonl").events] == ["2.1", "2.3"]


def test_two_desks_never_work_in_one_home(tmp_path: Path) -> None:
    """They would not see each other's events."""
    home = opened_home(tmp_path / "home")
    first = Lock(home)
    with pytest.raises(DeskError, match="Another desk"):
        Lock(home)
    first.release()
    Lock(home).release()


def test_the_same_content_is_one_document_whatever_it_is_called(visitor: Visitor) -> None:
    """A draft that comes in twice keeps its answers."""
    document = visitor.bring(DUTCH)
    visitor.answer(document, "2.1", "yes")
    again = visitor.upload(DUTCH.read_bytes(), "another name.docx").json()
    assert again["address"].endswith(document)
    assert again["job"] == 0
    assert '"answer":"yes"' in visitor.page(document)


def test_an_answer_is_there_after_the_desk_was_killed(visitor: Visitor, make_desk: Any, visit: Any) -> None:
    """No save button: what was answered with 200 is kept."""
    document = visitor.bring(DUTCH)
    visitor.answer(document, "2.1", "unknown", why="Vraag het na.")
    after = visit(make_desk())
    assert "Vraag het na." in after.page(document)
    assert "Answered 1 of 18" in after.page("/")


def test_nothing_is_written_over_in_silence(visitor: Visitor, visit: Callable[..., Visitor], desk: Desk) -> None:
    """Whoever did not see the other's answer is shown it; both are there until one of the two decides."""
    document = visitor.bring(DUTCH)
    other = visit(desk)
    first = visitor.answer(document, "2.1", "yes", why="Seen.")
    late = other.answer(document, "2.1", "no", after=0)
    assert late["conflict"]
    assert late["event"]["value"]["answer"] == "yes"
    seen = other.get(f"{document}/events?after=0", headers={"Accept": "application/json"}).json()
    assert [event["value"]["answer"] for event in seen["events"]] == ["yes"]
    decided = other.answer(document, "2.1", "no", after=first["event"]["n"])
    assert not decided["conflict"]
    assert not visitor.answer(document, "2.1", "no", after=0)["conflict"]  # the same word is no conflict


def test_what_is_taken_back_stays_back(visitor: Visitor, make_desk: Any, visit: Any) -> None:
    """Also after a restart; the history has both."""
    document = visitor.bring(DUTCH)
    n = visitor.answer(document, "2.1", "yes")["event"]["n"]
    visitor.write(document, "answer", "2.1", None, after=n)
    after = visit(make_desk())
    assert '"answer":"yes"' not in after.page(document)
    assert "Answered 0 of 18" in after.page("/")
    assert "taken back" in after.page(f"{document}/more")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "answer", "key": "2.1", "value": {"question": "2.1", "answer": "perhaps"}},
        {"kind": "answer", "key": "2.1", "value": {"question": "2.2", "answer": "yes"}},
        {"kind": "finding", "key": "f", "value": {"finding": "f", "decision": "not_relevant", "why": " "}},
        {"kind": "added", "key": "", "value": {"name": "x"}},
        {"kind": "answer", "key": "2.1", "value": {"question": "2.1", "answer": "yes"}, "part": DIGEST},
        {"kind": "answer", "key": "2.1", "value": {"question": "2.1", "answer": "yes", "why": "x" * 70_000}},
    ],
)
def test_only_what_a_decisions_file_could_hold_is_kept(visitor: Visitor, change: dict[str, Any]) -> None:
    """A finding set aside without a reason is not; nor what is about another document."""
    document = visitor.bring(DUTCH)
    entry = {"part": document.rpartition("/")[2], "after": 0, **change}
    answer = visitor.post(f"{document}/events", json={"changes": [entry]}, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert len(visitor.desk.records.get("own", document.rpartition("/")[2]).journal.events) == 2


def test_twenty_reviewers_at_once_lose_no_answer(visitor: Visitor, desk: Desk) -> None:
    """Each on their own question and finding, many times over, on one document."""
    document = visitor.bring(DUTCH)
    record = desk.records.get("own", document.rpartition("/")[2])
    from contract_scan.desk.record import Change

    def review(number: int) -> None:
        after = 0
        for turn in range(15):
            value = {"finding": f"f{number}", "decision": "relevant", "by": "", "when": "", "why": f"turn {turn}"}
            (outcome,) = record.write(
                [Change("finding", f"f{number}", value, record.digest, after)], f"reviewer {number}"
            )
            assert not outcome.conflict
            after = outcome.event.n

    people = [threading.Thread(target=review, args=(number,)) for number in range(20)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    kept = Journal(record.folder / "events.jsonl")
    assert len([event for event in kept.events if event.kind == "finding"]) == 300
    assert {event.key: event.value["why"] for event in kept.events if event.kind == "finding"} == {
        f"f{number}": "turn 14" for number in range(20)
    }


def _holds(folder: Path, words: bytes) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


@pytest.mark.parametrize("keep", [True, False])
def test_a_deleted_document_is_gone_from_every_file(visitor: Visitor, keep: bool) -> None:
    """Its text, quotes, notes, letters and name; what remains is counted and said."""
    document = visitor.bring(DUTCH)
    visitor.bring(ENGLISH)
    visitor.answer(document, "2.1", "yes", why="Zeer geheime notitie")
    home = visitor.desk.home.folder
    visitor.page("/?q=Noordster")
    for words in ("Noordster Instituut", "geheime notitie", DUTCH.name):
        assert _holds(home, words.encode()), words
    answer = visitor.form(f"{document}/delete", **({"keep": "yes"} if keep else {}))
    assert answer.status_code == 303
    told = visitor.page(answer.headers["location"].removeprefix(visitor.root))
    assert f"without any text: {1 if keep else 0}" in told
    for words in ("Noordster", "geheime notitie", DUTCH.name):
        assert _holds(home, words.encode()) == [], words
    assert _holds(home, document.rpartition("/")[2].encode()) == [visitor.desk.home.log]
    assert visitor.get(document).status_code == 404
    assert "Nothing was found" in visitor.page("/?q=Noordster")
    kept = Journal(visitor.desk.home.log).events[-1].value["decisions"]
    assert [one["answer"] for one in kept] == (["yes"] if keep else [])


def test_the_tables_can_be_made_anew_from_the_files(visitor: Visitor, make_desk: Any, visit: Any) -> None:
    """They are the only copy of nothing."""
    document = visitor.bring(DUTCH)
    visitor.answer(document, "2.1", "yes")
    before = visitor.page("/"), visitor.page("/?q=Noordster")
    visitor.desk.close()
    visitor.desk.home.projection.unlink()
    after = visit(make_desk())
    assert (after.page("/"), after.page("/?q=Noordster")) == before


def test_everything_moves_in_one_file(visitor: Visitor, make_desk: Any, visit: Any, tmp_path: Path) -> None:
    """Documents, answers, house rules; what is there already stays as it is."""
    document = visitor.bring(DUTCH)
    visitor.answer(document, "2.1", "yes", why="Meegenomen")
    file = tmp_path / "all.zip"
    assert export(visitor.desk.home, file) == 1
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(DeskError, match="nothing is written over"):
        export(visitor.desk.home, file)
    other = opened_home(tmp_path / "other")
    assert take_in(other, file) == (1, 0)
    assert take_in(other, file) == (0, 1)
    there = visit(make_desk(tmp_path / "other"))
    assert "Meegenomen" in there.page(document)
    assert list(other.incoming.iterdir()) == []


def test_an_administrator_saves_everything_and_takes_it_in_on_another_desk(
    visitor: Visitor, make_desk: Any, visit: Any, tmp_path: Path
) -> None:
    """In the pages, while both desks work: what comes in is read, what is there stays, and the log goes on."""
    document = visitor.bring(DUTCH)
    visitor.answer(document, "2.1", "yes", why="Meegenomen")
    everything = visitor.post("/everything")
    assert everything.headers["content-disposition"].startswith("attachment;")
    assert list(visitor.desk.home.incoming.iterdir()) == []
    assert "exported everything" in visitor.page("/log")
    other = visit(make_desk(tmp_path / "other"))
    here = other.bring(ENGLISH)
    told = other.upload(everything.content, "desk.zip", "/everything/import").json()
    page = other.page(told["address"].removeprefix(other.root))
    assert "1 documents; 0 were there already" in page and "imported documents" in page
    assert "Meegenomen" in other.page(document) and "data-question" in other.page(here)
    assert "Noordster" in other.page("/?q=Noordster")
    again = other.upload(everything.content, "desk.zip", "/everything/import").json()
    assert again["address"].endswith("new=0&there=1")
    refused = other.upload(b"PK nonsense", "x.zip", "/everything/import")
    assert refused.status_code == 400 and "Nothing was taken in" in refused.json()["error"]
    assert str(tmp_path) not in refused.text
    assert list(other.desk.home.incoming.iterdir()) == []
    assert Journal(other.desk.home.log).damaged == 0


@pytest.mark.parametrize("how", ["another file", "changed text", "changed history", "leads elsewhere"])
def test_a_damaged_or_foreign_export_brings_nothing_in(visitor: Visitor, tmp_path: Path, how: str) -> None:
    """Neither part of it, nor anything outside the home."""
    visitor.bring(DUTCH)
    file, bad = tmp_path / "all.zip", tmp_path / "bad.zip"
    export(visitor.desk.home, file)
    with zipfile.ZipFile(file) as held, zipfile.ZipFile(bad, "w") as made:
        for name in held.namelist():
            data = held.read(name)
            if how == "changed text" and name.endswith("original"):
                data += b" "
            if how == "changed history" and name.endswith("events.jsonl") and "documents" in name:
                data = data.replace(b'"name"', b'"nome"', 1)
            made.writestr(name, data)
        if how == "leads elsewhere":
            made.writestr("documents/../../evil.txt", "x")
    if how == "another file":
        bad.write_bytes(b"PK nonsense")
    other = opened_home(tmp_path / "other")
    with pytest.raises(DeskError, match="Nothing was imported"):
        take_in(other, bad)
    assert not list(other.documents.iterdir())
    assert not (tmp_path / "evil.txt").exists()


def test_a_later_draft_takes_over_what_was_decided(visitor: Visitor, tmp_path: Path) -> None:
    """Drafts stand together, what changed is counted, and what is new is marked."""
    early = tmp_path / "draft.txt"
    early.write_text(
        "1. Partner shall not publish the Results without the prior written consent of Sponsor.\n\n2. The end."
    )
    document = visitor.bring(early)
    visitor.answer(document, "2.1", "yes", why="Once decided")
    late = tmp_path / "draft2.txt"
    late.write_text(
        early.read_text() + "\n\n3. The Institute shall keep the existence of this Agreement secret for ten years."
    )
    newer = visitor.bring(late, f"{document}/later")
    assert newer != document
    page = visitor.page(newer)
    assert "Once decided" in page
    assert "data-new" in page
    listed = visitor.page("/")
    assert "1 earlier draft" in listed
    assert "Since the earlier draft:" in listed
    compared = visitor.page(f"{newer}/compare?with={document[-64:]}")
    assert "ten years" in compared
    assert visitor.upload(late.read_bytes(), "x.txt", f"{newer}/later").status_code == 400
    assert newer[-64:] not in visitor.page(f"{document}/more"), "no draft is offered as the earlier one of its own"
    assert visitor.form(f"{document}/follows", earlier=newer[-64:]).status_code == 400
    assert visitor.page(f"{document}/compare?with={newer[-64:]}") == compared


def test_what_another_version_kept_is_read_again_and_answers_stay(visitor: Visitor) -> None:
    """Nobody has to know that the form changed."""
    document = visitor.bring(DUTCH)
    visitor.answer(document, "2.1", "yes", why="Blijft staan")
    folder = visitor.desk.records.get("own", document.rpartition("/")[2]).folder
    (folder / "scan.json").write_text('{"schema": "contract-scan/kept/0"}')
    for kept in folder.glob("page.*"):
        kept.unlink()
    assert "Blijft staan" in visitor.page(document)


def test_what_was_not_read_before_the_desk_stopped_is_read_after(visitor: Visitor, make_desk: Any, visit: Any) -> None:
    """A document that came in is never forgotten."""
    document = visitor.bring(DUTCH)
    folder = visitor.desk.records.get("own", document.rpartition("/")[2]).folder
    events = (folder / "events.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "events.jsonl").write_bytes(events[0])
    (folder / "about.json").unlink()
    after = visit(make_desk())
    assert "Noordster" in after.page("/?q=Noordster")
    assert "data-question" in after.page(document)


def test_a_disk_that_fills_up_while_reading_is_one_sentence(visitor: Visitor, monkeypatch: Any) -> None:
    """And the document is read once there is room."""

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("contract_scan.desk.desk.keep_reading", full)
    document = visitor.bring(DUTCH)
    told = visitor.get("/progress", headers={"Accept": "application/json"}).json()["jobs"]
    assert "No space left" in told[0]["text"]
    monkeypatch.undo()
    visitor.get(document)
    assert "data-question" in visitor.page(document)


def test_search_finds_all_words_however_accented(visitor: Visitor) -> None:
    """In quotes, parties and funders; each hit leads to its place."""
    document = visitor.bring(DUTCH)
    visitor.bring(ENGLISH)
    page = visitor.page("/?q=PRECISIETECHNIEK+Noordster")
    assert f"{visitor.root}{document}#s1-e" in page
    assert "<mark>Noordster</mark>" in page
    assert "party" in page
    assert "Nothing was found" in visitor.page("/?q=Noordster+%25")
    assert json.dumps("x") not in page
