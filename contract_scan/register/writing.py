"""Writing to a register: each new event follows what is there, and nothing is written before it is asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path

from contract_scan.register.event import Event, event
from contract_scan.register.files import read_events, write_event
from contract_scan.register.model import KINDS, Noun


def now() -> datetime.datetime:
    """Return the time, in UTC."""
    return datetime.datetime.now(datetime.UTC)


class Writer:
    """Prepares events that follow those of a register, and writes them when told to.

    `by` is the role of who writes. `pending` are the events prepared and not yet written.
    """

    def __init__(
        self,
        folder: Path,
        by: str,
        *,
        events: Iterable[Event] | None = None,
        clock: Callable[[], datetime.datetime] = now,
    ) -> None:
        self.folder = folder
        self.pending: list[Event] = []
        self.by = by
        self._clock = clock
        self._heads: dict[str, set[str]] = {}
        self._tips: dict[str, set[str]] = {}
        known = read_events(folder).events if events is None else tuple(events)
        self._follow(known)

    def _follow(self, events: tuple[Event, ...]) -> None:
        followed = {digest for one in events for digest in one.after}
        seen = {digest for one in events for digest in one.seen}
        for one in events:
            if one.digest not in followed:
                self._heads.setdefault(one.subject, set()).add(one.digest)
            if one.digest not in seen:
                self._tips.setdefault(one.unit, set()).add(one.digest)

    def state(
        self, body: Noun, unit: str, *, why: str = "", source: str = "", after: Iterable[str] | None = None
    ) -> Event:
        """Prepare an event that states `body` from now on, after all that is known on it (or after `after`)."""
        subject = f"{KINDS[type(body)]}:{body.id}"
        heads = self._heads.setdefault(subject, set())
        follows = sorted(heads) if after is None else tuple(after)
        tips = self._tips.get(unit, set())
        made = event(body, unit, self.by, self._clock(), after=follows, seen=tips, why=why, source=source)
        heads.difference_update(follows)
        heads.add(made.digest)
        self._tips[unit] = {made.digest}
        self.pending.append(made)
        return made

    def write(self) -> int:
        """Write the events prepared and return how many. Raises `RegisterError`; those before a failure stay."""
        written = 0
        while self.pending:
            write_event(self.folder, self.pending[0])
            self.pending.pop(0)
            written += 1
        return written
