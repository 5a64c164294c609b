"""The process in which one plugin from outside lives: it loads the plugin, and answers what it is asked, one by one.

Standard output and standard input are not those of contract-scan: whatever is printed, by Python or by a library in C,
is counted and dropped. Once the other end is gone the process ends, whatever the plugin is doing.
"""

from __future__ import annotations

import contextlib
import os
import queue
import select
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from contract_scan.apart import forms
from contract_scan.apart.forms import About, Asked, Loaded, Told, Wrong
from contract_scan.apart.given import READING, adjusted, asks_for, checked, derived, proposed, reported
from contract_scan.apart.schema import fitted
from contract_scan.document import Document
from contract_scan.errors import ContractScanError, ModelError, ReadError
from contract_scan.finding import Finding
from contract_scan.lists.model import ListError
from contract_scan.pipes import Wire
from contract_scan.plugins import HOOKS, load_alone
from contract_scan.settings import Settings, settings_from_json
from contract_scan.sound import fitting_gift, refuse_nonsense
from contract_scan.trace import show


def main() -> NoReturn:
    """Serve until the other end is gone."""
    memory, shown = int(sys.argv[1]), sys.argv[2] == "shown"
    printed = _Printed(shown)
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    wire = Wire(incoming, outgoing)
    printed.take()
    _bound(memory)
    asked: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(wire, asked), daemon=True).start()
    served = _Served(printed, shown)
    while True:
        wire.send(served.answer(asked.get()))


def _bound(memory: int) -> None:
    """Bound the addresses of this process for good, and let a crash leave no copy of it on the disk."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, highest = resource.getrlimit(resource.RLIMIT_AS)
        most = memory if highest == resource.RLIM_INFINITY else min(memory, highest)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _listen(wire: Wire, asked: queue.SimpleQueue[bytes]) -> None:
    """Pass on what is asked; once the other end is gone, end at once."""
    try:
        while True:
            asked.put(wire.receive())
    except EOFError:
        os._exit(0)


class _Printed:
    """Takes descriptor 1 and says whether anything was written to it since it was last asked."""

    def __init__(self, shown: bool) -> None:
        self._shown = shown
        self._reading = threading.Lock()
        self._bytes = 0
        self._told = 0

    def take(self) -> None:
        """Let what is printed go nowhere but here, and what is read come from nowhere."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        self._end, into = os.pipe()
        os.dup2(nowhere, 0)
        os.dup2(into, 1)
        os.close(into)
        if not self._shown:
            os.dup2(nowhere, 2)
        sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)
        threading.Thread(target=self._drain, daemon=True).start()

    def _drain(self) -> None:
        while True:
            with contextlib.suppress(OSError):  # a system that cannot wait for a pipe waits when it reads
                select.select([self._end], [], [])
            with self._reading:
                data = os.read(self._end, 65_536)
                self._bytes += len(data)

    def since(self) -> bool:
        """Say whether something was printed since the last time."""
        try:
            sys.stdout.flush()
        except Exception:  # noqa: BLE001 - a plugin may have put anything there
            sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)
        with self._reading:
            printed = self._bytes + self._waiting()
        new, self._told = printed > self._told, printed
        return new

    def _waiting(self) -> int:
        """Return how many bytes are written and not yet drained; 0 where the system cannot say."""
        try:
            import array
            import fcntl
            import termios
        except ImportError:
            return 0
        waiting = array.array("i", [0])
        fcntl.ioctl(self._end, termios.FIONREAD, waiting)
        return waiting[0]


