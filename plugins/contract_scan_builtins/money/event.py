"""The event: somebody gives something for the work, as one place in a document states it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contract_scan.document import Span
from contract_scan.finding import Fact

#: What is given. "own contribution" is what an institution puts into its own work.
Gift = Literal["money", "in kind", "staff", "equipment", "stipend", "facility", "own contribution"]


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody gives something for the work.

    `span` is the sentence, list item or table row that says so. `giver` and `receiver` are names as the document writes
    them, None where it names nobody. `amount` and `share` (per cent of the whole) are facts of the document, None where
    it gives none; `whole` says that everything is paid ("all costs"). `purpose`, `period` and `condition` are the places
    that say what for, how long or how often, and on which condition. `price` says that it is paid for results of
    research, `passed_on` that the money is another's, and `how` by which way of putting it the event was read.
    """

    span: Span
    giver: str | None = None
    receiver: str | None = None
    gift: Gift = "money"
    amount: Fact | None = None
    share: Fact | None = None
    whole: bool = False
    period: Span | None = None
    purpose: Span | None = None
    condition: Span | None = None
    price: bool = False
    passed_on: bool = False
    how: str = ""
