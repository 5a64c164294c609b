"""What crosses between contract-scan and a plugin in a process of its own: JSON, in the form docs/plugins.md gives.

Nouns are objects with the names of their fields; what is left out has the value that the noun gives it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.gift import Gift
from contract_scan.lists.model import ListEntry
from contract_scan.pipes import encoded
from contract_scan.read.request import ReadRequest
from contract_scan.scan import Failure, Scan

Doing = Literal["load", "document", "call", "recognises", "read", "report", "edition", "entries"]


@dataclass(frozen=True, slots=True)
class Named:
    """Which plugin to load: a module (and object in it) by its entry point, or a file; with the settings as JSON."""

    name: str
    kind: Literal["module", "file"]
    place: str
    seconds: float
    settings: str = "{}"


@dataclass(frozen=True, slots=True)
class About:
    """What a contribution says of itself; which of it counts depends on the hook. A folder or file is its `path`.

    `reads` says that a checker wants a reading, and so what was found before it; `turn` is when its hook was called.
    """

    name: str = ""
    questions: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    suffix: str = ""
    binary: bool = False
    after: tuple[str, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)
    only_proposes: bool = False
    reads: bool = False
    kind: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    authority: str = ""
    variants: bool = False
    fewest: int = 0
    days: int | None = None
    path: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a plugin contributes, by hook, what was wrong with it, and the settings it has, defaults included."""

    works: bool
    parts: Mapping[str, tuple[About, ...]] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `part` is the ordinal of a contribution of `hook`; `view` is one of the document sent last."""

    do: Doing
    hook: str = ""
    part: int = 0
    view: str = "current"
    load: Named | None = None
    document: Document | None = None
    findings: tuple[Finding, ...] = ()
    head: bytes = b""
    request: ReadRequest | None = None
    scans: tuple[Scan, ...] = ()
    language: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a plugin raised: its type, and of an error of contract-scan's own its area, key and values."""

    error: str
    area: str = ""
    key: str = ""
    values: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer. `kept` are ordinals of findings that were given and stay as they are, by their place in `findings`."""

    wrong: Wrong | None = None
    printed: bool = False
    loaded: Loaded | None = None
    findings: tuple[Finding, ...] = ()
    kept: Mapping[int, int] = field(default_factory=dict)
    gifts: tuple[Gift, ...] = ()
    yes: bool = False
    document: Document | None = None
    text: str | None = None
    data: bytes | None = None
    entries: tuple[ListEntry, ...] = ()


def asked_to_bytes(asked: Asked) -> bytes:
    """Return a request as JSON."""
    return encoded(asked)


def asked_from_bytes(data: bytes) -> Asked:
    """Return the request that `asked_to_bytes` was given."""
    return msgspec.json.decode(data, type=Asked)


def told_to_bytes(told: Told) -> bytes:
    """Return an answer as JSON."""
    return encoded(told)


def told_from_bytes(data: bytes) -> Told:
    """Return the answer that `told_to_bytes` was given. Raises `ValueError` for anything else."""
    return msgspec.json.decode(data, type=Told)


def texts(value: object) -> tuple[str, ...]:
    """Return a list of texts that a plugin gives, empty where it gives none."""
    return tuple(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else ()
