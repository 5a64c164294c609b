"""More attacks: what a stranger on the network, a clever form or a hostile draft may still try. In docs/desk.md too."""

from __future__ import annotations

import email
import email.policy
import io
import json
import socket
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from contract_scan.desk.archive import SCHEMA
from contract_scan.desk.desk import Desk
from contract_scan.desk.errors import DeskError
from contract_scan.desk.reading import keep_reading
from contract_scan.desk.serve import LOOPBACK
from contract_scan.desk.sessions import COOKIE, Sessions
from contract_scan.register.model import Agreement
from contract_scan.register.writing import Writer
from contract_scan.runner.kept import kept, scanned
from contract_scan.runner.work import Result
from contract_scan.scan import Failure
from contract_scan.setup import Setup
from tests.desk.conftest import DUTCH, ENGLISH, ORIGIN, Visitor
from tests.desk.test_accidents import _said, dropped
from tests.desk.test_accidents import served as served
from tests.desk.test_door import EVIL

PLACES = ("../../x", "\x00", "a" * 5_000, "\u202e", "")


@pytest.mark.parametrize("place", PLACES)
def test_no_field_of_a_form_is_a_place_on_the_disk(visitor: Visitor, place: str, tmp_path: Path) -> None:
    """Whatever a field holds, nothing is written, read or deleted outside the home, and nothing breaks."""
    document = dropped(visitor)
    visitor.form("/register/start")
    before = {path for path in tmp_path.rglob("*") if "home" not in path.relative_to(tmp_path).parts}
    forms = {
        "/rules/save": {"name": place, "title_en": "t", "phrases_en": "x", "hits_en": "x", "misses_en": "y"},
        "/rules/remove": {"name": place},
        "/register/units": {"unit": place, "name": "n", "role": "adviser"},
        f"{document}/register": {"unit": place, "role": "adviser", "party_name": place, "party_before": place},
        f"{document}/follows": {"earlier": place},
        f"{document}/letters/{'legal' if place else 'x'}/file": {"as": place, "language": place},
        "/language": {"language": place, "back": place},
        "/register/organisations": {"one": place, "other": "x", "unit": place},
    }
    for path, fields in forms.items():
        assert visitor.form(path, **fields).status_code < 500, path
    for path in (
        f"{document}/compare?with=",
        "/rules/edit?name=",
        f"{document}/decisions?part=",
        "/?state=",
        "/?page=",
    ):
        assert visitor.client.get(visitor.root + path, params={"x": place}).status_code < 500
        assert visitor.client.request("GET", visitor.root + path + "..%2f..%2fx").status_code < 500
    assert visitor.json("/rules/proof", {"name": "ok", "phrases_en": place})["holds"] is False
    after = {path for path in tmp_path.rglob("*") if "home" not in path.relative_to(tmp_path).parts}
    assert after == before
    assert visitor.page(document)