class _Served:
    """A loaded plugin, and the document that it was sent last."""

    def __init__(self, printed: _Printed, shown: bool) -> None:
        self._printed, self._shown = printed, shown
        self._run = Settings()
        self._parts: dict[str, list[Any]] = {}
        self._views: dict[str, Document] = {}

    def answer(self, data: bytes) -> bytes:
        """Return the answer to a request, whatever the plugin does."""
        try:
            asked = forms.asked_from_bytes(data)
            told = self._ways[asked.do](self, asked)
        except BaseException as error:  # noqa: BLE001 - a stranger's code, and sys.exit() in it, must end here
            show(error, asked=self._shown)
            told = Told(wrong=_wrong(error))
        return forms.told_to_bytes(replace(told, printed=self._printed.since()))

    def _load(self, asked: Asked) -> Told:
        assert asked.load is not None
        named = asked.load
        settings = settings_from_json(named.settings.encode())
        plugins = load_alone(named.name, named.kind, named.place, named.seconds, settings)
        own, wrong = fitted(plugins.manager.get_plugin(named.name), named.name, settings.own)
        self._run = replace(settings, own=own)
        plugins.settings = replace(settings, plugin_settings={named.name: own})
        parts: dict[str, tuple[About, ...]] = {}
        if plugins.versions:
            for hook in HOOKS:
                given = plugins.contributions(hook)
                self._parts[hook] = [one.value for one in given]
                parts[hook] = tuple(replace(_about(one.value), turn=one.turn) for one in given)
        failures = (*plugins.failures, *(wrong if plugins.versions else ()))
        return Told(loaded=Loaded(bool(plugins.versions), parts, failures, own))

    def _document(self, asked: Asked) -> Told:
        assert asked.document is not None
        self._views = {view.view: view for view in asked.document.current_and_original}
        return Told()

    def _call(self, asked: Asked) -> Told:
        part, view = self._parts[asked.hook][asked.part], self._views[asked.view]
        if asked.hook == "gifts":
            return Told(gifts=tuple(fitting_gift(gift, view) for gift in proposed(part, view)))
        ended: list[BaseException] = []
        found = list(_until_model(_made(part, asked, view, self._run), ended))
        own = asked.findings if asked.hook != "checkers" else ()
        given = {id(finding): number for number, finding in enumerate(own)}
        kept = {place: given[id(one)] for place, one in enumerate(found) if id(one) in given}
        for finding in found:
            refuse_nonsense(finding, view)
        new = tuple(one for one in found if id(one) not in given)
        return Told(findings=new, kept=kept, wrong=_wrong(ended[0]) if ended else None)

    def _recognises(self, asked: Asked) -> Told:
        return Told(yes=bool(self._parts["readers"][asked.part].recognises(asked.head)))

    def _read(self, asked: Asked) -> Told:
        document = self._parts["readers"][asked.part].read(asked.request)
        if not isinstance(document, Document):
            raise TypeError("no document")
        return Told(document=document)

    def _report(self, asked: Asked) -> Told:
        report = reported(self._parts["reporters"][asked.part], asked.scans, asked.language)
        if not isinstance(report, str | bytes):
            raise TypeError(type(report).__name__)
        return Told(text=report) if isinstance(report, str) else Told(data=report)

    def _edition(self, asked: Asked) -> Told:
        return Told(text=self._parts["lists"][asked.part].edition(Path(asked.path)))

    def _entries(self, asked: Asked) -> Told:
        return Told(entries=tuple(self._parts["lists"][asked.part].read(Path(asked.path))))

    _ways: Mapping[str, Callable[[_Served, Asked], Told]] = {
        "load": _load,
        "document": _document,
        "call": _call,
        "recognises": _recognises,
        "read": _read,
        "report": _report,
        "edition": _edition,
        "entries": _entries,
    }


def _made(part: Any, asked: Asked, view: Document, settings: Settings) -> Iterator[Finding]:
    """Yield what a checker, deriver or adjuster finds in a view."""
    if asked.hook == "checkers":
        yield from checked(part, view, asked.findings, settings)
    elif asked.hook == "derivers":
        yield from derived(part, view, asked.findings)
    else:
        yield from adjusted(part, view, asked.findings)


def _until_model(found: Iterator[Finding], ended: list[BaseException]) -> Iterator[Finding]:
    """Yield findings; where a model cannot be asked on, what was found before stands."""
    try:
        yield from found
    except ModelError as error:
        ended.append(error)


def _wrong(error: BaseException) -> Wrong:
    name = type(error).__name__
    if isinstance(error, ContractScanError):
        kind = next((k.__name__ for k in (ModelError, ReadError, ListError) if isinstance(error, k)), name)
        return Wrong(kind, error.area, error.key, error.values)
    return Wrong(name)


def _about(value: Any) -> About:
    """Return what a contribution says of itself."""
    if isinstance(value, Path):
        return About(path=str(value.absolute()))
    models, title = getattr(value, "models", None), getattr(value, "title", None)
    return About(
        name=str(getattr(value, "name", "") or getattr(value, "kind", "")),
        questions=forms.texts(getattr(value, "questions", ())),
        suffixes=forms.texts(getattr(value, "suffixes", ())),
        suffix=str(getattr(value, "suffix", "")),
        binary=getattr(value, "binary", False) is True,
        after=forms.texts(getattr(value, "after", ())),
        models={str(k): str(v) for k, v in models.items()} if isinstance(models, Mapping) else {},
        only_proposes=getattr(value, "only_proposes", False) is True,
        reads=asks_for(getattr(value, "check", None) or (lambda: None), READING),
        kind=str(getattr(value, "kind", "")),
        title={str(k): str(v) for k, v in title.items()} if isinstance(title, Mapping) else {},
        authority=str(getattr(value, "authority", "")),
        variants=getattr(value, "variants", False) is True,
        fewest=int(getattr(value, "fewest", 0) or 0),
        days=getattr(value, "days", None),
    )
