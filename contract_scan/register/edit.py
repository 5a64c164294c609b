"""Changing what the register says: fields by name, agreements and conflicts by their id."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from contract_scan.dates.arithmetic import delta
from contract_scan.facts import find_facts
from contract_scan.register.amounts import typed
from contract_scan.register.errors import RegisterError
from contract_scan.register.event import is_unit
from contract_scan.register.files import read_events
from contract_scan.register.model import FIRST, LAST, PARTNERSHIPS, Agreement, Unit
from contract_scan.register.replay import Conflict, State, replay

#: Which fields of an agreement may be set by name, and what they hold.
TEXTS = ("title", "group", "end_unknown", "notice", "renewal_period", "renews", "umbrella", "reference")
PERIODS = ("notice", "renewal_period")
DATES = ("signed", "start", "end", "ended", "notice_date")
NUMBERS = ("scholars", "scholar_months", "guests")
FLAGS = ("multi_year", "institutional", "sensitive", "data_access", "exclusive")
CHOICES = {"kind": PARTNERSHIPS, "renewal": ("tacit", "by_agreement", "none")}
FIELDS = (*TEXTS, *DATES, *NUMBERS, *FLAGS, *CHOICES, "fields")
_YES = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}


def with_changes(agreement: Agreement, changes: Iterable[str]) -> Agreement:
    """Return an agreement with fields set as "field=value"; an empty value takes one away.

    "amount" sets all amounts, as `typed` reads them.

    An end that is given takes away why there was none. Raises `RegisterError` for a field that is not there or a value
    it cannot hold.
    """
    values: dict[str, Any] = {}
    for change in changes:
        name, separator, value = change.partition("=")
        if separator and name == "amount":
            values["amounts"] = typed(agreement, value)
            continue
        if not separator or name not in FIELDS:
            raise RegisterError("no_field", name=name, known=", ".join((*FIELDS, "amount")))
        values[name] = value_of(name, value.strip())
        if values[name] == agreement.id:
            raise RegisterError("itself", id=agreement.id, name=name)
    if not values.get("title", agreement.title):
        raise RegisterError("empty", name="title")
    if values.get("end"):
        values.setdefault("end_unknown", "")
    changed = dataclasses.replace(agreement, **values)
    if changed.start and changed.end and changed.end < changed.start and {"start", "end"} & set(values):
        raise RegisterError("ends_before_it_starts", start=changed.start, end=changed.end)
    return changed


def value_of(name: str, text: str) -> Any:
    """Return the value that a field has for a text. Raises `RegisterError` where it can have none."""
    if name in DATES:
        return _date(name, text)
    if name in NUMBERS:
        if text and not text.isdecimal():
            raise RegisterError("no_number", name=name, value=text)
        return int(text or 0)
    if name in FLAGS:
        if text and text.casefold() not in _YES:
            raise RegisterError("no_flag", name=name, value=text)
        return _YES[text.casefold()] if text else None
    if name in PERIODS and text:
        return period_of(name, text)
    if name == "fields":
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if name in CHOICES and text and text not in CHOICES[name]:
        raise RegisterError("no_choice", name=name, value=text, known=", ".join(CHOICES[name]))
    return text


def period_of(name: str, text: str) -> str:
    """Return a period as an ISO 8601 duration, written so or in words ("three months"). Raises `RegisterError`."""
    facts = [fact for fact in find_facts(text, None, ("period",)) if len(fact.span) == len(text) and not fact.note]
    value = text if delta(text) is not None else facts[0].value if len(facts) == 1 else ""
    if delta(value) is None:
        raise RegisterError("no_period", name=name, value=text)
    return value


def required(name: str, text: str) -> str:
    """Return a text without the white space around it. Raises `RegisterError` for one that says nothing."""
    if not text.strip():
        raise RegisterError("empty", name=name)
    return text.strip()


def _date(name: str, text: str) -> str:
    try:
        return day_of(text) if text else ""
    except ValueError:
        raise RegisterError("no_date", name=name, value=text) from None


def day_of(text: str) -> str:
    """Return a day of the years in which agreements run, in ISO 8601. Raises `ValueError` for any other text."""
    day = datetime.date.fromisoformat(text).isoformat()
    if not FIRST <= day <= LAST:
        raise ValueError(text)
    return day


def agreement_in(folder: Path, identity: str) -> Agreement:
    """Return an agreement of a register. Raises `RegisterError` where there is none of this id."""
    found = replay(read_events(folder).events).of(Agreement).get(identity)
    if found is None:
        raise RegisterError("no_agreement", id=identity)
    return found


def known_unit(folder: Path, identity: str, state: State | None = None) -> None:
    """Raise `RegisterError` for a unit that nobody entered: a slip of the hand would make a unit of its own.

    `state` is that of the register, where it was read already.
    """
    if not is_unit(identity):
        raise RegisterError("bad_unit", unit=identity)
    known = (state or replay(read_events(folder).events)).of(Unit)
    if identity not in known:
        raise RegisterError("no_unit", unit=identity, known=", ".join(known) or "–")


def conflict_in(folder: Path, subject: str) -> Conflict:
    """Return the conflict about a subject. Raises `RegisterError` where there is none."""
    conflicts = replay(read_events(folder).events).conflicts
    found = next((conflict for conflict in conflicts if conflict.subject == subject), None)
    if found is None:
        raise RegisterError("no_conflict", subject=subject, known=", ".join(c.subject for c in conflicts) or "–")
    return found


def beside_id(agreement: str, what: str) -> str:
    """Return the id of a benefit or measure of an agreement: the same words are the same one."""
    return f"{agreement}-{hashlib.sha256(what.encode()).hexdigest()[:8]}"
