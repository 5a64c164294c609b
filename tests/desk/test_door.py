"""The door: who comes in, from where, and what no answer goes without. Each attack of docs/desk.md has its test here."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from contract_scan.desk.app import routes
from contract_scan.desk.desk import Desk
from contract_scan.desk.sessions import COOKIE
from tests.desk.conftest import DUTCH, ORIGIN, Visitor

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'
PAGES = ("/", "/register", "/lists", "/rules", "/rules/edit", "/plugins", "/log", "/?q=publication")


def addresses(method: str) -> Iterator[str]:
    """Yield an address for every route that answers to a method."""
    values = {
        "unit": "own",
        "digest": "0" * 64,
        "number:int": "1",
        "identity": "x",
        "view": "reach",
        "to": "legal",
        "name": "x",
    }
    for route in routes():
        assert isinstance(route, Route)
        if method in (route.methods or ()) and route.path != "/enter":
            yield re.sub(r"\{([^}]+)\}", lambda found: values[found[1]], route.path)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_gets_anything_without_having_come_in(desk: Desk, visit: Callable[..., Visitor], method: str) -> None:
    """Every route, those added later too."""
    stranger = visit(desk, enter=False)
    for address in addresses(method):
        answer = stranger.get(address) if method == "GET" else stranger.post(address)
        assert answer.status_code == 401, address
        assert desk.root not in answer.text


def test_nothing_answers_outside_the_secret_path(desk: Desk, visitor: Visitor) -> None:
    """Not even for who came in: another program's cookies and pages on this host never meet the desk's."""
    for address in ("/", "/documents", "/enter?token=x", "/favicon.ico"):
        answer = visitor.client.get(address)
        assert answer.status_code == 404
        assert desk.root not in answer.text


def test_a_token_works_once(desk: Desk, visit: Callable[..., Visitor]) -> None:
    """Whoever finds the address in a history or over a shoulder finds a used one."""
    stranger = visit(desk, enter=False)
    token = stranger.token()
    assert stranger.get(f"/enter?token={token}").status_code == 200
    stranger.client.cookies.clear()
    assert stranger.get(f"/enter?token={token}").status_code == 403
    assert stranger.get("/").status_code == 401


def test_guessing_tokens_is_slowed_and_then_refused_even_for_the_right_one(
    desk: Desk, visit: Callable[..., Visitor]
) -> None:
    """After five wrong ones each try has to wait twice as long as the one before; waiting helps."""
    clock = [1_000_000.0]
    stranger = visit(desk, enter=False, ticks=lambda: clock[0])
    token = stranger.token()
    waits = []
    for _ in range(12):
        answer = stranger.get("/enter?token=wrong")
        if answer.status_code == 429:
            waits.append(clock[0])
            assert stranger.get(f"/enter?token={token}").status_code == 429
            clock[0] += 1
    assert waits
    clock[0] += 901
    assert stranger.get(f"/enter?token={token}").status_code == 200


def test_the_cookie_is_for_this_desk_alone(desk: Desk, visit: Callable[..., Visitor]) -> None:
    """No script reads it, no other site's page makes the browser send it, and no other path gets it."""
    stranger = visit(desk, enter=False)
    answer = stranger.get(f"/enter?token={stranger.token()}")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert f"Path={desk.root}/" in cookie
    kept = (desk.home.folder / "sessions.json").read_text()
    assert stranger.client.cookies[COOKIE] not in kept


def test_a_stay_outlives_a_restart_but_not_a_month(
    make_desk: Any, visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    """A reviewer whose desk was restarted reloads the page and goes on."""
    before = visit(make_desk())
    cookie = before.client.cookies[COOKIE]
    later = [2_000_000_000.0]
    after = visit(make_desk(), enter=False)
    after.client.cookies.set(COOKIE, cookie)
    assert after.get("/").status_code == 200
    much_later = visit(make_desk(), enter=False, clock=lambda: later[0])
    much_later.client.cookies.set(COOKIE, cookie)
    assert much_later.get("/").status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8417", "127.0.0.1:9999", "127.0.0.1", "", "127.0.0.1:8417@evil"]
)
def test_another_name_of_the_host_is_refused(visitor: Visitor, host: str) -> None:
    """A name that somebody lets lead to this machine (DNS rebinding) opens nothing."""
    assert visitor.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:8417.evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_no_other_site_can_make_a_browser_change_anything(visitor: Visitor, headers: dict[str, str]) -> None:
    """Every route that changes something, whatever form it takes."""
    for address in addresses("POST"):
        assert visitor.client.post(visitor.root + address, headers=headers).status_code == 403, address


