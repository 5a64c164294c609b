"""An endpoint that fails, refuses, is slow or is not there costs its own proposals alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from conftest import Endpoint
from helpers import FREE, QUIET, counts, document, finding, read, says

from contract_scan.report.phrases import failure_sentence


def envelope(data: bytes, status: int = 200) -> Any:
    """Return what sends a response of these bytes."""

    def reply(handler: Any) -> bool:
        handler.reply(status, data)
        return True

    return reply


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"\xff\xfe\x00",
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b"[" * 100_000,
        b" " * 1_000_001,
    ],
    ids=range(8),
)
def test_a_response_that_is_none_leaves_the_clause_without_an_answer(
    endpoint: Endpoint, environment: dict[str, str], data: bytes
) -> None:
    endpoint.before = envelope(data)

    assert counts(read(environment, document(QUIET, FREE)))["unanswered"] == 2


@pytest.mark.parametrize("status", [400, 429, 500, 503])
def test_an_error_on_one_clause_does_not_stop_the_next(
    endpoint: Endpoint, environment: dict[str, str], status: int
) -> None:
    endpoint.before = envelope(b"no", status)

    assert counts(read(environment, document(QUIET, FREE)))["unanswered"] == 2
    assert len(endpoint.asked) == 2


@pytest.mark.parametrize("status", [301, 307, 401, 403, 404])
def test_an_endpoint_that_refuses_or_sends_elsewhere_is_asked_once(
    endpoint: Endpoint, environment: dict[str, str], status: int
) -> None:
    def redirect(handler: Any) -> bool:
        handler.reply(status, b"", Location=endpoint.url + "/elsewhere")
        return True

    endpoint.before = redirect
    checked = read(environment, document(QUIET, FREE))

    [failure] = checked.failures
    assert ("model_reader_refused", status) == (failure.reason, failure.details["status"])
    assert endpoint.paths == ["/v1/chat/completions"]


def test_what_was_proposed_before_an_endpoint_refuses_stands(endpoint: Endpoint, environment: dict[str, str]) -> None:
    endpoint.says = lambda clause: says(finding("the tidal experiments"))
    endpoint.before = lambda handler: len(endpoint.asked) > 1 and envelope(b"", 403)(handler)
    checked = read(environment, document(QUIET, FREE))

    assert [f.quote for f in checked.findings] == ["the tidal experiments"]
    assert [f.reason for f in checked.failures] == ["model_reader_refused"]


def test_an_endpoint_that_is_not_there_is_named(endpoint: Endpoint, environment: dict[str, str]) -> None:
    nobody = {**environment, "CONTRACT_SCAN_MODEL_URL": "http://127.0.0.1:1/v1"}
    [failure] = read(nobody, document(QUIET)).failures

    assert failure.reason == "model_reader_unreachable"
    assert "127.0.0.1" in failure_sentence(failure, "nl")


def test_an_endpoint_that_is_silent_costs_one_clause_its_time(endpoint: Endpoint, environment: dict[str, str]) -> None:
    endpoint.before = lambda handler: len(endpoint.asked) == 1 and bool(endpoint.released.wait(20) or True)
    endpoint.says = lambda clause: says(finding(clause))
    start = time.monotonic()
    checked = read({**environment, "CONTRACT_SCAN_MODEL_SECONDS": "0.3"}, document(FREE, QUIET))

    assert time.monotonic() - start < 10
    assert [f.quote for f in checked.findings] == [QUIET]
    assert counts(checked)["unanswered"] == 1


def drip(handler: BaseHTTPRequestHandler) -> Iterator[bytes]:
    """Yield a response byte by byte, headers and all, without end."""
    yield b"HTTP/1.1 200 OK\r\n"
    while True:
        time.sleep(0.02)
        yield b"X"


def test_an_endpoint_that_drips_is_cut_off(endpoint: Endpoint, environment: dict[str, str]) -> None:
    """A time limit that starts again with every byte would be none."""

    def slowly(handler: BaseHTTPRequestHandler) -> bool:
        try:
            for data in drip(handler):
                handler.wfile.write(data)
        except OSError:
            return True
        return True

    endpoint.before = slowly
    start = time.monotonic()
    checked = read({**environment, "CONTRACT_SCAN_MODEL_SECONDS": "0.3"}, document(QUIET))

    assert time.monotonic() - start < 10
    assert counts(checked)["unanswered"] == 1


def test_time_in_all_ends_the_asking_and_the_next_scan_goes_on(endpoint: Endpoint, environment: dict[str, str]) -> None:
    lines = [f"{QUIET} This is clause number {n}." for n in range(12)]

    def slow(clause: str) -> str:
        time.sleep(0.1)
        return says(finding("the tidal experiments"))

    endpoint.says = slow
    limited = {**environment, "CONTRACT_SCAN_MODEL_SECONDS_IN_ALL": "0.5"}
    first = counts(read(limited, document(*lines)))
    again = read(environment, document(*lines))

    assert first["late"] > 0
    assert len(again.findings) == 12
    assert again.failures == ()
