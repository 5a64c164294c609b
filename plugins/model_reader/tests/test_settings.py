"""Clauses go to this machine, or to the one host that the user names; whatever else is set, nothing is sent."""

from __future__ import annotations

import json
import socket

import pytest
from conftest import Endpoint
from helpers import QUIET, document, read

from contract_scan.errors import ModelError
from contract_scan.report.phrases import doubts, failure_sentence
from contract_scan_model_reader.answer import Proposal
from contract_scan_model_reader.reader import ModelReader, _finding
from contract_scan_model_reader.settings import settings_from

URL, NAME, HOST = "CONTRACT_SCAN_MODEL_URL", "CONTRACT_SCAN_MODEL_NAME", "CONTRACT_SCAN_MODEL_HOST"


def problem(**values: str) -> ModelError:
    """Return why settings are refused."""
    with pytest.raises(ModelError) as caught:
        settings_from({NAME: "toy", **values})
    return caught.value


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1/v1", "https://models.example.org/v1", "http://0.0.0.0/v1", "http://[2001:db8::1]/v1",
        "http://127.0.0.1.example.org/v1", "http://localhost.example.org/v1", "http://2130706433/v1",
        "http://[::ffff:127.0.0.1]/v1",
    ],
)  # fmt: skip
def test_another_machine_is_refused_until_it_is_named(url: str) -> None:
    assert problem(**{URL: url}).key == "model_reader_other_host"


def test_another_host_is_allowed_by_its_own_name_alone() -> None:
    url = "https://models.example.org/v1"

    assert settings_from({URL: url, NAME: "toy", HOST: "Models.example.org"}).host == "models.example.org"
    for other in ("example.org", "*", "1", "models.example.org,evil.example"):
        assert problem(**{URL: url, HOST: other}).key == "model_reader_other_host"


def test_another_host_is_never_asked_without_encryption() -> None:
    assert (
        problem(**{URL: "http://models.example.org/v1", HOST: "models.example.org"}).key == "model_reader_unencrypted"
    )


@pytest.mark.parametrize(
    "url",
    [
        "ftp://localhost/v1",
        "localhost:8080",
        "http://",
        "http://a:b@localhost/v1",
        "http://localhost:x/v1",
        "http://localhost/v1?x=1",
        "http://localhost/a b",
    ],
)
def test_an_address_that_is_none_is_named_by_its_setting(url: str) -> None:
    assert (problem(**{URL: url}).key, problem(**{URL: url}).values["setting"]) == ("model_reader_setting", URL)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (NAME, ""), (NAME, "a\nb"), ("CONTRACT_SCAN_MODEL_KEY", "a\r\nHost: b"), ("CONTRACT_SCAN_MODEL_SECONDS", "soon"),
        ("CONTRACT_SCAN_MODEL_SECONDS", "-1"), ("CONTRACT_SCAN_MODEL_SECONDS_IN_ALL", "inf"),
        ("CONTRACT_SCAN_MODEL_SECONDS_IN_ALL", "nan"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_named(setting: str, value: str) -> None:
    error = problem(**{URL: "http://localhost/v1", setting: value})

    assert ("model_reader_setting", setting) == (error.key, error.values["setting"])


def test_the_key_shows_nowhere() -> None:
    settings = settings_from({URL: "http://localhost/v1", NAME: "toy", "CONTRACT_SCAN_MODEL_KEY": "sesame"})

    assert "sesame" not in repr(settings)


def test_settings_that_are_refused_send_nothing_and_every_report_says_so(
    endpoint: Endpoint, environment: dict[str, str]
) -> None:
    refused = {**environment, URL: endpoint.url.replace("127.0.0.1", "models.example.org")}
    [failure] = read(refused, document(QUIET)).failures

    assert endpoint.asked == []
    assert ModelReader(refused).models == {}
    for language in ("en", "nl"):
        assert "models.example.org" in failure_sentence(failure, language)
        assert HOST in failure_sentence(failure, language)


def test_a_name_for_this_machine_that_leads_elsewhere_is_sent_nothing(
    endpoint: Endpoint, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a changed file of hosts would have it."""
    monkeypatch.setattr(socket.socket, "getpeername", lambda opened: ("192.0.2.1", 80), raising=False)
    checked = read({**environment, URL: endpoint.url.replace("127.0.0.1", "localhost")}, document(QUIET))

    assert [failure.reason for failure in checked.failures] == ["model_reader_other_host"]
    assert endpoint.asked == []


def test_a_proxy_of_the_environment_is_not_asked(
    endpoint: Endpoint, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    endpoint.says = lambda clause: json.dumps({"findings": [{"kind": "secrecy", "quote": clause, "questions": []}]})

    assert [f.quote for f in read(environment, document(QUIET)).findings] == [QUIET]


def test_what_was_read_on_another_host_says_so_with_the_host() -> None:
    """In the finding's doubts and in the provenance, in both languages."""
    elsewhere = {URL: "https://models.example.org/v1", NAME: "toy", HOST: "models.example.org"}
    text = document(QUIET)
    found = _finding(settings_from(elsewhere), text, text.blocks[0].span, Proposal("secrecy", 0, 12))

    assert found.attributes["model"] == "toy @ models.example.org"
    assert ModelReader(elsewhere).models["toy"].endswith("@ models.example.org")
    for language in ("en", "nl"):
        assert len(doubts(found, language)) == 2


@pytest.mark.parametrize("url", ["http://localhost:8080/v1/", "http://localhost:8080/v1/chat/completions"])
def test_an_address_may_be_given_with_or_without_its_ending(url: str) -> None:
    assert settings_from({URL: url, NAME: "toy"}).path == "/v1/chat/completions"
