"""A real nginx before a real server, configured as docs/desk.md says: whom it knows comes in, and nobody goes round it."""

from __future__ import annotations

import base64
import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from contract_scan.desk.app import application
from contract_scan.desk.desk import Desk
from contract_scan.desk.guard import BehindProxy
from contract_scan.desk.serve import LOOPBACK, listening, server_of
from contract_scan.desk.users import load_server
from tests.conftest import ROOT
from tests.desk.conftest import DUTCH

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="the desk behind a proxy is tried with nginx: install nginx")

DOCUMENTED = re.search(r"```nginx\n(.*?)```", (ROOT / "docs" / "desk.md").read_text(encoding="utf-8"), re.DOTALL)
FRAME = """
{user}
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {server}
}}
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as made:
        made.bind((LOOPBACK, 0))
        return int(made.getsockname()[1])


@pytest.fixture
def department(make_desk: Callable[..., Desk], tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Start the desk's server, and nginx before it that asks for a password; yield the ports of both."""
    assert DOCUMENTED
    front, where = free_port(), listening(LOOPBACK, 0)
    behind: int = where.getsockname()[1]
    file = tmp_path / "desk.toml"
    file.write_text(
        f'hosts = ["desk.example:{front}"]\nproxies = ["127.0.0.1/32"]\nheader = "X-Remote-User"\n'
        '[users.anna]\nrole = "reviewer"\nunit = "science"\n[users.board]\nrole = "board"\n'
    )
    desk = make_desk(root="", server=(known := load_server(file)))
    server = server_of(application(desk, BehindProxy(known)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [where]}, daemon=True)
    thread.start()
    (tmp_path / "passwords").write_text("anna:{PLAIN}a\nboard:{PLAIN}b\nstranger:{PLAIN}c\n")
    own = DOCUMENTED[1].replace("listen 443 ssl;", f"listen 127.0.0.1:{front};").replace(":8417", f":{behind}")
    own = own.replace("desk.university.example", "desk.example").replace(
        "location / {", f'location / {{ auth_basic "desk"; auth_basic_user_file {tmp_path}/passwords;'
    )
    (tmp_path / "nginx.conf").write_text(
        FRAME.format(folder=tmp_path, server=own, user="user root;" if os.geteuid() == 0 else "")
    )
    proxy = subprocess.Popen([str(NGINX), "-p", str(tmp_path), "-c", "nginx.conf", "-e", f"{tmp_path}/error.log"])
    _wait(front)
    yield front, behind
    proxy.terminate()
    proxy.wait(10)
    server.should_exit = True
    thread.join(10)


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as made:
            if made.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(port)


def ask(
    port: int, host: str, name: str = "", *, method: str = "GET", path: str = "/", body: bytes = b"", **headers: str
) -> Any:
    """Return status and text of an answer; `name` signs in at the proxy."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
    sent = {"Host": host, **{key.replace("_", "-"): value for key, value in headers.items()}}
    if name:
        sent["Authorization"] = (
            "Basic " + base64.b64encode(f"{name}:{name[0] if name != 'stranger' else 'c'}".encode()).decode()
        )
    connection.request(method, path, body or None, sent)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def test_a_real_proxy_lets_in_whom_it_knows(department: tuple[int, int]) -> None:
    """Signed in, under the right host; a forged header is written over by the proxy, and counts from nowhere else."""
    front, _ = department
    host = f"desk.example:{front}"
    assert ask(front, host)[0] == 401
    status, page = ask(front, host, "anna")
    assert status == 200
    assert "anna · reviewer · science" in page
    assert ask(front, host, "stranger")[0] == 403
    assert "board · board" in ask(front, host, "board", X_Remote_User="anna")[1]
    assert ask(front, "evil.example", "anna")[0] == 421
    origin = {"Origin": f"http://{host}", "Sec_Fetch_Site": "same-origin", "Accept": "application/json"}
    name = {"X_File_Name": quote(DUTCH.name)}
    sent = ask(front, host, "anna", method="POST", path="/documents", body=DUTCH.read_bytes(), **origin, **name)
    assert sent[0] == 200, sent
    assert DUTCH.name in ask(front, host, "anna")[1]
    forged = ask(front, host, "anna", method="POST", path="/documents", body=b"x", Origin="http://evil.example")
    assert forged[0] == 403


def test_nobody_goes_round_the_proxy(department: tuple[int, int], make_desk: Any, tmp_path: Path) -> None:
    """From an address that is not the proxy's, the header is anybody's word. Here the proxy stands at another one."""
    front, behind = department
    assert ask(behind, f"desk.example:{front}")[0] == 403
    assert ask(behind, f"desk.example:{front}", X_Remote_User="anna")[0] == 200  # the proxy's own address: see the docs
    connection = http.client.HTTPConnection(LOOPBACK, behind, timeout=60, source_address=("127.0.0.2", 0))
    connection.request("GET", "/", None, {"Host": f"desk.example:{front}", "X-Remote-User": "anna"})
    assert connection.getresponse().status == 403
    connection.close()


def raw(port: int, text: str) -> bytes:
    """Return what comes back for a request as it is written here."""
    with socket.create_connection((LOOPBACK, port), timeout=10) as made:
        made.sendall(text.replace("\n", "\r\n").encode())
        made.settimeout(3)
        found = b""
        try:
            while more := made.recv(65_536):
                found += more
        except TimeoutError:
            pass
        return found


def test_nothing_is_smuggled_through_the_proxy(department: tuple[int, int]) -> None:
    """A header spelled otherwise, twice, or struck out by the connection; one request that is counted as two."""
    front, _ = department
    who = base64.b64encode(b"board:b").decode()
    head = f"Host: desk.example:{front}\nAuthorization: Basic {who}\nConnection: close\n"
    for forged in (
        "X_Remote_User: anna",
        "X-Remote-User: anna\nX-Remote-User: anna",
        "x-remote-user : anna",
        "X-Remote-User:\n anna",
    ):
        said = raw(front, f"GET / HTTP/1.1\n{head}{forged}\n\n")
        assert said and b"anna" not in said, forged
    struck = raw(
        front,
        f"GET / HTTP/1.1\nHost: desk.example:{front}\nAuthorization: Basic {who}\nConnection: close, X-Remote-User\n\n",
    )
    assert b"board \xc2\xb7 board" in struck or b" 403 " in struck
    inner = f"GET /log HTTP/1.1\nHost: desk.example:{front}\nX-Remote-User: anna\n\n"
    for framing in (
        "Content-Length: 4\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\nTransfer-Encoding: identity",
        "Content-Length: 0\nContent-Length: 80",
        "Transfer-Encoding: \vchunked",
    ):
        said = raw(
            front, f"POST /language HTTP/1.1\n{head}Origin: http://desk.example:{front}\n{framing}\n\n0\n\n{inner}"
        )
        assert said.count(b"HTTP/1.1 ") == 1, framing
        assert b"anna" not in said