def test_no_other_site_can_fetch_or_embed_a_page_but_a_link_may_lead_to_it(visitor: Visitor) -> None:
    """What is only read is told apart by how the browser asks for it."""
    embedded = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    framed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert visitor.get("/", headers=embedded).status_code == 403
    assert visitor.get("/", headers=framed).status_code == 403
    assert visitor.get("/", headers=followed).status_code == 200


def _allowed(policy: str, kind: str) -> set[str]:
    return set(re.search(rf"{kind}-src ([^;]*)", policy)[1].split())  # type: ignore[index]


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_every_page_allows_its_own_style_and_script_and_nothing_else(visitor: Visitor) -> None:
    """By their hashes; nothing inline beside them, nothing from elsewhere, no frame, no other form."""
    document = visitor.bring(DUTCH)
    own = [document, *(f"{document}/{part}" for part in ("letters", "more", "compare"))]
    for address in (*PAGES, *own, "/no/such/page", "/documents/own/../x"):
        answer = visitor.get(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert not re.search(r"(src|href|action)=[\"']?(https?:)?//", answer.text), address
        assert " style=" not in answer.text
        assert not re.search(r"\son[a-z]+=", re.sub(r"<(style|script)\b.*?</\1>", "", answer.text, flags=re.DOTALL))
        (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        assert {_hash(style)} == _allowed(policy, "style"), address
        for script in re.findall(r'<script type="module">(.*?)</script>', answer.text, re.DOTALL):
            assert {_hash(script)} == _allowed(policy, "script"), address
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_what_is_downloaded_never_opens_in_the_browser(visitor: Visitor) -> None:
    """A draft that is a web page in disguise is saved, and could run nothing if it were shown."""
    answer = visitor.upload(
        f"<html><body>{EVIL}<p>The parties agree to keep it secret.</p></body></html>".encode(), "a.html"
    )
    document = answer.json()["address"].removeprefix(visitor.root)
    for part in ("original", "report", "data", "decisions"):
        given = visitor.get(f"{document}/{part}")
        assert given.headers["content-disposition"].startswith("attachment;")
        assert "sandbox" in given.headers["content-security-policy"]
        assert given.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\x.txt",
        "/etc/shadow",
        "a\x00b\r\nSet-Cookie: x=y",
        EVIL,
        "..",
        "",
        "\u202efdp.exe",
        "x" * 5000,
    ],
)
def test_a_name_is_only_ever_shown(visitor: Visitor, name: str) -> None:
    """Never a place on the disk, never markup, never a header; what turns text round is shown as a sign."""
    answer = visitor.upload(f"The Institute shall keep {name[:3]!r} secret.".encode(), name)
    assert answer.status_code == 200
    document = answer.json()["address"].removeprefix(visitor.root)
    assert re.fullmatch(r"/documents/own/[0-9a-f]{64}", document)
    for address in ("/", document, f"{document}/more", f"{document}/letters"):
        text = visitor.page(address)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "\u202e" not in text
    given = visitor.get(f"{document}/original")
    assert "set-cookie" not in given.headers
    assert "\n" not in given.headers["content-disposition"]
    assert {"original", "events.jsonl"} < {
        path.name for path in visitor.desk.records.get(*document.split("/")[2:]).folder.iterdir()
    }


@pytest.mark.parametrize(
    "address",
    ["/documents/own/..%2f..%2fsessions.json", "/documents/%2e%2e/" + "0" * 64, "/documents/own/" + "0" * 64, "/documents/own/abc",
     "/documents/own/" + "0" * 64 + "/absorbed-..%2f..%2fprofile"],
)  # fmt: skip
def test_an_address_never_leads_to_a_file_of_its_own_choice(visitor: Visitor, address: str) -> None:
    """Documents are found by unit and digest, and by nothing else."""
    assert visitor.get(address).status_code == 404


