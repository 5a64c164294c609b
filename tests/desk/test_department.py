"""One server for a department: who the proxy says, in their own unit and role, on every route alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.users import load_server
from tests.desk.conftest import DUTCH, ENGLISH, ROOT, Visitor
from tests.desk.test_door import addresses

CONFIGURATION = """
hosts = ["127.0.0.1:8417"]
proxies = ["10.0.0.0/24", "fd00::/8"]
header = "X-User"

[users.anna]
role = "reviewer"
unit = "science"
name = "Anna"

[users.bram]
role = "reviewer"
unit = "law"

[users.lea]
role = "lead"
unit = "science"

[users.board]
role = "board"

[users.admin]
role = "administrator"
unit = "science"
"""
Come = Callable[..., Visitor]


@pytest.fixture
def department(make_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """A desk behind a proxy, with five people."""
    file = tmp_path / "desk.toml"
    file.write_text(CONFIGURATION)
    return make_desk(root=ROOT, server=load_server(file))


def every(visitor: Visitor) -> Iterator[Any]:
    """Yield the answer of every route, with the address."""
    for address in addresses("GET"):
        yield address, visitor.get(address, follow_redirects=False)
    for address in addresses("POST"):
        yield address, visitor.post(address, follow_redirects=False)
    yield "/enter", visitor.get("/enter?token=x")


@pytest.mark.parametrize("address", ["10.0.1.9", "127.0.0.1", "::1", "", "10.0.0.9.evil"])
def test_only_the_proxy_is_believed_on_every_route(department: Desk, behind_proxy: Come, address: str) -> None:
    """Whoever connects directly may write any name into the header."""
    for path, answer in every(behind_proxy(department, "admin", address)):
        assert answer.status_code == 403, path


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-user": ""}, {"x-user": "nobody"}, {"x-user": "Anna"}, {"x-user": "anna,admin"}, [("x-user", "anna"), ("x-user", "admin")],
     {"x_user": "admin"}, {"x-forwarded-user": "admin"}],
)  # fmt: skip
def test_without_exactly_one_known_user_nothing_is_shown(department: Desk, behind_proxy: Come, headers: Any) -> None:
    """A header that came twice is one that somebody smuggled in."""
    for path, answer in every(behind_proxy(department, None, headers=headers)):
        assert answer.status_code == 403, path


def test_a_forwarded_address_changes_nothing(department: Desk, behind_proxy: Come) -> None:
    """X-Forwarded-For is anybody's word; the connection's own address counts."""
    headers = {"x-user": "admin", "x-forwarded-for": "10.0.0.9", "forwarded": "for=10.0.0.9"}
    assert behind_proxy(department, None, "192.0.2.1", headers).get("/").status_code == 403


def test_no_token_lets_anybody_in_behind_a_proxy(department: Desk, behind_proxy: Come) -> None:
    """The one-time token is for a desk on one's own machine alone."""
    assert behind_proxy(department, "anna").get("/enter?token=x").status_code == 404


def test_a_unit_sees_its_own_and_nothing_says_that_there_is_more(department: Desk, behind_proxy: Come) -> None:
    """Not in the list, not by search, not by address, on no route that takes a document."""
    anna, bram = behind_proxy(department, "anna"), behind_proxy(department, "bram")
    document = anna.bring(DUTCH)
    assert document.startswith("/documents/science/")
    assert DUTCH.name in anna.page("/")
    assert DUTCH.name not in bram.page("/")
    assert "Nothing was found" in bram.page("/?q=Noordster")
    assert bram.get("/progress", headers={"Accept": "application/json"}).json() == {"jobs": []}
    digest = document.rpartition("/")[2]
    for method in ("GET", "POST"):
        for address in addresses(method):
            if address.startswith("/documents/"):
                own = address.replace("/own/", "/science/").replace("0" * 64, digest)
                answer = bram.get(own) if method == "GET" else bram.post(own)
                assert answer.status_code in (403, 404), own  # 403: a role that may not do this with any document
    assert bram.bring(DUTCH) == f"/documents/law/{digest}"
    bram.answer(f"/documents/law/{digest}", "2.1", "yes", why="From the law unit")
    assert "From the law unit" not in anna.page(document)


