"""A third reader: a language model of the user's own proposes, clause by clause, what rules did not find.

It is off until CONTRACT_SCAN_MODEL_URL is set; until then nothing is contributed, and no connection ever made.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from contract_scan import Deriver, hookimpl
from contract_scan_model_reader.settings import URL


@hookimpl
def patterns() -> Iterable[Path]:
    """Contribute what the reader's findings mean; nothing while it is off."""
    return [Path(__file__).parent / "rules" / "model_reader"] if os.environ.get(URL) else []


@hookimpl
def derivers() -> Iterable[Deriver]:
    """Contribute the reader; nothing while it is off."""
    if not os.environ.get(URL):
        return []
    from contract_scan_model_reader.reader import ModelReader

    return [ModelReader(os.environ)]
