"""How fast the desk is, on loopback: `python benchmarks/desk.py`.

A home with 500 documents and one of 2,000 findings; twenty reviewers who each answer as fast as a person may (three
times a second) for a minute on one document; memory before and after all documents were opened.
"""

from __future__ import annotations

import hashlib
import resource
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2

from contract_scan.answer import Looked, answer
from contract_scan.desk.app import application
from contract_scan.desk.desk import Desk
from contract_scan.desk.fragments import prepare
from contract_scan.desk.guard import OwnMachine
from contract_scan.desk.home import Home, opened_home
from contract_scan.desk.journal import Journal
from contract_scan.desk.pages import prepare as prepare_pages
from contract_scan.desk.reading import keep_reading
from contract_scan.desk.record import Record
from contract_scan.desk.scanning import jobs_in_processes
from contract_scan.desk.serve import LOOPBACK, listening, server_of
from contract_scan.desk.sessions import COOKIE, Sessions
from contract_scan.document import Block, DocumentBuilder, Source, Span
from contract_scan.finding import Finding
from contract_scan.runner.kept import kept, scanned
from contract_scan.runner.reading import prepared, scan_work
from contract_scan.runner.work import Result, Work
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.settings import Settings
from contract_scan.setup import Setup

FIXTURE = Path(__file__).resolve().parent.parent / "fixtures" / "documents" / "nl-samenwerkingsovereenkomst.docx"
DOCUMENTS, FINDINGS, REVIEWERS, SECONDS = 500, 2_000, 20, 60
ROOT = "/d0"


