"""Calendar files (iCalendar): one entry a date, so that a decision stands in somebody's calendar."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from contract_scan.report.layout import visible


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a whole day (ISO 8601): what must be decided, and the clause or agreement it comes from."""

    day: str
    summary: str
    description: str = ""


def calendar(entries: Iterable[Entry], stamp: str) -> bytes:
    """Return entries as an iCalendar file, the same bytes for the same entries and the same day of making (`stamp`)."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//contract-scan//register//EN")
    made.add("version", "2.0")
    at = datetime.datetime.combine(datetime.date.fromisoformat(stamp), datetime.time(), datetime.UTC)
    for entry in sorted(set(entries), key=lambda one: (one.day, one.summary, one.description)):
        event = Event()
        day = datetime.date.fromisoformat(entry.day)
        event.add("summary", visible(entry.summary))
        event.add("dtstart", day)
        event.add("dtend", day + datetime.timedelta(days=1))
        event.add("dtstamp", at)
        event.add("uid", f"{_digest(entry)}@contract-scan")
        if entry.description:
            event.add("description", visible(entry.description))
        made.add_component(event)
    return bytes(made.to_ical())


def _digest(entry: Entry) -> str:
    return hashlib.sha256(f"{entry.day}\n{entry.summary}\n{entry.description}".encode()).hexdigest()[:32]