def test_an_old_token_and_one_used_twice_at_once_open_nothing(tmp_path: Path) -> None:
    """A new token ends the one before it; of twenty who bring the same one at the same moment, one comes in."""
    sessions = Sessions(tmp_path / "s.json")
    old, token = sessions.new_token(), sessions.new_token()
    with pytest.raises(DeskError, match="not right"):
        sessions.enter(old)
    came: list[str] = []

    def enter() -> None:
        try:
            came.append(sessions.enter(token))
        except DeskError:
            return

    people = [threading.Thread(target=enter) for _ in range(20)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(came) == 1
    assert not sessions.knows("") and not sessions.knows(token)


def test_no_other_method_does_anything(desk: Desk, served: tuple[int, str]) -> None:
    """Nor does a header that names another one."""
    port, head = served
    override = "X-HTTP-Method-Override: POST\r\nContent-Length: 0\r\n"
    for method in ("PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "GET\x00", "FOO"):
        answer = _said(port, f"{method} {desk.root}/everything HTTP/1.1\r\n{head}{override}\r\n".encode())
        assert answer.split(b" ")[1] in (b"400", b"403", b"405"), answer[:80]
    get = _said(port, f"GET {desk.root}/register/start HTTP/1.1\r\n{head}{override}\r\n".encode())
    assert b" 405 " in get.split(b"\r\n")[0]
    assert not desk.home.register.exists()


def test_a_socket_is_not_opened_and_an_absolute_address_leads_nowhere_else(desk: Desk, served: tuple[int, str]) -> None:
    """A page elsewhere cannot open a WebSocket here; a proxy's form of request is held against the host too."""
    port, head = served
    upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAA\r\n"
    cross = f"{upgrade}Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: websocket\r\n"
    asked = f"GET {desk.root}/ HTTP/1.1\r\n{head}".encode()
    assert b" 101 " not in _said(port, asked + upgrade.encode() + b"\r\n")
    assert b" 403 " in _said(port, asked + cross.encode() + b"\r\n").split(b"\r\n")[0]
    absolute = f"GET http://evil.example{desk.root}/ HTTP/1.1\r\n{head}\r\n".encode()
    assert b" 404 " in _said(port, absolute).split(b"\r\n")[0]


#: Letters that look or fold alike, numbers that a resolver would take.
HOSTS = (
    *(
        "127。0。0。1:{port}",
        "１２７.0.0.1:{port}",
        "localhos\u1d57:{port}",
        "127.0.0.1:{port}\u0000",
        "127.0.0.1\u2024evil:{port}",
    ),
    *("LOCALHOST.:{port}", "[::1]:{port}", "2130706433:{port}", "127.1:{port}", "xn--localhost-:{port}"),
)


def test_a_host_in_other_letters_or_numbers_is_no_host_of_ours(desk: Desk, served: tuple[int, str]) -> None:
    """Only the two names as they are written, and once."""
    port, head = served
    own = head.partition("\r\n")[2]
    for host in HOSTS:
        sent = f"GET {desk.root}/ HTTP/1.1\r\nHost: {host.format(port=port)}\r\n{own}\r\n".encode()
        assert _said(port, sent).split(b" ")[1] in (b"400", b"421"), host
    twice = f"GET {desk.root}/ HTTP/1.1\r\nHost: evil.example\r\n{head}\r\n".encode()
    assert _said(port, twice).split(b" ")[1] in (b"400", b"421")


def test_many_who_only_connect_keep_nobody_out_and_many_headers_are_bounded(
    desk: Desk, served: tuple[int, str]
) -> None:
    """Two hundred open connections that say nothing; a cookie, or a thousand headers, larger than any browser sends."""
    port, head = served
    idle = [socket.create_connection((LOOPBACK, port), timeout=10) for _ in range(200)]
    try:
        assert b" 200 " in _said(port, f"GET {desk.root}/lists HTTP/1.1\r\n{head}\r\n".encode()).split(b"\r\n")[0]
    finally:
        for one in idle:
            one.close()
    many = "".join(f"X-{number}: {'y' * 90}\r\n" for number in range(6_000))
    for extra in (f"Cookie: a={'x' * 600_000}\r\n", many):
        said = _said(port, f"GET {desk.root}/lists HTTP/1.1\r\n{extra}{head}\r\n".encode())
        assert not said or said.split(b" ")[1] in (b"400", b"431"), said[:80]


def test_an_upload_that_only_trickles_is_let_go_and_leaves_nothing(desk: Desk, served: tuple[int, str]) -> None:
    """A byte ten times a second would hold a connection for months; what is slow and comes on is waited for."""
    port, head = served
    begun = (
        f"POST {desk.root}/documents HTTP/1.1\r\n{head}X-File-Name: a.txt\r\nContent-Length: 100000\r\n\r\n".encode()
    )
    started = time.monotonic()
    assert _said(port, begun, *[b"x"] * 80) == b""
    assert time.monotonic() - started < 5
    until = time.monotonic() + 5
    while list(desk.home.incoming.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    assert list(desk.home.incoming.iterdir()) == []
    steady = begun.replace(b"100000", b"1600")
    assert b" 200 " in _said(port, steady, *[b"The Partner pays. 20"[:20] * 5] * 16).split(b"\r\n")[0]


def test_a_cookie_tossed_beside_the_real_one_lets_nobody_in(desk: Desk, visit: Callable[..., Visitor]) -> None:
    """Whoever can plant a cookie, from another port or in another form, gains nothing by it."""
    visit(desk)
    stranger = visit(desk, enter=False)
    for tossed in (f"{COOKIE}=x; {COOKIE}=y", f'{COOKIE}="\\054"', f"{COOKIE}=", f"{COOKIE}", "\xff=\xfe", "=" * 4_000):
        assert stranger.get("/", headers={"Cookie": tossed.encode("latin-1")}).status_code == 401
    (kept_digest,) = json.loads((desk.home.folder / "sessions.json").read_text())
    assert stranger.get("/", headers={"Cookie": f"{COOKIE}={kept_digest}"}).status_code == 401


def test_forged_forwarding_and_answers_in_pieces_change_no_link(visitor: Visitor) -> None:
    """Links never follow a header; a line break in where to go back to is no header of its own."""
    document = dropped(visitor)
    forged = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "X-Original-URL": "/log",
        "Forwarded": "host=evil",
    }
    assert "evil" not in visitor.get(document, headers=forged).text
    back = f"{visitor.root}/\r\nSet-Cookie: a=b\r\n\r\n<p>é€"
    answer = visitor.form("/language", language="en", back=back)
    assert answer.status_code == 303
    assert "a" not in answer.cookies and "\n" not in answer.headers["location"]
    assert visitor.form("/language", language="nl", back=f"{visitor.root}/?q=Noordster&state=all").headers[
        "location"
    ] == (f"{visitor.root}/?q=Noordster&state=all")


def test_what_plugins_and_rules_say_is_text(visitor: Visitor, desk: Desk, setup: Setup) -> None:
    """A plugin's name, version and failure, a rule's title, question and reason, a kind and a value of a finding."""
    plugins = replace(setup.plugins, versions={EVIL: EVIL})
    desk._setup = replace(setup, plugins=plugins, failures=(Failure("plugin", EVIL, "raised", {"error": EVIL}),))
    page = visitor.page("/plugins")
    assert EVIL not in page and "alert(" in page
    desk._setup = setup
    document = visitor.bring(ENGLISH)
    record = desk.records.get("own", document[-64:])
    scan = desk.kept(record)[0].scan
    said = {"en": EVIL, "nl": EVIL}
    meanings = {name: replace(one, title=said, message=said, why=said) for name, one in scan.meanings.items()}
    findings = tuple(replace(one, attributes=dict.fromkeys(one.attributes, EVIL)) for one in scan.findings)
    keep_reading(record, Result(kept([scanned(replace(scan, meanings=meanings, findings=findings))])))
    for path in (document, f"{document}/letters", "/", "/?q=alert", f"{document}/more"):
        page = visitor.page(path)
        assert EVIL not in page, path
        assert page.count("<script") == page.count("</script>")
    rule = {"name": "evil", "title_en": EVIL, "message_en": f"{EVIL}?", "why_en": EVIL, "source": EVIL, "misses_en": "Partner pays for dinner.",
            "phrases_en": "pays for lunch", "hits_en": "Partner pays for lunch."}  # fmt: skip
    assert visitor.form("/rules/save", **rule).status_code == 303
    for path in ("/rules", "/rules/edit?name=evil"):
        assert EVIL not in visitor.page(path)
    assert EVIL not in visitor.form("/rules/try", text=f"Partner pays for lunch. {EVIL}").text


def test_no_cell_of_a_table_is_a_formula_and_no_letter_or_calendar_gets_a_line_of_its_own(visitor: Visitor) -> None:
    """What a counterparty writes is run by no spreadsheet, addresses no mail and makes no appointment."""
    visitor.form("/register/start")
    visitor.form("/register/units", unit="science", name="=1+1", role="adviser")
    writer = Writer(visitor.desk.home.register, "adviser")
    formula = '=HYPERLINK("http://evil.example","x")'
    title = f"{formula}\r\nEND:VEVENT\r\nBEGIN:VALARM"
    writer.state(
        Agreement(id="a", unit="science", title=title, group="@SUM(1)", start="2026-01-01", end="2027-02-01"), "science"
    )
    writer.write()
    with zipfile.ZipFile(io.BytesIO(visitor.get("/register/table").content)) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets" in name]
    assert all(b"<f>" not in sheet and b"<hyperlink" not in sheet for sheet in sheets)
    calendar = visitor.get("/register/calendar").content
    assert (
        calendar.count(b"\r\nBEGIN:VEVENT") == calendar.count(b"\r\nEND:VEVENT") and b"\r\nBEGIN:VALARM" not in calendar
    )
    document = dropped(visitor)
    answer = visitor.form(
        f"{document}/letters/legal/file",
        subject="A: b\r\nBcc: all@evil.example",
        body="x",
        language="en",
        **{"as": "eml"},
    )
    mail = email.message_from_bytes(answer.content, policy=email.policy.default)
    assert mail["Bcc"] is None and mail["Subject"] == "A: b Bcc: all@evil.example"


@cache
def bomb(depth: int) -> bytes:
    """Return a ZIP in a ZIP, so deep, with 30 MB of nothing in the last."""
    made, data = io.BytesIO(), bomb(depth - 1) if depth > 1 else b"0" * 30_000_001
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(5):
            file.writestr(f"{number}a.{'zip' if depth > 1 else 'txt'}", data)
    return made.getvalue()


def entities() -> bytes:
    """Return a Word file whose text would be a billion laughs."""
    made, lines = io.BytesIO(), ['<!ENTITY a "ha">']
    lines += [f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)]
    with zipfile.ZipFile(DUTCH) as draft, zipfile.ZipFile(made, "w") as evil:
        for info in draft.infolist():
            data = draft.read(info)
            if info.filename == "word/document.xml":
                data = b"<!DOCTYPE w [" + "".join(lines).encode() + b"]>" + data[data.index(b"<w:document") :]
                data = data.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p>", 1)
            evil.writestr(info.filename, data)
    return made.getvalue()


SWELLING: dict[str, Callable[[], bytes]] = {
    "flat": lambda: bomb(1),
    "nested": lambda: bomb(2),
    "deep": lambda: bomb(4),
    "entities": entities,
}


@pytest.mark.parametrize("kind", SWELLING)
def test_what_swells_when_it_is_unpacked_costs_a_sentence_and_no_minute(visitor: Visitor, kind: str) -> None:
    """ZIP in ZIP, five of each; a Word file whose entities name each other."""
    data = SWELLING[kind]()
    begun = time.process_time()
    document = dropped(visitor, data, "bomb.docx" if b"word/" in data else "bomb.zip")
    assert time.process_time() - begun < 20
    page = visitor.page(document)
    assert "Not read:" in page or "could not be read" in page.lower() or "not read" in page.lower()
    assert visitor.page("/")


def test_an_export_that_swells_is_none(visitor: Visitor) -> None:
    """An administrator who takes in a stranger's file does not fill the disk with it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("desk.json", json.dumps({"schema": SCHEMA}))
        file.writestr(f"documents/own/{'a' * 64}/original", b"0" * 120_000_000)
    answer = visitor.upload(made.getvalue(), "x.zip", "/everything/import")
    assert answer.status_code == 400 and "Nothing was taken in" in answer.text
    assert list(visitor.desk.home.incoming.iterdir()) == []


def test_another_origin_is_refused_however_it_names_itself(visitor: Visitor) -> None:
    """A sandboxed frame says "null"; a form of another kind, a file, an address with a name in it."""
    for origin in (
        "null",
        "",
        "file://",
        "http://127.0.0.1",
        ORIGIN.replace("http://", "http://x@evil."),
        "javascript:0",
        ORIGIN + ".evil",
    ):
        for site in ({}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}):
            headers = {"Origin": origin, **site, "Content-Type": "text/plain"}
            answer = visitor.client.post(f"{visitor.root}/register/start", content=b"a=b", headers=headers)
            assert answer.status_code == 403, headers
    assert not visitor.desk.home.register.exists()
