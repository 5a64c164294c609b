"""What goes wrong in a reviewer's week, by accident or on purpose: the desk stays whole, and says what to do."""

from __future__ import annotations

import io
import json
import re
import resource
import shutil
import socket
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest

from contract_scan.desk import jobs as jobs_module
from contract_scan.desk.app import application
from contract_scan.desk.archive import export, take_in
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.guard import OwnMachine
from contract_scan.desk.home import opened_home
from contract_scan.desk.jobs import Jobs
from contract_scan.desk.patience import Connection
from contract_scan.desk.serve import LOOPBACK, listening, server_of
from contract_scan.desk.sessions import COOKIE, LASTS, TOKEN_LASTS, Sessions
from contract_scan.desk.users import load_server
from tests.conftest import ROOT
from tests.desk.conftest import DUTCH, Visitor
from tests.desk.test_department import CONFIGURATION
from tests.desk.test_door import EVIL, PAGES
from tests.desk.test_jobs import Held

DRAFT = b"The Institute shall keep the Results secret and shall not publish them without the prior consent of Sponsor."


def dropped(visitor: Visitor, data: bytes = DRAFT, name: str = "draft.txt") -> str:
    """Drop a draft and return the path of its page."""
    return str(visitor.upload(data, name).json()["address"]).removeprefix(visitor.root)


# --- crashes


def test_a_crash_in_an_upload_or_a_deletion_leaves_nothing_behind(
    make_desk: Any, visit: Callable[..., Visitor]
) -> None:
    """Half an upload, a document that was never acknowledged, one half deleted: gone at the next start, and no other."""
    desk = make_desk()
    kept = dropped(visit(desk))
    home = desk.home
    (home.incoming / "half").write_bytes(b"Half of a draft")
    (home.incoming / "deleted").mkdir()
    (home.incoming / "deleted" / "original").write_bytes(b"Secret")
    for digest, events in (("a" * 64, None), ("b" * 64, b'{"n":1,"at":"2026')):
        folder = home.documents / "own" / digest
        folder.mkdir()
        (folder / "original").write_bytes(b"Secret")
        if events:
            (folder / "events.jsonl").write_bytes(events)
    opened_home(home.folder)
    assert (home.incoming / "half").exists(), "a second desk that finds the home in use touches nothing of the first"
    again = visit(make_desk())
    assert list(home.incoming.iterdir()) == []
    assert [one.name for one in (home.documents / "own").iterdir()] == [kept[-64:]]
    assert again.page("/").count('<li class="document-row') == 1


def test_a_history_damaged_in_its_first_line_costs_itself_and_not_the_desk(make_desk: Any, visit: Any) -> None:
    """The desk starts, lists it, and says what is wrong with it."""
    before = visit(make_desk())
    damaged, sound = dropped(before), dropped(before, DRAFT + b" Twice.", "sound.txt")
    path = before.desk.records.get("own", damaged[-64:]).journal.path
    path.write_bytes(b"x" + path.read_bytes())
    before.desk.home.projection.unlink()
    after = visit(make_desk())
    assert "sound.txt" in after.page("/")
    assert damaged in after.page("/")
    assert "line 1" in after.page(damaged)
    answer = {"question": "2.1", "answer": "yes", "by": "", "when": "", "why": ""}
    change = {"kind": "answer", "key": "2.1", "value": answer, "part": damaged[-64:], "after": 0}
    assert after.post(f"{damaged}/events", json={"changes": [change]}).status_code == 409
    assert not after.answer(sound, "2.1", "yes")["conflict"]


