"""A local endpoint of the tests' own, which says what a test wants it to say, and keeps what it was asked."""

from __future__ import annotations

import contextlib
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from contract_scan.cache_folder import folder
from contract_scan_model_reader.kept import FOLDER

Request = dict[str, Any]
#: What stands in for a model: a clause to what is said of it.
Says = Callable[[str], str]


class Endpoint:
    """An OpenAI-compatible endpoint on this machine. `says` answers; `before` may do the whole response itself."""

    def __init__(self) -> None:
        self.says: Says = lambda clause: '{"findings": []}'
        self.before: Callable[[BaseHTTPRequestHandler], bool] = lambda handler: False
        self.asked: list[Request] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.released = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        """Its address, as the setting takes it."""
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    @property
    def clauses(self) -> list[str]:
        """What it was asked about, in order."""
        return [request["messages"][1]["content"] for request in self.asked]

    def _handler(endpoint) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the handler below has the other self
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                endpoint.asked.append(request)
                endpoint.headers.append(dict(self.headers))
                endpoint.paths.append(self.path)
                if not endpoint.before(self):
                    said = endpoint.says(request["messages"][1]["content"])
                    self.reply(200, json.dumps({"choices": [{"message": {"content": said}}]}).encode())

            def reply(self, status: int, data: bytes, **headers: str) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *arguments: object) -> None:
                """Say nothing."""

        return Handler


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """An endpoint that finds nothing until it is told what to say."""
    made = Endpoint()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.released.set()
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which the rules are kept from test to test, begun with what is kept of them already."""
    made, known = tmp_path_factory.mktemp("cache"), folder()
    for path in known.glob("*.kept") if known else ():
        with contextlib.suppress(OSError):  # another process may just forget it
            shutil.copy2(path, made)
    return made


@pytest.fixture(autouse=True)
def cache(shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which answers are kept; each test begins with none."""
    monkeypatch.setenv("CONTRACT_SCAN_CACHE", str(shared_cache))
    shutil.rmtree(shared_cache / FOLDER, ignore_errors=True)
    return shared_cache / FOLDER


@pytest.fixture
def environment(endpoint: Endpoint) -> dict[str, str]:
    """Settings under which the endpoint is asked."""
    return {"CONTRACT_SCAN_MODEL_URL": endpoint.url, "CONTRACT_SCAN_MODEL_NAME": "toy"}
