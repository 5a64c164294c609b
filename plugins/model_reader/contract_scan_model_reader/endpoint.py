"""Asking an OpenAI-compatible chat endpoint one thing, within a time limit that holds whatever the endpoint does."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic

from contract_scan.errors import ModelError
from contract_scan_model_reader.settings import Settings, is_this_machine

#: More bytes than this no answer is long.
MOST_BYTES = 1_000_000
#: What says that no other clause would be answered either; a redirection is never followed.
_FINAL = frozenset((301, 302, 303, 307, 308, 401, 402, 403, 404, 405, 407, 410))


class UnansweredError(Exception):
    """One clause got no usable answer; another may. It carries no text of document or answer."""


def ask(settings: Settings, prompt: str, clause: str, seconds: float) -> str:
    """Return what the model says to a clause under a prompt, in at most so many seconds.

    Raises `UnansweredError` for this clause, `ModelError` where it makes no sense to ask about others.
    """
    end = monotonic() + seconds
    connection = _connected(settings, seconds)
    try:
        with _cut_off(connection.sock, max(end - monotonic(), 0.001)):
            connection.request("POST", settings.path, _body(settings, prompt, clause), _headers(settings))
            response = connection.getresponse()
            data = response.read(MOST_BYTES + 1)
    except (OSError, HTTPException) as error:
        raise UnansweredError from error
    finally:
        connection.close()
    if response.status in _FINAL:
        raise ModelError("model_reader_refused", name=settings.model, host=settings.host, status=response.status)
    if response.status != 200 or len(data) > MOST_BYTES:
        raise UnansweredError
    return _content(data)


def _connected(settings: Settings, seconds: float) -> HTTPConnection:
    """Return a connection, made straight to the host: no proxy of the environment is asked."""
    make = HTTPSConnection if settings.secure else HTTPConnection
    connection = make(settings.host, settings.port, timeout=seconds)
    try:
        connection.connect()
    except OSError as error:
        connection.close()
        kind = type(error).__name__
        raise ModelError("model_reader_unreachable", name=settings.model, host=settings.host, error=kind) from None
    # A name can lead elsewhere whatever it says, "localhost" too.
    if settings.here and not is_this_machine(connection.sock.getpeername()[0]):
        connection.close()
        raise ModelError("model_reader_other_host", name=settings.model, host=settings.host, setting="hosts")
    return connection


@contextlib.contextmanager
def _cut_off(opened: socket.socket, seconds: float) -> Iterator[None]:
    """Break a connection off after so many seconds: a socket's own timeout starts again with every byte it is fed."""

    def cut() -> None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(opened, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _body(settings: Settings, prompt: str, clause: str) -> bytes:
    """Return what is sent: the prompt, which is the same for every document, and the clause as it stands."""
    messages = [{"role": "system", "content": prompt}, {"role": "user", "content": clause}]
    asked = {"model": settings.model, "messages": messages, "temperature": 0, "seed": 0, "stream": False}
    return json.dumps(asked).encode()


def _headers(settings: Settings) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    return headers | ({"Authorization": f"Bearer {settings.key}"} if settings.key else {})


def _content(data: bytes) -> str:
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UnansweredError from error
    if not isinstance(content, str):
        raise UnansweredError
    return content
