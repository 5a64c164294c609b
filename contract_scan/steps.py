"""How far the work on a document is: told by the stages as they go, heard by whoever shows it, and by nobody otherwise.

What is told changes nothing of what is read or found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

#: A page that is being read, a document of several in a file, or a checker at work.
What = Literal["page", "document", "checker"]
#: Told what is in hand, which it is (counted from 1), and of how many.
Heard = Callable[[What, int, int], None]

_HEARD: ContextVar[Heard | None] = ContextVar("heard", default=None)


@contextmanager
def heard_by(listener: Heard) -> Iterator[None]:
    """Tell a listener every step that this thread takes; it must be quick and raise nothing."""
    token = _HEARD.set(listener)
    try:
        yield
    finally:
        _HEARD.reset(token)


def tell(what: What, number: int, total: int) -> None:
    """Say what is in hand now."""
    listener = _HEARD.get()
    if listener is not None:
        listener(what, number, total)
