"""The gift: somebody gives something for the work, as one place in a document states it.

Who funds, what is said about money, and who pays which part of the whole are all read from gifts. A plugin proposes its
own through the hook `gifts`; `check` holds them while a view is checked, and `proposed_gifts` hands them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from weakref import WeakValueDictionary

from contract_scan.document import Document, Span
from contract_scan.finding import Fact

#: What is given. "own contribution" is what an institution puts into its own work.
GiftKind = Literal["money", "in kind", "staff", "equipment", "stipend", "facility", "own contribution"]


@dataclass(frozen=True, slots=True)
class Gift:
    """Somebody gives something for the work.

    `span` is the sentence, list item or table row that says so. `giver` and `receiver` are names as the document writes
    them, None where it names nobody. `amount` and `share` (per cent of the whole) are facts of the document, None where
    it gives none; `whole` says that everything is paid ("all costs"). `period`, `purpose` and `condition` are places
    that say how often, what for, and on which condition. `price` says that it is paid for results of research,
    `passed_on` that the money is another's, and `how` by which way of putting it the gift was read.
    """

    span: Span
    giver: str | None = None
    receiver: str | None = None
    gift: GiftKind = "money"
    amount: Fact | None = None
    share: Fact | None = None
    whole: bool = False
    period: Span | None = None
    purpose: Span | None = None
    condition: Span | None = None
    price: bool = False
    passed_on: bool = False
    how: str = "proposed"


class HeldGifts:
    """Proposed gifts of one view of a document; they are found as long as somebody holds this."""

    def __init__(self, document: Document, gifts: Sequence[Gift]) -> None:
        self.document, self.gifts = document, tuple(gifts)
        _HELD[id(document)] = self


_HELD: WeakValueDictionary[int, HeldGifts] = WeakValueDictionary()


def proposed_gifts(document: Document) -> tuple[Gift, ...]:
    """Return the gifts that plugins proposed for a view of a document that is being checked."""
    held = _HELD.get(id(document))
    return held.gifts if held is not None and held.document is document else ()
