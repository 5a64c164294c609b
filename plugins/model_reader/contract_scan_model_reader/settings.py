"""The user's settings, all environment variables: where the model is, what it is called, how long it may take."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from contract_scan.errors import ModelError

#: The address of an OpenAI-compatible interface, up to and with its version ("http://127.0.0.1:8080/v1").
URL = "CONTRACT_SCAN_MODEL_URL"
#: What the endpoint calls the model.
NAME = "CONTRACT_SCAN_MODEL_NAME"
#: The one host other than this machine that clauses may be sent to.
HOST = "CONTRACT_SCAN_MODEL_HOST"
#: What the endpoint wants to be shown, if anything; it is kept out of reports, errors and the cache.
KEY = "CONTRACT_SCAN_MODEL_KEY"
#: How many seconds one clause may take, and all clauses of one view together.
SECONDS = "CONTRACT_SCAN_MODEL_SECONDS"
SECONDS_IN_ALL = "CONTRACT_SCAN_MODEL_SECONDS_IN_ALL"

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Settings:
    """Which model is asked, and where. `here` says that it must be on this machine; `seconds` are of one clause."""

    model: str
    secure: bool
    host: str
    port: int | None
    path: str
    here: bool
    seconds: float = 20.0
    seconds_in_all: float = 50.0
    key: str = field(default="", repr=False)


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Return the settings in environment variables. Raises `ModelError` that names the first that cannot be used."""
    model = environment.get(NAME, "").strip()
    if not model or not model.isprintable():
        raise _unusable(NAME)
    secure, host, port, path = _address(environment[URL].strip())
    here = is_this_machine(host)
    if not here and environment.get(HOST, "").strip().lower() != host:
        raise ModelError("model_reader_other_host", name=model, host=host, setting=HOST)
    if not here and not secure:
        raise ModelError("model_reader_unencrypted", name=model, host=host, setting=URL)
    key = environment.get(KEY, "").strip()
    if key and not (key.isascii() and key.isprintable()):
        raise _unusable(KEY)
    return Settings(
        model=model,
        secure=secure,
        host=host,
        port=port,
        path=path,
        here=here,
        seconds=_seconds(environment, SECONDS, 20.0),
        seconds_in_all=_seconds(environment, SECONDS_IN_ALL, 50.0),
        key=key,
    )


def is_this_machine(host: str) -> bool:
    """Say whether a host, as written, is this machine: "localhost" or a loopback address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _address(url: str) -> tuple[bool, str, int | None, str]:
    """Return whether an address is encrypted, its host, port and the path that is asked."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _unusable(URL) from None
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if parts.scheme not in ("http", "https") or not host or not plain or not url.isascii() or " " in url:
        raise _unusable(URL)
    path = parts.path.rstrip("/")
    return parts.scheme == "https", host, port, path if path.endswith(_PATH) else path + _PATH


def _seconds(environment: Mapping[str, str], name: str, default: float) -> float:
    try:
        seconds = float(environment.get(name) or default)
    except ValueError:
        raise _unusable(name) from None
    if not 0 < seconds < math.inf:
        raise _unusable(name)
    return seconds


def _unusable(setting: str) -> ModelError:
    return ModelError("model_reader_setting", name="model_reader", setting=setting)
