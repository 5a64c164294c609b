"""A desk with a real home, spoken to in this process; documents are scanned by the same code as in a worker."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from contract_scan.desk.app import application
from contract_scan.desk.desk import Desk
from contract_scan.desk.guard import BehindProxy, OwnMachine
from contract_scan.desk.home import opened_home
from contract_scan.desk.jobs import Jobs
from contract_scan.desk.serve import database_of, settings_with_rules
from contract_scan.desk.sessions import COOKIE, Sessions
from contract_scan.desk.users import Server
from contract_scan.errors import ContractScanError
from contract_scan.read.request import Limits
from contract_scan.runner.reading import Prepared, scan_work
from contract_scan.runner.work import Event, Result, Work
from contract_scan.settings import Settings
from contract_scan.setup import Setup
from contract_scan.steps import Heard
from tests.conftest import FIXTURES

ORIGIN = "http://127.0.0.1:8417"
ROOT = "/d0123"
DUTCH = FIXTURES / "nl-samenwerkingsovereenkomst.docx"
ENGLISH = FIXTURES / "en-collaboration-agreement.pdf"
#: Results of scans that other tests asked for too: the same input gives the same output.
_RESULTS: dict[str, Result] = {}


class HereScanner:
    """Scans at once and in this process, with the setup that all tests share."""

    def __init__(self, settings: Settings, setup: Setup) -> None:
        self.ready = Prepared(settings, setup)

    def submit(
        self,
        work: Work,
        heard: Callable[[Event], None],
        ended: Callable[[Result | None, ContractScanError | None], None],
        steps: Heard,
    ) -> None:
        data = Path(work.path).read_bytes()
        key = hashlib.sha256(data + repr((work.called, work.decisions)).encode()).hexdigest()
        if key not in _RESULTS:
            _RESULTS[key] = scan_work(work, self.ready)
        ended(_RESULTS[key], None)

    def cancel(self, ticket: Any) -> None:
        """Nothing runs that could be cancelled."""

    def close(self) -> None:
        """Nothing runs that could be ended."""


class Visitor:
    """Somebody at the desk: a browser as far as requests go."""

    def __init__(self, client: TestClient, root: str, desk: Desk, sessions: Sessions | None = None) -> None:
        self.client, self.root, self.desk, self.sessions = client, root, desk, sessions

    def token(self) -> str:
        """Return a new token with which one comes in at one's own desk."""
        assert self.sessions is not None
        return self.sessions.new_token()

    def get(self, path: str, **how: Any) -> Any:
        """Ask for a page."""
        return self.client.get(self.root + path, **how)

    def page(self, path: str) -> str:
        """Return a page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text[-1500:]
        return str(answer.text)

    def post(self, path: str, **how: Any) -> Any:
        """Send something, from a page of the desk."""
        headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", **how.pop("headers", {})}
        return self.client.post(self.root + path, headers=headers, **how)

    def json(self, path: str, value: Any) -> Any:
        """Send values and return what is answered."""
        answer = self.post(path, json=value, headers={"Accept": "application/json"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def form(self, path: str, **fields: str) -> Any:
        """Send a form."""
        return self.post(path, data=fields, follow_redirects=False)

    def upload(self, data: bytes, name: str, to: str = "/documents") -> Any:
        """Drop a file."""
        headers = {"X-File-Name": quote(name), "Accept": "application/json"}
        return self.post(to, content=data, headers=headers)

    def bring(self, path: Path, to: str = "/documents") -> str:
        """Drop a file of ours, and return the path of its page once it was read."""
        answer = self.upload(path.read_bytes(), path.name, to)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["address"]).removeprefix(self.root)

    def write(self, document: str, kind: str, key: str, value: Any, after: int = 0, part: str = "") -> dict[str, Any]:
        """Write one answer, decision or source on a document's page, as its script does."""
        change = {"kind": kind, "key": key, "value": value, "part": part or document.rpartition("/")[2], "after": after}
        (outcome,) = self.json(f"{document}/events", {"changes": [change]})["outcomes"]
        return dict(outcome)

    def answer(self, document: str, question: str, reply: str, why: str = "", after: int = 0) -> dict[str, Any]:
        """Answer a question."""
        value = {"question": question, "answer": reply, "by": "Anna", "when": "2026-09-01T10:00:00Z", "why": why}
        return self.write(document, "answer", question, value, after)


@pytest.fixture
def make_desk(tmp_path: Path, setup: Setup) -> Iterator[Callable[..., Desk]]:
    """Make a desk in a home; made again on the same home, it is the desk after a restart."""
    made: list[Desk] = []

    def make(
        home: Path = tmp_path / "home",
        root: str = ROOT,
        server: Server | None = None,
        template: Path | None = None,
        **how: Any,
    ) -> Desk:
        opened = opened_home(home)
        limits = Limits(unpacked_bytes=30_000_000)
        base = Settings(installed=False, lists=home.parent / "lists", limits=limits, memo_template=template)
        desk = Desk(
            opened,
            lambda: settings_with_rules(base, opened),
            lambda settings: Jobs(HereScanner(settings, setup), 2, 2),
            root=root,
            server=server,
            database=database_of(opened, server),
            **how,
        )
        desk._setup = setup
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A desk on one's own machine."""
    return make_desk()


@pytest.fixture
def visit() -> Callable[..., Visitor]:
    """Come in at a desk on one's own machine; without `enter`, stay before the door."""

    def visit(
        desk: Desk,
        *,
        enter: bool = True,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> Visitor:
        sessions = Sessions(desk.home.folder / "sessions.json", clock, ticks)
        door = OwnMachine(sessions, desk.root, lambda: str(desk.profile.get("name", "")))
        client = TestClient(application(desk, door, sessions), base_url=ORIGIN, headers={"accept-language": "en"})
        if enter:
            assert client.get(f"{desk.root}/enter?token={sessions.new_token()}").status_code == 200
            assert client.cookies.get(COOKIE)
        return Visitor(client, desk.root, desk, sessions)

    return visit


@pytest.fixture
def visitor(desk: Desk, visit: Callable[..., Visitor]) -> Visitor:
    """Somebody who came in at their own desk."""
    return visit(desk)


@pytest.fixture
def behind_proxy() -> Callable[..., Visitor]:
    """Come to a department's desk as the proxy says: from its address, with the name of a user."""

    def come(desk: Desk, name: str | None, address: str = "10.0.0.9", headers: Any = None) -> Visitor:
        assert desk.server is not None
        own = {"x-user": name} if name is not None else {}
        client = TestClient(
            application(desk, BehindProxy(desk.server)),
            base_url=ORIGIN,
            client=(address, 5000),
        )
        client.headers = {"accept-language": "en", **own} if headers is None else headers
        return Visitor(client, desk.root, desk)

    return come
