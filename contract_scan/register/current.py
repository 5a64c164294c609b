"""With what a review would be made today: the rules, the question set, the definition, and the lists at hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from contract_scan.register.definitions import definitions
from contract_scan.register.retest import Current

if TYPE_CHECKING:
    from contract_scan.scan import ListEdition
    from contract_scan.setup import Setup


def current_of(folder: Path, setup: Setup) -> Current:
    """Return what a review would be made with today, of a register and what scans are made with."""
    return Current(
        lists=editions(setup.lists),
        rules=setup.pack.sha256,
        question_set=f"{setup.questions.id} {setup.questions.version}",
        definition=definitions(folder)[-1].version,
    )


def editions(lists: Iterable[ListEdition]) -> dict[str, str]:
    """Return the edition of each list by its kind."""
    return {one.kind: one.edition for one in lists}
