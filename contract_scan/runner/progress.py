"""Progress of a run of many files: a live line on a terminal, a line now and then elsewhere, or events as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import IO, TYPE_CHECKING, Literal

from contract_scan.messages import say
from contract_scan.read.failures import shown
from contract_scan.runner.tally import Tally
from contract_scan.runner.work import Event

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

How = Literal["auto", "json", "none"]
#: How often a line is written where there is no terminal, in seconds.
EVERY = 30.0


class Progress:
    """Shows nothing; the base of those that do. `hear` is for the thread that runs the whole."""

    def __init__(self, tally: Tally, speak: str) -> None:
        self.tally, self.speak = tally, speak

    def hear(self, event: Event | None) -> None:
        """Count an event, or (None) that for a while nothing happened, and show where the run stands."""
        self.tally.hear(event)

    def had(self, count: int = 1) -> None:
        """Count files that need nothing done."""
        self.tally.had += count

    def say(self, sentence: str) -> None:
        """Write a sentence on standard error, above what is drawn there."""
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Show how it ended."""


class LineProgress(Progress):
    """Writes a line every half a minute, and one at the end of a run that took as long."""

    def __init__(
        self, tally: Tally, speak: str, out: IO[str], every: float = EVERY, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(tally, speak)
        self._out, self._every, self._clock = out, every, clock
        self._next = clock() + every

    def hear(self, event: Event | None) -> None:
        """Count an event; write a line where it is time for one."""
        super().hear(event)
        if self._clock() >= self._next:
            self._next = self._clock() + self._every
            self._out.write(line(self.tally, self.speak) + "\n")
            self._out.flush()


class TerminalProgress(Progress):
    """A bar and a line under it, drawn anew twice a second."""

    def __init__(self, tally: Tally, speak: str) -> None:
        super().__init__(tally, speak)
        self._bar, self._task = _bar(tally.total)
        self._bar.start()

    def hear(self, event: Event | None) -> None:
        """Count an event and draw."""
        super().hear(event)
        self._bar.update(self._task, completed=self.tally.ended, line=line(self.tally, self.speak))

    def say(self, sentence: str) -> None:
        """Write a sentence above the bar."""
        self._bar.console.print(sentence, markup=False, highlight=False, soft_wrap=True)

    def close(self) -> None:
        """Take the bar away; what came of the run is said by the command."""
        self._bar.stop()


class JsonProgress(Progress):
    """Writes each event as one JSON object a line, with the counts so far, for a program that watches."""

    def __init__(self, tally: Tally, speak: str, out: IO[str]) -> None:
        super().__init__(tally, speak)
        self._out = out

    def hear(self, event: Event | None) -> None:
        """Count an event and write it."""
        super().hear(event)
        if event is not None:
            self._out.write(json.dumps(_plain(event, self.tally, self.speak), ensure_ascii=False) + "\n")
            self._out.flush()


def _plain(event: Event, tally: Tally, speak: str) -> dict[str, object]:
    return {
        "event": event.what,
        "path": event.path,
        "pages": event.pages,
        "characters": event.characters,
        "bytes": event.bytes,
        "seconds": round(event.seconds, 3),
        "unreadable": event.unreadable,
        "sentence": event.error.sentence(speak) if event.error else None,
        "ended": tally.ended,
        "total": tally.total,
        "failed": tally.failed + tally.unreadable,
        "left": tally.left and round(tally.left),
    }


def _bar(total: int) -> tuple[Bar, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    text = TextColumn("{task.fields[line]}", markup=False)
    bar = Progress(BarColumn(bar_width=20), text, console=Console(stderr=True), transient=True, refresh_per_second=2)
    return bar, bar.add_task("", total=total, line="")


def progress_for(how: How, total: int, speak: str) -> Progress:
    """Return what shows the progress of a run: as asked, or as fits where standard error goes."""
    tally = Tally(total)
    if how == "json":
        return JsonProgress(tally, speak, sys.stderr)
    if how == "none" or total < 2:
        return Progress(tally, speak)
    return TerminalProgress(tally, speak) if sys.stderr.isatty() else LineProgress(tally, speak, sys.stderr)


def line(tally: Tally, speak: str) -> str:
    """Return in one line where a run stands."""
    ended, total = _number(tally.ended, speak), _number(tally.total, speak)
    parts = [say("runner.progress.documents", speak, ended=ended, total=total)]
    if tally.pages:
        parts.append(say("runner.progress.pages", speak, count=tally.pages, pages=_number(tally.pages, speak)))
    if tally.rate is not None:
        parts.append(say("runner.progress.rate", speak, rate=_number(round(tally.rate * 60), speak)))
    lost = tally.failed + tally.unreadable
    if lost:
        parts.append(say("runner.progress.failed", speak, count=lost, failed=_number(lost, speak)))
    if tally.left is not None and tally.ended < tally.total:
        parts.append(say("runner.progress.left", speak, time=lasting(tally.left)))
    slow = next(iter(tally.in_hand.values()), "")
    if tally.ended >= tally.total - 1 and slow:
        parts.append(shown(slow))
    return " · ".join(parts)


def lasting(seconds: float) -> str:
    """Return a time as hours, minutes and seconds; from an hour on without the seconds, which nobody could promise."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d} h" if hours else f"{minutes}:{rest:02d} min"


def _number(value: int, speak: str) -> str:
    return f"{value:,}".replace(",", "." if speak == "nl" else ",")