@pytest.fixture
def full_disk() -> Iterator[Callable[[int], None]]:
    """Let no file grow over so many bytes, as the system does on a full disk or at a quota."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_everything_is_one_sentence_and_nothing_is_lost(
    visitor: Visitor, full_disk: Callable[[int], None]
) -> None:
    """An upload, an answer, a letter, a name: each is refused, and what stood there stands."""
    document = dropped(visitor)
    visitor.answer(document, "2.1", "yes")
    events = visitor.desk.records.get("own", document[-64:]).journal.path
    kept = events.read_bytes()
    full_disk(len(kept) + 5)
    answer = {"question": "3.1", "answer": "no", "by": "", "when": "", "why": ""}
    change = {"kind": "answer", "key": "3.1", "value": answer, "part": document[-64:], "after": 0}
    letter = {"language": "en", "after": 0, "subject": "s", "body": "b" * 2000}
    refused = [
        visitor.upload(b"x" * 50_000, "large.txt"),
        visitor.post(f"{document}/events", json={"changes": [change]}),
        visitor.post(f"{document}/letters/legal", json=letter),
        visitor.post(f"{document}/again"),
    ]
    full_disk(resource.RLIM_INFINITY)
    assert [one.status_code for one in refused[:3]] == [507, 507, 507]
    assert all("could not be written to the disk" in one.text for one in refused[:3])
    assert events.read_bytes() == kept
    assert list(visitor.desk.home.incoming.iterdir()) == []
    visitor.page(document)
    assert "Sponsor" in visitor.page(document), "what was being read again on the full disk is read now"
    assert not visitor.answer(document, "3.1", "no")["conflict"]


def test_who_writes_on_a_document_that_is_being_deleted_brings_nothing_back(visitor: Visitor) -> None:
    """Not even where the same file comes in again meanwhile."""
    document = dropped(visitor)
    held = visitor.desk.records.get("own", document[-64:])
    visitor.form(f"{document}/delete", keep="no")
    with pytest.raises(DeskError, match="no such document"):
        held.journal.append("Anna", "answer", "2.1", 1)
    with pytest.raises(DeskError, match="no such document"):
        held.keep("now.1.json", b"text")
    assert dropped(visitor) == document
    with pytest.raises(DeskError, match="no such document"):
        held.journal.append("Anna", "answer", "2.1", 1)
    assert visitor.desk.records.get("own", document[-64:]).journal.damaged == 0


def test_an_export_brings_the_log_along_and_one_that_does_not_fit_is_refused_before(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who deleted what stays known on the new machine."""
    visitor.form(f"{dropped(visitor)}/delete", keep="no")
    export(visitor.desk.home, tmp_path / "all.zip")
    there = opened_home(tmp_path / "there")
    take_in(there, tmp_path / "all.zip")
    assert there.log.read_bytes() == visitor.desk.home.log.read_bytes()
    usage = shutil.disk_usage(tmp_path)._replace(free=10)
    monkeypatch.setattr("shutil.disk_usage", lambda place: usage)
    with pytest.raises(DeskError, match="No space"):
        take_in(opened_home(tmp_path / "small"), tmp_path / "all.zip")


# --- many at once