def test_roles_do_what_is_theirs(department: Desk, behind_proxy: Come) -> None:
    """A reviewer deletes nothing, a board reads no draft, lists and rules are the administrator's."""
    anna, lea, board, admin = (behind_proxy(department, name) for name in ("anna", "lea", "board", "admin"))
    document = anna.bring(DUTCH)
    assert anna.form(f"{document}/delete").status_code == 403
    assert "Your role reads the register" in board.page("/")
    assert board.get(document).status_code == 403
    assert board.upload(b"x", "x.txt").status_code == 403
    assert board.form(f"{document}/register", unit="science").status_code == 403
    for visitor, may in ((anna, False), (lea, False), (board, False), (admin, True)):
        assert visitor.get("/log").status_code == (200 if may else 403)
        assert visitor.get("/rules/edit").status_code == (200 if may else 403)
        assert (visitor.upload(b"x", "x.csv", "/lists").status_code == 403) is not may
        assert visitor.post("/everything").status_code == (200 if may else 403)
        assert visitor.upload(b"x", "x.zip", "/everything/import").status_code == (400 if may else 403)
        assert (visitor.form("/register/start").status_code == 303) is may
    assert DUTCH.name in admin.page("/")
    assert lea.form(f"{document}/delete").status_code == 303
    assert anna.get(document).status_code == 404
    assert "deleted a document" in admin.page("/log")


def test_nobody_writes_under_another_name(department: Desk, behind_proxy: Come) -> None:
    """The name with an answer is the proxy's, whatever the page sent."""
    anna = behind_proxy(department, "anna")
    document = anna.bring(DUTCH)
    value = {"question": "2.1", "answer": "yes", "by": "Lea", "when": "", "why": ""}
    outcome = anna.write(document, "answer", "2.1", value)
    assert (outcome["event"]["by"], outcome["event"]["value"]["by"]) == ("Anna", "Anna")
    assert anna.post("/name", json={"name": "Lea"}).status_code == 404


def test_two_reviewers_see_each_other(department: Desk, behind_proxy: Come) -> None:
    """The second sees the first's answers and that somebody else is at the document."""
    anna, lea = behind_proxy(department, "anna"), behind_proxy(department, "lea")
    document = anna.bring(DUTCH)
    anna.answer(document, "2.1", "yes", why="Seen by Anna")
    assert "Seen by Anna" in lea.page(document)
    told = lea.get(f"{document}/events?after=0", headers={"Accept": "application/json"}).json()
    assert told["others"] == ["Anna"]
    assert [event["by"] for event in told["events"]] == ["Anna"]


def test_a_unit_s_part_of_the_register_is_its_own(department: Desk, behind_proxy: Come) -> None:
    """A unit writes in its own part; board and administrator see all."""
    anna, bram, board, admin = (behind_proxy(department, name) for name in ("anna", "bram", "board", "admin"))
    admin.form("/register/start")
    for unit in ("science", "law"):
        assert admin.form("/register/units", unit=unit, name=unit.title()).status_code == 303
    assert bram.form("/register/units", unit="science", name="Mine").status_code == 403
    document = anna.bring(ENGLISH)
    added = anna.form(f"{document}/register", unit="science", title="The English one")
    assert added.status_code == 303, added.text[-400:]
    row = added.headers["location"].removeprefix(ROOT)
    assert "The English one" in anna.page("/register")
    assert "The English one" in board.page("/register")
    assert "The English one" not in bram.page("/register")
    assert bram.get(row).status_code == 404
    assert bram.form(row, title="Changed").status_code == 403
    assert board.form(row, title="Changed").status_code == 403
    assert "The English one" in board.page("/register/board")


@pytest.mark.parametrize(
    "change",
    [("header", 'header = "X User"'), ("proxies", 'proxies = ["10.0.0.300"]'), ("proxies", "proxies = []"), ("hosts", "hosts = []"), ("users", ""),
     ("role", 'role = "king"'), ("unit", 'unit = "../x"')],
)  # fmt: skip
def test_a_configuration_that_cannot_be_is_refused_before_anybody_comes_in(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    """Half a configuration would be an open door."""
    name, line = change
    text = (
        re.sub(rf"(?m)^{name} = .*$", line, CONFIGURATION, count=1)
        if name != "users"
        else CONFIGURATION.split("[users")[0]
    )
    file = tmp_path / "desk.toml"
    file.write_text(text)
    with pytest.raises(DeskError, match="cannot be used"):
        load_server(file)
