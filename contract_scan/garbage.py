"""How often Python looks for garbage: seldom, where a million values are made that nearly all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: How many values are made before those made last are looked through, and how often all others are then.
_SELDOM = (1_000_000, 20, 100)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for garbage seldom for a while: a scan leaves little, and to look takes a seventh of a short one."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


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
