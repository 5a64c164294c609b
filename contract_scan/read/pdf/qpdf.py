"""qpdf, through pikepdf: loaded only when a file is damaged or suspect, and silent about what it finds on the way."""

from __future__ import annotations

import logging
from types import ModuleType


def pikepdf() -> ModuleType:
    """Return pikepdf. What it has to say of a damaged file is said in `unread` or in an error, not on the terminal."""
    import pikepdf as module

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    logging.getLogger("pikepdf._core").setLevel(logging.CRITICAL)
    return module