def large(setup: Setup) -> Scan:
    """Return a scan of 200 pages with 2,000 findings."""
    builder = DocumentBuilder()
    for number in range(FINDINGS):
        text = (
            f"Partner {number} shall keep all information of the University confidential for {number} years. "
            + "It meets. " * 30
        )
        builder.add(Block("paragraph", Span(0, 0), page=1 + number // 10, language="en", clause=str(number)), text)
    document = builder.build(Source("large.txt", "0" * 64, "text", pages=200))
    small = scan_document(DocumentBuilder().build(document.source), setup)
    rules = [meaning for meaning in setup.meanings.values() if meaning.questions][:40]
    findings = tuple(
        Finding(
            rule.kind,
            span,
            document.quote(span),
            rule.id,
            bearing=rule.bearing,
            questions=rule.questions,
            page=block.page,
        )
        for number, block in enumerate(document.blocks)
        for rule in (rules[number % len(rules)],)
        for span in (Span(block.span.start, block.span.start + 60),)
    )
    answers = answer(setup.questions, findings, (), (), Looked())
    return replace(small, document=document, findings=findings, answers=answers, meanings=setup.meanings)


def brought_in(home: Path, result: Result, data: bytes, name: str, prepared_too: bool = False) -> Record:
    """Put a document that was read into a home."""
    folder = home / "documents" / "own" / hashlib.sha256(data).hexdigest()
    folder.mkdir(parents=True, mode=0o700)
    (folder / "original").write_bytes(data)
    Journal(folder / "events.jsonl").append("", "added", value={"name": name, "size": len(data)})
    record = Record(folder)
    keep_reading(record, result)
    if prepared_too:
        prepare(record)
    record.journal.append("", "read", value={"parts": 1})
    return record


def timed(client: Any, path: str, times: int = 9) -> str:
    """Return how long a page takes the first time and, as a median, after that: on the clock, and of a processor.

    What a processor takes holds on a busy machine too; it is that of the desk and of whoever asks together.
    """
    taken, computed = [], []
    for _ in range(times):
        begin, used = time.perf_counter(), time.process_time()
        client.get(ROOT + path).raise_for_status()
        taken.append(1000 * (time.perf_counter() - begin))
        computed.append(1000 * (time.process_time() - used))
    on_clock = f"first {taken[0]:.0f} ms, then {statistics.median(taken[1:]):.0f} ms"
    return f"{on_clock} (of a processor: {computed[0]:.0f} and {statistics.median(computed[1:]):.0f} ms)"


def review(client: Any, address: str, part: str, number: int, taken: list[float]) -> None:
    """Answer three times a second; every answer must be kept."""
    after, until = 0, time.monotonic() + SECONDS
    for turn in range(10_000):
        if time.monotonic() > until:
            return
        value = {"finding": f"f{number}", "decision": "relevant", "by": "", "when": "", "why": f"{turn}"}
        change = {"kind": "finding", "key": f"f{number}", "value": value, "part": part, "after": after}
        begin = time.perf_counter()
        answered = client.post(ROOT + address, json={"changes": [change]}).raise_for_status().json()["outcomes"][0]
        taken.append(1000 * (time.perf_counter() - begin))
        assert not answered["conflict"]
        after = answered["event"]["n"]
        time.sleep(0.33)


def memory() -> float:
    """Return how much memory this process holds now, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is served: its pages' origin, and the cookie of who came in."""

    desk: Desk
    origin: str
    cookie: str

    def client(self) -> Any:
        """Return somebody at the desk."""
        return httpx2.Client(
            base_url=self.origin, cookies={COOKIE: self.cookie}, headers={"Origin": self.origin}, timeout=60
        )


def filled(home: Home, settings: Settings) -> Record:
    """Fill a home with documents, and return the one of many findings."""
    ready = prepared(settings)
    data = FIXTURE.read_bytes()
    result = scan_work(Work(str(FIXTURE)), ready)
    for number in range(DOCUMENTS):
        brought_in(home.folder, result, data + str(number).encode(), f"draft {number}.docx")
    many = Result(kept([scanned(large(ready.setup))]))
    return brought_in(home.folder, many, b"large", "large.txt", prepared_too=True)


@contextmanager
def served(home: Home, settings: Settings) -> Iterator[Served]:
    """Serve a home's desk in a thread of this process, and say how long it took to start."""
    begin = time.perf_counter()
    desk = Desk(home, lambda: settings, lambda current: jobs_in_processes(current, 1), root=ROOT)
    print(f"started over {DOCUMENTS} documents: {time.perf_counter() - begin:.1f} s (tables made anew)")
    prepare_pages()  # as the command does while the browser is opened
    sessions = Sessions(home.folder / "sessions.json")
    where: socket.socket = listening(LOOPBACK, 0)
    server = server_of(application(desk, OwnMachine(sessions, ROOT, lambda: ""), sessions))
    threading.Thread(target=server.run, kwargs={"sockets": [where]}, daemon=True).start()
    origin = f"http://{LOOPBACK}:{where.getsockname()[1]}"
    yield Served(desk, origin, sessions.enter(sessions.new_token()))
    server.should_exit = True
    desk.close()


def open_all(one: Any, documents: list[str]) -> None:
    """Open every document, and say what that does to the memory."""
    for digest in documents[:100]:
        one.get(f"{ROOT}/documents/own/{digest}").raise_for_status()
    before = memory()
    for digest in documents[100:]:
        one.get(f"{ROOT}/documents/own/{digest}").raise_for_status()
    print(f"memory: {before:.0f} MB after 100 documents were opened, {memory():.0f} MB after {len(documents)}")


def review_together(at: Served, one: Any, digest: str) -> None:
    """Let all reviewers answer on one document, and say how long an answer takes and how many were kept."""
    part = one.get(f"{ROOT}/documents/own/{digest}/data").json()["document"]["sha256"]
    address, taken = f"/documents/own/{digest}/events", []
    people = [
        threading.Thread(target=review, args=(at.client(), address, part, number, taken)) for number in range(REVIEWERS)
    ]
    used = time.process_time()
    for person in people:
        person.start()
    for person in people:
        person.join()
    used = 1000 * (time.process_time() - used) / max(len(taken), 1)
    events = Journal(at.desk.records.get("own", digest).folder / "events.jsonl").events
    held = [e for e in events if e.kind == "finding"]
    slow = sorted(taken)[int(len(taken) * 0.99)]
    middle = statistics.median(taken)
    told = f"{len(taken)} answers, {len(held)} kept, median {middle:.0f} ms, 99 % under {slow:.0f} ms"
    told += f"; {used:.1f} ms of a processor each"
    print(f"{REVIEWERS} reviewers for {SECONDS} s: {told}")


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as folder:
        home, settings = opened_home(Path(folder) / "home"), Settings(installed=False)
        big = filled(home, settings)
        with served(home, settings) as at:
            one = at.client()
            print("first page:", timed(one, "/"))
            print("search:", timed(one, "/?q=Noordster+Instituut"))
            print(f"document of {FINDINGS} findings:", timed(one, f"/documents/own/{big.digest}"))
            documents = [record.digest for record in at.desk.records.all() if record.digest != big.digest]
            open_all(one, documents)
            review_together(at, one, documents[0])


if __name__ == "__main__":
    main()
