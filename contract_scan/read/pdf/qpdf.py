"""qpdf, through pikepdf: loaded only when a file is damaged or suspect, and silent about what it finds on the way."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any, TypeVar

Found = TypeVar("Found")


def pikepdf() -> ModuleType:
    """Return pikepdf. What it has to say of a damaged file is said in `unread` or in an error, not on the terminal."""
    import pikepdf as module

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    logging.getLogger("pikepdf._core").setLevel(logging.CRITICAL)
    return module


def looked_through(
    data: bytes,
    password: str | None,
    look: Callable[[Any, ModuleType], Iterable[Found]],
    besides: tuple[type[Exception], ...] = (),
) -> list[Found]:
    """Return what `look` finds in an opened PDF, given pikepdf too; so far as the file can be followed.

    `besides` are errors that end a look as those of a damaged file do; any other is the caller's.
    """
    qpdf = pikepdf()
    found: list[Found] = []
    try:
        with qpdf.open(io.BytesIO(data), password=password or "") as file:
            found.extend(look(file, qpdf))
    except (qpdf.PdfError, qpdf.PasswordError, ValueError, RuntimeError, TypeError, AttributeError, *besides):
        pass
    return found