def test_a_folder_of_more_files_than_may_wait_is_refused_whole_and_outlives_a_restart(
    make_desk: Any, visit: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What finds no place is not half there; and what waited before a restart is read, however many there are."""
    monkeypatch.setattr(jobs_module, "MOST_OF_ONE", 2)
    desk = make_desk()
    desk.jobs = Jobs(Held(), places=1, of_one=1)
    visitor = visit(desk)
    for number in range(3):
        assert visitor.upload(DRAFT + bytes([65 + number]), f"{number}.txt").status_code == 200
    assert visitor.upload(DRAFT + b"one more", "late.txt").status_code == 429
    assert list(desk.home.incoming.iterdir()) == []
    assert len(list((desk.home.documents / "own").iterdir())) == 3
    monkeypatch.setattr(jobs_module, "MOST_OF_ONE", 0)
    assert visit(make_desk()).page("/").count('<li class="document-row read') == 3


def test_a_rule_saved_while_documents_are_read_costs_none_of_them(
    make_desk: Any, visit: Callable[..., Visitor]
) -> None:
    """What ran and what waited begins anew with the new rule; nothing is called failed, and nobody waits for ever."""
    desk = make_desk()
    desk.jobs = Jobs(Held(), places=1, of_one=1)
    visitor = visit(desk)
    one, two = dropped(visitor), dropped(visitor, DRAFT + b" Twice.", "two.txt")
    again = visitor.form(f"{one}/again")
    assert again.status_code == 303
    assert len(desk.jobs.told(None)) == 2, "asked twice, read once"
    told: list[str] = []

    def memo() -> None:
        try:
            desk.jobs.scan(*_work(desk, two))
        except DeskError as error:
            told.append(error.key)

    waiting = threading.Thread(target=memo)
    waiting.start()
    while len(desk.jobs.told(None)) < 3:
        time.sleep(0.01)
    desk.knowledge_changed()
    waiting.join(10)
    assert told == ["cancelled"]
    assert visitor.page("/").count('<li class="document-row read') == 2
    assert not any(desk.records.get("own", path[-64:]).told("failed") for path in (one, two))


def _work(desk: Desk, document: str) -> Any:
    from contract_scan.runner.work import Work

    return Work(str(desk.records.get("own", document[-64:]).original)), "own", document[-64:], ""


# --- the clock


def test_a_clock_that_is_set_neither_locks_out_nor_lets_in(tmp_path: Path) -> None:
    """Waiting and a token's hour go by a clock that nobody can set; a month by the one on the wall."""
    wall, ticks = [1_800_000_000.0], [50.0]
    sessions = Sessions(tmp_path / "s.json", lambda: wall[0], lambda: ticks[0])
    cookie = sessions.enter(sessions.new_token())
    for _ in range(12):
        with pytest.raises(DeskError):
            sessions.enter("wrong")
    wall[0] -= 10 * 365 * 86_400
    assert sessions.knows(cookie)
    ticks[0] += 901
    token = sessions.new_token()
    ticks[0] += TOKEN_LASTS - 1
    assert sessions.enter(token)
    late = sessions.new_token()
    ticks[0] += TOKEN_LASTS + 1
    with pytest.raises(DeskError, match="more than an hour old"):
        sessions.enter(late)
    wall[0] += 10 * 365 * 86_400 + LASTS
    assert not sessions.knows(cookie)


# --- what a browser or a stranger sends


@pytest.mark.parametrize("after", ["Infinity", "-1e999", "NaN", '"x"', "null", "[]"])
def test_numbers_that_are_none_are_refused(visitor: Visitor, after: str) -> None:
    """In one sentence, as are half a character and a value that is no table."""
    document = dropped(visitor)
    answer = '{"question": "2.1", "answer": "yes", "by": "", "when": "", "why": "%s"}'
    body = '{"changes": [{"kind": "answer", "key": "2.1", "part": "%s", "after": %s, "value": %s}]}'
    for why, number in (("", after), ("\\ud800", "0")):
        sent = body % (document[-64:], number, answer % why)
        assert visitor.post(f"{document}/events", content=sent.encode()).status_code == 400
    assert visitor.post("/name", content=b'{"name": "\\udfff"}').status_code == 400


def test_a_letter_is_to_somebody_who_may_know(visitor: Visitor) -> None:
    """To nobody else; and the history says to whom, in words."""
    document = dropped(visitor)
    letter = {"language": "en", "after": 0, "subject": "s", "body": "b"}
    assert visitor.post(f"{document}/letters/nobody", json=letter).status_code == 400
    assert visitor.post(f"{document}/letters/legal", json=letter).status_code == 200
    assert "edited the letter to legal affairs" in visitor.page(f"{document}/more")


def test_authors_of_changes_and_comments_are_text_wherever_they_stand(visitor: Visitor) -> None:
    """A counterparty chooses what its author is called."""
    made = io.BytesIO()
    with zipfile.ZipFile(DUTCH) as draft, zipfile.ZipFile(made, "w") as evil:
        for info in draft.infolist():
            data = draft.read(info)
            if info.filename.endswith(".xml"):
                parts = data.split(b'w:author="')
                data = b'w:author="'.join(
                    [parts[0], *(escape(EVIL).encode() + part[part.index(b'"') :] for part in parts[1:])]
                )
            evil.writestr(info, data)
    document = dropped(visitor, made.getvalue(), "evil.docx")
    pages = [visitor.page(f"{document}{part}") for part in ("", "/letters", "/more")]
    assert "alert(" in pages[0], "the author is shown"
    assert all("<script>alert" not in page and "<img src=x" not in page for page in pages)
    assert EVIL.encode() not in visitor.get(f"{document}/report").content
    visitor.json("/name", {"name": EVIL})
    visitor.answer(document, "2.1", "yes")
    assert all(EVIL not in visitor.page(page) for page in (document, f"{document}/more", *PAGES))


def test_a_rule_made_to_be_endless_is_proved_at_once_and_names_no_file(visitor: Visitor) -> None:
    """Thousands of alternatives, brackets in brackets; the sentence does not tell where the desk keeps its files."""
    rule = {
        "name": "endless",
        "title_en": "t",
        "message_en": "m",
        "why_en": "w",
        "hits_en": "Partner pays for lunch.",
        "misses_en": "No.",
    }
    for phrase in ("(" * 200 + "a", " ".join(["(a|b|c|d)"] * 12), " ".join(f"[w{n}]" for n in range(25)) + " lunch"):
        begun = time.process_time()
        told = visitor.json("/rules/proof", {**rule, "phrases_en": phrase})
        assert time.process_time() - begun < 5
        assert not told["holds"]
        assert not any(str(visitor.desk.home.folder) in text or "house_endless" in text for text in told["problems"])


def test_in_a_department_no_cookie_counts_and_no_two_people_share_a_name(
    make_desk: Any, behind_proxy: Callable[..., Visitor], tmp_path: Path
) -> None:
    """A stolen cookie is worth nothing: only what the proxy says counts. The log must tell people apart."""
    file = tmp_path / "desk.toml"
    file.write_text(CONFIGURATION)
    desk = make_desk(server=load_server(file))
    lea, bram = behind_proxy(desk, "lea"), behind_proxy(desk, "bram")
    document = dropped(lea)
    stolen = {**dict(bram.client.headers), "cookie": f"{COOKIE}=stolen; x-user=lea; language=nl"}
    assert bram.get(document, headers=stolen).status_code == 404
    nobody = behind_proxy(desk, None)
    assert nobody.get("/", headers={"cookie": f"{COOKIE}=stolen", "x_user": "lea"}).status_code == 403
    for header in ("lea, bram", " lea ", "LEA", "lea\x00", "%6cea", ""):
        assert behind_proxy(desk, header).get("/").status_code == 403, header
    file.write_text(CONFIGURATION + '\n[users.other]\nname = "Anna"\nrole = "board"\n')
    with pytest.raises(DeskError, match="Anna"):
        load_server(file)


@pytest.fixture
def served(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, str]]:
    """A real server over a desk, with little patience; its port and the head of a request that it lets in."""
    monkeypatch.setattr(Connection, "patience", 0.3)
    sessions = Sessions(desk.home.folder / "sessions.json")
    where = listening(LOOPBACK, 0)
    port: int = where.getsockname()[1]
    server = server_of(application(desk, OwnMachine(sessions, desk.root, lambda: ""), sessions))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [where]}, daemon=True)
    thread.start()
    cookie = sessions.enter(sessions.new_token())
    yield port, f"Host: 127.0.0.1:{port}\r\nCookie: {COOKIE}={cookie}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    server.should_exit = True
    thread.join(10)


