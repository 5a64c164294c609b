"""How often Python looks for garbage: seldom, where a million values are made that nearly all stay."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: How many values are made before those made last are looked through, and how often all others are then.
_SELDOM = (1_000_000, 20, 100)
#: How often Python looked before each of those who now wait for it to look seldom.
_BEFORE: list[tuple[int, int, int]] = []
_LOCK = threading.Lock()


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for garbage seldom for a while: a scan leaves little, and to look takes a seventh of a short one."""
    with _LOCK:
        _BEFORE.append(gc.get_threshold())
        gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        with _LOCK:  # of several at once, in threads, the last to end leaves it as the first found it
            last = _BEFORE.pop()
            gc.set_threshold(*(_SELDOM if _BEFORE else last))


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave garbage alone for a while: a million values that all stay need not be looked through again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
