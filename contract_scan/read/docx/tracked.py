"""Tracked changes: what was inserted, deleted or moved, by whom and when, and what that means for each view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from contract_scan.document import ViewName
from contract_scan.read.docx.names import AUTHOR, CELL_DEL, CELL_INS, DATE, DEL, INS, MOVE_FROM, MOVE_TO

_INSERTING = frozenset({INS, MOVE_TO, CELL_INS})
_DELETING = frozenset({DEL, MOVE_FROM, CELL_DEL})
CHANGES = _INSERTING | _DELETING


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change, with its author and date as the file gives them."""

    kind: Literal["inserted", "deleted", "moved"]
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Tracked:
    """What holds for a piece of text: inserted by one change, deleted by another, or neither."""

    inserted: Change | None = None
    deleted: Change | None = None

    def stands_in(self, view: ViewName) -> bool:
        """Say whether text under these changes stands in a view."""
        return (self.deleted if view == "current" else self.inserted) is None

    def change_in(self, view: ViewName) -> Change | None:
        """Return the change that sets a piece of text apart in a view where it stands."""
        return self.inserted if view == "current" else self.deleted

    def within(self, element: etree._Element) -> Tracked:
        """Return what holds for the content of an element that tracks a change."""
        author, date = element.get(AUTHOR), element.get(DATE)
        if element.tag in _INSERTING:
            kind: Literal["inserted", "moved"] = "moved" if element.tag == MOVE_TO else "inserted"
            return Tracked(Change(kind, author, date), self.deleted)
        return Tracked(self.inserted, Change("moved" if element.tag == MOVE_FROM else "deleted", author, date))

    def within_properties(self, properties: etree._Element | None) -> Tracked:
        """Return what holds under the changes that the properties of a row, cell or paragraph mark name."""
        held = self
        if properties is not None:
            for element in properties:
                if element.tag in CHANGES:
                    held = held.within(element)
        return held


UNTRACKED = Tracked()