def _said(port: int, *parts: bytes, end: bool = False) -> bytes:
    """Send parts one after another, slowly, and return what comes back until the other side ends it."""
    with socket.create_connection((LOOPBACK, port), timeout=10) as made:
        for part in parts:
            try:
                made.sendall(part)
            except OSError:
                break
            time.sleep(0.1)
        if end:
            made.shutdown(socket.SHUT_WR)
            made.close()
            return b""
        found = b""
        try:
            while more := made.recv(65_536):
                found += more
        except ConnectionResetError:
            pass
        return found


def test_who_says_a_request_for_ever_is_let_go_and_one_broken_off_leaves_nothing(
    desk: Desk, served: tuple[int, str]
) -> None:
    """A byte now and then (slow loris), a body that stops, two lengths of one body, a head without end."""
    port, head = served
    get = f"GET {desk.root}/lists HTTP/1.1\r\n{head}".encode()
    assert _said(port, b"GET / HT", *[b"T"] * 5) == b""
    assert b"200 OK" in _said(port, get + b"\r\n", b"GET / HT", *[b"T"] * 5)
    begun = f"POST {desk.root}/documents HTTP/1.1\r\n{head}X-File-Name: a.txt\r\n".encode()
    assert _said(port, begun + b"Content-Length: 1000\r\n\r\nHalf a draft") == b""
    _said(port, begun + b"Content-Length: 1000\r\n\r\nHalf a draft", end=True)
    slow = [b"Content-Length: 60\r\n\r\n", *[b"The Partner shall keep it secret. "[:20]] * 3]
    assert b"200 OK" in _said(port, begun, *slow), "one that is slow and goes on is taken in"
    both = _said(
        port, begun + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"
    )
    assert both.startswith(b"HTTP/1.1 400")
    assert both.count(b"HTTP/1.1 ") == 1
    assert b"400 Bad Request" in _said(port, get + b"X: " + b"x" * 200_000)
    until = time.monotonic() + 5
    while list(desk.home.incoming.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    assert list(desk.home.incoming.iterdir()) == []
    assert len(list((desk.home.documents / "own").iterdir())) == 1


def test_names_of_any_length_and_alphabet_are_cut_and_shown(visitor: Visitor) -> None:
    """A name longer than any folder allows, in letters of four bytes each; the file is called by its digest."""
    document = dropped(visitor, name="契約🙂" * 800 + ".txt")
    assert "契約🙂" in visitor.page(document)
    assert visitor.get(f"{document}/original").status_code == 200
    assert json.loads(visitor.get(f"{document}/data").content)["document"]


def test_every_test_that_the_table_of_attacks_names_is_there() -> None:
    """A row whose test was renamed or deleted promises nothing."""
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")))
    there = {
        name
        for file in Path(__file__).parent.glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(named) > 30
    assert named <= there
