"""The event: one immutable statement in the register, named by the digest of what it says."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from contract_scan.register.errors import RegisterError
from contract_scan.register.model import KINDS, NOUNS, Noun
from contract_scan.register.possible import ImpossibleError, check

SCHEMA = "contract-scan/event/1"
#: How many hexadecimal digits of a SHA-256 name an event.
DIGITS = 40
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_UNIT = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class Event:
    """One statement: about what (`subject`), in which unit's folder, by which role, when (UTC), after which events.

    `after` are the digests of the events about the same subject that this one follows; empty for a first one. `body`
    is the whole state of the subject from here on. `seen` are the last events of the unit when this one was written, so
    that a file that was taken away is missed. `source` is the digest of the row or record that it was imported
    from, empty where a person entered it.
    """

    subject: str
    unit: str
    at: str
    by: str
    body: Noun
    after: tuple[str, ...] = ()
    why: str = ""
    source: str = ""
    seen: tuple[str, ...] = ()
    digest: str = field(default="", compare=False)

    @property
    def kind(self) -> str:
        """Return the kind of what is stated: agreement, review, organisation and so on."""
        return self.subject.partition(":")[0]

    @property
    def name(self) -> str:
        """Return the name of the event's file."""
        stamp = self.at.replace("-", "").replace(":", "")
        return f"{stamp}-{self.digest}.json"


_Body = TypeVar("_Body")


class _Written(msgspec.Struct, Generic[_Body], gc=False):
    """An event as its file has it; the body is read by its kind."""

    schema: str
    kind: str
    subject: str
    unit: str
    at: str
    by: str
    body: _Body
    after: tuple[str, ...] = ()
    why: str = ""
    source: str = ""
    seen: tuple[str, ...] = ()


_KIND_ONLY: msgspec.json.Decoder[_Written[msgspec.Raw]] = msgspec.json.Decoder(_Written[msgspec.Raw])
#: What stands right before an event's kind in its file; in a text the quotation marks would be escaped.
_BEFORE_KIND = b'"kind": "'


def is_unit(identity: str) -> bool:
    """Say whether a text can be the short name of a unit, which is also the name of its folder, on any system."""
    return bool(_UNIT.fullmatch(identity)) and not _RESERVED.fullmatch(identity)


@cache
def _of_kind(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_Written[NOUNS[kind]])  # type: ignore[valid-type]


def event(
    body: Noun,
    unit: str,
    by: str,
    at: datetime.datetime,
    *,
    after: Iterable[str] = (),
    seen: Iterable[str] = (),
    why: str = "",
    source: str = "",
) -> Event:
    """Return a new event about a noun, digest filled in.

    Raises `RegisterError` for a unit, a role or a statement that cannot be.

    `by` is a role ("knowledge-security adviser"), never a person's address.
    """
    if not is_unit(unit):
        raise RegisterError("bad_unit", unit=unit)
    if not by.strip() or "@" in by:
        raise RegisterError("bad_role", by=by)
    try:
        check(body)
    except ImpossibleError as problem:
        raise RegisterError("impossible", id=body.id, value=str(problem)) from None
    stamp = at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    subject = f"{KINDS[type(body)]}:{body.id}"
    made = Event(subject, unit, stamp, by, body, tuple(sorted(after)), why, source, tuple(sorted(seen)))
    return replace(made, digest=digest_of(as_bytes(made)))


def as_bytes(event: Event) -> bytes:
    """Return what an event's file holds: JSON with its keys in order, so that the same event is the same bytes."""
    written = {
        "schema": SCHEMA,
        "kind": event.kind,
        "subject": event.subject,
        "unit": event.unit,
        "at": event.at,
        "by": event.by,
        "after": event.after,
        "why": event.why,
        "source": event.source,
        "seen": event.seen,
        "body": event.body,
    }
    return msgspec.json.format(msgspec.json.encode(written, order="sorted"), indent=1) + b"\n"


def digest_of(data: bytes) -> str:
    """Return the digest by which an event is named."""
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def from_bytes(data: bytes, digest: str = "") -> Event:
    """Return the event in bytes whose digest may be known. Raises `ValueError` for no event of this version,
    `ImpossibleError` for one that says what cannot be.
    """
    try:
        written = _decoded(data)
    except msgspec.MsgspecError as problem:
        raise ValueError(str(problem)) from None
    body = written.body
    if written.schema != SCHEMA or not _AT.fullmatch(written.at):
        raise ValueError(written.schema)
    check(body)
    if written.subject != f"{written.kind}:{body.id}":
        raise ValueError(written.subject)
    return Event(
        written.subject,
        written.unit,
        written.at,
        written.by,
        body,
        written.after,
        written.why,
        written.source,
        written.seen,
        digest or digest_of(data),
    )


def _decoded(data: bytes) -> _Written[Any]:
    """Return an event read by its kind, which is looked for behind its body: where that is not it, it is read first."""
    begin = data.rfind(_BEFORE_KIND) + len(_BEFORE_KIND)
    likely = data[begin : data.find(b'"', begin)].decode("ascii", "replace")
    if likely in NOUNS:
        try:
            written: _Written[Any] = _of_kind(likely).decode(data)
        except msgspec.ValidationError:
            pass
        else:
            if written.kind == likely:
                return written
    kind = _KIND_ONLY.decode(data).kind
    if kind not in NOUNS:
        raise ValueError(kind)
    found: _Written[Any] = _of_kind(kind).decode(data)
    return found
