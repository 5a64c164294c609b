"""The worker: a process that is prepared once and scans one file at a time until its pool goes away.

It speaks with its pool over the pipes it was started with; what any library prints goes nowhere, since it may be text
of a document. Where the pool is gone, also without a word, the worker ends at once, with all it started.
"""

from __future__ import annotations

import dataclasses
import gc
import os
import queue
import threading
import time
from typing import NoReturn

from contract_scan.errors import UsageError
from contract_scan.garbage import collecting_seldom
from contract_scan.guard import left_behind
from contract_scan.leftovers import end_at_once
from contract_scan.pipes import silence
from contract_scan.runner import bounds
from contract_scan.runner.reading import Prepared, prepared, scan_work
from contract_scan.runner.wire import Wire, say, work_from_bytes
from contract_scan.settings import settings_from_json
from contract_scan.steps import Heard, What, heard_by

#: Of the address space allowed, the share after which a worker gives way to a fresh one between two files.
SPENT = 0.6
#: How long after a step the next one of its sort is told, in seconds.
BETWEEN = 0.1


def main() -> NoReturn:
    """Serve the pool that started this process, then end without waiting for what a checker may have left running."""
    wire = _own_pipes()
    ready = _prepare(wire)
    if ready is not None:
        work: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(wire, work), daemon=True).start()
        with collecting_seldom():
            while True:
                _serve(work.get(), wire, ready)
                gc.collect(0)  # what this file leaves: little
    os._exit(0)


def _own_pipes() -> Wire:
    """Take the pipes for us alone: nothing that is printed, and no program that is started, shall use them."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence()
    return Wire(incoming, outgoing)


def _prepare(wire: Wire) -> Prepared | None:
    settings = settings_from_json(wire.receive())
    bounds.bound_memory(settings.limits)
    try:
        ready = prepared(settings)
    except UsageError as error:
        wire.send(say("refused", error.area, error.key, error.values))
        return None
    gc.freeze()  # what every scan needs is never garbage, and need not be looked through
    wire.send(say("ready"))
    return ready


def _listen(wire: Wire, work: queue.SimpleQueue[bytes]) -> None:
    """Pass on what arrives; once the other end is gone, end this process whatever it is doing, and its programs."""
    try:
        while True:
            work.put(wire.receive())
    except EOFError:
        end_at_once()


def _serve(message: bytes, wire: Wire, ready: Prepared) -> None:
    """Scan one file and send what became of it."""
    limits = ready.settings.limits
    bounds.bound_computing(limits)
    work, last = work_from_bytes(message)
    wire.send(say("begun"))
    try:
        with heard_by(_now_and_then(wire)):
            result = scan_work(work, ready, lambda *told: wire.send(say("read", *told)), last=last)
        spent = _is_spent(limits.memory_bytes)
        answer = say("done", *dataclasses.astuple(result), spent)
    except MemoryError:
        answer = say("memory")
    except Exception as error:  # noqa: BLE001 - our own mistake in one document must not end the others
        answer = say("broken", type(error).__name__)
    wire.send(answer)


def _now_and_then(wire: Wire) -> Heard:
    """Return what sends how far a file is, so often that a person sees it move and no more."""
    sent = 0.0
    before = ""

    def send(what: What, number: int, total: int) -> None:
        nonlocal sent, before
        now = time.monotonic()
        if what != before or now - sent > BETWEEN:
            sent, before = now, what
            wire.send(say("step", what, number, total))

    return send


def _is_spent(memory: int) -> bool:
    """Say whether this process is best ended: a checker was left behind running, or little memory is left."""
    return left_behind() or (memory > 0 and bounds.address_space() > memory * SPENT)