def test_document_text_is_text_wherever_it_is_shown(visitor: Visitor) -> None:
    """In quotes, search, letters, history, comparison; in data for scripts no document can end the block."""
    text = f"Partner shall not publish the Results {EVIL} </script><!-- without the prior written consent of Sponsor. </script>"
    document = visitor.upload(text.encode(), "a.txt").json()["address"].removeprefix(visitor.root)
    visitor.answer(document, "2.1", "yes", why=EVIL)
    for address in (document, f"{document}/letters", f"{document}/more", "/?q=publish", f"/?q={EVIL}"):
        page = visitor.page(address)
        assert EVIL not in page, address
        blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
        assert all("<" not in block for block in blocks)
        assert page.count("<script") == page.count("</script>")


def test_too_large_empty_and_endless_uploads_are_one_sentence(make_desk: Any, visit: Callable[..., Visitor]) -> None:
    """And leave nothing behind."""
    visitor = visit(make_desk(largest=10_000))
    assert visitor.upload(b"x" * 10_001, "a.txt").status_code == 413
    assert visitor.upload(b"", "a.txt").status_code == 400
    assert list(visitor.desk.home.incoming.iterdir()) == []
    assert list(visitor.desk.home.documents.iterdir()) == []
    assert visitor.post("/rules/try", content=b"text=" + b"x" * 3_000_000).status_code == 413


def test_a_bomb_or_nonsense_is_a_document_that_was_not_read_and_says_why(visitor: Visitor) -> None:
    """The name says Word, the content does not; or it holds far more than it weighs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.txt", b"0" * 40_000_000)
    for data, name in ((packed.getvalue(), "bomb.zip"), (b"\x00\x01\x02" * 50, "draft.docx")):
        document = visitor.upload(data, name).json()["address"].removeprefix(visitor.root)
        page = visitor.page(document)
        assert "Not read:" in page
        assert visitor.get(f"{document}/memo").status_code == 409
    assert visitor.page("/?state=failed").count('class="document-row failed"') == 2


def test_everything_on_the_disk_is_its_owners_alone(visitor: Visitor) -> None:
    """Files 0600, folders 0700, whatever the umask; names say nothing of what is in them."""
    document = visitor.bring(DUTCH)
    visitor.answer(document, "2.1", "yes")
    visitor.page(document)
    visitor.page("/")
    for path in (visitor.desk.home.folder, *visitor.desk.home.folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode & 0o077 == 0, (path, oct(mode))
        assert DUTCH.stem not in path.name


def test_what_breaks_says_where_and_never_what(visitor: Visitor, monkeypatch: Any, capsys: Any) -> None:
    """An exception's own words may be text of a document: neither the page nor standard error has them."""

    def broken(*_: Any) -> None:
        raise ValueError("secret words of the draft")

    monkeypatch.setattr("contract_scan.desk.views.documents.marked", broken)
    visitor.bring(DUTCH)
    answer = visitor.get("/?q=publicatie")
    told = capsys.readouterr()
    assert answer.status_code == 500
    assert "secret words" not in answer.text + told.err + told.out
    assert "What you wrote before is kept" in answer.text
    assert "ValueError in broken" in told.err


@pytest.mark.parametrize(
    "path", ["events", "later", "absorb", "delete", "again", "follows", "letters/legal", "register"]
)
def test_nonsense_from_a_script_is_refused_in_one_sentence(visitor: Visitor, path: str) -> None:
    """Broken JSON, other JSON, deep JSON: never a page that says that the program broke."""
    document = visitor.bring(DUTCH)
    every = (b"", b"{", b"[]", b'{"changes": 7}', b'{"changes": [{"kind": "answer"}]}', b"[" * 100_000, b"\xff\xfe")
    for body in every[:2] if path in ("absorb", "later") else every:
        answer = visitor.post(f"{document}/{path}", content=body)
        assert answer.status_code < 500, (path, body[:20], answer.text[-300:])
